"""Package images: what a page's Python needs, in few files, compiled, and nothing else.

Modules and data files that the same pages need at the same time stand together in one image: what some pages import
or read before they show anything (`first`), what comes into play after that (`behind`), and the rest, which a page
fetches only if somebody asks for it after all. What is where is not configured but found out: the cells of every page
are run in the same Python under Node.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import os
import re
import struct
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from live import tools
from live.downloads import PyodideFiles
from live.errors import LiveError
from live.patches import patched

HERE = Path(__file__).parent
SITE = "/lib/python3.12/site-packages/"
STDLIB = "/lib/python3.12/"
BOOK = "/book/"
"""Where the book's own files lie in the browser: packages, stdlib, the book."""

NEVER = re.compile(
    r"(^|/)(tests?|_pyinstaller|sample_data|include|f2py|_examples|sphinxext)/|\.(pyi|pxd|pyx|h|c|cpp|hpp|a|lib|map|md)$"
    r"|\.dist-info/(?!METADATA$)|\.data/|(^|/)(conftest|setup)\.py$|(^|/)_(operand_flag|rational|struct_ufunc)_tests\."
    r"|^(ensurepip|idlelib|lib2to3|turtledemo|pydoc_data|venv)/|^(turtle|antigravity|this)\.py$"
)
"""Files of a package that no page runs: its tests, its headers, its manuals."""

CORES = os.cpu_count() or 1
"""So many pages are run at the same time to see what they need."""

WITH_DOCSTRINGS = {"ipywidgets", "pandas", "traitlets"}
"""Packages that do not start without their docstrings; the others go without."""

Say = Callable[[str], None]


@dataclass(frozen=True)
class LivePage:
    """A page with live cells: their number and source in order, and what their Python finds in its environment."""

    name: str
    cells: tuple[tuple[str, str], ...]
    environment: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in self.environment.items():
            if not f"{name}{value}".isascii():  # Pyodide hands the rest over as halves of characters
                raise LiveError(f"{name} in live_environment holds {value!r}: write it in ASCII, as json.dumps does.")


@dataclass(frozen=True)
class Needs:
    """What a page fetches: images before it is alive, images behind, and the size of the first in bytes."""

    first: tuple[str, ...]
    behind: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Packed:
    """Names of files in the folder: `images` by their short name, `boot` for starting Python, `index` of modules.

    snapshots: Python as it stands when it has started, by the environment of the pages it is for (as JSON), in place of
    `boot` and of the images it holds already (`held`); `memory` is what it needs, in bytes.
    """

    images: Mapping[str, str]
    boot: str
    index: str
    needs: Mapping[str, Needs]
    snapshots: Mapping[str, str]
    memory: int
    held: tuple[str, ...]


