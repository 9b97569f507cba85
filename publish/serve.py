"""Shows the built site on this computer, by the room's server; for the phones of a room there is `make room`."""

from __future__ import annotations

from pathlib import Path

from publish.errors import PublishError
from publish.paths import SITE
from room.files import Files
from room.server import FileHandler, Server

FIRST_PORT, PORTS = 8000, 100


class SiteHandler(FileHandler):
    """Files as they lie there; what went wrong stands in the terminal."""

    def log_message(self, format: str, *args: object) -> None:
        """One line, in which nothing that was asked for can play a trick on the terminal."""
        print((format % args).encode("unicode_escape").decode(), flush=True)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Only what went wrong is worth a line."""
        if isinstance(code, int) and code >= 400:
            self.log_message('"%s" %s', self.requestline, int(code))


def server(folder: Path = SITE, port: int | None = None) -> Server:
    """A server for the folder on this computer only; without a port, the first free one from 8000."""
    for each in [port] if port is not None else range(FIRST_PORT, FIRST_PORT + PORTS):
        try:
            return Server(("127.0.0.1", each), SiteHandler, Files(folder, packs=False))
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
