"""Languages are listed in one place: their own files. No code names one, no code asks which one is spoken."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tertulia.languages import BY_CODE, SOURCE

ROOT = Path(__file__).resolve().parents[2]
PYTHON = [file for folder in ("tertulia", "theme", "publish", "live") for file in (ROOT / folder).rglob("*.py")]
OTHERS = [
    file
    for folder in ("theme", "publish", "live/page", "live/node")
    for file in (ROOT / folder).rglob("*")
    if file.suffix in {".js", ".mjs", ".html"} and "node_modules" not in file.parts
]

NO_LANGUAGES_OF_THE_COURSE = {
    "tertulia/terms.py": "languages that customers speak",
    "tertulia/widgets/start/your_firm.py": "the language that customers in Spain speak, to begin with",
    "tertulia/exports/summaries.py": "a Spanish word",
}

NAMES_ONE = re.compile(rf"(?:.*[_/.])?(?:{'|'.join(BY_CODE)})(?:[/.].*)?")
"""A language by its code, a column or a file of one: "es", "name_es", "bakery.es.json", "locale/es/tertulia.po"."""


def named_in_python(text: str) -> list[str]:
    texts = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return [f"line {each.lineno}: {each.value!r}" for each in texts if NAMES_ONE.fullmatch(each.value)]


def named_elsewhere(text: str) -> list[str]:
    return re.findall(rf"""["'`](?:{"|".join(BY_CODE)})["'`]""", text)


@pytest.mark.parametrize(
    "text",
    [
        'x = ("en", "es")',
        'x = {"es": 1}',
        'spoken() == "es"',
        'row["name_es"]',
        'f"{firm}.es.json"',
        '"locale/es/a.po"',
    ],
)
def test_a_language_is_seen(text):
    assert named_in_python(text)


@pytest.mark.parametrize("text", ['"yes"', '"trees"', '"a/b.po"', '"escape"', '"es que no"'])
def test_a_word_is_left(text):
    assert not named_in_python(text)


def test_no_code_names_a_language():
    assert len(PYTHON) > 250 and len(OTHERS) > 20
    found = {
        file.relative_to(ROOT).as_posix(): named
        for file in PYTHON
        if (named := named_in_python(file.read_text(encoding="utf-8")))
    }
    assert {name: named for name, named in found.items() if name not in NO_LANGUAGES_OF_THE_COURSE} == {}
    assert found.keys() == NO_LANGUAGES_OF_THE_COURSE.keys()  # none is excused in vain


def test_no_template_and_no_script_names_a_language():
    assert named_elsewhere('lang="en"') and named_elsewhere("lang || 'es'")
    found = {file.name: named for file in OTHERS if (named := named_elsewhere(file.read_text(encoding="utf-8")))}
    assert found == {}


def test_the_configuration_names_the_source_alone():
    text = (ROOT / "_config.yml").read_text(encoding="utf-8")
    assert re.findall(r"locale/\w+|\blanguage: (\w+)", text) == [SOURCE]
