"""The folder of the web form: its page, its configuration, and the program, taken from a package of npm.

The folder is a site of its own beside the public one, for a server that only the departments reach. Its page
requests nothing from another host but the code host's API: its content security policy allows no more.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.editing.webform import Backend

#: The package that the form is made for, and what `npm` says of its bytes.
PACKAGE = "@sveltia/cms"
VERSION = "0.221.1"
INTEGRITY = "sha512-J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ=="

_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
_PROGRAM = "sveltia-cms.js"
_SETUP = "setup.js"
_ICONS = "material-symbols-outlined"
#: The program takes its icons from a CDN, which the policy forbids; the browser then finds these.
_STYLE = f"""\
@font-face {{
  font-family: "Material Symbols Outlined";
  font-display: block;
  src: url({_ICONS}.woff2) format("woff2");
}}
"""
#: Words that writers see and the program's translation lacks.
_WORDS = {
    "zh": {
        "show_errors": "查看错误",
        "select_item": "选择{$name}",
        "replace_file": "替换文件",
        "remove_file": "移除文件",
        "file_unavailable": "无法读取",
    },
    "en": {},
}
_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="stylesheet" href="fonts.css">
<link rel="cms-config-url" type="application/json" href="config.json">
</head>
<body>
<script src="{setup}"></script>
<script src="{program}"></script>
</body>
</html>
"""


class PackageRefused(Exception):
    """The package is not the one that the form is made for."""


def files(
    package: Path, configuration: Mapping[str, Any], backend: Backend, language: str
) -> dict[str, bytes]:
    """All files of the folder by name. Raises PackageRefused for another package, OSError."""
    spoken = _LANGUAGES[language]
    page = _PAGE.format(
        language=spoken,
        policy=policy(backend),
        title=html.escape(str(configuration["app_title"])),
        setup=_SETUP,
        program=_PROGRAM,
    )
    config = json.dumps(configuration, ensure_ascii=False, indent=1)
    words = f"locales/{spoken}.json"
    unpacked = _unpacked(
        package,
        {
            "dist/sveltia-cms.js": _PROGRAM,
            "LICENSE.txt": "LICENSE-sveltia-cms.txt",
            words: words,
            f"npm/assets/{_ICONS}-latin-wght-normal-_Z1IJPLg.woff2": f"{_ICONS}.woff2",
            f"npm/assets/{_ICONS}.LICENSE.txt": f"LICENSE-{_ICONS}.txt",
        },
    )
    unpacked[words] = json.dumps(_WORDS[language] | json.loads(unpacked[words]), ensure_ascii=False).encode()
    return {
        "index.html": page.encode(),
        "config.json": config.encode(),
        "fonts.css": _STYLE.encode(),
        _SETUP: (Path(__file__).parent / "webform_setup.js").read_bytes(),
        **unpacked,
    }


def policy(backend: Backend) -> str:
    """What the page may load: its own files and the code host's API. The program makes styles as it runs."""
    host = "{0.scheme}://{0.netloc}".format(urlsplit(backend.api)) if backend.api else ""
    sources = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' blob: data: {host}",
        "font-src": "'self' data:",
        "connect-src": f"'self' blob: data: {host}",
        "worker-src": "'self' blob:",
        "manifest-src": "blob:",
        "form-action": "'none'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {allowed}".rstrip() for name, allowed in sources.items())


def _unpacked(package: Path, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """Files of an npm package by their new names."""
    data = package.read_bytes()
    digest = base64.b64encode(hashlib.sha512(data).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        raise PackageRefused
    with tarfile.open(package) as archive:
        members = {new: archive.extractfile(f"package/{old}") for old, new in wanted.items()}
        return {new: member.read() for new, member in members.items() if member}
