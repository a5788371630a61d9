"""Every page stands under the site's policy, and none has what the policy would keep from working."""

from __future__ import annotations

from pathlib import Path

from generator.outputs.hosting.headers import PAGE_POLICY

from .crawl import pages_of
from .html import HtmlPage

#: Scripts that browsers do not run.
_DATA = {"application/ld+json", "application/json"}


def _faults(page: HtmlPage) -> list[str]:
    faults = []
    for element in page.root.iter():
        if element.tag == "style":
            faults.append("<style>")
        if element.tag == "script" and "src" not in element.attrib and element.get("type") not in _DATA:
            faults.append("a script in the page")
        if element.tag in ("iframe", "object", "embed", "base"):
            faults.append(f"<{element.tag}>")
        names = [name for name in element.attrib if name == "style" or name.startswith("on")]
        faults += [f"<{element.tag} {name}>" for name in names]
        for name in ("href", "src", "action", "formaction"):
            if element.get(name, "").lower().startswith(("javascript:", "data:", "blob:")):
                faults.append(f"{name}={element.get(name)}")
    return faults


def test_no_page_has_script_or_style_in_it(site: Path) -> None:
    assert {url: faults for url, page in pages_of(site) if (faults := _faults(page))} == {}


def test_faults_are_found() -> None:
    page = HtmlPage(
        '<p style="x" onclick="y"><a href="JavaScript:z">t</a></p><style>b</style><script>c</script>'
    )
    assert len(_faults(page)) == 5
    assert _faults(HtmlPage('<script type="application/ld+json">{}</script><p>only text</p>')) == []


def test_every_page_says_its_policy_before_it_loads_anything(site: Path) -> None:
    for url, page in pages_of(site):
        head = page.root.find("html/head")
        assert head is not None, url
        loading = [element for element in head if element.tag in ("script", "link", "style")]
        meta = [each for each in head if each.get("http-equiv") == "Content-Security-Policy"]
        assert [each.get("content") for each in meta] == [PAGE_POLICY], url
        assert list(head).index(meta[0]) < min(list(head).index(each) for each in loading), url
