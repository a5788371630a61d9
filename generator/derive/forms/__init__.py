"""Page forms (版式) of kinds of records: what a kind's data look like on the record's page.

Each form is a function from a record to a view, in a module of its own here, with a row in `_FORMS`, and the
template `disclosure/forms/<kind>.html`, which prints the view as `form`. The data of kinds without a form,
such as those that a site adds by itself, are shown as a list of labels and values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.derive.forms.annual_report import AnnualReportForm, annual_report_form
from generator.derive.forms.evaluation import evaluation_form
from generator.derive.forms.letter import letter_form
from generator.derive.forms.nil_report import nil_report_form
from generator.derive.forms.request_reply import request_form
from generator.derive.forms.response import response_form
from generator.derive.naming import Site
from generator.markup.headings import Heading
from generator.model.records import Record

#: The view of each kind that has a form. A form decides what is said; its template loops and prints.
_FORMS: Mapping[str, Callable[[Site, Record], object]] = {
    "letter": letter_form,
    "request_reply": request_form,
    "response": response_form,
    "evaluation": evaluation_form,
    "nil_report": nil_report_form,
    "annual_report": annual_report_form,
}


@dataclass(frozen=True, slots=True)
class Form:
    """A record's data in the form of its kind: `template` prints `view`.

    One that `holds_body` prints the record's body, too, where it belongs; `headings` are its own.
    """

    template: str
    view: object
    holds_body: bool = False
    headings: tuple[Heading, ...] = ()


def form_of(site: Site, record: Record) -> Form | None:
    """The data of a record in the form of its kind; None without a form, without data, or where the public
    is not to see them.
    """
    view_of = _FORMS.get(record.kind)
    if not view_of or not record.data or not record.body_is_public:
        return None
    template, view = f"forms/{record.kind}.html", view_of(site, record)
    if isinstance(view, AnnualReportForm):
        return Form(template, view, holds_body=True, headings=view.headings)
    return Form(template, view)
