"""Examples of the rules about what must be settled before publication, as a plain check applies them."""

from __future__ import annotations

from typing import Any

from factory import BUDGET, NOTICE, record

from ingest.example import Example

_IMPORTANT: dict[str, Any] = {"approval": {"important_categories": ["finance/budget"]}}
_SIGNED = "approval:\n  level: {}\n  role: {}\n"
_ROLES = "主要负责人、主要领导、县长、局长、主任、镇长、乡长、院长、校长、村民委员会主任、居民委员会主任"
_LATE = "核对两个日期；没有走完的程序，走完以后再发布"
_STEP = "prerequisites:\n- type: peoples_congress\n"
_REFUSED = (
    "不予公开的，已发布的撤回（status: withdrawn），还没有发布的删去本条；经重新审查可以公开的，更正审查结论"
)


def _example(
    rule: str, breaks: str, at: str, hint: str, passes: str, message: str, **settings: Any
) -> Example:
    return Example(
        rule, {BUDGET: record(breaks)}, at, hint, {BUDGET: record(passes)}, message=message, settings=settings
    )


EXAMPLES = [
    _example(
        "approval-missing",
        "",
        "1:1",
        "在 approval: 下面缩进写 level: important、role: 主要负责人 和 date: 签发日期",
        _SIGNED.format("important", "主要负责人"),
        "没有写明由谁签发：缺少 approval",
        **_IMPORTANT,
    ),
    _example(
        "approval-missing",
        "genre: 决定\n",
        "1:1",
        "在 approval: 下面缩进写 level: important、role: 党组 和 date: 签发日期",
        "genre: 通知\n",
        "没有写明由谁签发：缺少 approval",
        approval={"important_genres": ["决定", "命令"], "roles": {"important": ["党组"]}},
    ),
    _example(
        "approval-level",
        _SIGNED.format("general", "主要负责人"),
        "9:3",
        "由主要负责人审核批准后，改成 level: important，role 写批准人的职务；信息分类写错了的，改正信息分类",
        _SIGNED.format("important", "主要负责人"),
        "信息分类“finance/budget”属于重要信息，签发却没有按重要信息（level: important）",
        **_IMPORTANT,
    ),
    _example(
        "approval-level",
        "genre: 决定\napproval:\n  role: 分管负责人\n",
        "9:1",
        "由党组审核批准后，改成 level: important，role 写批准人的职务；文种写错了的，改正文种",
        "genre: 通知\napproval:\n  role: 分管负责人\n",
        "文种“决定”属于重要信息",
        approval={"important_genres": ["决定"], "roles": {"important": ["党组"]}},
    ),
    _example(
        "approval-role",
        _SIGNED.format("important", "分管负责人"),
        "10:3",
        f"由有权的人签发，写 {_ROLES}；这个职务有权签发的，加进 site_config.yml 的 approval.roles",
        _SIGNED.format("general", "主要负责人"),
        "“分管负责人”不能签发重要信息",
    ),
    _example(
        "approval-role",
        _SIGNED.format("general", "承办人"),
        "10:3",
        "由有权的人签发，写 科长；这个职务有权签发的，加进 site_config.yml 的 approval.roles",
        _SIGNED.format("general", "科长"),
        "“承办人”不能签发一般信息",
        approval={"roles": {"general": ["科长"]}},
    ),
    _example(
        "review-refused",
        "review:\n  disclosable: no\n",
        "9:3",
        _REFUSED,
        "review:\n  disclosable: partly\n",
        "发布前审查的结论是不予公开（disclosable: no），条目却是主动公开",
    ),
    _example(
        "review-refused",
        "review: {disclosable: no}\n",
        "8:10",
        _REFUSED,
        "review: {disclosable: no}\ndisclosure: {mode: on_request}\n",
        "",
    ),
    _example(
        "review-scope",
        "review:\n  scope: specific\n",
        "9:3",
        "把 disclosure.audience 改成不大于 scope 的范围，或者重新审查",
        "review:\n  scope: specific\ndisclosure:\n  audience: specific\n",
        "审查同意的公开范围是“特定群体”，条目却向“全社会”公开",
    ),
    Example(
        "prerequisite-missing",
        {BUDGET: record(), NOTICE: None},
        "1:1",
        "经过以后，在 prerequisites: 下面加一条“- type: peoples_congress”，并写 date 和 reference",
        {BUDGET: record(_STEP), NOTICE: None},
        message="栏目 finance 的信息要先经过人大审议，没有写明已经经过",
        settings={"prerequisites": {"finance": ["peoples_congress"], "finance/budget": ["peoples_congress"]}},
    ),
    _example(
        "prerequisite-missing",
        "prerequisites:\n- type: audit\n",
        "8:1",
        "经过以后，在 prerequisites: 下面加一条“- type: peoples_congress”，并写 date 和 reference",
        "status: draft_for_comment\nprerequisites:\n- type: audit\n",
        "栏目 finance/budget 的信息要先经过人大审议",
        prerequisites={"finance/budget": ["peoples_congress", "audit"]},
    ),
    _example(
        "settled-too-late",
        "approval:\n  date: 2026-03-06\n",
        "9:3",
        _LATE,
        "approval:\n  date: 2026-03-05\n",
        "“签发日期”2026-03-06 晚于发布日期 2026-03-05",
    ),
    _example(
        "settled-too-late",
        "review:\n  date: 2026-03-06\n",
        "9:3",
        _LATE,
        "review:\n  date: 2026-03-05\n",
        "“审查日期”2026-03-06",
    ),
    _example(
        "settled-too-late",
        "review:\n  secrecy: {role: 保密员, conclusion: cleared, date: 2026-03-06}\n",
        "9:45",
        _LATE,
        "review:\n  secrecy: {role: 保密员, conclusion: cleared, date: 2026-03-05}\n",
        "“保密审查日期”2026-03-06",
    ),
    _example(
        "settled-too-late",
        f"{_STEP}  date: 2026-02-11\n- type: audit\n  date: 2026-03-06\n",
        "12:3",
        _LATE,
        f"{_STEP}  date: 2026-02-11\n- type: audit\n  date: 2026-03-05\n",
        "“完成日期”2026-03-06",
    ),
]