@dataclass
class _Package:
    """One package: its files, code where there was Python, and where it lies in the browser."""

    name: str
    root: str
    files: dict[str, bytes]

    @cached_property
    def modules(self) -> dict[str, str]:
        """Its modules by name, with their paths."""
        modules = {}
        for path in self.files:
            if path.endswith(".py"):
                modules[path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")] = path
            elif path.endswith(".so"):
                modules[path.split(".")[0].replace("/", ".")] = path
        return modules


def pack(
    pyodide: PyodideFiles,
    pages: Iterable[LivePage],
    book: Mapping[str, Path],
    drop: Mapping[str, str],
    cache: Path,
    target: Path,
    say: Say,
    asked: Iterable[str] = (),
) -> Packed:
    """Write the images into `target`.

    book: files of the book by their path in it. drop: package to a regular expression; its files that match are left
    out. asked: packages to have at hand although no cell imports them at first: a reader's click may. LiveError if a
    page's cells fail in the browser's Python.
    """
    pages, wanted = list(pages), set(asked)
    packages, stdlib = _compiled_packages(pyodide, book, drop, cache, say)
    traces = _traces(pyodide, pages, packages, stdlib, cache, say)
    boot = set[str]().union(*(trace["boot"] for trace in traces.values()))
    order: dict[str, int] = {}
    for trace in traces.values():
        for name in trace["finished"]:
            order.setdefault(name, len(order))
    compiled: dict[str, bytes] = {}
    for trace in traces.values():
        for module, marshalled in trace["compiled"].items():
            compiled[module] = max(base64.b64decode(marshalled), compiled.get(module, b""), key=len)
    states, memory, inside = _snapshots(pyodide, pages, packages, stdlib, traces, order, cache)
    images: dict[str, str] = {}
    index: dict[str, Any] = {}
    held: list[str] = []
    needs = {name: Needs((), ()) for name in traces}
    for package in packages:
        parts = dict(_contents_of_images(package, traces, boot, inside))
        if package.name not in wanted and not any(part.first or part.behind for part in parts.values()):
            continue  # no page has any use for it
        for short, part in parts.items():
            part.modules.sort(key=lambda name: (order.get(name, 1 << 30), name))
            modules = {name: package.modules[name] for name in part.modules}
            images[short] = write(target, short, _image(package, modules, part.files, compiled))
            index[short] = {
                "modules": modules,
                "root": package.root,
                "files": {path: len(package.files[path]) for path in part.files},
            }
            if part.held:
                held.append(short)
            for page in part.first:
                needs[page] = replace(needs[page], first=(*needs[page].first, short))
            for page in part.behind:
                needs[page] = replace(needs[page], behind=(*needs[page].behind, short))
    return Packed(
        images=images,
        boot=write(target, "boot", _boot_archive(stdlib, boot)),
        index=write(target, "modules", json.dumps(index, separators=(",", ":")).encode()),
        needs=needs,
        snapshots={environment: write(target, "snapshot", state) for environment, state in states.items()},
        memory=memory,
        held=tuple(held),
    )


@dataclass(kw_only=True)
class _ImageContents:
    """Modules and data files of one package that the same pages need before they show anything, or after.

    held: the snapshot has them.
    """

    first: tuple[str, ...]
    behind: tuple[str, ...]
    held: bool = False
    modules: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def _contents_of_images(
    package: _Package, traces: Mapping[str, Any], boot: set[str], inside: set[str]
) -> Iterator[tuple[str, _ImageContents]]:
    """The images of a package by name, the most used first. inside: the modules that the snapshot has."""
    parts: dict[tuple[tuple[str, ...], tuple[str, ...], bool], _ImageContents] = {}

    def part(thing: str, kind: str) -> _ImageContents:
        first = tuple(page for page, trace in traces.items() if thing in trace["first"][kind])
        behind = tuple(page for page, trace in traces.items() if page not in first and thing in trace["behind"][kind])
        held = kind == "modules" and thing in inside
        return parts.setdefault((first, behind, held), _ImageContents(first=first, behind=behind, held=held))

    for name in package.modules:
        if name not in boot:
            part(name, "modules").modules.append(name)
    for path in package.files:
        if not path.endswith((".py", ".so")):
            part(package.root + path, "files").files.append(path)
    rest = parts.pop(((), (), False), None)
    stages: Counter[str] = Counter()
    most_used = sorted(
        parts.values(), key=lambda each: (-len(each.first), -len(each.behind), not each.held, each.first, each.behind)
    )
    for used in most_used:
        stage = package.name if used.first else f"{package.name}.behind"
        stages[stage] += 1
        yield f"{stage}.{stages[stage]}" if stages[stage] > 1 else stage, used
    if rest is not None:
        yield f"{package.name}.rest", rest


def write(target: Path, name: str, data: bytes) -> str:
    """Keep the bytes, compressed, under a name that says what they are: a browser may keep it for ever."""
    packed = gzip.compress(data, 9, mtime=0)
    file = f"{name}-{sha256(packed).hexdigest()[:10]}.img"
    (target / file).write_bytes(packed)
    return file


def _image(
    package: _Package, modules: Mapping[str, str], data: Iterable[str], compiled: Mapping[str, bytes] | None = None
) -> bytes:
    """An image as page/images.js and python/live_images.py read it; compiled: by module, what goes with its code."""
    places: dict[str, list[Any]] = {}
    files: list[list[Any]] = []
    body = bytearray()
    for name, path in modules.items():
        content, more = package.files[path], (compiled or {}).get(name, b"")
        places[name] = [path, len(body), len(content), len(more)]
        if path.endswith(".so"):
            files.append(places[name][:3])
        body += content + more
    for path in data:
        files.append([path, len(body), len(package.files[path])])
        body += package.files[path]
    header = json.dumps({"root": package.root, "modules": places, "files": files}, separators=(",", ":")).encode()
    return struct.pack("<I", len(header)) + header + body


def _boot_archive(stdlib: Path, names: set[str]) -> bytes:
    """What Python needs before it can read images, as the zip file it starts from."""
    archive = io.BytesIO()
    with zipfile.ZipFile(stdlib) as source, zipfile.ZipFile(archive, "w") as target:
        for path in source.namelist():
            if path.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".") in names:
                target.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), source.read(path))
    return archive.getvalue()


