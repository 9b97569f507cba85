"""What keeps the house easy to read: one name for one concept, and no thirteen positional arguments."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "tertulia").rglob("*.py"))
MOST_POSITIONAL = 3


def classes() -> Iterator[tuple[Path, ast.ClassDef]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield path.relative_to(ROOT), node


def test_a_class_name_means_one_thing():
    places = defaultdict(list)
    for path, node in classes():
        places[node.name].append(str(path))
    assert len(places) > 150
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def dataclass_words(node: ast.ClassDef) -> set[str] | None:
    """The keywords of the class's @dataclass, None if it has none."""
    for decorator in node.decorator_list:
        call = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(call, ast.Name) and call.id == "dataclass":
            return {word.arg or "" for word in decorator.keywords} if isinstance(decorator, ast.Call) else set()
    return None


def test_a_dataclass_of_many_fields_takes_them_by_name():
    positional = []
    for path, node in classes():
        words = dataclass_words(node)
        fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
        if words is not None and len(fields) > MOST_POSITIONAL and "kw_only" not in words:
            positional.append(f"{path}: {node.name}")
    assert positional == []
