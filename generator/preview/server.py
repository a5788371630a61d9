"""Serving the preview: files from the newest build, and a stream of events that tells pages to reload."""

from __future__ import annotations

import json
import queue
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.preview.site import PreviewSite

_LIVE = Path(__file__).with_name("live.js")
_TAG = b'<script type="module" src="/__preview/live.js"></script></body>'
_WAITING = b'<!doctype html><meta charset="utf-8"><title>disclosure serve</title><body>' + _TAG
_PING = 15  # seconds between signs of life, after which a closed page is noticed


class Listeners:
    """The pages that are open: what is told to all reaches each of them."""

    def __init__(self) -> None:
        self._queues: set[queue.Queue[bytes]] = set()
        self._lock = threading.Lock()
        self._problems = ""

    def tell(self, event: str, data: object) -> None:
        """Send an event to every open page."""
        with self._lock:
            for waiting in self._queues:
                waiting.put(_message(event, data))

    def show_problems(self, text: str) -> None:
        """Show problems on every open page, and on those opened later; an empty text takes them away."""
        self._problems = text
        self.tell("problems", text)

    def listen(self) -> queue.Queue[bytes]:
        """A queue of the messages from now on."""
        waiting: queue.Queue[bytes] = queue.Queue()
        if self._problems:
            waiting.put(_message("problems", self._problems))
        with self._lock:
            self._queues.add(waiting)
        return waiting

    def leave(self, waiting: queue.Queue[bytes]) -> None:
        """Forget a page that was closed."""
        with self._lock:
            self._queues.discard(waiting)


def _message(event: str, data: object) -> bytes:
    """A message of a server-sent event stream."""
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


class _Handler(SimpleHTTPRequestHandler):
    """Files of the newest build; pages get the live script."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, site: PreviewSite, listeners: Listeners, **options: object) -> None:
        self._site, self._listeners = site, listeners
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/__preview/events":
            self._stream()
        elif path == "/__preview/live.js":
            self._send(_LIVE.read_bytes(), "text/javascript")
        else:
            self._file(path)

    def translate_path(self, path: str) -> str:
        """A file of the newest site; the search index is kept apart from it."""
        folder, search = self._site.folder, self._site.search
        self.directory = str(folder)
        found = super().translate_path(path)
        if search and folder and not Path(found).exists():
            relative = Path(found).relative_to(folder)
            if relative.parts[:1] == ("search",):
                return str(search.joinpath(*relative.parts[1:]))
        return found

    def _file(self, path: str) -> None:
        if self._site.folder is None:  # the first build found faults: the page shows them, and then the site
            self._send(_WAITING, "text/html", HTTPStatus.SERVICE_UNAVAILABLE)
            return
        file = Path(self.translate_path(path))
        if path.endswith("/"):
            file /= "index.html"
        if file.suffix != ".html":
            super().do_GET()
            return
        status = HTTPStatus.OK if file.is_file() else HTTPStatus.NOT_FOUND
        page = file if file.is_file() else Path(self.translate_path("/404.html"))
        html = page.read_bytes() if page.is_file() else b"</body>"
        self._send(html.replace(b"</body>", _TAG, 1), "text/html", status)

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        waiting = self._listeners.listen()
        try:
            while True:
                try:
                    message = waiting.get(timeout=_PING)
                except queue.Empty:
                    message = b": still here\n\n"
                self.wfile.write(message)
                self.wfile.flush()
        except OSError:  # the page was closed
            pass
        finally:
            self._listeners.leave(waiting)

    def log_message(self, *_: object) -> None:
        """Requests are not worth a line; problems are."""


def make_server(host: str, port: int, site: PreviewSite, listeners: Listeners) -> ThreadingHTTPServer:
    """A server that is not running yet. Raises OSError where the port is taken."""
    server = ThreadingHTTPServer((host, port), partial(_Handler, site=site, listeners=listeners))
    server.daemon_threads = True
    return server
