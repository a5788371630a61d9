"""What must be settled before a record is published: who approved it, who reviewed it, what came first.

Two questions. `check_approval`: does what a record says of these contradict itself or the site's rules? It is
asked of every record; what says nothing passes, unless the settings demand more of its category or genre.
`check_new_record`: is everything there? It is asked of records that a pull request adds, on top of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from generator.ingest import rules_of_approval as rules
from generator.ingest import rules_of_settings
from generator.ingest.catalog import CatalogFiles
from generator.ingest.config_file import ConfigFile
from generator.ingest.locate import FieldPath
from generator.ingest.references import Locate
from generator.ingest.suggest import nearest
from generator.model.labels import FieldLabels
from generator.model.problems import Problem
from generator.model.records import Approval, Record
from generator.model.settings import ApprovalPolicy, Settings

_Labels = Mapping[str, FieldLabels]
_SCOPES = ("internal", "specific", "public")  # from narrow to wide
_ASKED = ("disclosable", "manner", "scope")  # 能否公开、怎样公开、在什么范围内公开


def check_approval(record: Record, settings: Settings, labels: _Labels, locate: Locate) -> Iterator[Problem]:
    """What contradicts itself or the site's rules; `labels` are the field labels by language."""
    policy = settings.approval
    if record.approval:
        yield from _approval_problems(record, record.approval, policy, labels, locate)
    elif _important_by(record, policy):
        yield _approval_missing("important", ["approval"], policy, locate)
    yield from _review_problems(record, labels, locate)
    yield from _missing_prerequisites(record, settings.prerequisites, labels, locate)
    yield from _late_steps(record, labels, locate)


def check_new_record(record: Record, settings: Settings, locate: Locate) -> Iterator[Problem]:
    """What a new record leaves unsaid, beyond what `check_approval` says of it."""
    policy, approval, review = settings.approval, record.approval, record.review
    important = bool(_important_by(record, policy) or (approval and approval.level == "important"))
    level = "important" if important else "general"
    if approval:
        unsaid = [key for key in ("level", "role", "date") if not getattr(approval, key)]
        if unsaid:
            yield _approval_missing(level, [f"approval.{key}" for key in unsaid], policy, locate)
        if important and not approval.form:
            yield rules.APPROVAL_FORM_MISSING.at(locate(["approval"]))
    elif not important:
        yield _approval_missing(level, ["approval"], policy, locate)
    unsaid = [f"review.{key}" for key in _ASKED if not getattr(review, key)] if review else ["review"]
    if unsaid:
        yield rules.REVIEW_MISSING.at(locate(["review"]), missing=_listed(unsaid))
    if not (review and review.secrecy):
        yield rules.SECRECY_REVIEW_MISSING.at(locate(["review"]))


def check_policy(settings: Settings, files: CatalogFiles) -> Iterator[Problem]:
    """Categories and bodies in the settings that the catalog does not know.

    The settings speak of the configured tree: another one, given by `--content`, may lack them.
    """
    if not settings.content_is_configured:
        return
    config = cache(
        lambda: ConfigFile.read(settings.config)
    )  # read when the first place is asked for, and once
    locate: Locate = lambda setting: config().locator.place(setting)  # noqa: E731
    if "categories" not in files.unusable:
        yield from _unknown_categories(settings, files, locate)
    if "departments" not in files.unusable:
        yield from _unknown_bodies(settings, files, locate)


def _unknown_bodies(settings: Settings, files: CatalogFiles, locate: Locate) -> Iterator[Problem]:
    for position, body in enumerate(settings.annual_report.combined):
        if body not in files.departments:
            yield rules_of_settings.SETTING_UNKNOWN_DEPARTMENT.at(
                locate(["annual_report", "combined", position]),
                setting="annual_report",
                id=body,
                near=nearest(body, files.departments),
            )


def _unknown_categories(settings: Settings, files: CatalogFiles, locate: Locate) -> Iterator[Problem]:
    for setting, path in _named_categories(settings):
        if path not in files.categories:
            yield rules_of_settings.SETTING_UNKNOWN_CATEGORY.at(
                locate(setting),
                setting=setting[0],
                id=path,
                near=nearest(path, files.categories.by_path),
            )


def _named_categories(settings: Settings) -> Iterator[tuple[FieldPath, str]]:
    """Every category that the settings name: where, and its path."""
    for position, path in enumerate(settings.approval.important_categories):
        yield ["approval", "important_categories", position], path
    for path in settings.prerequisites:
        yield ["prerequisites", path], path
    for position, path in enumerate(settings.interpretation_required.categories):
        yield ["interpretation_required", "categories", position], path
    for row, paths in settings.annual_report.categories:
        for position, path in enumerate(paths):
            yield ["annual_report", row, position], path


