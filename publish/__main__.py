"""The commands behind `make`; `python -m publish --help` lists them."""

from __future__ import annotations

import argparse
import sys

from publish.errors import PublishError
from publish.paths import OWN_EDITION
from tertulia.languages import BY_CODE, SOURCE
from theme.audience import AUDIENCES, LEARNERS


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m publish", description="Make a site out of the book.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    build = commands.add_parser("build", help="build every language of an edition; ours into _build/site")
    one = commands.add_parser("language", help="build one language into the cache (build does this for each)")
    one.add_argument("language", choices=tuple(BY_CODE))
    begin = commands.add_parser("start-language", help="begin another language: its rules and empty catalogues")
    begin.add_argument("code", help="two letters, such as pt")
    serve = commands.add_parser("serve", help="build, then show the site at an address of this computer")
    for each in (build, one, serve):
        each.add_argument("--edition", default=OWN_EDITION, metavar="NAME", help="the folder in editions/; else ours")
    for each in (build, one):
        each.add_argument(
            "--languages", nargs="+", choices=tuple(BY_CODE), default=(), help="in place of the edition's"
        )
        each.add_argument(
            "--audience", choices=AUDIENCES, default=LEARNERS, help="teachers: the pages with their notes"
        )
    shown = commands.add_parser("room", help="show the course to the phones of a room, and collect what they hand in")
    shown.add_argument("--edition", default=OWN_EDITION, metavar="NAME", help="the folder in editions/; else ours")
    shown.add_argument("--port", type=int, help="the port to use; else the first free one from 8000")
    shown.add_argument("--host", default="0.0.0.0", help="one network of this computer; else all of them")
    commands.add_parser("editions", help="check every edition, then build each")
    packed = commands.add_parser("zip", help="pack the finished course for any web host, into _build/zip")
    packed.add_argument("--edition", default=OWN_EDITION, metavar="NAME", help="the folder in editions/; else ours")
    packed.add_argument("--language", action="append", default=[], metavar="CODE", help="this language; else all")
    packed.add_argument("--every", action="store_true", help="every edition, with all its languages")
    printed = commands.add_parser("pdf", help="print the finished course as a book, a file a language, into _build/pdf")
    printed.add_argument("--edition", default=OWN_EDITION, metavar="NAME", help="the folder in editions/; else ours")
    printed.add_argument("--language", action="append", default=[], metavar="CODE", help="this language; else all")
    slides = commands.add_parser(
        "slides", help="the slides of the teachers' pages as .pdf and .pptx, into _build/slides"
    )
    slides.add_argument("--edition", default=OWN_EDITION, metavar="NAME", help="the folder in editions/; else ours")
    slides.add_argument("--language", action="append", default=[], metavar="CODE", help="this language; else all")
    slides.add_argument("--chapter", action="append", default=[], metavar="NAME", help="this chapter; else all")
    held = commands.add_parser(
        "workshop", help="make what a workshop needs, into _build/workshops; without a name list all"
    )
    held.add_argument("name", nargs="?", default="", metavar="NAME", help="the file in workshops/, without .yml")
    held.add_argument("--language", action="append", default=[], metavar="CODE", help="this language; else all")
    serve.add_argument("--port", type=int, help="the port to use; else the first free one from 8000")
    messages = commands.add_parser("messages", help="bring the catalogues up to date with the English text")
    messages.add_argument("--check", action="store_true", help="change nothing; fail if a text lacks its translation")
    commands.add_parser(
        "fetch", help="fetch the fonts and the scripts of others and check them against their lock files"
    )
    scorm = commands.add_parser("scorm", help="pack one language of the built site for learning platforms (SCORM 1.2)")
    scorm.add_argument("--edition", default=OWN_EDITION, metavar="NAME", help="the folder in editions/; else ours")
    scorm.add_argument("--language", action="append", default=[], metavar="CODE", help="this language; else each")
    scorm.add_argument("--mastery", type=int, help="points of a hundred with which it is passed; else it is completed")
    commands.add_parser("facts", help="list the tables of facts whose review date is past or near")
    commands.add_parser("links", help="ask whether the links that lead out of the course still work")
    commands.add_parser("holidays", help="take this year's public holidays and the next three years' into their table")
    notebooks = commands.add_parser("notebooks", help="run the notebooks and store their answers in them, in English")
    notebooks.add_argument(
        "--language", choices=tuple(BY_CODE), default=SOURCE, help="another: copies in a folder of that name"
    )
    given = parser.parse_args(arguments)
    try:
        return _run(given)
    except PublishError as problem:
        print(f"publish: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(given: argparse.Namespace) -> int:
    from publish import (
        archive,
        build,
        editions,
        fetch,
        links,
        messages,
        notebooks,
        public_holidays,
        reviews,
        room,
        scorm,
        serve,
    )
    from publish import start_language as languages
    from tertulia.clock import today

    if given.command == "build":
        build.build(given.edition, tuple(given.languages), given.audience)
    elif given.command == "language":
        messages.refuse_broken(given.language)
        build.one(given.language, given.edition, tuple(given.languages), given.audience)
    elif given.command == "start-language":
        return languages.start_language(given.code)
    elif given.command == "serve":
        serve.serve(build.build(given.edition), given.port)
    elif given.command == "room":
        return room.show(given.edition, given.port, given.host)
    elif given.command == "editions":
        for edition in [editions.load(key) for key in editions.keys()]:
            build.build(edition.key)
    elif given.command == "zip":
        for key in editions.keys() if given.every else (given.edition,):
            archive.pack(key, () if given.every else given.language)
    elif given.command == "pdf":
        from publish import pdf  # what it needs comes with what the tests need

        pdf.pack(given.edition, given.language)
    elif given.command == "slides":
        from publish import slides  # as above

        slides.pack(given.edition, given.language, given.chapter)
    elif given.command == "workshop":
        from publish import workshop_files  # as above

        if given.name:
            workshop_files.make(given.name, given.language)
        else:
            workshop_files.show()
    elif given.command == "fetch":
        fetch.everything()
    elif given.command == "scorm":
        for language in given.language or editions.load(given.edition).languages:
            scorm.pack(given.edition, language, given.mastery)
    elif given.command == "notebooks":
        notebooks.run(given.language)
    elif given.command == "holidays":
        return public_holidays.update()
    elif given.command == "links":
        return links.report()
    elif given.command == "facts":
        return reviews.report(today())
    elif given.command == "messages":
        return messages.check() if given.check else messages.update()
    return 0


if __name__ == "__main__":
    sys.exit(main())
