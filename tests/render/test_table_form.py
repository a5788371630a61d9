"""Tables of numbered rows are told from those whose first column names the rows."""

from __future__ import annotations

import pytest

from generator.render.table_form import with_numbered_rows


def _table(head: str) -> str:
    return f"<table>\n<thead>\n<tr>\n{head}\n<th>小区</th>\n</tr>\n</thead>\n</table>"


@pytest.mark.parametrize(
    "head", ['<th scope="col" class="align-right">序号</th>', "<th>序 号</th>", "<th>No.</th>"]
)
def test_a_table_whose_first_column_numbers_the_rows_is_marked(head: str) -> None:
    assert with_numbered_rows(_table(head)) == _table(head).replace("<table>", '<table class="numbered">')


@pytest.mark.parametrize("head", ["<th>小区</th>\n<th>序号</th>", "<th>序号说明</th>", "<td>序号</td>"])
def test_other_tables_stay_as_they_are(head: str) -> None:
    assert with_numbered_rows(_table(head)) == _table(head)
