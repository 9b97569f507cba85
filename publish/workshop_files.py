"""What a workshop needs, as files: builds the teachers' pages of its edition, prints them, and puts it all in a folder.

_build/workshops/<name>/<language>/    run_sheet.pdf .xlsx .docx, slides, sheets, cards, the feedback form
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from publish import editions, feedback_docx, paper, slides, workshops
from publish.build import build, say
from publish.errors import PublishError
from publish.paths import BUILD, ROOT
from publish.workshop import Workshop
from theme.audience import TEACHERS
from theme.directives.teach import slides_of
from theme.workshop.run_sheet import CARDS, FEEDBACK, answers_of, sheet_of
from theme.workshop.run_sheets import page_of

EDITABLE = (".xlsx", ".docx")
"""Files that the build puts beside a run-sheet's page, for those who change them."""


def make(key: str, languages: Sequence[str] = ()) -> list[Path]:
    """Build, then write the files of a workshop, a folder a language; gives the folders.

    languages: these only. PublishError for a workshop that cannot be held, and for a language it is not held in.
    """
    held = workshops.load(key)
    spoken = editions.load(held.edition).languages
    if unknown := [language for language in languages if language not in spoken]:
        raise PublishError(f"{held.edition} is not in {' or '.join(unknown)}. It is in {', '.join(spoken)}.")
    site = build(held.edition, audience=TEACHERS)
    return [write(held, site, language, BUILD / "workshops" / key / language) for language in languages or spoken]


def show() -> None:
    """Print the workshops there are: name, edition, sessions, what it is called."""
    for key in workshops.keys():
        held = workshops.load(key)
        hours = sum(session.ends - session.begin for session in held.sessions) / 60
        say(f"{key:16} {held.edition:12} {len(held.sessions):2} ×  {hours:5.4g} h  {next(iter(held.title.values()))}")
    say("make workshop NAME=… makes what one needs; workshops/half_day.yml explains how to write your own.")


def write(held: Workshop, site: Path, language: str, folder: Path) -> Path:
    """The files of a workshop in a language, out of a finished teachers' site; gives the folder, written afresh."""
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, docs in _printed(held).items():
        there = [doc for doc in docs if (site / language / f"{doc}.html").is_file()]
        if there:
            sheets = paper.print_pages(site, language, there, fresh / f"{name}.pdf")
            say(f"{language}: {name}.pdf, {sheets} pages")
    slides.write(site, language, slides_of(held.key), fresh / "slides")
    feedback_docx.write(site, language, fresh / "feedback.docx")
    for kind in EDITABLE:
        shutil.copyfile((site / language / page_of(held.key)).with_suffix(kind), fresh / f"run_sheet{kind}")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    say(f"{language}: ready in {folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder}")
    return folder


def _printed(held: Workshop) -> dict[str, list[str]]:
    """The pages of each PDF, in the order of the workshop; one that is not there is left out."""
    cards = [CARDS[name] for doc in held.exercises if (name := doc.rpartition("/")[2]) in CARDS]
    return {
        "run_sheet": [page_of(held.key)],
        "sheets": [sheet_of(doc) for doc in held.exercises],
        "sheets_with_answers": [answers_of(doc) for doc in (*held.exercises, *cards)],
        "role_cards": cards,
        "feedback": [FEEDBACK],
    }
