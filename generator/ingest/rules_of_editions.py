"""Rules of the internal edition: what its own tree adds, and what the public tree must not know of it."""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "edition"

ID_TAKEN = RULES.add(
    "internal-id-taken",
    "essential",
    FAMILY,
    zh=(
        "代码“{id}”在公开的目录里已经有了",
        "换一个代码；要给公开的栏目加下级栏目，在它下面写 children",
        "内部版只能增加机构和栏目，不能改动公开的目录。",
    ),
    en=(
        "the id {id!r} is one of the public catalog",
        "choose another id; to add categories below a public one, write `children` below it",
        "The internal edition adds to the public catalog and changes nothing of it.",
    ),
)
NAMES_INTERNAL = RULES.add(
    "names-internal-record",
    "error",
    FAMILY,
    zh=(
        "公开的条目提到了内部的条目“{target}”",
        "从公开的条目里删去；需要互相参照的，写在内部的条目里",
        "公开版里没有内部条目，这里会成为错链，内部条目的编号或者文件名也不应公开。",
    ),
    en=(
        "a public record names the internal one {target!r}",
        "take it out of the public record; where both refer to each other, the internal one says so",
        "The public site does not have the internal record, and must not tell its number or its file's name.",
    ),
)
