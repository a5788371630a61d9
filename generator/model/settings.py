"""The catalog's settings, as site_config.yml gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from generator.model.problems import Severity

#: Harmless to open and readable on any office computer; nothing that a browser would run as a page.
ATTACHMENT_TYPES = (
    *("pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps", "csv", "txt", "zip"),
    *("png", "jpg", "jpeg", "gif", "webp", "mp3", "mp4"),
)

#: The most that a site may allow. A list of what is known to be harmless: nobody can list all that is not.
PUBLISHABLE_TYPES = frozenset(
    (
        *ATTACHMENT_TYPES,
        *("odt", "ods", "odp", "rtf", "tsv", "json", "ics", "epub", "rar", "7z", "tif", "tiff", "bmp"),
        *("dwg", "dxf", "shp", "kml", "kmz", "geojson", "wav", "m4a", "ogg", "webm", "mov", "avi"),
    )
)

#: What becomes of what files say of themselves, such as who wrote them and where a picture was taken.
METADATA_POLICIES = ("report", "strip", "keep")


@dataclass(frozen=True)
class SiteIdentity:
    """What the site says of itself in page meta tags and footer (政府网站发展指引)."""

    name: str = ""
    domain: str = ""
    id_code: str = ""
    icp: str = ""
    police: str = ""
    organizer: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Look:
    """The two colours that all others are worked out from (`#rrggbb`), and the emblem's file, if not ours."""

    main_color: str = "#12467e"
    seal_color: str = "#a3211b"
    emblem: Path | None = None

    @property
    def emblem_name(self) -> str:
        """What the emblem's file is called among the assets."""
        return f"emblem{self.emblem.suffix.lower() if self.emblem else '.svg'}"


#: Who signs what, where a site does not say otherwise. Whoever signs important information may sign any.
SIGNING_ROLES: Mapping[str, tuple[str, ...]] = {
    "general": ("分管负责人", "分管领导", "副县长", "副局长", "副主任", "副镇长", "副乡长"),
    "important": (
        *("主要负责人", "主要领导", "县长", "局长", "主任", "镇长", "乡长", "院长", "校长"),
        *("村民委员会主任", "居民委员会主任"),
    ),
}


@dataclass(frozen=True)
class ApprovalPolicy:
    """What the head of a body has to approve, and which roles sign on which level (签发权限).

    A category stands for all below it, too. `roles` are by level: general, important.
    """

    important_categories: tuple[str, ...] = ()
    important_genres: tuple[str, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: SIGNING_ROLES)

    def signers(self, level: str) -> tuple[str, ...]:
        """The roles that may sign information of a level."""
        important = self.roles["important"]
        return important if level == "important" else (*self.roles["general"], *important)


@dataclass(frozen=True)
class CodeOwners:
    """Accounts that review what belongs to no body: all other files, and those of `catalog/`."""

    default: tuple[str, ...] = ()
    catalog: tuple[str, ...] = ()


@dataclass(frozen=True)
class InterpretationDuty:
    """Which documents are to be interpreted (谁起草谁解读), and within how many days of publication.

    A document that belongs to one of the categories, or to one below, and is of one of the genres; an empty
    list leaves the choice to the other one, and where both are empty nothing is to be interpreted. Documents
    published before `since` (an ISO date, or "") are left alone.
    """

    categories: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    days: int = 0
    since: str = ""

    @property
    def applies(self) -> bool:
        """Whether there is anything to interpret."""
        return bool(self.categories or self.genres)

    @property
    def branches(self) -> tuple[str, ...]:
        """The categories as the beginnings of all paths that belong to them, each ending in a slash."""
        return tuple(f"{path}/" for path in self.categories)


