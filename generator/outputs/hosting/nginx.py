"""The settings of nginx for a site: one file for `conf.d/`, with the headers, caching and redirects."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
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

# 文件名随内容变化的，浏览器可以一直存着；其余每次先问有没有变。出错的回答不存。
# What is named by its content is kept for ever, all else, and any error, is asked about each time.
map $status$uri ${site}_cache {{
    default "{ask}";
{forever}
}}
# 其他网站的程序也可以读的数据。 / What programs of other sites may read, too.
map $uri ${site}_origin {{
    default "";
{open_data}
}}
# 信息以前的网址：由以前的编号查现在的；方括号的意思是没有这个文件也不算错。
# Former addresses: the present number by the former one; brackets, so that the file may be missing.
map $uri ${site}_former {{
    "~^{records}(?<{site}_number>[^/]+)" ${site}_number;
}}
map ${site}_former ${site}_present {{
    include "{folder}redirects.ma[p]";
}}
map $request_uri ${site}_file {{
    "~^[^?]*/records/[^/?]+/(?<{site}_rest>[^?]*)" ${site}_rest;
}}

# 这个主机名在 nginx 里已经有 server 的（网站是门户网站的一个栏目）：上面的 map 留下，把最后{count} location
# 移进那个 server，删去下面的 server。
# Where nginx has a server of this name already: keep the maps, move the last location{count_en} into it and
# delete this one.
server {{
{listen}
    server_name {host};

{slash}    location "{root}" {{
        alias "{folder}";
        index index.html;
        error_page 403 404 =404 "{root}404.html";
        server_tokens off;
        absolute_redirect off;
        charset utf-8;
        charset_types {texts};
        include mime.types;
        types {{
{types}
        }}
{internal}
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
        add_header Cache-Control ${site}_cache always;
        add_header {origin} ${site}_origin always;
        # 确认全站只用 HTTPS 以后，打开这一行。 / Once nothing needs plain HTTP any more:
        # add_header {hsts_name} "{hsts}" always;

        if (${site}_present) {{
            return 301 "{quoted}records/${site}_present/${site}_file";
        }}

        # 以点开头的文件不公开，申请证书用的除外。 / Hidden files are nobody's business, but for certificates.
        location ~ "/\\.(?!well-known/)" {{
            return 404;
        }}
    }}
}}
{plain}"""

#: Without a certificate.
_OPEN = """\
    listen {port};
    listen [::]:{port};  # 本机停用了 IPv6 的，删去这一行 / not where IPv6 is off
    # HTTPS：加上 --certificate 证书文件 --key 私钥文件，重新生成。
    # HTTPS: make this file anew with --certificate FILE --key FILE."""

_SAFE = """\
    listen {port} ssl http2;
    listen [::]:{port} ssl http2;  # 本机停用了 IPv6 的，删去这一行 / not where IPv6 is off
    ssl_certificate "{certificate}";
    ssl_certificate_key "{key}";
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:SSL:10m;"""

_TO_SAFE = """
# 不加密的网址转到加密的。 / Plain addresses lead to safe ones.
server {{
    listen 80;
    listen [::]:80;  # 本机停用了 IPv6 的，删去这一行 / not where IPv6 is off
    server_name {host};
    return 301 https://{host}$request_uri;
}}
"""

_SLASH = """\
    # 网站不在根目录：主机名通向首页，此外没有别的网址。
    # The site is not at the root: the host's name leads to it, and nothing else is there.
    absolute_redirect off;
    error_page 404 "{root}404.html";
    location "/" {{
        return 404;
    }}
    location = "/" {{
        return 302 "{quoted}";
    }}
    location = "{bare}" {{
        return 301 "{quoted}";
    }}

"""

