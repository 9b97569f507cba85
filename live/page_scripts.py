"""Makes the page's scripts: bundled with esbuild from packages that page/package-lock.json fixes by their hashes."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from live import tools
from live.downloads import PyodideFiles, Say
from live.errors import LiveError

PAGE = Path(__file__).parent / "page"


def build_scripts(pyodide: PyodideFiles, cache: Path, say: Say) -> Path:
    """The folder with live.js, page.js, page.css, worker.js and baseline.js; from the cache if nothing has changed."""
    sources = [*sorted(path for path in PAGE.iterdir() if path.is_file()), Path(__file__)]
    key = sha256(b"".join(path.name.encode() + path.read_bytes() for path in sources)).hexdigest()[:16]
    scripts = cache / f"bundle-{key}"
    if scripts.is_dir():
        return scripts
    modules = _modules(cache, say)
    fresh = scripts.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in ("live", "page", "worker", "baseline"):
        arguments = [
            str(modules / "esbuild" / "bin" / "esbuild"),
            str(PAGE / f"{name}.js"),
            "--bundle",
            "--minify",
            "--format=iife",
            "--target=es2022",
            "--legal-comments=eof",
            f"--outfile={fresh / name}.js",
            f"--alias:pyodide={pyodide.folder / 'pyodide.mjs'}",
            "--external:node:*",
            "--external:ws",
            "--loader:.png=dataurl",
            "--loader:.svg=dataurl",
            "--log-level=error",
        ]
        tools.node(arguments, cache, NODE_PATH=str(modules))
    core = (pyodide.folder / "pyodide.asm.js").read_text(encoding="utf-8")
    for name in ("worker", "baseline"):
        script = fresh / f"{name}.js"
        whole = f"{core};\n{script.read_text(encoding='utf-8')}"
        script.write_text(without_unused(whole) if name == "worker" else whole, encoding="utf-8")
    for old in cache.glob("bundle-*"):
        if old != fresh:
            shutil.rmtree(old)
    fresh.rename(scripts)
    return scripts


def without_unused(script: str) -> str:
    """Pyodide's script without its 2,400 doors to C functions through which nobody goes: a third of what is compiled.

    A door is `var _f=Module["_f"]=(a,b)=>(_f=Module["_f"]=wasmExports["f"])(a,b);`. It stays if the script names it
    anywhere else. Compiled code finds the functions without it.
    """
    named = Counter(_NAME.findall(script))

    def needed(door: re.Match[str]) -> str:
        return door[0] if named[door[1]] > _NAME.findall(door[0]).count(door[1]) else ""

    return _DOOR.sub(needed, script)


_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_DOOR = re.compile(r'var (_\w+)=Module\["\1"\]=\(([\w,]*)\)=>\(\1=Module\["\1"\]=wasmExports\["\w+"\]\)\(\2\);')


def minified(script: str, cache: Path, say: Say) -> str:
    """A module of others as small as it gets, what it says of its rights included."""
    with TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.mjs", Path(folder) / "small.mjs"
        plain.write_text(script, encoding="utf-8")
        arguments = [str(plain), "--minify", "--format=esm", "--target=es2022", "--legal-comments=eof"]
        esbuild = _modules(cache, say) / "esbuild" / "bin" / "esbuild"
        tools.node([str(esbuild), *arguments, f"--outfile={small}", "--log-level=error"], cache)
        return small.read_text(encoding="utf-8")


def _modules(cache: Path, say: Say) -> Path:
    """The npm packages, as the lock file fixes them."""
    lock = PAGE / "package-lock.json"
    folder = cache / f"npm-{sha256(lock.read_bytes()).hexdigest()[:16]}"
    ready = folder / "ready"
    if not ready.is_file():
        say("live: fetching the packages of the page's scripts from npm")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(PAGE / name, folder / name)
        try:
            tools.npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cache, folder)
        except LiveError as problem:
            raise LiveError(f"could not fetch the npm packages that {lock.name} names.\n{problem}") from None
        ready.touch()
    return folder / "node_modules"
