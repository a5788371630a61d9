"""Rules of the decision chain (决策链条): what records say of each other, and the steps that are due."""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "chain"

STATUS_CONTRADICTS_RELATION = RULES.add(
    "status-contradicts-relation",
    "error",
    FAMILY,
    zh=(
        "{number}（{path}）已{acts}本条，有效性却还是“{status}”",
        "把 status 写成 {wanted}，并在 history 里加一条说明；如果关系写错了，改那份文件的 relations",
        "同一份文件，一处说有效，一处说无效，群众不知道该信哪一处。",
    ),
    en=(
        "{number} ({path}) {acts} this record, whose status is still “{status}”",
        "set status to {wanted} and add a history entry; if the relation is wrong, mend the relations there",
        "The public cannot tell whether a document binds when two pages disagree.",
    ),
)
AMENDED_NOT_MARKED = RULES.add(
    "amended-not-marked",
    "warning",
    FAMILY,
    zh=(
        "{number}（{path}）已修改本条，有效性却还是“{status}”",
        "把 status 写成 amended，并在 history 里加一条说明；如果关系写错了，改那份文件的 relations",
        "群众读到的是修改以前的内容，要提醒他们另有修改。",
    ),
    en=(
        "{number} ({path}) amends this record, whose status is still “{status}”",
        "set status to amended and add a history entry; if the relation is wrong, mend the relations there",
        "Who reads the text as it was has to be told that it was amended.",
    ),
)
ADOPTED_NOT_DRAFT = RULES.add(
    "adopted-not-draft",
    "warning",
    FAMILY,
    zh=(
        "{number}（{path}）写明由本条形成，本条却不是征求意见稿，而是“{status}”",
        "本条是草案的，status 写 draft_for_comment；不是的，改那份文件的 relations",
        "草案显示为有效文件，会被当成正式规定。",
    ),
    en=(
        "{number} ({path}) adopts this record as its draft, yet its status is “{status}”",
        "set status to draft_for_comment if this is a draft; otherwise mend the relations there",
        "A draft that is shown as in force is taken for a rule.",
    ),
)
RELATION_CIRCLE = RULES.add(
    "relation-circle",
    "error",
    FAMILY,
    zh=(
        "几条信息互相替代、修改或废止，绕成了一圈：{circle}（指向 {path}）",
        "关系由后形成的一方写：删去写反的那一个",
        "一份文件不可能既在另一份之后，又在它之前。",
    ),
    en=(
        "records supersede, amend or repeal each other in a circle: {circle} (leading to {path})",
        "the later record names the earlier one: remove the relation that is the wrong way round",
        "No document can be both later and earlier than another.",
    ),
)
RELATION_TO_LATER = RULES.add(
    "relation-to-later",
    "warning",
    FAMILY,
    zh=(
        "“{label}”指向 {number}（{path}），它的成文和发布却都在本条之后",
        "核对索引号和两边的日期；写反了的，把这个关系移到对方文件里",
        "解读、修改、替代一份文件，都要先有那份文件。",
    ),
    en=(
        "“{label}” points to {number} ({path}), which was issued and published after this record",
        "check the number and the dates of both; a relation the wrong way round belongs in the other file",
        "A document must be there before another can interpret, amend or replace it.",
    ),
)
INTERPRETATION_MISSING = RULES.add(
    "interpretation-missing",
    "warning",
    FAMILY,
    zh=(
        "发布已 {age} 天，还没有解读",
        "谁起草谁解读：新建一条解读，relations 写 type: interprets、target: {number}",
        "政策文件要与解读同步审签、同步发布，群众才看得懂。",
    ),
    en=(
        "published {age} days ago, and not interpreted yet",
        "who drafts interprets: add a record with the relation type: interprets, target: {number}",
        "Policies are approved and published together with what makes them plain.",
    ),
)
CONSULTATION_WITHOUT_RESULT = RULES.add(
    "consultation-without-result",
    "warning",
    FAMILY,
    zh=(
        "征求意见 {expires} 截止，已过 {age} 天，还没有公布意见采纳情况",
        "公布采纳情况，其 relations 写 type: reports_consultation、target: {number}；"
        "不再推进的，status 改为 withdrawn 并在 history 里说明",
        "群众提了意见，要知道采纳了没有、为什么。",
    ),
    en=(
        "comments closed on {expires}, {age} days ago, and nothing says what became of them",
        "publish that with the relation type: reports_consultation, target: {number}; if the draft was "
        "given up, set status to withdrawn and say why in history",
        "Who commented wants to know what was taken up, and why the rest was not.",
    ),
)