@dataclass(frozen=True)
class AnnualReportPolicy:
    """What can be counted for annual reports (政府信息公开工作年度报告).

    A report tells of the body that publishes it; those of the bodies in `combined` tell of all bodies of the
    site (汇总). The other fields are the categories that hold all documents of a row of the second table, and
    nothing else; a category stands for all below it, too.
    """

    combined: tuple[str, ...] = ()
    regulations: tuple[str, ...] = ()
    normative_documents: tuple[str, ...] = ()
    licensing: tuple[str, ...] = ()
    penalties: tuple[str, ...] = ()
    coercion: tuple[str, ...] = ()

    @property
    def categories(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The categories of each row of the second table, by its key; rows without any are left out."""
        rows = ("regulations", "normative_documents", "licensing", "penalties", "coercion")
        return tuple((row, getattr(self, row)) for row in rows if getattr(self, row))


#: How licences are named by the Open Definition, as CC-BY-4.0.
LICENSE_ID = re.compile(r"[-a-zA-Z0-9._]+")


@dataclass(frozen=True)
class DataLicense:
    """The terms of the open data: a licence's name or Open Definition id, and the address of its text."""

    name: str = ""
    url: str = ""

    @property
    def is_stated(self) -> bool:
        """Whether the site says anything of it."""
        return bool(self.name or self.url)


@dataclass(frozen=True)
class SheetPolicy:
    """Which bodies have sheets for their notice board (公开栏), by kind, and of how many months (0: none)."""

    months: int = 3
    kinds: tuple[str, ...] = ("township", "village")


@dataclass(frozen=True)
class ScreenPolicy:
    """What the screen edition (电子屏) shows: how many records, for how many seconds each.

    The site has one; so has every body of one of the kinds.
    """

    records: int = 12
    seconds: int = 15
    kinds: tuple[str, ...] = ("township", "village")


@dataclass(frozen=True)
class Deduction:
    """Points that each case takes from the self-score, and the most that all cases together take."""

    points: int
    most: int


#: The faults that cost points, in the order shown: columns with a short limit (news, notices, policy
#: documents) and other columns that are not updated, blank columns, documents that expired and are shown as
#: in force, drafts without a result, policies without interpretation, elements that bodies do not tell.
DEDUCTIONS: Mapping[str, Deduction] = {
    "frequent": Deduction(5, 10),
    "stale": Deduction(2, 10),
    "blank": Deduction(2, 10),
    "expired": Deduction(1, 5),
    "unanswered": Deduction(1, 5),
    "uninterpreted": Deduction(1, 5),
    "unnumbered": Deduction(1, 5),
    "elements": Deduction(1, 5),
}

#: How many columns of a kind fail the site at once (单项否决, 栏目不更新 in 国办秘函〔2019〕19号).
VETOES: Mapping[str, int] = {"frequent": 5, "stale": 10, "blank": 5}


@dataclass(frozen=True)
class InspectionPolicy:
    """By what the site inspects itself (政府网站检查指标); durations as P2W.

    `home` is how long the home page may go without anything new, `limits` the same of columns by their
    type, `other` of all else; `ahead` is how long before its end a limit counts as due soon. `vetoes` are by
    kind of column how many fail the site, `deductions` what each fault costs of 100 points, `passing` the
    least score that passes.
    """

    home: str = "P2W"
    limits: Mapping[str, str] = field(default_factory=lambda: {"工作动态": "P2W", "政策文件": "P6M"})
    other: str = "P1Y"
    ahead: str = "P21D"
    vetoes: Mapping[str, int] = field(default_factory=lambda: VETOES)
    deductions: Mapping[str, Deduction] = field(default_factory=lambda: DEDUCTIONS)
    passing: int = 60


#: The parts of a body's score, in the order shown, with their weights where a site says nothing else.
SCORE_WEIGHTS: Mapping[str, int] = {
    "timeliness": 40,
    "coverage": 30,
    "columns": 10,
    "replies": 10,
    "accuracy": 10,
}


@dataclass(frozen=True)
class ScorePolicy:
    """How bodies are scored in bulletins (逐项计分): the weight of each part; 0 leaves a part out."""

    weights: Mapping[str, int] = field(default_factory=lambda: SCORE_WEIGHTS)


#: Compressed copies that a build can leave beside the files of a site.
ENCODINGS = ("gzip", "brotli")


@dataclass(frozen=True)
class Settings:
    """Settings of a catalog. Folders are absolute; `site_url` ends with a slash; sizes are bytes.

    `internal` is the tree of the internal edition's own records (内部版), from another, private repository;
    None means the public site.
    """

    config: Path
    content: Path
    schema: Path
    overrides: Path
    site_name: str
    site_url: str
    output: Path = Path("site")
    internal: Path | None = None
    language: str = "zh"
    timezone: str = "Asia/Shanghai"
    page_size: int = 30
    feed_size: int = 100
    feed_domain: str = ""
    max_record_size: int = 1024 * 1024
    max_attachment_size: int = 50 * 1024 * 1024
    attachment_types: tuple[str, ...] = ATTACHMENT_TYPES
    search_attachments: bool = True
    attachments_archive: bool = True
    attachment_metadata: str = "report"
    search_shard_records: int = 10_000
    search_memory_mib: int = 1536
    site: SiteIdentity = SiteIdentity()
    look: Look = Look()
    edit_url: str = ""
    feedback_url: str = ""
    interpretation_required: InterpretationDuty = InterpretationDuty()
    consultation_result_days: int = 30
    letter_reply_days: int = 15
    annual_report: AnnualReportPolicy = AnnualReportPolicy()
    internal_url: str = "http://localhost/"
    rules: Mapping[str, Severity] = field(default_factory=dict)
    approval: ApprovalPolicy = ApprovalPolicy()
    prerequisites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owners: CodeOwners = CodeOwners()
    public_contacts: tuple[str, ...] = ()
    data_license: DataLicense = DataLicense()
    sheets: SheetPolicy = SheetPolicy()
    screen: ScreenPolicy = ScreenPolicy()
    inspection: InspectionPolicy = InspectionPolicy()
    scores: ScorePolicy = ScorePolicy()
    precompress: tuple[str, ...] = ()
    content_is_configured: bool = True

    @property
    def root(self) -> Path:
        """The folder of site_config.yml: schema and templates come from here."""
        return self.config.parent

    @property
    def cache(self) -> Path:
        """Where what takes long to work out is kept from one run to the next; may be deleted at any time.

        The editions share nothing: what the internal one keeps lies where the public one never reads.
        """
        return self.root / ".cache" / "internal" if self.internal else self.root / ".cache"

    @property
    def default_output(self) -> Path:
        """Where a site is built if nothing else is said: `output` is the public site's place alone."""
        return self.output.with_name(f"{self.output.name}-internal") if self.internal else self.output

    @property
    def trees(self) -> tuple[Path, ...]:
        """The content trees: the public one, then the internal edition's own."""
        return (self.content, self.internal) if self.internal else (self.content,)

    def is_internal(self, path: str) -> bool:
        """Whether a content file, by its absolute path, is the internal edition's own."""
        return self.internal is not None and path.startswith(f"{self.internal.as_posix()}/")

    def records_around(self, path: str) -> Path:
        """The folder of records of the tree that a content file lies in."""
        return self.internal / "records" if self.internal and self.is_internal(path) else self.records

    @property
    def records(self) -> Path:
        """Where departments put their records."""
        return self.content / "records"

    @property
    def pages(self) -> Path:
        """The portal's prose pages."""
        return self.content / "pages"

    def page_url(self, page: Path) -> str:
        """The address of a prose page, relative to the site's root, by the path of its file below `pages`."""
        address = page.relative_to(self.pages).with_suffix("").as_posix()
        return "" if address == "index" else f"{address.removesuffix('/index')}/"

    @property
    def zone(self) -> ZoneInfo:
        """The zone that days are counted in."""
        return ZoneInfo(self.timezone)

    @property
    def tag_domain(self) -> str:
        """The host name in the ids of feed entries and calendar events: the first that the site ever had."""
        return self.feed_domain or self.domain

    @property
    def organ(self) -> str:
        """What the head of the site names first: whose site it is, or all of the site's name."""
        return self.site.name if self.column else self.site_name

    @property
    def column(self) -> str:
        """What the site's name says beyond whose it is ("信息公开"); "" where it does not begin with that."""
        organ, name = self.site.name, self.site_name
        return name.removeprefix(organ).strip(" -|·—:：,，") if organ and name.startswith(organ) else ""

    @property
    def domain(self) -> str:
        """The host name of the site's address."""
        return self.site.domain or (urlsplit(self.site_url).hostname or "localhost")
