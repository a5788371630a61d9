"""Examples of the rules about what attachments hold."""

from __future__ import annotations

import io

from factory import BUDGET, record
from openpyxl import Workbook

from ingest.attachments import docx, ofd, paragraph, pdf, with_hidden, xlsx
from ingest.example import Example
from ingest.office import doc, locked, ole, packed, ppt, with_macros, xls
from ingest.photographs import jpeg, picture, png

_PAGE = "<!DOCTYPE html>\n<table><tr><td>表</td></tr></table>".encode()
_WORD = docx(paragraph("正文"))
_SHEET = xlsx({"表": [["项目", "金额"], ["供水", 12]]})


def _rule(rule: str, file: str, breaks: bytes, hint: str, passes: bytes, message: str) -> Example:
    name = f"{BUDGET[:-3]}/{file}"
    written = {BUDGET: record(f"attachments:\n- file: {file}\n")}
    return Example(rule, {**written, name: breaks}, "9:3", hint, {**written, name: passes}, message=message)


_EMPTY = "换成有内容的文件；用不着的删去，attachments 里也删去"
_MISMATCH = "用原来的软件打开，另存为 {} 格式，或者改用与内容相符的扩展名；只改扩展名变不了格式"
_DISGUISED = "删除这个文件，不要发布；确实是业务系统导出的表格的，用 Excel 或 WPS 打开后另存为 xlsx"
_ENCRYPTED = "用原来的软件打开，去掉密码后重新保存"
_MACROS = "另存为不带宏的 docx、xlsx、pptx，或者转成 pdf"
_ACTIVE = "用“打印”功能另存为 PDF，重新生成一份；嵌入的文件要公开的，单独列为附件"
_HIDDEN = "不该公开的，从公开的这份里删去，不要只是隐藏；该公开的取消隐藏"
_ROWS = [["项目", "金额", "经办"], ["供水", 12, "某某"]]
_UNSAFE = "删去程序、脚本、网页、带宏的文件后重新压缩；能直接列为附件的不必压缩"
_AUTHOR = (
    "接受修订、删去批注，在“文件—信息—检查文档”里删除个人信息后保存"
    "（PDF 重新生成，图片用看图软件“删除属性和个人信息”）"
)
_OR_STRIP = f"{_AUTHOR}；也可以在 site_config.yml 写 attachment_metadata: strip"


def _by(author: str) -> bytes:
    """A spreadsheet by an author."""
    book = Workbook()
    book.worksheets[0]["A1"] = "正文"
    book.properties.creator = author
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _mismatch(file: str, breaks: bytes, passes: bytes, message: str) -> Example:
    hint = _MISMATCH.format(file.rpartition(".")[2])
    return _rule("attachment-mismatch", file, breaks, hint, passes, message)


