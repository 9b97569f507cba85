"""Shows the built site on this computer."""

from __future__ import annotations

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from publish.errors import PublishError
from publish.paths import SITE

FIRST_PORT, PORTS = 8000, 100


class SiteHandler(SimpleHTTPRequestHandler):
    """Files with the right types, never kept by the browser, one page's errors only in the terminal."""

    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".css": "text/css",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
    }

    def end_headers(self) -> None:
        """Always ask for the newest file, but for those whose name says what is in them."""
        kept = re.search(r"/live/[\w.]+-[0-9a-f]{10}\.\w+$", self.path)
        self.send_header("Cache-Control", "max-age=31536000, immutable" if kept else "no-store")
        super().end_headers()

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        """Only what went wrong is worth a line."""
        if str(int(code) if isinstance(code, int) else code).startswith(("4", "5")):
            super().log_request(code, size)


def server(folder: Path = SITE, port: int | None = None) -> ThreadingHTTPServer:
    """A server for the folder on this computer only; without a port, the first free one from 8000."""
    handler = partial(SiteHandler, directory=str(folder))
    for each in [port] if port is not None else range(FIRST_PORT, FIRST_PORT + PORTS):
        try:
            return ThreadingHTTPServer(("127.0.0.1", each), handler)
        except OSError as error:
            problem = error
    raise PublishError(f"no port to show the site at: {problem}. Choose another one with --port.")


def serve(site: Path, port: int | None = None) -> None:
    """Show a site until Ctrl-C."""
    with server(site, port) as shown:
        print(f"The course is at http://127.0.0.1:{shown.server_port}/  (stop with Ctrl-C)", flush=True)
        try:
            shown.serve_forever()
        except KeyboardInterrupt:
            print()
