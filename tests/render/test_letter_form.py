from __future__ import annotations

import pytest

from generator.render.letter_form import in_letter_form

TEXT = "<p>现通知如下。</p>\n"
SIGNED = '<p class="signature">示例县人民政府</p>\n<p class="signature">2026年3月5日</p>'


def test_who_is_addressed_and_who_signs_is_marked() -> None:
    body = f"<p>各乡镇人民政府，县政府各部门：</p>\n{TEXT}<p>示例县人民政府</p>\n<p>2026年3月5日</p>\n"
    marked = in_letter_form(body)
    assert marked == f'<p class="addressee">各乡镇人民政府，县政府各部门：</p>\n{TEXT}{SIGNED}\n'


def test_a_note_may_follow_the_signature() -> None:
    body = f"{TEXT}<p>示例县人民政府</p>\n<p>2026年3月5日</p>\n<p>（此件公开发布）</p>\n"
    assert in_letter_form(body) == f"{TEXT}{SIGNED}\n<p>（此件公开发布）</p>\n"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>办理时请提交下列材料：</p>\n<ul><li>申请表</li></ul>\n{TEXT}",  # leads to a list
        f"<p>现就有关事项通知。具体如下：</p>\n{TEXT}",  # more than a phrase
        f"{TEXT}<p>各乡镇人民政府：</p>\n{TEXT}",  # not at the beginning
        f"{TEXT}<p>请于下列日期前报送，逾期不再受理</p>\n<p>2026年3月5日</p>\n",  # no name
        f"{TEXT}<p>示例县人民政府</p>\n<p>自2026年3月5日起施行。</p>\n",
        "",
    ],
)
def test_what_only_looks_alike_stays_a_paragraph(body: str) -> None:
    assert in_letter_form(body) == body
