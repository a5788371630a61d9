"""Rules about what attachments hold: files that do not open, or that could do harm."""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "attachment"

ATTACHMENT_EMPTY = RULES.add(
    "attachment-empty",
    "error",
    FAMILY,
    zh=(
        "附件“{file}”是空文件",
        "换成有内容的文件；用不着的删去，attachments 里也删去",
        "里面什么也没有的附件等于没有公开。",
    ),
    en=(
        "the attachment {file!r} is an empty file",
        "put the real file in its place; delete what nobody needs, in `attachments` as well",
        "An attachment with nothing in it discloses nothing.",
    ),
)
ATTACHMENT_MISMATCH = RULES.add(
    "attachment-mismatch",
    "error",
    FAMILY,
    zh=(
        "附件“{file}”的内容其实是{actual}，与扩展名不符",
        "用原来的软件打开，另存为 {type} 格式，或者改用与内容相符的扩展名；只改扩展名变不了格式",
        "扩展名与内容不符的文件，在群众的手机和电脑上打不开，或者打开时报警。",
    ),
    en=(
        "the attachment {file!r} holds {actual}, which is not what its name says",
        "open it in the program it comes from and save it as {type}, or give it the ending that fits its content",
        "Such a file does not open on visitors' phones and computers, or raises an alarm there.",
    ),
)
ATTACHMENT_DISGUISED = RULES.add(
    "attachment-disguised",
    "essential",
    FAMILY,
    zh=(
        "附件“{file}”其实是{actual}，不能发布",
        "删除这个文件，不要发布；确实是业务系统导出的表格的，用 Excel 或 WPS 打开后另存为 xlsx",
        "网页和程序会在访客的电脑上运行，换了扩展名也一样。",
    ),
    en=(
        "the attachment {file!r} is really {actual}; it is not published",
        "delete it; only a table that some system exported is to be opened in Excel or WPS and saved as xlsx",
        "Pages and programs would run on visitors' computers, whatever they are called.",
    ),
)
ATTACHMENT_ENCRYPTED = RULES.add(
    "attachment-encrypted",
    "error",
    FAMILY,
    zh=(
        "附件“{file}”设有打开密码",
        "用原来的软件打开，去掉密码后重新保存",
        "群众没有密码，打不开的附件等于没有公开。",
    ),
    en=(
        "the attachment {file!r} opens with a password only",
        "open it in the program it comes from, take off the password and save it anew",
        "The public has no password: what does not open is not disclosed.",
    ),
)
ATTACHMENT_MACROS = RULES.add(
    "attachment-macros",
    "essential",
    FAMILY,
    zh=(
        "附件“{file}”里有宏，不能发布",
        "另存为不带宏的 docx、xlsx、pptx，或者转成 pdf",
        "宏是在打开者电脑上运行的程序，病毒常藏在里面。",
    ),
    en=(
        "there are macros in the attachment {file!r}; it is not published",
        "save it as docx, xlsx or pptx without macros, or as pdf",
        "Macros are programs that run on the computer of whoever opens the file; viruses hide in them.",
    ),
)
ATTACHMENT_MACROS_UNKNOWN = RULES.add(
    "attachment-macros-unknown",
    "error",
    FAMILY,
    zh=(
        "附件“{file}”的结构不正常，查不出里面有没有宏",
        "用 Word、Excel 或 WPS 打开，另存为新的 docx、xlsx、pptx，或者转成 pdf",
        "正常保存的文件都查得出；查不出的可能藏有宏，宏是在打开者电脑上运行的程序。",
    ),
    en=(
        "the attachment {file!r} is built in an odd way: it cannot be told whether it holds macros",
        "open it in Word, Excel or WPS and save it as a new docx, xlsx or pptx, or as pdf",
        "It can be told of every file that such programs save; in others macros may hide, which run on the computer of whoever opens them.",
    ),
)
ATTACHMENT_ACTIVE_PDF = RULES.add(
    "attachment-active-pdf",
    "warning",
    FAMILY,
    zh=(
        "PDF 附件“{file}”里有{what}",
        "用“打印”功能另存为 PDF，重新生成一份；嵌入的文件要公开的，单独列为附件",
        "这些内容会在打开时运行或者另存到访客电脑上，很多阅读器会报警。",
    ),
    en=(
        "the PDF {file!r} has {what} in it",
        "print it into a new PDF; list files that lie inside as attachments of their own",
        "Such parts run or save themselves when the file is opened; many programs raise an alarm.",
    ),
)
ATTACHMENT_HIDDEN_CELLS = RULES.add(
    "attachment-hidden-cells",
    "warning",
    FAMILY,
    zh=(
        "附件“{file}”里有隐藏的{what}",
        "不该公开的，从公开的这份里删去，不要只是隐藏；该公开的取消隐藏",
        "页面的预览和检索不含隐藏的内容，但下载的文件里都有，取消隐藏就看得到，身份证号、电话常常这样泄露。",
    ),
    en=(
        "there are hidden {what} in the attachment {file!r}",
        "delete what must not be public from the copy you publish, hiding is not enough; show what may be public",
        "Previews and the search leave hidden cells out, but they are in the download: whoever opens it can show them. Identity numbers and telephones often leak this way.",
    ),
)
ATTACHMENT_HUGE_PICTURE = RULES.add(
    "attachment-huge-picture",
    "warning",
    FAMILY,
    zh=(
        "图片“{file}”有 {pixels} 像素，手机打不开",
        "缩小到长边 4000 像素以内再上传；图纸可以转成 pdf",
        "手机显示图片前要把每个像素放进内存，太大的图片会使浏览器退出。",
    ),
    en=(
        "the picture {file!r} has {pixels} pixels, more than a phone can open",
        "make its longer side no more than 4000 pixels; a plan may become a pdf",
        "A phone keeps every pixel in memory to show a picture; browsers close over one that is too large.",
    ),
)
ARCHIVE_UNSAFE_ENTRY = RULES.add(
    "archive-unsafe-entry",
    "essential",
    FAMILY,
    zh=(
        "压缩包“{file}”里有不能发布的文件“{name}”",
        "删去程序、脚本、网页、带宏的文件后重新压缩；能直接列为附件的不必压缩",
        "这些文件会在访客的电脑上运行；名称以“..”或“/”开头的会解压到别处。",
    ),
    en=(
        "the archive {file!r} holds {name!r}, which is not published",
        "pack it anew without programs, scripts, pages and files with macros; better list files one by one",
        "Such files run on visitors' computers; names with `..` or `/` at their head unpack elsewhere.",
    ),
)
ARCHIVE_NESTED = RULES.add(
    "archive-nested",
    "warning",
    FAMILY,
    zh=(
        "压缩包“{file}”里还有压缩包“{name}”",
        "把里面的文件直接列为附件，或者只压缩一层",
        "群众要解压两次才能看到内容，里层的文件也检查不到。",
    ),
    en=(
        "there is another archive, {name!r}, in the archive {file!r}",
        "list the files inside as attachments, or pack them once only",
        "Visitors would have to unpack twice, and nothing checks what the inner one holds.",
    ),
)
ARCHIVE_BOMB = RULES.add(
    "archive-bomb",
    "essential",
    FAMILY,
    zh=(
        "压缩包“{file}”只有 {size}，解压后却有 {unpacked}",
        "重新压缩；内容确实很多的，分成几个文件",
        "解压后异常大的压缩包会占满访客的磁盘。",
    ),
    en=(
        "the archive {file!r} has {size} and unpacks to {unpacked}",
        "pack it anew; split it if it really holds that much",
        "Such an archive fills visitors' disks.",
    ),
)
ATTACHMENT_AUTHOR = RULES.add(
    "attachment-author",
    "warning",
    FAMILY,
    zh=(
        "附件“{file}”的{where}里有人名“{masked}”",
        "接受修订、删去批注，在“文件—信息—检查文档”里删除个人信息后保存（PDF 重新生成，图片用看图软件“删除属性和个人信息”）{remedy}",
        "文件属性、批注和修订会写明起草人、修改人的姓名，群众下载后都看得到。site_config.yml 写 attachment_metadata: strip 时，发布的文件不带属性。",
    ),
    en=(
        "the {where} of the attachment {file!r} hold a person's name, {masked}",
        "accept changes, delete comments, remove personal information (File, Info, Inspect Document) and save it, or make a PDF anew (of pictures, remove properties in a viewer){remedy}",
        "Properties, comments and tracked changes name who wrote a file and who changed it; whoever downloads it can read them. With attachment_metadata: strip in site_config.yml, files are published without properties.",
    ),
)
ATTACHMENT_UNCHECKED = RULES.add(
    "attachment-unchecked",
    "warning",
    FAMILY,
    zh=(
        "附件“{file}”{reason}，没有检查其内容",
        "打开核对，用原来的软件重新保存",
        "没有检查过的文件，可能打不开，也可能有害。",
    ),
    en=(
        "the attachment {file!r} {reason}: what it holds was not checked",
        "open it, and save it anew with the program it comes from",
        "What was not checked may not open, or do harm.",
    ),
)