EXAMPLES = [
    _rule(
        "attachment-huge-picture",
        "a.png",
        png(size=(10_000, 9_000)),
        "缩小到长边 4000 像素以内再上传；图纸可以转成 pdf",
        png(),
        "图片“a.png”有 10000 × 9000 像素，手机打不开",
    ),
    _rule(
        "attachment-author",
        "a.ofd",
        ofd(["正文"], author="张三"),
        _AUTHOR,
        ofd(["正文"], author="县财政局"),
        "“张×”",
    ),
    _rule("attachment-author", "a.jpg", jpeg("张三"), _OR_STRIP, jpeg("县财政局"), "文件属性里有人名“张×”"),
    *(
        _rule(
            "attachment-unchecked",
            f"a.{ending}",
            data,
            "打开核对，用原来的软件重新保存",
            picture(kind),
            "打不开",
        )
        for ending, kind, data in (
            ("jpg", "JPEG", picture("JPEG")[:300]),
            ("png", "PNG", png()[:43]),
            ("gif", "GIF", b"GIF89a\1\0"),
        )
    ),
    _rule("attachment-empty", "a.txt", b"", _EMPTY, b"1", "附件“a.txt”是空文件"),
    # the types that offices mix up, beside what looks alike and is right
    _mismatch("a.docx", doc(), _WORD, "其实是旧版 Word 或 WPS 文字（doc）"),
    _mismatch("a.doc", _WORD, doc(), "附件“a.doc”的内容其实是 docx 格式的文件，与扩展名不符"),
    _mismatch("a.wps", _SHEET, _WORD, "其实是 xlsx 格式的文件"),
    _mismatch("a.et", doc(), xls(), "其实是旧版 Word 或 WPS 文字（doc）"),
    _mismatch("a.dps", xls(), ppt(), "其实是旧版 Excel 或 WPS 表格（xls）"),
    _mismatch("a.ofd", packed({"a.txt": "1"}), ofd(["正文"]), "其实是压缩包（zip）"),
    _mismatch("a.pdf", b"PDF\n", b"%PDF-1.4 " + pdf(["正文"]), "其实是纯文本"),
    _mismatch("a.jpg", b"\x89PNG\r\n\x1a\n\0", picture("JPEG"), "其实是 png 格式的文件"),
    _mismatch("a.csv", _SHEET, "项目,金额\n".encode("gb18030"), "其实是 xlsx 格式的文件"),
    _mismatch("a.txt", b"\x01\x02\x03\0", "\ufeffBM 是拼音的缩写".encode("utf-16"), "其实是不认识的格式"),
    _mismatch("a.zip", b"PK\x03\x04 cut off", packed({"a.txt": "1"}), "其实是打不开的压缩文件"),
    _mismatch("a.xls", ole({"Contents": b"1"}), xls(), "其实是不认识的旧版 Office 文件"),
    # what would run or draw a page, beside text that only speaks of it
    _rule(
        "attachment-disguised", "a.xls", _PAGE, _DISGUISED, xls(), "附件“a.xls”其实是网页（HTML），不能发布"
    ),
    _rule(
        "attachment-disguised",
        "a.txt",
        b"\xef\xbb\xbf \n<SCRIPT>alert(1)</SCRIPT>",
        _DISGUISED,
        "网页的脚本写在 <script> 里。a<b 时不成立。".encode(),
        "附件“a.txt”其实是网页（HTML），不能发布",
    ),
    _rule("attachment-disguised", "a.pdf", b"MZ\x90\0\3\0", _DISGUISED, pdf(["正文"]), "其实是程序"),
    _rule(
        "attachment-encrypted",
        "a.pdf",
        pdf(["正文"], encrypted=True),
        _ENCRYPTED,
        pdf(["正文"]),
        "附件“a.pdf”设有打开密码",
    ),
    _rule("attachment-encrypted", "a.docx", locked(), _ENCRYPTED, _WORD, "附件“a.docx”设有打开密码"),
    _rule("attachment-encrypted", "a.wps", doc(encrypted=True), _ENCRYPTED, doc(), "附件“a.wps”设有打开密码"),
    _rule("attachment-encrypted", "a.xls", xls(encrypted=True), _ENCRYPTED, xls(), "附件“a.xls”设有打开密码"),
    _rule("attachment-encrypted", "a.ppt", ppt(encrypted=True), _ENCRYPTED, ppt(), "附件“a.ppt”设有打开密码"),
    _rule(
        "attachment-encrypted",
        "a.zip",
        packed({"a.txt": "1"}, encrypted=True),
        _ENCRYPTED,
        packed({"a.txt": "1"}),
        "附件“a.zip”设有打开密码",
    ),
    _rule("attachment-macros", "a.docx", with_macros(_WORD), _MACROS, _WORD, "附件“a.docx”里有宏"),
    _rule(
        "attachment-macros",
        "a.xlsx",
        with_macros(_SHEET, "xl/macrosheets/sheet1.xml"),
        _MACROS,
        with_macros(_SHEET, "xl/printerSettings/printerSettings1.bin"),
        "附件“a.xlsx”里有宏",
    ),
    *(
        _rule("attachment-macros", "a.docx", with_macros(_WORD, hiding), _MACROS, _WORD, "附件“a.docx”里有宏")
        for hiding in ("word/embeddings/表.docm", "word\\VBAPROJECT.BIN", "word/JDEData.bin")
    ),
    _rule(
        "attachment-macros-unknown",
        "a.docx",
        with_macros(_WORD, "[Content_Types].xml", bytes(17 << 20)),
        "用 Word、Excel 或 WPS 打开，另存为新的 docx、xlsx、pptx，或者转成 pdf",
        with_macros(_WORD, "[Content_Types].xml", b"<Types/>"),
        "附件“a.docx”的结构不正常",
    ),
    _rule("attachment-macros", "a.doc", doc(macros=True), _MACROS, doc(), "附件“a.doc”里有宏"),
    _rule("attachment-macros", "a.xls", xls(macro_sheet=True), _MACROS, xls(), "附件“a.xls”里有宏"),
    _rule("attachment-macros", "a.ppt", ppt(macros=True), _MACROS, ppt(), "附件“a.ppt”里有宏"),
    _rule(
        "attachment-active-pdf",
        "a.pdf",
        pdf(["正文"], catalog=b"/OpenAction<</S/J#61vaScript/JS(app.alert)>>"),
        _ACTIVE,
        pdf(["正文"], catalog=b"/OpenAction[8 0 R/Fit]"),
        "PDF 附件“a.pdf”里有脚本（JavaScript）",
    ),
    _rule(
        "attachment-active-pdf",
        "a.pdf",
        pdf(["正文"], catalog=b"/OpenAction<</S/Launch/F(a.exe)>>/Names<</EmbeddedFiles<</Names[]>>>>"),
        _ACTIVE,
        pdf(["/Launch /EmbeddedFiles"]),
        "里有启动程序的动作、嵌入的文件",
    ),
    _rule(
        "attachment-hidden-cells",
        "a.xlsx",
        with_hidden(_ROWS, "C", [2]),
        _HIDDEN,
        with_hidden(_ROWS, "DE", [3]),  # nothing is in them
        "附件“a.xlsx”里有隐藏的列、行",
    ),
    _rule(
        "attachment-hidden-cells",
        "a.xlsx",
        xlsx({"表": _ROWS, "底稿": _ROWS}, hidden=["底稿"]),
        _HIDDEN,
        xlsx({"表": _ROWS, "底稿": []}, hidden=["底稿"]),
        "附件“a.xlsx”里有隐藏的工作表",
    ),
    _rule(
        "archive-unsafe-entry",
        "a.zip",
        packed({"说明.txt": "1", "工具/安装.EXE": "1"}),
        _UNSAFE,
        packed({"说明.txt": "1", "工具/exe说明.pdf": "1"}),
        "压缩包“a.zip”里有不能发布的文件“工具/安装.EXE”",
    ),
    _rule(
        "archive-unsafe-entry",
        "a.zip",
        packed({"../a.txt": "1"}),
        _UNSAFE,
        packed({"a..b/a.txt": "1"}),
        "不能发布的文件“../a.txt”",
    ),
    _rule(
        "archive-nested",
        "a.zip",
        packed({"b.rar": "1"}),
        "把里面的文件直接列为附件，或者只压缩一层",
        packed({"b.docx": "1"}),
        "压缩包“a.zip”里还有压缩包“b.rar”",
    ),
    _rule(
        "archive-bomb",
        "a.zip",
        packed({f"{n}.txt": bytes(21 * 1024 * 1024) for n in range(5)}),
        "重新压缩；内容确实很多的，分成几个文件",
        packed({f"{n}.txt": bytes(19 * 1024 * 1024) for n in range(5)}),
        "解压后却有 105.0 MB",
    ),
    _rule(
        "attachment-author",
        "a.xlsx",
        _by("张某某"),
        _OR_STRIP,
        _by("县财政局预算股"),
        "附件“a.xlsx”的文件属性里有人名“张××”",
    ),
    _rule(
        "attachment-author",
        "a.docx",
        docx(paragraph("正文"), comments='<w:comment w:id="0" w:author="欧阳某"/>'),
        _AUTHOR,
        docx(paragraph("正文"), comments='<w:comment w:id="0" w:author="办公室"/>'),
        "附件“a.docx”的批注或修订里有人名“欧××”",
    ),
    _rule(
        "attachment-author",
        "a.pdf",
        pdf(
            ["正文"],
            catalog=b"/Metadata 8 0 R>>endobj<dc:creator><rdf:li>"
            + "李某".encode()
            + b"</rdf:li></dc:creator>",
        ),
        _OR_STRIP,
        pdf(["正文"]),
        "附件“a.pdf”的文件属性里有人名“李×”",
    ),
]
