"""Finds the nginx that shows the published course in the tests, and fetches one if there is none."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).resolve().parent.parent.parent
OWN = ROOT / ".cache" / "nginx"
PACKAGE = "nginx"

MISSING = (
    "There is no nginx here and none could be fetched. Install nginx, or name one: "
    "TERTULIA_NGINX=/path/to/nginx make test"
)


def installed() -> str | None:
    """The path of an nginx on this computer, or None."""
    places = (os.environ.get("TERTULIA_NGINX"), shutil.which("nginx"), "/usr/sbin/nginx", str(OWN / "usr/sbin/nginx"))
    return next((place for place in places if place and os.path.exists(place)), None)


def install() -> str | None:
    """Take the program out of the system's package; its path, or None.

    It is not installed: the package would start a public server on this computer.
    """
    if shutil.which("apt-get") and shutil.which("dpkg-deb"):
        shutil.rmtree(OWN, ignore_errors=True)
        OWN.mkdir(parents=True)
        if not _download():
            root = [] if os.geteuid() == 0 else ["sudo", "-n"] if shutil.which("sudo") else None
            if root is not None:
                subprocess.run([*root, "apt-get", "update", "-q"], check=False)
                _download()
        for package in OWN.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", str(package), str(OWN)], check=False)
    return installed()


def _download() -> bool:
    return not subprocess.run(["apt-get", "download", "-q", PACKAGE], cwd=OWN, check=False).returncode


CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {servers}
}}
"""


@contextmanager
def serving(servers: Mapping[str, str], folder: Path) -> Iterator[dict[str, str]]:
    """nginx on this computer alone, for as long as it is wanted; the address of each server, with no slash at the end.

    servers: what stands inside `server { … }`, by a name of yours. folder: for what nginx writes.
    """
    path = installed()
    assert path, MISSING
    ports = {name: _free_port() for name in servers}
    blocks = [f"server {{ listen 127.0.0.1:{ports[name]}; {inside} }}" for name, inside in servers.items()]
    file = folder / "whole.conf"
    file.write_text(CONFIGURATION.format(folder=folder, servers="\n".join(blocks)), encoding="utf-8")
    command = [path, "-p", str(folder), "-e", "stderr", "-c", str(file)]
    with (folder / "said.txt").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, stderr=said)
        try:
            for port in ports.values():
                _wait_for(port, process, folder / "said.txt")
            yield {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    until = monotonic() + 20
    while monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            sleep(0.02)
        else:
            return
    raise AssertionError(f"nginx did not start: {said.read_text(encoding='utf-8')}")


if __name__ == "__main__":
    if not (installed() or install()):
        sys.exit(MISSING)
