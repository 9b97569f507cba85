"""python -m live.bench SITE PAGE: how fast a live page is, against the same page on stock Pyodide and stock wheels.

Both are served by one small server from this computer, compressed as common hosts do, and visited in turn by a real
Chromium: cold with an empty store, warm with a filled one. A visit waits until the page says that it is live, presses
an arrow key on the first slider and waits for another number and another picture. Writes BENCHMARK.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import re
import shutil
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from live import downloads
from live.build import Settings, files_of, write_first
from live.bundles import HERE, write
from live.errors import LiveError
from live.page_scripts import build_scripts

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-headless-shell")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

MOVE = """
async ([waits, numberAt, pictureAt, slider]) => {
  const answer = document.querySelector(".live-outputs");
  const shown = (at) => [...answer.querySelectorAll(at)].find((each) => each.getClientRects().length);
  const text = () => shown(numberAt).textContent;
  const picture = () => shown(pictureAt)?.outerHTML;
  const changed = async (what, before) => {
    for (const last = performance.now() + 60000; what() === before;) {
      if (performance.now() > last) throw new Error(`no answer to a move: ${before}`.slice(0, 200));
      await new Promise((done) => setTimeout(done, 1));
    }
    return performance.now();
  };
  const handle = [...answer.querySelectorAll(".noUi-handle")][slider];
  const results = [];
  for (let turn = 0; turn < waits.length; turn += 1) {
    await new Promise((done) => setTimeout(done, waits[turn]));
    const [number, drawn] = [text(), picture()];
    handle.focus();
    const began = performance.now();
    const key = turn % 2 ? "ArrowLeft" : "ArrowRight";
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    const answers = await Promise.all([changed(text, number), changed(picture, drawn)]);
    results.push([began, ...answers]);
  }
  return results;
}
"""
"""Moves the first slider and says when each number and picture was there, in ms since the visit began."""


STATE = "['ready', 'failed'].find((state) => document.documentElement.dataset.live === state)"
"""Which of the two a page says of itself, as soon as it does."""


@cache
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6)


class CompressingHandler(SimpleHTTPRequestHandler):
    """A host as most are: what is not compressed already is, and a browser may keep it for ten minutes."""

    sent: list[tuple[str, int]] = []
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, and note how many bytes it took."""
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            self.send_error(404)
            return
        plain = file.suffix not in {".html", ".js", ".mjs", ".css", ".json", ".svg", ".wasm"}
        data = file.read_bytes() if plain else _compressed(file)
        self.send_response(200)
        self.send_header("Content-Type", {".wasm": "application/wasm"}.get(file.suffix, self.guess_type(str(file))))
        if not plain:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.sent.append((self.path, len(data)))

    def log_message(self, *_given: Any) -> None:
        """Nothing to say."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of the folder while it is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(CompressingHandler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def write_baseline(site: Path, page: str, settings: Settings, root: Path, cache: Path, target: Path) -> None:
    """Write a copy of the site whose page starts from stock files, those of the packages it uses."""
    shutil.copytree(site, target, ignore=shutil.ignore_patterns("*.img"))
    pyodide = downloads.collect(cache, settings.packages, settings.wheels, print)
    folder = target / "live" / "pyodide"
    folder.mkdir()
    for file in pyodide.folder.iterdir():
        shutil.copyfile(file, folder / file.name)
    own = {path.relative_to(HERE / "python").as_posix(): path for path in (HERE / "python").rglob("*.py")}
    del own["live_page.py"], own["live_images.py"]
    with zipfile.ZipFile(folder / "book.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in {**dict(files_of(root, settings.files)), **own}.items():
            packed.write(path, name)
    contents = json.loads((target / "live" / "live.json").read_text(encoding="utf-8"))
    scripts = build_scripts(pyodide, cache, print)
    official = json.loads((pyodide.folder / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    packed_already = {entry["file_name"] for entry in official.values()}
    needs = contents["pages"][page.removesuffix(".html")]
    used = {image.split(".")[0] for image in (*needs["first"], *needs["behind"])}
    wheels = sorted(
        file.name for name, file in pyodide.wheels.items() if name in used and file.name not in packed_already
    )
    contents["core"] |= {
        "worker": write(target / "live", "baseline", (scripts / "baseline.js").read_bytes()),
        "wasm": "",
        "boot": "",
        "snapshots": {},
        "held": [],
        "modules": "",
        "wheels": wheels,
        "packages": ["traitlets", *settings.packages],
    }
    contents["pages"] = {name: page | {"first": [], "behind": []} for name, page in contents["pages"].items()}
    (target / "live" / "live.json").write_text(json.dumps(contents), encoding="utf-8")
    write_first(target / "live", scripts / "live.js", contents["stamp"], contents["core"])


Visits = dict[str, dict[str, list[dict[str, float]]]]
"""By site, "cold" or "warm", and visit."""


def visit(context: Any, address: str, look: tuple[str, str, int], moves: int) -> dict[str, float]:
    """One visit; times in ms."""
    page = context.new_page()
    CompressingHandler.sent.clear()
    page.goto(address, wait_until="commit")
    state = page.wait_for_function(STATE, timeout=120_000, polling=10).json_value()
    if state != "ready":
        raise LiveError(f"{address} does not come alive: its console says why.")
    before = sum(size for _path, size in CompressingHandler.sent)
    moved = page.evaluate(MOVE, [[0, 400] + [120] * moves, *look])
    page.wait_for_timeout(500)
    times = {
        "first": moved[0][1],
        "picture": moved[0][2],
        "before": before,
        "all": sum(size for _path, size in CompressingHandler.sent),
        "live": page.evaluate("performance.getEntriesByName('live-live')[0].startTime"),
    }
    if moves:
        times["number"] = median(number - began for began, number, _picture in moved[2:])
        times["drawn"] = median(picture - began for began, _number, picture in moved[2:])
    page.close()
    return times


def measure(sites: dict[str, str], page: str, look: tuple[str, str, int], times: int) -> Visits:
    """Visit both sites in turn, so that whatever else this computer does meets both."""
    from playwright.sync_api import sync_playwright

    visits: Visits = {name: {"cold": [], "warm": []} for name in sites}
    with sync_playwright() as playwright:
        for turn in range(times):
            for name, address in sites.items():
                with TemporaryDirectory() as store:
                    context = playwright.chromium.launch_persistent_context(
                        store, executable_path=CHROMIUM, args=list(FLAGS), viewport={"width": 1280, "height": 1000}
                    )
                    for state in ("cold", "warm"):
                        seen = visit(context, f"{address}/{page}", look, 20)
                        visits[name][state].append(seen)
                        print(f"{turn + 1} {name} {state}", {k: round(v) for k, v in seen.items()}, flush=True)
                    context.close()
    return visits


WORDS = {
    "first": "first move answered (number), s",
    "picture": "first move drawn (picture), s",
    "number": "move → number, ms",
    "drawn": "move → picture, ms",
    "before": "bytes before it is live, MB",
    "all": "bytes in all, MB",
}


def report(visits: Visits, page: str, times: int) -> str:
    """The results as Markdown."""
    lines = [
        "# How fast the live pages are",
        "",
        f"`live/bench.py` (`make bench-live` runs it) wrote this on {date.today().isoformat()}: "
        f"{times} visits each, `{page}`, "
        f"{os.cpu_count()} cores ({processor()}), {platform.system()}, Chromium from this computer to itself.",
        "",
        "*Stock* is the same page, the same exercise and the same page scripts on stock Pyodide with `loadPackage`. "
        "Times begin with the visit. Cold: an empty browser. Warm: the second visit.",
        "",
        f"The computer's load was {os.getloadavg()[0]:.1f} at the end. Other work only adds time, unevenly: where "
        "the two tables differ, trust the best visits.",
        "",
        "## Best visits",
        "",
        *_table(visits, min),
        "",
        "## Medians",
        "",
        *_table(visits, median),
    ]
    return "\n".join(lines) + "\n"


def _table(visits: Visits, chosen: Callable[[list[float]], float]) -> Iterator[str]:
    """One row for each measure: the chosen one of all visits, and ours as a part of the baseline's."""
    yield "| | stock, cold | ours, cold | ratio | stock, warm | ours, warm | ratio |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for key, words in WORDS.items():
        cells = []
        for state in ("cold", "warm"):
            stock, ours = (chosen([each[key] for each in visits[name][state]]) for name in ("stock", "ours"))
            unit = 1e6 if key in ("before", "all") else 1 if key in ("number", "drawn") else 1000
            digits = 0 if unit == 1 else 2
            ratio = f"{ours / stock:.2f}" if stock else ""
            cells += [f"{stock / unit:.{digits}f}", f"{ours / unit:.{digits}f}", ratio]
        yield f"| {words} | {' | '.join(cells)} |"


