"""What a page's Python starts with, made lighter: passages of other people's code that load what few pages ever use.

The rest comes when somebody asks for it. Nothing is taken away but numpy's manual.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from live.errors import LiveError

ASYNCIO = b'''"""The asyncio package: what a page needs at once, and the rest when somebody asks for it."""

from . import coroutines, events, exceptions, futures, locks, protocols, queues, taskgroups, tasks, timeouts, transports
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .protocols import *
from .queues import *
from .taskgroups import *
from .tasks import *
from .timeouts import *
from .transports import *

_LATE = "base_events", "runners", "streams", "subprocess", "threads", "unix_events"


def __getattr__(name):
    if not name.startswith("__"):
        import importlib

        for late in _LATE:
            module = importlib.import_module("asyncio." + late)
            if name == late:
                return module
            if name in module.__all__:
                return getattr(module, name)
    raise AttributeError(f"module 'asyncio' has no attribute {name!r}")
'''

WHOLE: Mapping[str, Mapping[str, bytes]] = {
    "python": {"asyncio/__init__.py": ASYNCIO},
    "numpy": {"numpy/_core/_add_newdocs.py": b"", "numpy/_core/_add_newdocs_scalars.py": b""},
}
"""By package and path, what a file is replaced with."""

PASSAGES: Mapping[str, Mapping[str, tuple[tuple[bytes, bytes], ...]]] = {
    "python": {
        "asyncio/events.py": (
            (b"import socket\nimport subprocess\n", b""),
            (b"family=socket.AF_UNSPEC", b"family=0"),
            (b"flags=socket.AI_PASSIVE", b"flags=1"),
            (b"=subprocess.PIPE", b"=-1"),
        ),
        "importlib/abc.py": (
            (b"\nfrom .resources import abc as _resources_abc\n", b""),
            (
                b"    if name in _resources_abc.__all__:",
                b"    if name.startswith('_'):\n"
                b"        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')\n"
                b"    from .resources import abc as _resources_abc\n"
                b"    if name in _resources_abc.__all__:",
            ),
        ),
        "pyodide/webloop.py": (
            (b"(asyncio.DefaultEventLoopPolicy)", b"(asyncio.events.BaseDefaultEventLoopPolicy)"),
            (
                b"_orig_run = asyncio.run\n\n\n@wraps(_orig_run)\n",
                b"def _orig_run(main, **options):\n"
                b"    from asyncio.runners import run\n\n"
                b"    return run(main, **options)\n\n\n",
            ),
        ),
    },
    "ipywidgets": {
        "ipywidgets/__init__.py": (
            (
                b"from .widgets import *\n",
                b"from . import widgets\nfrom .widgets import Widget\n\n"
                b"__all__ = [*widgets.__all__, 'link', 'dlink', 'widgets']\n\n\n"
                b"def __getattr__(name):\n    return getattr(widgets, name)\n",
            ),
        )
    },
}
"""By package and path, passages and what stands there instead."""

NAMES = {"ipywidgets": "ipywidgets/widgets/__init__.py"}
"""By package, the file that only gathers names from its neighbours: each neighbour is imported with its first name."""

GATHER = """
def __getattr__(name):
    import importlib

    if name in _FROM:
        value = getattr(importlib.import_module("." + _FROM[name], __name__), name)
    elif name in _FROM.values():
        return importlib.import_module("." + name, __name__)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value
"""


def patched(package: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The package's files as pages get them; LiveError if one of them is not the one these changes were made for."""
    patched_files = dict(files)
    for path, text in WHOLE.get(package, {}).items():
        if path not in patched_files:
            raise LiveError(f"{package} has no {path} to replace: see live/patches.py")
        patched_files[path] = text
    for path, passages in PASSAGES.get(package, {}).items():
        for old, new in passages:
            if old not in patched_files.get(path, b""):
                raise LiveError(f"{path} of {package} does not read {old.decode()!r}: see live/patches.py")
            patched_files[path] = patched_files[path].replace(old, new)
    if package in NAMES:
        patched_files[NAMES[package]] = _gathering(patched_files.get(NAMES[package], b""))
    return patched_files


def _gathering(source: bytes) -> bytes:
    """A module with the same names as one that has nothing but `from .neighbour import name`."""
    neighbours = {}
    for line in ast.parse(source).body:
        if not isinstance(line, ast.ImportFrom) or line.level != 1 or line.module is None:
            raise LiveError("a file that only gathered names does more now: see NAMES in live/patches.py")
        neighbours.update({name.name: line.module for name in line.names})
    return f"_FROM = {neighbours!r}\n__all__ = list(_FROM)\n\n{GATHER}".encode()
