"""Rules about personal data (个人信息): numbers, addresses and places of persons that must not go public.

Messages show what was found with its middle masked, and no more: a report is read by more people than a draft.
"""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "privacy"

_ZH = "删去，或者改写为“{masked}”；确实应当公开的，在 privacy_exceptions 里写明 text、reason 和 role"
_EN = "delete it, or write “{masked}”; where it has to be public, say so in privacy_exceptions: text, reason, role"

IDENTITY_NUMBER = RULES.add(
    "identity-number",
    "error",
    FAMILY,
    zh=(
        "{where}有居民身份证号码 {masked}{more}",
        _ZH,
        "公示对象的身份证号码必须删除、遮挡或者隐藏。按 GB 11643 的地区、出生日期和校验码认定，普通的长编号不会误报。",
    ),
    en=(
        "a resident identity number, {masked}{more}, stands {where}",
        _EN,
        "Identity numbers must be deleted, covered or hidden. Region, day of birth and check digit (GB 11643) tell them from other long numbers.",
    ),
)
OLD_IDENTITY_NUMBER = RULES.add(
    "old-identity-number",
    "warning",
    FAMILY,
    zh=(
        "{where}像是有 15 位的旧身份证号码 {masked}{more}",
        _ZH,
        "旧号码没有校验码，只能凭地区和出生日期推断，而且只在提到证件或者姓名的文件里提醒。",
    ),
    en=(
        "what looks like an identity number of 15 digits, {masked}{more}, stands {where}",
        _EN,
        "The old numbers have no check digit: region and day of birth must do, in files that speak of papers or names.",
    ),
)
BANK_CARD = RULES.add(
    "bank-card",
    "error",
    FAMILY,
    zh=(
        "{where}有银行卡号 {masked}{more}",
        _ZH,
        "补贴、救助名单常带着卡号一起导出。按发卡行标识、长度和校验码认定；注明是编号、代码的不算。",
    ),
    en=(
        "a bank card number, {masked}{more}, stands {where}",
        _EN,
        "Lists of payments are often exported with their cards. Issuer, length and check digit tell; what is named a code or number of something is none.",
    ),
)
MOBILE_NUMBER = RULES.add(
    "mobile-number",
    "warning",
    FAMILY,
    zh=(
        "{where}有手机号码 {masked}{more}",
        "删去，或者改写为“{masked}”，对外联系写办公电话；因公公布的号码写进 departments.yml，或者在 privacy_exceptions 里写明 text、reason 和 role",
        "手机号码是个人信息，contact 字段里也一样。departments.yml 和 site_config.yml（public_contacts、site.contact）里列出的不算。",
    ),
    en=(
        "a mobile number, {masked}{more}, stands {where}",
        "delete it, or write “{masked}” and give an office number; name one that is public in departments.yml, or in privacy_exceptions: text, reason, role",
        "A mobile number is a person's, in `contact` too. Those named in departments.yml and site_config.yml (public_contacts, site.contact) are not.",
    ),
)
LANDLINE_NUMBER = RULES.add(
    "landline-number",
    "warning",
    FAMILY,
    zh=(
        "{where}有像是住宅电话的号码 {masked}{more}",
        "是个人的，删去，或者改写为“{masked}”；是单位的，写进 departments.yml",
        "座机大多是办公电话，不提醒；只提醒写明是住宅、本人电话的，以及列有姓名、户主而没有职务、单位等栏的表格里的。",
    ),
    en=(
        "what looks like a home telephone, {masked}{more}, stands {where}",
        "delete a person's, or write “{masked}”; name an office's in departments.yml",
        "Most landlines are offices'. This is about those that are called private, and those in tables of persons that have no column for post or office.",
    ),
)
EMAIL_ADDRESS = RULES.add(
    "email-address",
    "warning",
    FAMILY,
    zh=(
        "{where}有电子邮箱 {masked}{more}",
        "删去，或者改用单位邮箱；是单位邮箱的，写进 departments.yml",
        "个人邮箱是个人信息。本站域名、gov.cn 的邮箱，contact 字段和 departments.yml 里写明的不算。",
    ),
    en=(
        "an e-mail address, {masked}{more}, stands {where}",
        "delete it, or give an office's; name an office's in departments.yml",
        "A private address is personal data. Those of the site's own domain and of gov.cn, in `contact` and in departments.yml are not.",
    ),
)
HOME_ADDRESS = RULES.add(
    "home-address",
    "warning",
    FAMILY,
    zh=(
        "{where}有详细住址 {masked}{more}",
        "写到镇、村或者街道为止，改写为“{masked}”；确实应当公开的，在 privacy_exceptions 里写明 text、reason 和 role",
        "公示名单只需写到乡镇、村，门牌、室号和组别要去掉。",
    ),
    en=(
        "a home address, {masked}{more}, stands {where}",
        "end with the town, village or street: “{masked}”; where it has to be public, say so in privacy_exceptions: text, reason, role",
        "A list needs the town or village; door, flat and group have to go.",
    ),
)
IMAGE_LOCATION = RULES.add(
    "image-location",
    "warning",
    FAMILY,
    zh=(
        "图片“{masked}”里记着拍摄地点的经纬度",
        "用看图软件“删除属性和个人信息”，或者截图后重新保存，再上传；确实应当公开的，在 privacy_exceptions 里写明 text（图片文件名）、reason 和 role",
        "手机拍的照片会记下地点，公开后可以查到当事人的住处。",
    ),
    en=(
        "the picture “{masked}” holds the position where it was taken",
        "remove its properties, or save a screenshot of it; where it has to be public, say so in privacy_exceptions: text (the file's name), reason, role",
        "Telephones write the place into their pictures, from which people's homes can be found.",
    ),
)
UNUSED_EXCEPTION = RULES.add(
    "unused-privacy-exception",
    "warning",
    FAMILY,
    zh=(
        "这一条例外（{masked}）没有对应的内容",
        "照检查提示里遮挡后的样子写 text；内容已经删去的，删去这一条",
        "多余的例外会让以后误写的号码混过检查。",
    ),
    en=(
        "nothing in the record fits this exception ({masked})",
        "write `text` as the check shows it, masked; delete the entry when what it was for is gone",
        "An exception too many lets a slip pass later.",
    ),
)