_SECRECY = "  secrecy: {role: 保密员, conclusion: no_secret}\n"
_REVIEW = f"review:\n  disclosable: yes\n  manner: 全文公开\n  scope: public\n{_SECRECY}"
_APPROVED = f"{_SIGNED.format('general', '分管负责人')}  date: 2026-03-04\n"
_IMPORTANT_APPROVED = f"{_SIGNED.format('important', '主要负责人')}  date: 2026-03-04\n"
_FORM = f"  form: {{sha256: {'0f' * 32}}}\n"
_ASK_REVIEW = "在 review: 下面缩进写 disclosable（能否公开）、manner（怎样公开）、scope（在什么范围内公开）"
_ASK_FORM = "在 approval: 下面缩进写 form:，再缩进写 sha256: 扫描件的校验值；扫描件由本单位留存，不要上传"

#: What is asked of a new record besides; a plain check passes all of these.
OF_NEW_RECORDS = [
    _example(
        "approval-missing",
        _REVIEW,
        "1:1",
        "在 approval: 下面缩进写 level: general、role: 分管负责人 和 date: 签发日期",
        _REVIEW + _APPROVED,
        "没有写明由谁签发：缺少 approval",
    ),
    _example(
        "approval-missing",
        f"{_REVIEW}approval:\n  level: general\n",
        "13:1",
        "在 approval: 下面缩进写 level: general、role: 分管负责人 和 date: 签发日期",
        _REVIEW + _APPROVED,
        "没有写明由谁签发：缺少 approval.role、approval.date",
    ),
    _example(
        "approval-form-missing",
        _REVIEW + _IMPORTANT_APPROVED,
        "13:1",
        _ASK_FORM,
        _REVIEW + _IMPORTANT_APPROVED + _FORM,
        "重要信息没有写审批件的校验值",
    ),
    _example(
        "approval-form-missing",
        _REVIEW + _IMPORTANT_APPROVED,
        "13:1",
        _ASK_FORM,
        _REVIEW + _IMPORTANT_APPROVED + _FORM,
        "重要信息没有写审批件的校验值",
        **_IMPORTANT,
    ),
    _example(
        "review-missing",
        f"{_APPROVED}review:\n  disclosable: yes\n{_SECRECY}",
        "12:1",
        _ASK_REVIEW,
        _APPROVED + _REVIEW,
        "没有发布前审查：缺少 review.manner、review.scope",
    ),
    _example(
        "secrecy-review-missing",
        _APPROVED + _REVIEW.replace(_SECRECY, ""),
        "12:1",
        "先送保密审查，再在 review: 下面缩进写 secrecy:，再缩进写 role（审查人职务）和 conclusion（结论）",
        _APPROVED + _REVIEW,
        "没有保密审查（review.secrecy）",
    ),
]
