"""Rules of what must be settled before a record is published: approval, review, prerequisites."""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "approval"

APPROVAL_MISSING = RULES.add(
    "approval-missing",
    "warning",
    FAMILY,
    zh=(
        "没有写明由谁签发：缺少 {missing}",
        "在 approval: 下面缩进写 level: {level}、role: {role} 和 date: 签发日期",
        "一般信息由分管负责人签发，重要信息由主要负责人审核批准，才能发布。",
    ),
    en=(
        "nobody is named who approved it: {missing} is missing",
        "indented below approval:, write level: {level}, role: {role} and date: the day of approval",
        "Nothing is published unless the leader in charge, or the head of the body, has approved it.",
    ),
)
APPROVAL_LEVEL = RULES.add(
    "approval-level",
    "warning",
    FAMILY,
    zh=(
        "{field}“{value}”属于重要信息，签发却没有按重要信息（level: important）",
        "由{role}审核批准后，改成 level: important，role 写批准人的职务；{field}写错了的，改正{field}",
        "重要信息要由主要负责人审核批准，哪些是重要信息由 site_config.yml 的 approval 规定。",
    ),
    en=(
        "{value!r} ({field}) counts as important information, but was not approved as such (level: important)",
        "have it approved ({role}), then write level: important and the approver's role; or correct the {field}",
        "The head of the body approves important information; `approval` in site_config.yml says what is.",
    ),
)
APPROVAL_ROLE = RULES.add(
    "approval-role",
    "warning",
    FAMILY,
    zh=(
        "“{role}”不能签发{level}",
        "由有权的人签发，写 {roles}；这个职务有权签发的，加进 site_config.yml 的 approval.roles",
        "签发人的职务要与信息等级相称；写职务，不写姓名。",
    ),
    en=(
        "{role!r} cannot approve information of the level “{level}”",
        "have it approved by {roles}; or add the role to approval.roles in site_config.yml, if it may",
        "Who approves depends on the level; write the role, not the name.",
    ),
)
APPROVAL_FORM_MISSING = RULES.add(
    "approval-form-missing",
    "warning",
    FAMILY,
    zh=(
        "重要信息没有写审批件的校验值（approval.form）",
        "在 approval: 下面缩进写 form:，再缩进写 sha256: 扫描件的校验值；扫描件由本单位留存，不要上传",
        "审批件要备查；写下校验值，日后就能证明留存的就是当时那一份。",
    ),
    en=(
        "important information without the digest of its approval form (approval.form)",
        "below approval: write form:, and below that sha256: the digest of the scan; keep the scan yourself",
        "The form is kept on file; its digest proves later that it is the one signed then.",
    ),
)
REVIEW_MISSING = RULES.add(
    "review-missing",
    "warning",
    FAMILY,
    zh=(
        "没有发布前审查：缺少 {missing}",
        "在 review: 下面缩进写 disclosable（能否公开）、manner（怎样公开）、scope（在什么范围内公开）",
        "公开之前要预先审查能否公开、怎样公开、在什么范围内公开。",
    ),
    en=(
        "the review before publication is incomplete: {missing} is missing",
        "indented below review:, write disclosable (whether), manner (how) and scope (to whom)",
        "Before anything is disclosed, someone reviews whether, how and to whom it may be.",
    ),
)
SECRECY_REVIEW_MISSING = RULES.add(
    "secrecy-review-missing",
    "warning",
    FAMILY,
    zh=(
        "没有保密审查（review.secrecy）",
        "先送保密审查，再在 review: 下面缩进写 secrecy:，再缩进写 role（审查人职务）和 conclusion（结论）",
        "依法公开之前必须进行保密审查：谁公开，谁审查，谁负责。",
    ),
    en=(
        "there is no secrecy review (review.secrecy)",
        "have it reviewed, then write secrecy: below review:, and below that role and conclusion",
        "The law asks for a secrecy review before anything is disclosed.",
    ),
)
REVIEW_REFUSED = RULES.add(
    "review-refused",
    "warning",
    FAMILY,
    zh=(
        "发布前审查的结论是不予公开（disclosable: no），条目却是主动公开",
        "不予公开的，已发布的撤回（status: withdrawn），还没有发布的删去本条；经重新审查可以公开的，更正审查结论",
        "审查认为不能公开的，不能上网。",
    ),
    en=(
        "the review before publication says no (disclosable: no), but the record is public",
        "withdraw the record (status: withdrawn) if it is published, else delete it; or correct the conclusion, "
        "if a new review allows it",
        "What the review withholds must not go online.",
    ),
)
REVIEW_SCOPE = RULES.add(
    "review-scope",
    "warning",
    FAMILY,
    zh=(
        "审查同意的公开范围是“{scope}”，条目却向“{audience}”公开",
        "把 disclosure.audience 改成不大于 scope 的范围，或者重新审查",
        "公开的范围不能超过审查同意的范围。",
    ),
    en=(
        "the review allows disclosure to “{scope}”, but the record is open to “{audience}”",
        "narrow disclosure.audience to the review's scope, or have it reviewed anew",
        "Nothing is disclosed to more people than the review allows.",
    ),
)
PREREQUISITE_MISSING = RULES.add(
    "prerequisite-missing",
    "warning",
    FAMILY,
    zh=(
        "栏目 {category} 的信息要先经过{type}，没有写明已经经过",
        "经过以后，在 prerequisites: 下面加一条“- type: {key}”，并写 date 和 reference",
        "有的信息要经人大审议、集体讨论或者审计以后才能公开。",
    ),
    en=(
        "what is published under {category} first needs this step: {type}; none is named",
        "once it is done, add an item `- type: {key}` below prerequisites:, with date and reference",
        "Some matters are disclosed only after a vote of the people's congress, a decision or an audit.",
    ),
)
SETTLED_TOO_LATE = RULES.add(
    "settled-too-late",
    "warning",
    FAMILY,
    zh=(
        "“{label}”{date} 晚于发布日期 {published}",
        "核对两个日期；没有走完的程序，走完以后再发布",
        "签发、审查和前置程序都要在发布之前完成。",
    ),
    en=(
        "“{label}” {date} lies after the publication on {published}",
        "check both dates; publish only when the step has been taken",
        "Approval, reviews and other steps come before publication.",
    ),
)
