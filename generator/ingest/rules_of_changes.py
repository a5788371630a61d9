"""Rules about what a change may do to what is published; `disclosure check --base` applies them."""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "change"

RECORD_DELETED = RULES.add(
    "record-deleted",
    "error",
    FAMILY,
    zh=(
        "已发布的信息“{title}”（{number}）被删除",
        "恢复这个文件；要撤下信息，把 status 改为 withdrawn，并在 history 里写明日期、withdrawn 和原因",
        "已公开的信息不能悄悄消失：网址要保留，撤回的原因要向公众说明。",
    ),
    en=(
        "the published record {title!r} ({number}) is deleted",
        "put the file back; to take a record down, set `status: withdrawn` and say when and why in `history`",
        "What was disclosed does not vanish in silence: its address stays and says why it was withdrawn.",
    ),
)
INDEX_NUMBER_CHANGED = RULES.add(
    "index-number-changed",
    "error",
    FAMILY,
    zh=(
        "索引号由 {before} 改成了 {after}，旧网址会失效",
        "改回 {before}；确需更改的，在 former_index_numbers 里加上 {before}",
        "网址由索引号决定，别处的链接和引用都靠它。",
    ),
    en=(
        "the index number was {before} and is now {after}: the old address would break",
        "set it back to {before}, or add {before} to `former_index_numbers`",
        "The record's address comes from its number; others link and cite it.",
    ),
)
INDEX_NUMBER_REUSED = RULES.add(
    "index-number-reused",
    "error",
    FAMILY,
    zh=(
        "索引号 {number} 已属于“{title}”，不能给另一条信息使用",
        "换一个没有用过的索引号（disclosure new 会给出）",
        "同一个索引号前后指两份文件，旧的引用就会指错。",
    ),
    en=(
        "the index number {number} belongs to {title!r} and cannot be given to another record",
        "take a number that was never used (disclosure new proposes one)",
        "A number that meant one document and now means another misleads all who cite it.",
    ),
)
FORMER_NUMBER_DROPPED = RULES.add(
    "former-number-dropped",
    "error",
    FAMILY,
    zh=(
        "曾用索引号 {number} 被删去，它的网址会失效",
        "在 former_index_numbers 里加回 {number}",
        "曾用索引号的网址靠这一项转到新的网址。",
    ),
    en=(
        "the former index number {number} is gone: its address would break",
        "add {number} to `former_index_numbers` again",
        "Former addresses lead to the record through this field alone.",
    ),
)
FIRST_NUMBER_MOVED = RULES.add(
    "first-number-moved",
    "error",
    FAMILY,
    zh=(
        "曾用索引号的第一个应当是 {number}，订阅里的编号由它而来",
        "在 former_index_numbers 里把 {number} 写在第一个",
        "订阅里每一条的编号永远不变；第一个曾用索引号换了，订阅的人会把旧的各条当作新的再收一遍。",
    ),
    en=(
        "the first of the former index numbers has to be {number}: the ids of feed entries are made of it",
        "put {number} first in `former_index_numbers`",
        "Ids of feed entries stay the same for ever; with another first number, everybody who follows a feed gets the old entries once more.",
    ),
)
PUBLISHED_MOVED = RULES.add(
    "published-moved",
    "error",
    FAMILY,
    zh=(
        "发布日期由 {before} 改成了 {after}",
        "改回 {before}；内容有变更的，在 history 里加一条",
        "发布日期是已经发生的事实，改动它属于伪造发布日期，检查中一票否决。",
    ),
    en=(
        "the date of publication was {before} and is now {after}",
        "set it back to {before}; tell of a change in `history`",
        "Publication has happened; a forged date fails an inspection outright.",
    ),
)
CHANGED_WITHOUT_HISTORY = RULES.add(
    "changed-without-history",
    "error",
    FAMILY,
    zh=(
        "改动了已发布信息的{what}，但变更记录里没有新的一条",
        "在 history 末尾加一条：date 写变更日期，action 写 corrected（更正）、amended（修改）等，note 写明改了什么、为什么",
        "信息内容变更要及时公布并作出说明；只调整格式不需要。",
    ),
    en=(
        "{what} of a published record changed, and its history says nothing of it",
        "add an entry at the end of `history`: the date, an action such as corrected or amended, and a note that says what and why",
        "A change of what was disclosed is itself disclosed, with an explanation; mere formatting is not.",
    ),
)
DRAFT_CHANGED = RULES.add(
    "draft-changed",
    "warning",
    FAMILY,
    zh=(
        "征求意见期间改动了{what}，变更记录里没有说明",
        "在 history 末尾加一条 amended，写明改了什么；实质性修改应当重新征求意见",
        "提意见的人看到的应当是同一个稿子。",
    ),
    en=(
        "{what} of a draft open for comment changed, and its history says nothing of it",
        "add an entry `amended` to `history` that says what changed; open a new round after a change of substance",
        "Those who comment should all have the same draft before them.",
    ),
)
HISTORY_REWRITTEN = RULES.add(
    "history-rewritten",
    "error",
    FAMILY,
    zh=(
        "变更记录中已有的一条（{date}，{action}）被改动或删除",
        "照原样恢复；原来写错的，另加一条 corrected 说明",
        "变更记录和订阅已经发出，不能改写。",
    ),
    en=(
        "an entry of the history ({date}, {action}) was changed or removed",
        "put it back as it was; correct it by a further entry",
        "The entry is out in feeds already; history is only added to.",
    ),
)
HISTORY_NOTE_EMPTY = RULES.add(
    "history-note-empty",
    "error",
    FAMILY,
    zh=(
        "变更说明“{note}”没有说明改了什么",
        "在 note 里写明改了哪里、由什么改为什么、为什么。例如：附件2第3行金额由120万元更正为102万元。",
        "公众要从变更说明里知道变了什么。",
    ),
    en=(
        "the note {note!r} does not say what changed",
        "say what changed, from what to what, and why. For example: Amount in annex 2, line 3 corrected from 1.20 to 1.02 million yuan.",
        "The note is what the public learns of a change.",
    ),
)
PUBLISHED_LATE = RULES.add(
    "published-late",
    "warning",
    FAMILY,
    zh=(
        "成文后第 {days} 个工作日才发布，超过 {limit} 个工作日",
        "如实发布即可，不要改日期；请核对成文日期，并在拉取请求里说明原因；批量补录旧信息时用 --import",
        "《政府信息公开条例》第二十六条：自信息形成或者变更之日起20个工作日内公开。",
    ),
    en=(
        "published on working day {days} after it was issued, later than {limit} working days",
        "publish it as it is and do not touch the dates; check the date of issue and tell the reviewer why; `--import` is for archives",
        "Regulations on Open Government Information, article 26: within 20 working days of being made or changed.",
    ),
)
