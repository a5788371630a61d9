"""What a record says of the duty it fulfils: its body, its period, its stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from generator.ingest import rules_of_duties as rules
from generator.ingest.catalog import CatalogFiles
from generator.ingest.references import Locate
from generator.ingest.suggest import nearest
from generator.model import register
from generator.model.catalog import Department
from generator.model.duties import Duty
from generator.model.periods import Period
from generator.model.problems import Problem
from generator.model.records import Record


def check_duty(record: Record, files: CatalogFiles, locate: Locate) -> Iterator[Problem]:
    """Every problem of a record with its duty; unknown duties are reported elsewhere."""
    if record.status == "withdrawn" or record.kind == register.KIND or "duties" in files.unusable:
        return
    duty = files.duties.get(record.duty)
    if record.stage and (duty is None or not duty.limit.stages) and (duty or not record.duty):
        yield rules.STAGE_IDLE.at(locate(["stage"]), stage=record.stage)
    body = files.departments.get(record.department)
    if body is None:
        return
    if record.kind == "nil_report" and not record.duty:
        owed = ", ".join(duty.id for duty in duties_in(record.category, body, files.duties.values()))
        if owed:
            yield rules.NIL_REPORT_IDLE.at(locate(["kind"]), duties=owed)
    if duty is None:
        return
    if not duty.is_owed_by(body.id, body.kind):
        yield rules.NOT_OWED.at(locate(["duty"]), body=body.id, duty=duty.id)
        return
    yield from _period(record, duty, locate)
    if duty.limit.stages and record.kind != "nil_report":
        yield from _stage(record, duty, files, locate)


def duties_in(category: str, body: Department, duties: Iterable[Duty]) -> list[Duty]:
    """The duties that a body owes in a category."""
    return [duty for duty in duties if duty.covers(category) and duty.is_owed_by(body.id, body.kind)]


def last_period(day: date, months: int) -> Period:
    """The last period of so many months that was over on a day."""
    return Period.around(Period.around(day, months).first - timedelta(days=1), months)


def _period(record: Record, duty: Duty, locate: Locate) -> Iterator[Problem]:
    months = duty.limit.months
    if not months:
        return
    if not record.period:
        last = last_period(record.published, months)
        yield rules.PERIOD_MISSING.at(locate(["duty"]), duty=duty.id, example=str(last))
        return
    told = Period.parse(record.period)
    if told.months < months:
        whole = Period.around(told.first, months)
        place = locate(["period"])
        yield rules.PERIOD_TOO_SHORT.at(place, period=record.period, duty=duty.id, example=str(whole))


def _stage(record: Record, duty: Duty, files: CatalogFiles, locate: Locate) -> Iterator[Problem]:
    stages, known = duty.limit.stages, ", ".join(duty.limit.stages)
    if record.stage and record.stage not in stages:
        near = nearest(record.stage, stages)
        values = {"duty": duty.id, "stage": record.stage, "known": known, "near": near}
        yield rules.UNKNOWN_STAGE.at(locate(["stage"]), **values)
    elif not record.stage and files.categories[record.category].name not in stages:
        yield rules.STAGE_MISSING.at(locate(["duty"]), duty=duty.id, known=known)
