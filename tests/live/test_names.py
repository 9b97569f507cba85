"""The package is good for any book: it names none, and its parts depend on each other one way."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

LIVE = Path(__file__).resolve().parents[2] / "live"
BROWSER = LIVE / "python"


def test_no_file_names_this_course():
    files = [file for file in LIVE.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    measured = LIVE / "BENCHMARK.md"  # says which book it was measured with
    assert measured in files and len(files) > 30
    naming = [file.relative_to(LIVE).as_posix() for file in files if b"tertulia" in file.read_bytes().lower()]
    assert set(naming) <= {measured.name}


def imports(folder: Path) -> dict[str, set[str]]:
    """By module of the folder, the modules of the folder that it imports, wherever in its code."""
    names = {}
    for file in folder.rglob("*.py"):
        parts = file.relative_to(folder).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    graph = {}
    for name, file in names.items():
        package = name.split(".") if file.name == "__init__.py" else name.split(".")[:-1]
        wanted = set()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                wanted.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                above = package[: len(package) - node.level + 1] if node.level else []
                module = ".".join([*above, *filter(None, [node.module])])
                wanted.update({module, *(f"{module}.{alias.name}" for alias in node.names)})
        graph[name] = (wanted & set(names)) - {name}
    return graph


def test_what_runs_in_the_browser_has_no_circles():
    graph = imports(BROWSER)
    assert graph["IPython"] == {"live_output", "IPython.display"}
    TopologicalSorter(graph).prepare()


def test_a_circle_would_be_seen(tmp_path):
    (tmp_path / "kernel").mkdir()
    (tmp_path / "kernel" / "__init__.py").write_text("def start():\n    import session\n", encoding="utf-8")
    (tmp_path / "session.py").write_text("from kernel import start\n", encoding="utf-8")
    with pytest.raises(CycleError):
        TopologicalSorter(imports(tmp_path)).prepare()