#: The internal edition is for the intranet, whatever else reaches the server.
_INTERNAL = """
        # 内部版只给内网看；本单位另有网段的（例如政务外网），照样加一行。
        # The internal edition is for private networks; add your own ones.
        allow 127.0.0.0/8;
        allow 10.0.0.0/8;
        allow 172.16.0.0/12;
        allow 192.168.0.0/16;
        allow ::1;
        allow fc00::/7;
        deny all;
"""


#: All text but HTML, which nginx counts in by itself; it has names of its own for scripts and XML.
_TEXTS = sorted({MEDIA_TYPES[ending] for ending in TEXT - {"html"}} | {"application/javascript", "text/xml"})

#: What nginx reads as variables or as patterns, and what ends a line: no quotation marks keep it from that.
_NOT_PLAIN = re.compile(r"[$*?\[\\\x00-\x1f\x7f]")


class BadPlace(ValueError):
    """A folder on the server, or an address, that cannot stand in the settings of nginx."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Two files on the server, by their absolute paths."""

    file: str
    key: str


def nginx_settings(settings: Settings, folder: str, certificate: Certificate | None = None) -> str:
    """The file for a site that lies in `folder` on the server, an absolute path. Raises BadPlace."""
    address = urlsplit(settings.site_url)
    path, host = unquote(address.path), _host(address.hostname or "_")
    for place in (folder, *((certificate.file, certificate.key) if certificate else ())):
        if not place.startswith("/") or _NOT_PLAIN.search(place):
            raise BadPlace(place)
    if _NOT_PLAIN.search(path):
        raise BadPlace(settings.site_url)
    root = _escaped(path)
    return _FILE.format(
        name=" ".join(settings.site_name.split()),
        site=f"disclosure_{sha256(settings.site_url.encode()).hexdigest()[:8]}",
        listen=_listen(address.port, certificate),
        host=host,
        root=root,
        quoted=quote(path),
        records=_literally(f"{root}records/"),
        folder=_escaped(folder.rstrip("/") + "/"),
        ask=ASK,
        forever=_entries("(200|206|304)", root, NAMED_BY_CONTENT, FOREVER),
        open_data=_entries("", root, () if settings.internal else OPEN_DATA, ANY_ORIGIN[1]),
        origin=ANY_ORIGIN[0],
        internal=_INTERNAL if settings.internal else "",
        brotli="" if "brotli" in settings.precompress else "# ",
        least=LEAST_BYTES,
        texts="\n            ".join(wrap(" ".join(_TEXTS), 92, break_on_hyphens=False)),
        headers="\n".join(f'        add_header {name} "{value}" always;' for name, value in HEADERS.items()),
        types="\n".join(f"            {kind} {ending};" for ending, kind in CONTENT_TYPES.items()),
        count="两段" if root != "/" else "一段",
        count_en="s (two)" if root != "/" else "",
        slash=_SLASH.format(root=root, bare=root.rstrip("/"), quoted=quote(path)) if root != "/" else "",
        hsts_name=HSTS[0],
        hsts=HSTS[1],
        plain=_TO_SAFE.format(host=host) if certificate and not address.port else "",
    )


def _listen(port: int | None, certificate: Certificate | None) -> str:
    if certificate is None:
        return _OPEN.format(port=port or 80)
    file, key = _escaped(certificate.file), _escaped(certificate.key)
    return _SAFE.format(port=port or 443, certificate=file, key=key)


def _host(name: str) -> str:
    """The name of a host as browsers send it: Chinese ones in Punycode. Raises BadPlace."""
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        raise BadPlace(name) from None


def _entries(before: str, root: str, prefixes: Iterable[str], value: str) -> str:
    """Lines of a map; `before` is a pattern for what its text has before the address."""
    return "\n".join(f'    "~^{before}{_literally(root + prefix)}" "{value}";' for prefix in prefixes)


def _literally(text: str) -> str:
    """A text in a regular expression of nginx, between quotation marks."""
    return "".join(f"\\{each}" if each in ".+*?()[]{}^$|" else each for each in text)


def _escaped(text: str) -> str:
    """A text between quotation marks in the settings of nginx."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
