"""Every type of time limit in words, in both languages."""

from __future__ import annotations

import pytest

from generator.derive.ledger.limit_words import limit_in_words, limit_text
from generator.model.duties import TimeLimit

from .sites import site_of

LIMITS = [
    (
        TimeLimit("within"),
        "自信息形成或者变更之日起 20 个工作日内",
        "Within 20 working days of the day the information is made or changed",
    ),
    (
        TimeLimit("within", days=7, day_kind="calendar", event="处罚之日"),
        "自处罚之日起 7 日内",
        "Within 7 days of 处罚之日",
    ),
    (TimeLimit("within", days=1, event="X"), "自X起 1 个工作日内", "Within 1 working day of X"),
    (TimeLimit("within", days=0, event="X"), "X当天", "On X"),
    (
        TimeLimit("fixed_dates", dates=((12, 31), (1, 5))),
        "每年 1月5日、12月31日前",
        "Each year by 5 January, 31 December",
    ),
    (
        TimeLimit("monthly", days=10),
        "每月公开，期满后 10 个工作日内",
        "Every month, within 10 working days of its end",
    ),
    (
        TimeLimit("quarterly", days=1, day_kind="calendar"),
        "每季度公开，期满后 1 日内",
        "Every quarter, within 1 day of its end",
    ),
    (
        TimeLimit("quarterly", dates=((4, 15), (7, 15), (10, 15), (1, 15))),
        "每季度公开：第一季度4月15日前，第二季度7月15日前，第三季度10月15日前，第四季度次年1月15日前",
        "Every quarter: first quarter by 15 April, second quarter by 15 July, third quarter by 15 October, "
        "fourth quarter by 15 January of the next year",
    ),
    (
        TimeLimit("half_yearly", dates=((1, 15), (7, 15))),
        "每半年公开：上半年7月15日前，下半年次年1月15日前",
        "Every half-year: first half by 15 July, second half by 15 January of the next year",
    ),
    (
        TimeLimit("yearly", dates=((1, 31),)),
        "每年公开：次年1月31日前",
        "Every year: by 31 January of the next year",
    ),
    (
        TimeLimit("yearly", dates=((12, 31),)),  # the first such day after the year has ended
        "每年公开：次年12月31日前",
        "Every year: by 31 December of the next year",
    ),
    (
        TimeLimit("stages", stages=("事前", "事后")),
        "逐段公开：事前、事后；每一段自形成之日起 20 个工作日内",
        "Stage by stage (事前, 事后), each within 20 working days of being made",
    ),
    (
        TimeLimit("long_term", max_age="P1Y"),
        "长期公开，每次更新相隔不超过一年",
        "Kept up for good, updated at least once in one year",
    ),
]


@pytest.mark.parametrize(("limit", "zh", "en"), LIMITS)
def test_a_limit_is_told_in_words(limit: TimeLimit, zh: str, en: str) -> None:
    assert limit_in_words(site_of(), limit) == zh
    assert limit_in_words(site_of(language="en"), limit) == en


def test_the_wording_of_the_standard_catalog_goes_first() -> None:
    assert limit_text(site_of(), TimeLimit("monthly", text="每月10日前")) == "每月10日前"
    assert limit_text(site_of(), TimeLimit("monthly")).startswith("每月公开")
