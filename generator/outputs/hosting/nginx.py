"""The settings of nginx for a site: one file for `conf.d/`, with the headers, caching and redirects."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import wrap
from urllib.parse import quote, unquote, urlsplit

from generator.model.media_types import MEDIA_TYPES, TEXT
from generator.model.settings import Settings
from generator.outputs.compress import LEAST_BYTES
from generator.outputs.hosting.headers import (
    ANY_ORIGIN,
    ASK,
    CONTENT_TYPES,
    FOREVER,
    HEADERS,
    HSTS,
    NAMED_BY_CONTENT,
    OPEN_DATA,
)

_FILE = """\
# {name}：nginx 的设置，放进 /etc/nginx/conf.d/，先运行 nginx -t 检查，再 systemctl reload nginx。
# 由 disclosure hosting nginx 按 site_config.yml 生成；换了网址或者程序有更新，重新生成。
# Settings for nginx, made by `disclosure hosting nginx`: into /etc/nginx/conf.d/, then nginx -t and reload.

# 先于所有 map。 / Before any map.
map_hash_max_size 65536;
map_hash_bucket_size 512;

# 文件名随内容变化的，浏览器可以一直存着；其余每次先问有没有变。
# What is named by its content is kept for ever, all else is asked about each time.
map $uri $disclosure_cache {{
    default "{ask}";
{forever}
}}
# 其他网站的程序也可以读的数据。 / What programs of other sites may read, too.
map $uri $disclosure_origin {{
    default "";
{open_data}
}}
# 信息以前的网址；方括号的意思是没有这个文件也不算错。
# Former addresses; brackets, so that the file may be missing.
map $uri $disclosure_redirect {{
    include "{folder}redirects.ma[p]";
}}

server {{
    listen 80;
    listen [::]:80;
    server_name {host};

    # HTTPS：把上面两行 listen 换成下面几行，填好证书，再打开本文件末尾的一段；
    # 确认全站都用 HTTPS 以后，打开最后一行。
    # HTTPS: these in place of the lines above, and the block at the end of this file; the last one once
    # nothing needs plain HTTP any more.
    # listen 443 ssl;
    # listen [::]:443 ssl;
    # ssl_certificate     /etc/ssl/certs/site.pem;
    # ssl_certificate_key /etc/ssl/private/site.key;
    # add_header {hsts_name} "{hsts}" always;

    server_tokens off;
    absolute_redirect off;
    charset utf-8;
    charset_types {texts};
    include /etc/nginx/mime.types;
    types {{
{types}
    }}

    # 有压缩好的副本（设置 precompress）就直接发，没有的当场压缩。
    # Copies made by the build are sent as they are (setting `precompress`), the rest is compressed now.
    gzip_static on;
    {brotli}brotli_static on;  # apt install libnginx-mod-http-brotli-static
    gzip on;
    gzip_vary on;
    gzip_proxied any;
    gzip_min_length {least};
    gzip_types {texts};

{headers}
    add_header Cache-Control $disclosure_cache always;
    add_header {origin} $disclosure_origin always;

    if ($disclosure_redirect) {{
        return 301 $disclosure_redirect;
    }}

{slash}    location "{root}" {{
        alias "{folder}";
        index index.html;
    }}

    # 以点开头的文件不公开，申请证书用的除外。 / Hidden files are nobody's business, but for certificates.
    location ~ "/\\.(?!well-known/)" {{
        return 404;
    }}

    error_page 404 "{root}404.html";
}}

# 用 HTTPS 的，打开这一段：不加密的网址转到加密的。 / With HTTPS: plain addresses lead to safe ones.
# server {{
#     listen 80;
#     listen [::]:80;
#     server_name {host};
#     return 301 https://$host$request_uri;
# }}
"""

_SLASH = """\
    location = "{bare}" {{
        return 301 "{quoted}";
    }}
    # 网站不在根目录：主机名通向首页，此外没有别的网址；这台主机还有别的网站的，改这两段。
    # The site is not at the root: the host's name leads to it. Change both where the host has other sites.
    location = "/" {{
        return 302 "{quoted}";
    }}
    location "/" {{
        return 404;
    }}

"""


#: All text but HTML, which nginx counts in by itself; it has names of its own for scripts and XML.
_TEXTS = sorted({MEDIA_TYPES[ending] for ending in TEXT - {"html"}} | {"application/javascript", "text/xml"})

#: What nginx reads as variables or as patterns, and what ends a line: no quotation marks keep it from that.
_NOT_PLAIN = re.compile(r"[$*?\[\\\x00-\x1f\x7f]")


class BadPlace(ValueError):
    """A folder on the server, or an address, that cannot stand in the settings of nginx."""


def nginx_settings(settings: Settings, folder: str) -> str:
    """The file for a site that lies in `folder` on the server, an absolute path. Raises BadPlace."""
    address = urlsplit(settings.site_url)
    path = unquote(address.path)
    if not folder.startswith("/") or _NOT_PLAIN.search(folder):
        raise BadPlace(folder)
    if _NOT_PLAIN.search(path):
        raise BadPlace(settings.site_url)
    root = _escaped(path)
    return _FILE.format(
        name=" ".join(settings.site_name.split()),
        host=_host(address.hostname or "_"),
        root=root,
        folder=_escaped(folder.rstrip("/") + "/"),
        ask=ASK,
        forever=_entries(root, NAMED_BY_CONTENT, FOREVER),
        open_data=_entries(root, () if settings.internal else OPEN_DATA, ANY_ORIGIN[1]),
        origin=ANY_ORIGIN[0],
        brotli="" if "brotli" in settings.precompress else "# ",
        least=LEAST_BYTES,
        texts="\n        ".join(wrap(" ".join(_TEXTS), 96, break_on_hyphens=False)),
        headers="\n".join(f'    add_header {name} "{value}" always;' for name, value in HEADERS.items()),
        types="\n".join(f"        {kind} {ending};" for ending, kind in CONTENT_TYPES.items()),
        slash=_SLASH.format(bare=root.rstrip("/"), quoted=quote(path)) if root != "/" else "",
        hsts_name=HSTS[0],
        hsts=HSTS[1],
    )


def _host(name: str) -> str:
    """The name of a host as browsers send it: Chinese ones in Punycode. Raises BadPlace."""
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        raise BadPlace(name) from None


def _entries(root: str, prefixes: Iterable[str], value: str) -> str:
    return "\n".join(f'    "~^{_literally(root + prefix)}" "{value}";' for prefix in prefixes)


def _literally(text: str) -> str:
    """A text in a regular expression of nginx, between quotation marks."""
    return "".join(f"\\{each}" if each in ".+*?()[]{}^$|" else each for each in text)


def _escaped(text: str) -> str:
    """A text between quotation marks in the settings of nginx."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