# ---- compiling -----------------------------------------------------------------------------------------------------


def _compiled_packages(
    pyodide: PyodideFiles, book: Mapping[str, Path], drop: Mapping[str, str], cache: Path, say: Say
) -> tuple[list[_Package], Path]:
    """Every package with code in place of source, and the standard library as a zip file of .pyc."""
    sources: dict[str, tuple[str, dict[str, bytes]]] = {}
    own = {path.relative_to(HERE / "python").as_posix(): path for path in (HERE / "python").rglob("*.py")}
    sources["live"] = SITE, {name: path.read_bytes() for name, path in own.items()}
    with zipfile.ZipFile(pyodide.folder / "python_stdlib.zip") as packed:
        library = patched("python", {name: packed.read(name) for name in packed.namelist() if not name.endswith("/")})
    sources["python"] = STDLIB, library
    for name, wheel in pyodide.wheels.items():
        with zipfile.ZipFile(wheel) as packed:
            wheel_files = {file: packed.read(file) for file in packed.namelist() if not file.endswith("/")}
            sources[name] = SITE, patched(name, wheel_files)
    sources["book"] = BOOK, {name: path.read_bytes() for name, path in book.items()}
    folder = cache / "compiled"
    folder.mkdir(parents=True, exist_ok=True)
    jobs: list[dict[str, Any]] = []
    compiled_files = {}
    for name, (root, files) in sources.items():
        kept = {
            path: data
            for path, data in sorted(files.items())
            if not NEVER.search(path) and not (name in drop and re.search(drop[name], path))
        }
        compiled_files[name] = _compiled_file(
            folder, name, kept, root, header=False, docstrings=name in WITH_DOCSTRINGS, jobs=jobs
        )
    boot = {**library, "live_images.py": own["live_images.py"].read_bytes()}
    boot = {path: data for path, data in boot.items() if not NEVER.search(path)}
    stdlib = _compiled_file(folder, "boot", boot, STDLIB, header=True, docstrings=False, jobs=jobs)
    if jobs:
        say(f"live: compiling {len(jobs)} packages for the browser")
        _node("compile", pyodide, jobs, folder, cache)
        for job in jobs:
            Path(job["source"]).unlink()
    packages = []
    for name, file in compiled_files.items():
        with zipfile.ZipFile(file) as packed:
            packages.append(_Package(name, sources[name][0], {path: packed.read(path) for path in packed.namelist()}))
    return packages, stdlib


