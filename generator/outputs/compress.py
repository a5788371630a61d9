"""Compressed copies beside the files of a site, for hosts that send them as they are (nginx, Caddy).

Made once for all readers, hence tighter than what a host makes for each request. Levels are measured (146
records, one core): a page of 6.6 KB becomes 31.8% of it with gzip (0.15 ms, whatever the level), 26.4% with
brotli 5 (0.24 ms), 26.0% with 9 (3.8 ms), 22.7% with 11 (10.5 ms). So 11 is for the assets, which are few and
which every reader fetches; at 5 there is nothing that a cache would save.
"""

from __future__ import annotations

import errno
import hashlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import brotli

from generator import workers
from generator.model.media_types import is_text
from generator.outputs.manifest import sizes_of
from generator.render.assets import ASSETS

#: What fits into one packet is not sent any faster.
LEAST_BYTES = 1024
_CHUNK = 1 << 20
_GZIP = 16 + zlib.MAX_WBITS  # zlib writes a gzip header, without a time


#: What the names of copies end with.
SUFFIXES = {"gzip": ".gz", "brotli": ".br"}


def compress_site(site: Path, encodings: Sequence[str], jobs: int) -> dict[str, str]:
    """Write compressed copies of a site's files beside them; returns their digests by path in the site.

    A copy that would not be smaller is left out, and no file of the site is written over.
    """
    digests: dict[str, str] = {}
    if encodings:
        paths = sorted(path for path, size in sizes_of(site) if size >= LEAST_BYTES and is_text(path))
        for part in workers.run(_compress, (site, encodings), paths, jobs):
            digests.update(part)
    return digests


def _compress(state: tuple[Path, Sequence[str]], paths: Sequence[str]) -> dict[str, str]:
    """The work of one process."""
    site, encodings = state
    return dict(copy for path in paths for encoding in encodings for copy in _copy(site, path, encoding))


def _copy(site: Path, path: str, encoding: str) -> Iterator[tuple[str, str]]:
    """Write one copy; yields its path and digest, or nothing where there is none."""
    name = path + SUFFIXES[encoding]
    source, target = site / path, site / name
    process, finish = _encoder(encoding, is_asset=path.startswith(ASSETS))
    digest = hashlib.sha256()
    try:
        out = target.open("xb")
    except FileExistsError:  # it belongs to the site
        return
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:  # with its ending, the name is more than a file system bears
            return
        raise
    with source.open("rb") as read, out:
        for part in (*map(process, iter(lambda: read.read(_CHUNK), b"")), finish()):
            digest.update(part)
            out.write(part)
    if target.stat().st_size < source.stat().st_size:
        yield name, digest.hexdigest()
    else:
        target.unlink()


def _encoder(encoding: str, *, is_asset: bool) -> tuple[Callable[[bytes], bytes], Callable[[], bytes]]:
    """What compresses a part, and what ends the file."""
    if encoding == "gzip":
        gzip = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
        return gzip.compress, gzip.flush
    compressor = brotli.Compressor(quality=11 if is_asset else 5)
    return compressor.process, compressor.finish
