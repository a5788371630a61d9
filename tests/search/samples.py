"""Records for the search tests: sentences of official Chinese, recombined by a fixed seed, and queries for them."""

from __future__ import annotations

import random

from generator.outputs.search.index import SearchDocument

_SENTENCES = """
为了规范全县政务公开工作，保障公民、法人和其他组织依法获取政府信息，根据《中华人民共和国政府信息公开条例》，制定本办法。
县人民政府办公室负责推进、指导、协调、监督全县的政府信息公开工作；各乡镇人民政府应当指定机构（人员）负责日常工作。
2026年财政预算安排一般公共预算支出12.35亿元，比上年增长6.8%，其中教育支出3,420万元。
现将《示例县城乡居民基本医疗保险实施细则（试行）》印发给你们，请认真贯彻执行。
经县第十七届人民政府第42次常务会议审议通过，自2026年3月1日起施行，原示政办发〔2021〕15号文件同时废止。
申请人可以通过电子邮件（xxgk@example.com）、信函或者当面提交等方式提出申请。
全县GDP达到158.6亿元，R&D经费投入强度为1.9%，PM2.5平均浓度为28μg/m³。
符合条件的农村低收入人口，按照每人每月560元的标准发放最低生活保障金。
征地补偿安置方案公告期限不少于三十日；被征地的农民对补偿安置方案有异议的，可以申请听证。
项目名称：示例县城区雨污分流改造工程（二期）；建设单位：示例县住房和城乡建设局。
行政许可决定应当自作出之日起7个工作日内予以公示，公示期为5年。
供水、供电、供气等公用企业事业单位的信息公开，参照本办法执行。
执行 GB/T 19001-2016 标准，采用 COVID-19 疫情期间的 Wi-Fi 建设规范。
预算绩效评价结果作为以后年度预算安排的重要依据。财政部门会同审计机关开展监督检查！
联系电话：0888-1234567，监督电话 12345，办公时间 8:30—12:00、14:00—17:30。
“十四五”期间，新建、改建“四好农村路”120公里……惠及18个村（居）民委员会。
""".split("\n")[1:-1]
_SUBJECTS = "财政预算 城乡规划 义务教育招生 医疗保险 安全生产 农村低保 征地补偿 公共资源交易 政府采购 旧城改造".split()
_FORMS = (
    "关于印发《{}实施方案》的通知",
    "{}年度工作报告",
    "{}管理办法（试行）",
    "关于公布{}结果的公告",
    "{} 2026 年要点",
)
_DEPARTMENTS = ("示例县财政局", "示例县教育局", "示例县人民政府办公室")
_OFFICES = "示政发 示政办发 示财〔预〕 示教".split()


def documents(count: int, seed: int = 7) -> list[SearchDocument]:
    """Records with everyday Chinese titles, numbers and blocks."""
    chance = random.Random(seed)
    return [_document(chance, number) for number in range(count)]


def _document(chance: random.Random, number: int) -> SearchDocument:
    year = chance.choice((2023, 2024, 2025, 2026))
    index_number = f"11{chance.randrange(10**6):06}X/{year}-{number:05}"
    return SearchDocument(
        index_number=index_number,
        url=f"records/{index_number.replace('/', '-')}/",
        title=chance.choice(_FORMS).format(chance.choice(_SUBJECTS)),
        document_number=f"{chance.choice(_OFFICES)}〔{year}〕{chance.randrange(1, 90)}号",
        department=chance.choice(_DEPARTMENTS),
        published=f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
        status=chance.choice(("in_force", "in_force", "repealed")),
        blocks=tuple(_block(chance) for _ in range(chance.randrange(1, 7))),
    )


def _block(chance: random.Random) -> str:
    sentences = chance.sample(_SENTENCES, chance.randrange(1, 4))
    clauses = [clause for sentence in sentences for clause in chance.sample(sentence.split("，"), 1)]
    return chance.choice(("", " ", "\n")).join(clauses)


def searched_texts(document: SearchDocument) -> tuple[str, ...]:
    """Every text of a record that a phrase may stand in."""
    return (document.title, document.index_number, document.document_number, *document.blocks)


EVERYDAY = """
财政预算 政府信息公开 医疗保险 的 人民政府 预算 GDP gdp Ｇｄｐ 2026 2026年 〔2026〕 [2026] （2026） 15号 示政办发〔2021〕15号
示政办发[2021]15号 12345 0888-1234567 第42次常务会议 R&D PM2.5 m3 m³ Wi-Fi wi fi GB/T xxgk@example.com 《 》 。
最低生活保障金 征地补偿安置方案 并不存在的词 zzzz 龘 十四五 “四好农村路” 7个工作日 28μg/m³ 6.8% 3,420万元 工作报告
""".split()
SEVERAL = (
    "财政 教育",
    "教育 财政 2026",
    "GDP 达到",
    "COVID 19",
    "COVID-19 疫情",
    "GB/T 19001",
    "Wi-Fi 建设 规范",
    "wi fi",
    "  财政预算  ",
    "，财政预算。",
    "（试行） 医疗",
    "财政 龘",
    "《 财政 》",
    "财政　教育",
    "财政\u200b预算",
    "8:30 — 12:00",
    "",
    "   ",
    "！？ 。",
    '"财政预算"',
    "財政",
    "预 算",
)


def queries(records: list[SearchDocument], count: int, seed: int = 11) -> list[str]:
    """Everyday words, several phrases, and as many pieces of the records' own texts, some spoilt, as make `count`."""
    chance = random.Random(seed)
    found = [*EVERYDAY, *SEVERAL]
    while len(found) < count:
        found.append(_made(chance, records))
    return found


def _made(chance: random.Random, records: list[SearchDocument]) -> str:
    texts = searched_texts(chance.choice(records))
    pieces = [_piece(chance, chance.choice(texts)) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    query = " ".join(pieces)
    if chance.random() < 0.2:  # most likely a miss, or across two blocks
        query = chance.choice((query[::-1], query + texts[0][:3], query.replace("，", ""), query.swapcase()))
    return query


def _piece(chance: random.Random, text: str) -> str:
    start = chance.randrange(len(text))
    return text[start : start + chance.choice((1, 2, 3, 4, 6, 9, 15, 40))]