def processor() -> str:
    """What this computer's processor is called."""
    try:
        model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        model = None
    return model[1].strip() if model else platform.machine()


def main() -> int:
    """Measure a built site."""
    parser = argparse.ArgumentParser(prog="python -m live.bench", description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("page")
    parser.add_argument("--number", required=True, help="CSS selector of what holds the number a move changes")
    parser.add_argument("--picture", required=True, help="CSS selector of the picture")
    parser.add_argument("--slider", type=int, default=0, help="which slider is moved, from 0")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--config", type=Path, default=Path("_config.yml"))
    parser.add_argument("--cache", type=Path, default=Path(".cache/live"))
    parser.add_argument("--also", nargs="*", default=[], help="what the book needs beside live_files")
    given = parser.parse_args()
    import yaml

    config = yaml.safe_load(given.config.read_text(encoding="utf-8"))["sphinx"]["config"]
    settings = Settings.read({**config, "live_files": [*config.get("live_files", ()), *given.also]})
    with TemporaryDirectory() as folder:
        stock = Path(folder) / "site"
        write_baseline(given.site, given.page, settings, given.config.parent.resolve(), given.cache.resolve(), stock)
        with serving(given.site) as ours, serving(stock) as theirs:
            look = given.number, given.picture, given.slider
            visits = measure({"stock": theirs, "ours": ours}, given.page, look, given.times)
    text = report(visits, given.page, given.times)
    (Path(__file__).parent / "BENCHMARK.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
