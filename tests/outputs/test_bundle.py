"""Pages of the offline bundle: where their links lead, and what is left out of them."""

from __future__ import annotations

import pytest

from generator.outputs.bundle.pages import file_address, offline_page

_FILES = {"index.html", "records/A-1/index.html", "records/A-1/表 1.pdf", "feeds/all.atom", "it's/index.html"}
_CANONICAL = '<link rel="canonical" href="https://www.shili.example/zwgk/records/A-1/">'


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("../../", "../../index.html"),
        ("../..", "../../index.html"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("../../search/?q=a/b#c/", "../../search/index.html?q=a/b#c/"),
        ("../A-1/#attachments", "../A-1/index.html#attachments"),
        ("表.pdf", "表.pdf"),
        ("#top", "#top"),
        ("?sort=newest", "?sort=newest"),
        ("", ""),
        ("https://www.shili.example/", "https://www.shili.example/"),
        ("//www.shili.example/", "//www.shili.example/"),
        ("mailto:a@shili.example", "mailto:a@shili.example"),
    ],
)
def test_a_folder_becomes_the_file_in_it(address: str, named: str) -> None:
    assert file_address(address) == named


@pytest.mark.parametrize(
    ("html", "offline"),
    [
        ('<a class="x" href="../../">首页</a>', '<a class="x" href="../../index.html">首页</a>'),
        ("<a href=\"../../it&#39;s/\">", "<a href=\"../../it&#x27;s/index.html\">"),
        ('<a href="%E8%A1%A8%201.pdf">', '<a href="%E8%A1%A8%201.pdf">'),
        ('<a title="a > b" href="../../">', '<a title="a > b" href="../../index.html">'),
        ('<form action="../../search/">', '<form action="https://www.shili.example/zwgk/search/">'),
        (
            '<meta http-equiv="refresh" content="0; url=../../">',
            '<meta http-equiv="refresh" content="0; url=../../index.html">',
        ),
        ("<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'\">", ""),
        ('<script type="module" src="../../assets/x.js"></script>', ""),
        ('<script src="../../assets/x.js"></script>', '<script src="../../assets/x.js"></script>'),
        ('<script type="application/ld+json">{"a": "<a href=\\"../../\\">"}</script>',) * 2,
        ('<link rel="modulepreload" href="../../assets/x.js">', ""),
        ('<!-- <a href="../../"> -->',) * 2,
        ('<p>写成 a href="../../" 的样子</p>',) * 2,
        ('<a href="../../sitemap.xml">', '<a href="https://www.shili.example/zwgk/sitemap.xml">'),
        ('<a href="/zwgk/">', '<a href="https://www.shili.example/zwgk/">'),
    ],
)  # fmt: skip
def test_a_page_opens_from_disk(html: str, offline: str) -> None:
    page = offline_page(_CANONICAL + html, "records/A-1/index.html", _FILES)
    assert page == _CANONICAL + offline
