"""Puts together what live pages fetch: one folder, good for any static host, that the pages of a book share.

live.js, live.css         every page with live cells asks for these
live.json                 what each page needs; names the files below, which never change under their name
page-….js                 the page's side of the runtime
….img                     the worker's side, Python itself, its snapshot and package images, compressed
pyodide.asm-….wasm        Python itself once more, for hosts that compress
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from live import downloads
from live.bundles import LivePage, as_json, pack, write
from live.downloads import Say
from live.page_scripts import build_scripts

LOCK = {"arch": "wasm32", "platform": "emscripten_3_1_58", "version": "0.27.7", "python": "3.12.7"}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a book says about its live pages (see README.md)."""

    packages: tuple[str, ...] = ()
    wheels: Mapping[str, str] = field(default_factory=dict)
    drop: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    @classmethod
    def read(cls, config: Mapping[str, Any]) -> Settings:
        """From the names the book's configuration uses."""
        return cls(
            packages=tuple(config.get("live_packages", ())),
            wheels=config.get("live_wheels", {}),
            drop=config.get("live_drop", {}),
            files=tuple(config.get("live_files", ())),
        )


def build(
    pages: Iterable[LivePage],
    settings: Settings,
    root: Path,
    cache: Path,
    target: Path,
    say: Say,
    instead: Mapping[str, Path] | None = None,
) -> None:
    """Write the folder `target`; LiveError if it cannot be done.

    root: the book's folder, with `settings.files`; instead: what pages get in place of some of these, by name.
    """
    pages, cache = list(pages), cache.resolve()
    cache.mkdir(parents=True, exist_ok=True)
    pyodide = downloads.collect(cache, settings.packages, settings.wheels, say)
    scripts = build_scripts(pyodide, cache, say)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    asked = map(downloads.package, settings.wheels)
    files = {**dict(files_of(root, settings.files)), **(instead or {})}
    packed = pack(pyodide, pages, files, settings.drop, cache, target, say, asked)
    engine = write(target, "engine", (pyodide.folder / "pyodide.asm.wasm").read_bytes())
    wasm = _copy(pyodide.folder / "pyodide.asm.wasm", target)
    worker = write(target, "worker", (scripts / "worker.js").read_bytes())
    page_script = _copy(scripts / "page.js", target)
    shutil.copyfile(scripts / "page.css", target / "live.css")
    lock = json.dumps({"info": {**LOCK, "abi_version": "2024_0"}, "packages": {}})
    core: dict[str, Any] = {
        "page": {"file": page_script, **weights(target / page_script)},
        "worker": worker,
        "wasm": wasm,
        "engine": {"file": engine, "bytes": (target / engine).stat().st_size, "plain": (target / wasm).stat().st_size},
        "boot": packed.boot,
        "modules": packed.index,
        "lock": lock,
        "snapshots": packed.snapshots,
        "memory": packed.memory,
        "held": packed.held,
    }

    def size(*names: str) -> int:
        return sum((target / name).stat().st_size for name in names)

    environments = {page.name: as_json(page.environment) for page in pages}
    pages_needs: dict[str, dict[str, Any]] = {}
    for name, needs in packed.needs.items():
        wanted = [packed.images[each] for each in needs.first if each not in packed.held]
        first = size(engine, worker, packed.snapshots[environments[name]], packed.index, *wanted)
        plain = size(engine, worker, packed.boot, packed.index, *(packed.images[each] for each in needs.first))
        behind = size(*(packed.images[each] for each in needs.behind))
        pages_needs[name] = {
            "first": needs.first,
            "behind": needs.behind,
            "bytes": first,
            "plain": plain,  # what it takes without the snapshot
            "all": first + behind,
        }
    stamp = sha256(json.dumps([core, packed.images], sort_keys=True).encode()).hexdigest()[:12]
    whole = {"stamp": stamp, "core": core, "images": packed.images, "pages": pages_needs}
    (target / "live.json").write_text(json.dumps(whole, separators=(",", ":")), encoding="utf-8")
    write_first(target, scripts / "live.js", stamp, core)
    most = max((page["all"] for page in pages_needs.values()), default=0) + core["page"]["packed"]
    written = list(target.iterdir())
    everything = sum(file.stat().st_size for file in written)
    say(
        f"live: {len(pages_needs)} pages, {most / 1e6:.1f} MB at most to bring one to life; "
        f"{len(written)} files, {everything / 1e6:.1f} MB in all"
    )


def weights(script: Path) -> dict[str, int]:
    """What a script takes, in bytes: as it is, and as a host sends it that compresses."""
    data = script.read_bytes()
    return {"plain": len(data), "packed": len(gzip.compress(data, 6))}


EARLY = "worker", "wasm", "engine", "boot", "lock", "snapshots", "memory"
"""What of the core the first script knows by itself."""


def write_first(target: Path, script: Path, stamp: str, core: Mapping[str, Any]) -> None:
    """Write the first script, and before it what it may start without waiting for live.json."""
    start = json.dumps({"stamp": stamp, **{name: core[name] for name in EARLY}})
    (target / "live.js").write_text(f"var liveCore = {start};\n{script.read_text(encoding='utf-8')}", encoding="utf-8")


def files_of(root: Path, wanted: Iterable[str]) -> Iterable[tuple[str, Path]]:
    """The book's own files, folders with all they hold."""
    for name in wanted:
        if (root / name).is_file():
            yield name, root / name
        for folder, inner, files in os.walk(root / name):
            inner[:] = sorted(each for each in inner if not each.startswith((".", "__pycache__")))
            for file in sorted(files):
                if not file.startswith("."):
                    path = Path(folder) / file
                    yield path.relative_to(root).as_posix(), path


def _copy(file: Path, target: Path) -> str:
    name = f"{file.stem}-{sha256(file.read_bytes()).hexdigest()[:10]}{file.suffix}"
    shutil.copyfile(file, target / name)
    return name
