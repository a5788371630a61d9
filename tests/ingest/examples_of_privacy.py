"""Examples of the rules about personal data."""

from __future__ import annotations

from factory import BUDGET, Content, record

from generator.ingest.privacy.masking import mask_number
from ingest.attachments import xlsx
from ingest.example import Example
from ingest.numbers import CARD, EMAIL, HOME, IDENTITY, LANDLINE, MOBILE, OLD_IDENTITY
from ingest.photographs import jpeg

PHOTO = "records/finance/2026/budget/photo.jpg"
TABLE = "records/finance/2026/budget/table.xlsx"
DEPARTMENTS = (
    "- id: finance\n  name: 县财政局\n  kind: department\n  disclosure_contact: {phone: '%s', email: %s}\n"
    "- id: water\n  name: 县水利局\n  kind: department\n"
)
_HINT = "删去，或者改写为“{}”；确实应当公开的，在 privacy_exceptions 里写明 text、reason 和 role"
_MOBILE = (
    "删去，或者改写为“199××××××00”，对外联系写办公电话；因公公布的号码写进 departments.yml，"
    "或者在 privacy_exceptions 里写明 text、reason 和 role"
)
_LANDLINE = "是个人的，删去，或者改写为“000××××××00”；是单位的，写进 departments.yml"
_EMAIL = "删去，或者改用单位邮箱；是单位邮箱的，写进 departments.yml"
_HOME = (
    "写到镇、村或者街道为止，改写为“样本镇×××”；"
    "确实应当公开的，在 privacy_exceptions 里写明 text、reason 和 role"
)
_PHOTO = (
    "用看图软件“删除属性和个人信息”，或者截图后重新保存，再上传；"
    "确实应当公开的，在 privacy_exceptions 里写明 text（图片文件名）、reason 和 role"
)
_UNUSED = "照检查提示里遮挡后的样子写 text；内容已经删去的，删去这一条"
_TABLE = "attachments:\n- file: table.xlsx\n"


def exception(text: str) -> str:
    return f"privacy_exceptions:\n- text: '{text}'\n  reason: 河长公示牌依法公布\n  role: 分管负责人\n"


_Files = str | dict[str, Content]


def _rule(rule: str, breaks: _Files, at: str, hint: str, passes: _Files, message: str) -> Example:
    broken, sound = ({BUDGET: each} if isinstance(each, str) else each for each in (breaks, passes))
    return Example(rule, broken, at, hint, sound, message=message)


EXAMPLES = [
    _rule(
        "identity-number",
        record(body=f"低保对象：张某，{IDENTITY}。\n"),
        "9:9",
        _HINT.format(mask_number(IDENTITY)),
        record(body=f"低保对象：张某，{IDENTITY[:6]}********{IDENTITY[-4:]}；{IDENTITY[:-1]}9。\n"),
        "这里有居民身份证号码 119×××××××××××××04",
    ),
    _rule(
        "identity-number",
        {BUDGET: record(_TABLE), TABLE: xlsx({"名单": [["张某", IDENTITY], ["李某", IDENTITY]]})},
        "9:3",
        _HINT.format(mask_number(IDENTITY)),
        {
            BUDGET: record(_TABLE + exception(mask_number(IDENTITY).replace("×", "*"))),
            TABLE: xlsx({"名单": [["张某", IDENTITY]]}),
        },
        "附件“table.xlsx”里有居民身份证号码 119×××××××××××××04 等 2 处",
    ),
    _rule(
        "old-identity-number",
        record(body=f"身份证号：{OLD_IDENTITY}\n"),
        "9:6",
        _HINT.format(mask_number(OLD_IDENTITY)),
        record(body=f"工程编号：{OLD_IDENTITY}\n\n凭身份证领取。\n"),
        "这里像是有 15 位的旧身份证号码 119××××××××××00",
    ),
    _rule(
        "bank-card",
        record(body=f"补贴打入 {CARD} 账户。\n"),
        "9:6",
        _HINT.format(mask_number(CARD)),
        record(body=f"项目代码：{CARD}；{CARD[:-1]}0。\n"),
        "这里有银行卡号 622××××××××××××××04",
    ),
    _rule(
        "mobile-number",
        record("contact: 预算股 199 0000 0000\n"),
        "8:14",
        _MOBILE,
        record("contact: 预算股 199****0000\n", body=f"预算 {MOBILE} 元，https://a.example/{MOBILE}.html\n"),
        "这里有手机号码 199××××××00",
    ),
    _rule(
        "mobile-number",
        record(body=f"找[张某](tel:+86{MOBILE})。\n"),
        "9:14",
        _MOBILE,
        {
            BUDGET: record(body=f"找[张某](tel:+86{MOBILE})。\n"),
            "catalog/departments.yml": DEPARTMENTS % (MOBILE, EMAIL),
        },
        "这里有手机号码",
    ),
    _rule(
        "landline-number",
        record(body=f"| 姓名 | 电话 |\n|---|---|\n| 张某 | {LANDLINE} |\n"),
        "11:8",
        _LANDLINE,
        record(
            f"contact: 本人电话 {LANDLINE}\n",
            body=f"| 姓名 | 职务 | 电话 |\n|---|---|---|\n| 张某 | 股长 | {LANDLINE} |\n",
        ),
        "这里有像是住宅电话的号码 000××××××00",
    ),
    _rule(
        "landline-number",
        record(body=f"家庭电话：{LANDLINE}\n"),
        "9:6",
        _LANDLINE,
        record(body=f"咨询电话：{LANDLINE}\n"),
        "这里有像是住宅电话的号码",
    ),
    _rule(
        "email-address",
        record(body=f"请寄 {EMAIL}。\n"),
        "9:4",
        _EMAIL,
        record(f"contact: 预算股 {EMAIL}\n", body="请寄 budget@shili.gov.cn。\n"),
        "这里有电子邮箱 z×××@mail.example",
    ),
    _rule(
        "home-address",
        record(body=f"张某，住址：{HOME}。\n"),
        "9:7",
        _HOME,
        record(body="张某，住址：样本镇样本村。地址：样本镇政务大道1号。\n"),
        "这里有详细住址 样本镇×××",
    ),
    _rule(
        "home-address",
        record(body=f"被处罚人：张某，男，{HOME}。\n"),
        "9:11",
        _HOME,
        record(body="负责人：张某，男，样本镇政务大道14号县水利局。\n"),
        "这里有详细住址 样本镇×××",
    ),
    _rule(
        "home-address",
        record(body=f"| 姓名 | 村组 |\n|---|---|\n| 张某 | {HOME} |\n"),
        "11:8",
        _HOME,
        record(body=f"| 姓名 | 经营场所 |\n|---|---|\n| 张某 | {HOME} |\n"),
        "这里有详细住址 样本镇×××",
    ),
    _rule(
        "image-location",
        {BUDGET: record("attachments:\n- file: photo.jpg\n"), PHOTO: jpeg(latitude=30)},
        "9:3",
        _PHOTO,
        {BUDGET: record("attachments:\n- file: photo.jpg\n"), PHOTO: jpeg(artist="县财政局")},
        "图片“photo.jpg”里记着拍摄地点的经纬度",
    ),
    _rule(
        "unused-privacy-exception",
        record(exception(MOBILE)),
        "9:3",
        _UNUSED,
        record(exception("199××××××00"), body=f"河长：{MOBILE}\n"),
        "这一条例外（199××××××00）没有对应的内容",
    ),
]
