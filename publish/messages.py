"""The catalogues of each language: one .po per page, and tertulia.po for what the code says.

English is written in the pages, in the data and in the code; another language lives in locale/<code>/LC_MESSAGES.
`update` brings the catalogues up to date, `check` says what is missing and changes nothing. Of a language that has only
been begun, `update` writes a list of what waits for a translator, and `check` looks for what would stop a page.

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
from tertulia.languages import BY_CODE, SOURCE, Language, LanguageStatus
from theme.languages import CODE, share, translated

TRANSLATIONS = tuple(language for code, language in BY_CODE.items() if code != SOURCE)
WORDS = {"_": 1, "N_": 1, "ngettext": 2}
"""The functions that translate, and how many of their arguments are texts."""

WAITING = "waiting.md"
"""What a begun language still needs, page by page, beside its catalogues."""

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""


def update(root: Path = ROOT) -> int:
    """Write the catalogues anew, keeping every translation that still fits; returns 0."""
    templates = extract(root)
    for language in TRANSLATIONS:
        write(root, templates, language)
    return 0


def write(root: Path, templates: dict[str, Catalog], language: Language) -> None:
    """Write one language's catalogues anew, and say what is left to do."""
    folder = _folder(root, language.code)
    for name, template in templates.items():
        file = folder / f"{name}.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(merged(file, template, language), encoding="utf-8")
    for file in _strays(folder, templates):
        file.unlink()
    waiting = len(list(complaints(root, templates, language.code)))
    build.say(f"{language.code}: {len(templates)} catalogues written, {waiting} texts wait for a translator")
    table = folder.parent / WAITING
    table.unlink(missing_ok=True)
    if language.status is LanguageStatus.BEGUN:
        table.write_text(left_to_do(root, language), encoding="utf-8")
        build.say(f"{language.code}: what waits, page by page, stands in {table.relative_to(root).as_posix()}")


def left_to_do(root: Path, language: Language) -> str:
    """What waits for a translator, as a table: a line for each page that is not finished, the longest last."""
    catalogues = translated(root / "locale" / language.code)
    rows = sorted((each.words, name, each) for name, each in catalogues.items() if each.waiting)
    texts, waiting = (sum(getattr(each, name) for each in catalogues.values()) for name in ("texts", "waiting"))
    lines = [
        f"# What is left to do in {language.name} ({language.code})",
        "",
        f"{texts - waiting} of {texts} texts are translated, {100 * share(catalogues.values()):.0f} %. `make messages` "
        f"writes this list. `{CODE}` is what the exercises and the frame of the pages say.",
        "",
        "| page | texts waiting | of | words in them |",
        "|---|---:|---:|---:|",
        *(f"| {name} | {each.waiting} | {each.texts} | {each.words} |" for _words, name, each in rows),
        f"| together | {waiting} | {texts} | {sum(words for words, _name, _each in rows)} |",
    ]
    return "\n".join(lines) + "\n"


def check(root: Path = ROOT) -> int:
    """Say what is missing, and of begun languages what would stop a page; returns 1 if anything is, else 0."""
    templates = extract(root)
    to_mend: list[str] = []
    for language in TRANSLATIONS:
        begun = language.status is LanguageStatus.BEGUN
        to_mend += broken(root, language.code) if begun else complaints(root, templates, language.code)
    for complaint in to_mend:
        build.say(complaint)
    if to_mend:
        build.say(f"{len(to_mend)} to mend. `make messages` brings the files up to date; then translate.")
    return 1 if to_mend else 0


def broken(root: Path, language: str) -> Iterator[str]:
    """Translations whose places in braces are not those of the English, one line each, with file and line."""
    folder = _folder(root, language)
    for file in sorted(folder.rglob("*.po")):
        for message in _read(file, language):
            if message.id and any(_texts(message.string)) and not message.fuzzy and _differs(message):
                yield _complaint(root, file, message, "the places in braces differ")


def refuse_broken(language: str, root: Path = ROOT) -> None:
    """PublishError if a translation has other places in braces than the English: filled in, it would stop a page."""
    found = list(broken(root, language))
    if found:
        raise PublishError("\n".join([*found, "Write the braces and what is in them as the English has them."]))


def _complaint(root: Path, file: Path, message: Message, wrong: str) -> str:
    line = f":{message.lineno}" if message.lineno else ""
    return f"{file.relative_to(root).as_posix()}{line}: {wrong}: {_short(message)}"


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
        for message in (each for each in catalogue if each.id):
            if message.id not in wanted:
                yield _complaint(root, file, message, "no longer in the source")
            elif message.fuzzy:
                yield _complaint(root, file, message, "to be looked at again (fuzzy)")
            elif not all(_texts(message.string)):
                yield _complaint(root, file, message, "not translated")
            elif _differs(message):
                yield _complaint(root, file, message, "the places in braces differ")
        for message in catalogue.obsolete.values():
            yield _complaint(root, file, message, "no longer in the source")
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
    files = [path for folder in ("publish", "room", "tertulia", "theme") for path in (root / folder).rglob("*.py")]
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


def merged(file: Path, template: Catalog, language: Language) -> str:
    """The text of a catalogue: the template's entries with the translations the file has for them."""
    catalogue = _read(file, language.code) if file.exists() else Catalog(locale=language.place)
    catalogue.update(template)
    for message in catalogue:
        message.flags -= {"python-format", "python-brace-format"}  # "43 % of" is no placeholder
        message.previous_id = []
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, omit_header=True, ignore_obsolete=True, include_lineno=False)
    head = HEADER.format(language=language.code, plural_forms=language.plural_forms)
    return head + buffer.getvalue().decode().strip() + "\n"


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


def _differs(message: Message) -> bool:
    return _places(message.id) != _places(message.string)


def _short(message: Message) -> str:
    text = " ".join(_texts(message.id)[0].split())
    return repr(text if len(text) <= 70 else text[:67] + "...")