def _important_by(record: Record, policy: ApprovalPolicy) -> str:
    """The field by which the settings count a record as important; "" for none."""
    if record.kind == "nil_report":  # says that there is nothing to approve
        return ""
    if any(_is_within(record.category, category) for category in policy.important_categories):
        return "category"
    return "genre" if record.genre in policy.important_genres else ""


def _is_within(category: str, above: str) -> bool:
    return f"{category}/".startswith(f"{above}/")


def _approval_problems(
    record: Record, approval: Approval, policy: ApprovalPolicy, labels: _Labels, locate: Locate
) -> Iterator[Problem]:
    key = _important_by(record, policy)
    if key and approval.level != "important":
        field = {language: names.name(key) for language, names in labels.items()}
        place = locate(["approval", "level"])
        role = _usual_role("important", policy)
        yield rules.APPROVAL_LEVEL.at(place, field=field, value=getattr(record, key), role=role)
    elif approval.level and approval.role and approval.role not in policy.signers(approval.level):
        level = _label(labels, "approval.level", approval.level)
        roles = _listed(policy.roles[approval.level])
        place = locate(["approval", "role"])
        yield rules.APPROVAL_ROLE.at(place, role=approval.role, level=level, roles=roles)


def _approval_missing(level: str, unsaid: list[str], policy: ApprovalPolicy, locate: Locate) -> Problem:
    role = _usual_role(level, policy)
    return rules.APPROVAL_MISSING.at(locate(["approval"]), missing=_listed(unsaid), level=level, role=role)


def _usual_role(level: str, policy: ApprovalPolicy) -> str:
    """The first of the roles that sign a level: an example for hints."""
    return next(iter(policy.roles[level]), "…")


def _review_problems(record: Record, labels: _Labels, locate: Locate) -> Iterator[Problem]:
    review, audience = record.review, record.disclosure.audience
    if not review or record.disclosure.mode == "on_request":  # nothing is open to anyone yet
        return
    if review.disclosable == "no" and record.body_is_public and audience == "public":
        yield rules.REVIEW_REFUSED.at(locate(["review", "disclosable"]))
    if review.scope and _SCOPES.index(review.scope) < _SCOPES.index(audience):
        yield rules.REVIEW_SCOPE.at(
            locate(["review", "scope"]),
            scope=_label(labels, "review.scope", review.scope),
            audience=_label(labels, "disclosure.audience", audience),
        )


def _missing_prerequisites(
    record: Record, demanded: Mapping[str, tuple[str, ...]], labels: _Labels, locate: Locate
) -> Iterator[Problem]:
    if record.kind == "nil_report" or record.status == "draft_for_comment":  # the steps are still to come
        return
    taken = {step.type for step in record.prerequisites}
    for category, types in demanded.items():
        if not _is_within(record.category, category):
            continue
        for missing in (name for name in types if name not in taken):
            taken.add(missing)  # a category and one above it may demand the same
            label = _label(labels, "prerequisites.type", missing)
            place = locate(["prerequisites"])
            yield rules.PREREQUISITE_MISSING.at(place, category=category, type=label, key=missing)


def _late_steps(record: Record, labels: _Labels, locate: Locate) -> Iterator[Problem]:
    for field_path, day in _steps(record):
        if day and day > record.published:
            key = ".".join(step for step in field_path if isinstance(step, str))
            label = {language: names.name(key) for language, names in labels.items()}
            yield rules.SETTLED_TOO_LATE.at(
                locate(field_path), label=label, date=day, published=record.published
            )


def _steps(record: Record) -> Iterator[tuple[FieldPath, date | None]]:
    """Every step before publication: where its date stands, and the date."""
    if record.approval:
        yield ["approval", "date"], record.approval.date
    if record.review:
        yield ["review", "date"], record.review.date
        if record.review.secrecy:
            yield ["review", "secrecy", "date"], record.review.secrecy.date
    for position, step in enumerate(record.prerequisites):
        yield ["prerequisites", position, "date"], step.date


def _label(labels: _Labels, field: str, value: str) -> dict[str, str]:
    return {language: names.value(field, value) for language, names in labels.items()}


def _listed(words: Sequence[str]) -> dict[str, str]:
    """Words as a sentence lists them."""
    return {"zh": "、".join(words), "en": ", ".join(words)}
