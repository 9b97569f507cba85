"""The Spanish catalogues: one .po per page, and tertulia.po for what the code says.

English is written in the pages, in the data and in the code; Spanish lives in locale/es/LC_MESSAGES. `update` brings
the catalogues up to date, `check` says what is missing and changes nothing.

The files hold no dates and no line numbers (a notebook has none that mean anything), so that a diff shows what a
translator changed and nothing else. Entries stand in the order of the page; in tertulia.po, file by file.
"""

from __future__ import annotations

import ast
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from publish import build, fingerprint
from publish.errors import PublishError
from publish.paths import CACHE, ROOT
from tertulia.language import LANGUAGES

SOURCE, *TRANSLATIONS = LANGUAGES
WORDS = {"_": 1, "N_": 1, "ngettext": 2}
"""The functions that translate, and how many of their arguments are texts."""

CODE = "tertulia"
"""The catalogue of everything that is not a page."""

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def update(root: Path = ROOT) -> int:
    """Write the catalogues anew, keeping every translation that still fits; returns 0."""
    templates = extract(root)
    for language in TRANSLATIONS:
        folder = _folder(root, language)
        for name, template in templates.items():
            file = folder / f"{name}.po"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(merged(file, template, language), encoding="utf-8")
        for file in _strays(folder, templates):
            file.unlink()
        waiting = len(list(complaints(root, templates, language)))
        build.say(f"{language}: {len(templates)} catalogues written, {waiting} texts wait for a translator")
    return 0


def check(root: Path = ROOT) -> int:
    """Say what is missing; returns 1 if anything is, else 0."""
    templates = extract(root)
    to_mend = [complaint for language in TRANSLATIONS for complaint in complaints(root, templates, language)]
    for complaint in to_mend:
        build.say(complaint)
    if to_mend:
        build.say(f"{len(to_mend)} to mend. `make messages` brings the files up to date; then translate.")
    return 1 if to_mend else 0


def complaints(root: Path, templates: dict[str, Catalog], language: str) -> Iterator[str]:
    """What is wrong with one language's catalogues, one line each."""
    folder = _folder(root, language)
    for name, template in templates.items():
        file = folder / f"{name}.po"
        shown = file.relative_to(root).as_posix()
        if not file.exists():
            yield f"{shown}: there is no such catalogue"
            continue
        catalogue = _read(file, language)
        known = {message.id for message in catalogue if message.id}
        for message in template:
            if message.id and message.id not in known:
                yield f"{shown}: not in the catalogue yet: {_short(message)}"
        wanted = {message.id for message in template if message.id}
        for message in catalogue:
            if not message.id:
                continue
            if message.id not in wanted:
                yield f"{shown}: no longer in the source: {_short(message)}"
            elif message.fuzzy:
                yield f"{shown}: to be looked at again (fuzzy): {_short(message)}"
            elif not all(_texts(message.string)):
                yield f"{shown}: not translated: {_short(message)}"
            elif _places(message.id) != _places(message.string):
                yield f"{shown}: the places in braces differ: {_short(message)}"
        for message in catalogue.obsolete.values():
            yield f"{shown}: no longer in the source: {_short(message)}"
    for file in _strays(folder, templates):
        yield f"{file.relative_to(root).as_posix()}: there is no such page any more"


def extract(root: Path = ROOT) -> dict[str, Catalog]:
    """Everything that must be translated: a catalogue per page under the page's name, and the code's."""
    return {**pages(), CODE: code(root)}


def pages() -> dict[str, Catalog]:
    """The texts of the pages, as Sphinx finds them."""
    out = CACHE / "messages" / "out"
    shutil.rmtree(out, ignore_errors=True)
    overrides = {
        "language": SOURCE,
        "nb_execution_mode": "off",
        "tertulia_fingerprint": fingerprint.pages(ROOT, SOURCE),
    }
    if build.sphinx("gettext", out, CACHE / "messages" / "doctrees", overrides, label="pages"):
        raise PublishError("the pages' texts could not be read; the messages above say why.")
    templates = {}
    for file in sorted(out.rglob("*.pot")):
        with file.open("rb") as opened:
            template = read_po(opened)
        if len(template):
            templates[file.relative_to(out).with_suffix("").as_posix()] = template
    return templates


def code(root: Path = ROOT) -> Catalog:
    """The texts of the package, the theme, what publishes, the data, the claims and the list of sources."""
    from tertulia import facts
    from theme import bibliography, claims

    catalogue = Catalog()
    files = [path for folder in ("tertulia", "theme", "publish") for path in (root / folder).rglob("*.py")]
    pages = [path for folder in ("theme", "publish") for path in (root / folder).glob("*.html")]
    for path in sorted([*files, *pages]):
        for message in in_python(path) if path.suffix == ".py" else in_template(path):
            catalogue.add(message, locations=[(path.relative_to(root).as_posix(), 0)])
    for text in facts.messages():
        catalogue.add(text, locations=[("data/datapackage.json", 0)])
    for text in claims.texts(root / "chapters" / "claims.csv"):
        catalogue.add(text, locations=[("chapters/claims.csv", 0)])
    for text in bibliography.texts(sorted((root / "chapters").glob("*.bib"))):
        catalogue.add(text, locations=[("chapters/references.bib", 0)])
    return catalogue


def in_python(file: Path) -> Iterator[str | tuple[str, str]]:
    """The texts of a Python file, in their order, those inside f-strings too.

    Babel's own reader does not look into f-strings before Python 3.12; the syntax tree is the same everywhere.
    """
    calls = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if not isinstance(call.func, ast.Name) or call.func.id not in WORDS:
            continue
        given = [part.value for part in call.args[: WORDS[call.func.id]] if isinstance(part, ast.Constant)]
        texts = [text for text in given if isinstance(text, str) and text]
        if len(texts) == WORDS[call.func.id]:
            yield texts[0] if len(texts) == 1 else (texts[0], texts[1])


def in_template(file: Path) -> Iterator[str]:
    """The texts of a page template."""
    for _line, message, _comments, _context in extract_from_file("jinja2", file, {"say": None}):
        yield message if isinstance(message, str) else message[0]


def merged(file: Path, template: Catalog, language: str) -> str:
    """The text of a catalogue: the template's entries with the translations the file has for them."""
    catalogue = _read(file, language) if file.exists() else Catalog(locale=language)
    catalogue.update(template)
    for message in catalogue:
        message.flags -= {"python-format", "python-brace-format"}  # "43 % of" is no placeholder
        message.previous_id = []
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, omit_header=True, ignore_obsolete=True, include_lineno=False)
    return HEADER.format(language=language) + buffer.getvalue().decode().strip() + "\n"


def _read(file: Path, language: str) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale=language)


def _folder(root: Path, language: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES"


def _strays(folder: Path, templates: dict[str, Catalog]) -> list[Path]:
    files = folder.rglob("*.po") if folder.is_dir() else ()
    return [file for file in sorted(files) if file.relative_to(folder).with_suffix("").as_posix() not in templates]


def _texts(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


_PLACE = re.compile(r"\{(\w*)\}")


def _places(text: object) -> set[str]:
    return {place for form in _texts(text) for place in _PLACE.findall(form)}


def _short(message: Message) -> str:
    text = " ".join(_texts(message.id)[0].split())
    return repr(text if len(text) <= 70 else text[:67] + "...")