def _compiled_file(
    folder: Path,
    name: str,
    files: Mapping[str, bytes],
    root: str,
    *,
    header: bool,
    docstrings: bool,
    jobs: list[dict[str, Any]],
) -> Path:
    """The compiled form of a package's files, from the cache if it is there; else one job more."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for path, data in files.items():
            target.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), data)
    compiler = (HERE / "node" / "compile.mjs").read_bytes()
    key = sha256(packed.getvalue() + compiler + root.encode() + bytes([header, docstrings])).hexdigest()[:20]
    compiled, source = folder / f"{name}-{key}.zip", folder / f"{name}.source"
    if not compiled.exists():
        for old in folder.glob(f"{name}-*.zip"):
            old.unlink()
        source.write_bytes(packed.getvalue())
        jobs.append(
            {"source": str(source), "target": str(compiled), "prefix": root, "header": header, "manual": docstrings}
        )
    return compiled


def _node(script: str, pyodide: PyodideFiles, job: Any, folder: Path, cache: Path, number: int = 0) -> str:
    job_file = folder / f"{script}.{number}.json"
    job_file.write_text(json.dumps(job), encoding="utf-8")
    return tools.node([str(HERE / "node" / f"{script}.mjs"), str(pyodide.folder), str(job_file)], cache)


# ---- finding out what is used --------------------------------------------------------------------------------------


def _traces(
    pyodide: PyodideFiles, pages: list[LivePage], packages: list[_Package], stdlib: Path, cache: Path, say: Say
) -> dict[str, Any]:
    """By page, which modules its cells import; from the cache if nothing has changed."""
    folder = cache / "traced"
    folder.mkdir(parents=True, exist_ok=True)
    images = [str(_image_of_package(package, folder)) for package in packages]
    asked = {page.name: {"cells": page.cells, "env": dict(page.environment)} for page in pages}
    job = {"stdlib": str(stdlib), "images": images, "pages": asked}
    key = sha256(json.dumps(job).encode() + (HERE / "node" / "trace.mjs").read_bytes()).hexdigest()[:20]
    kept = folder / f"{key}.json"
    if not kept.exists():
        say(f"live: running the cells of {len(pages)} pages in the browser's Python")
        shares = [dict(list(asked.items())[start::CORES]) for start in range(CORES)]
        jobs = [{**job, "pages": share} for share in shares if share]
        with ThreadPoolExecutor() as side_by_side:
            answers = side_by_side.map(
                lambda number: _node("trace", pyodide, jobs[number], folder, cache, number), range(len(jobs))
            )
            answered = {name: page for answer in answers for name, page in json.loads(answer).items()}
        traces = {name: answered[name] for name in asked}
        failed = {name: page["failed"] for name, page in traces.items() if page["failed"]}
        if failed:
            reports = "\n".join(f"{name}:\n{reports[0]}" for name, reports in failed.items())
            raise LiveError(f"cells fail in the browser's Python, though perhaps not in yours:\n{reports}")
        for old in folder.glob("*.json"):
            old.unlink()
        kept.write_text(json.dumps(traces), encoding="utf-8")
    result: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return result


def _image_of_package(package: _Package, folder: Path) -> Path:
    """One image of all that a package has."""
    data = [path for path in package.files if not path.endswith((".py", ".so"))]
    content = _image(package, package.modules, data)
    file = folder / f"{package.name}-{sha256(content).hexdigest()[:12]}.image"
    if not file.exists():
        for old in folder.glob(f"{package.name}-*.image"):
            old.unlink()
        file.write_bytes(content)
    return file


# ---- what every page starts with -------------------------------------------------------------------------------------


def _snapshots(
    pyodide: PyodideFiles,
    pages: list[LivePage],
    packages: list[_Package],
    stdlib: Path,
    traces: Mapping[str, Any],
    order: Mapping[str, int],
    cache: Path,
) -> tuple[dict[str, bytes], int, set[str]]:
    """Python's memory once it has imported what every page imports, by environment; the bytes it needs; its modules.

    Of packages in Python alone: compiled code is not in Python's memory.
    """
    pure = [each for each in packages if not any(path.endswith(".so") for path in each.files)]
    every = set[str].intersection(*(set(trace["first"]["modules"]) for trace in traces.values())) if traces else set()
    ours = every & {name for each in pure for name in each.modules}
    job: dict[str, Any] = {
        "stdlib": str(stdlib),
        "images": [str(_image_of_package(package, cache / "traced")) for package in pure],
        "modules": sorted(ours, key=lambda name: (order.get(name, 0), name)),
    }
    folder = cache / "snapshots"
    folder.mkdir(exist_ok=True)
    states, memory, in_use = {}, 0, set[Path]()
    for environment in sorted({as_json(page.environment) for page in pages}):
        state, answer = _snapshot(pyodide, {**job, "env": json.loads(environment)}, folder, cache)
        in_use |= {state, answer}
        states[environment], description = state.read_bytes(), json.loads(answer.read_text(encoding="utf-8"))
        memory = max(memory, description["memory"])
        ours &= set(description["modules"])
    for file in folder.iterdir():
        if file not in in_use:
            file.unlink()
    return states, memory, ours


def _snapshot(pyodide: PyodideFiles, job: dict[str, Any], folder: Path, cache: Path) -> tuple[Path, Path]:
    """The files with one of them and with what node/snapshot.mjs says of it; made unless nothing has changed."""
    scripts = [HERE / "node" / "snapshot.mjs", HERE / "page" / "images.js", HERE / "page" / "snapshot.js"]
    key = sha256(json.dumps(job).encode() + b"".join(path.read_bytes() for path in scripts)).hexdigest()[:20]
    state, answer = folder / f"{key}.snapshot", folder / f"{key}.json"
    if not answer.exists():
        description = _node("snapshot", pyodide, {**job, "target": str(state)}, folder, cache)
        answer.write_text(description, encoding="utf-8")
    return state, answer


def as_json(environment: Mapping[str, str]) -> str:
    """As JavaScript writes it: the pages' script looks for its snapshot under this."""
    return json.dumps(dict(environment), separators=(",", ":"), ensure_ascii=False)
