"""A static file server on loopback that keeps account of what it sends.

It sees what a page's own tools do not: the requests of workers. What the browser has in its cache never gets
here. Bytes are those of responses, headers included.
"""

from __future__ import annotations

import gzip
import io
import threading
import time
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

#: The page on which searches run: empty, in the language of the documents.
PAGE = "/benchmark.html"
_PAGE_HTML = b'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,">'
#: What hosts compress: text. Files of unknown type they leave alone.
_COMPRESSED = {".js", ".json"}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request that was answered: its path, the bytes sent, and when (seconds of the epoch)."""

    path: str
    size: int
    ended: float


class CountingServer(ThreadingHTTPServer):
    """Serves a folder, with an empty page beside its files; `compress` sends scripts and JSON as gzip."""

    def __init__(self, folder: Path, compress: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.compress = compress
        self.exchanges: list[Exchange] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def take(self) -> list[Exchange]:
        """The exchanges since the last call."""
        time.sleep(0.05)  # the server's threads may be a moment behind the browser
        taken, self.exchanges = self.exchanges, []
        return taken


class _Handler(SimpleHTTPRequestHandler):
    """Files as a simple host serves them: kept open connections, dates, ten minutes of caching."""

    server: CountingServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    _size = 0

    def do_GET(self) -> None:
        self._size = 0
        super().do_GET()
        ended = time.time()  # the end of a small file is still in the buffer: the browser cannot be faster
        self.wfile.flush()
        self.server.exchanges.append(Exchange(self.path, self._size, ended))

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        if self.path == PAGE:
            return self._send(_PAGE_HTML, "text/html", "identity")
        if self.server.compress and path.suffix in _COMPRESSED and path.is_file():
            return self._send(_compressed(path), self.guess_type(path), "gzip")
        return super().send_head()

    def _send(self, body: bytes, content_type: str, encoding: str) -> io.BytesIO:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def send_header(self, keyword: str, value: str) -> None:
        self._size += len(f"{keyword}: {value}\r\n")
        super().send_header(keyword, value)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        self._size += len("HTTP/1.1 200 OK\r\n\r\n")
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        super().copyfile(source, outputfile)
        self._size += source.tell()

    def log_message(self, *_: Any) -> None:
        pass


@cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)
