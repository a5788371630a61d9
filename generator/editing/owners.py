"""CODEOWNERS from departments.yml: who reviews what, in the forms of GitHub, GitLab and Gitea.

After the documentation of the three:

- GitHub reads `.github/CODEOWNERS` before one at the top or in `docs/`. Patterns are those of gitignore, but
  `!`, `[ ]` and an escaped `#` do not work; the last pattern that matches decides.
- GitLab does not look into `.github/`, but at the top, into `docs/`, then `.gitlab/`. Patterns are the same.
  An account named in a comment counts, too.
- Gitea looks at the top, into `docs/`, then `.gitea/`. Patterns are Go's regular expressions for the whole
  path without a leading slash, `!` before one negates it, and all that match count, not the last. Accounts
  are names; addresses of email are not looked up.

So each has a file of its own, in its own folder, and none reads that of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.model.catalog import Department
from generator.model.settings import CodeOwners

#: Where each platform's file lies, below the top of the repository.
FILES = {
    "github": ".github/CODEOWNERS",
    "gitlab": ".gitlab/CODEOWNERS",
    "gitea": ".gitea/CODEOWNERS",
}

#: How a file made here begins; one that begins otherwise was written by hand.
HEADER = "# 由 disclosure owners --write 按 departments.yml 生成，请勿手工修改。"
_HEADER_EN = "# Made by `disclosure owners --write` from departments.yml; do not edit."


@dataclass(frozen=True)
class Owned:
    """A folder and the accounts that review what lies in it.

    `folder` goes from the top of the repository and ends with a slash; "" is everything not named elsewhere.
    """

    folder: str
    accounts: tuple[str, ...]


def owned_folders(content: str, owners: CodeOwners, departments: Mapping[str, Department]) -> Iterator[Owned]:
    """What is owned by whom; `content` is the way from the top of the repository to the content folder."""
    found = [
        Owned("", owners.default),
        Owned(f"{content}/catalog/", owners.catalog),
        *(
            Owned(f"{content}/records/{body.id}/", reviewers_of(body, departments))
            for body in departments.values()
        ),
    ]
    yield from (owned for owned in found if owned.accounts)


def reviewers_of(body: Department, departments: Mapping[str, Department]) -> tuple[str, ...]:
    """The accounts of a body; of the nearest body above it that has some, where it has none itself."""
    passed: set[str] = set()
    above: Department | None = body
    while above and above.id not in passed:  # a circle of parents would never end
        if above.extra.get("owners"):
            return tuple(above.extra["owners"])
        passed.add(above.id)
        above = departments.get(above.extra.get("parent", ""))
    return ()


def codeowners(owned: Iterable[Owned], platform: str) -> str:
    """The text of a platform's CODEOWNERS file."""
    lines = _for_gitea(list(owned)) if platform == "gitea" else map(_for_github, owned)
    return "\n".join([HEADER, _HEADER_EN, *lines, ""])


def _for_github(owned: Owned) -> str:
    pattern = f"/{_ODD.sub(_as_glob, owned.folder)}" if owned.folder else "*"
    return " ".join([pattern, *owned.accounts])


def _for_gitea(owned: list[Owned]) -> Iterator[str]:
    named = [
        replace(entry, accounts=tuple(a for a in entry.accounts if a.startswith("@"))) for entry in owned
    ]
    folders = "|".join(_as_expression(entry.folder) for entry in named if entry.folder and entry.accounts)
    for entry in named:
        everything_else = f"!({folders})" if folders else ".*"
        pattern = _as_expression(entry.folder) if entry.folder else everything_else
        if entry.accounts:
            yield " ".join([pattern, *entry.accounts])


#: Characters that one of the platforms takes for something else; a wildcard for each is read alike by all.
_ODD = re.compile(r"[^\w/.-]")


def _as_glob(odd: re.Match[str]) -> str:
    return "\\ " if odd[0] == " " else "?"


def _as_expression(folder: str) -> str:
    return re.sub(r"[^\w/-]", ".", folder) + ".*"
