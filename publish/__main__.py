"""python -m publish build | serve | messages | notebooks | facts | holidays | fetch"""

from __future__ import annotations

import argparse
import sys

from publish.errors import PublishError
from tertulia.language import LANGUAGES


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m publish", description="Make a site out of the book.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("build", help="build every language into _build/site")
    one = commands.add_parser("language", help="build one language into the cache (build does this for each)")
    one.add_argument("language", choices=LANGUAGES)
    serve = commands.add_parser("serve", help="build, then show the site at an address of this computer")
    serve.add_argument("--port", type=int, help="the port to use; else the first free one from 8000")
    messages = commands.add_parser("messages", help="bring the Spanish catalogues up to date with the English text")
    messages.add_argument("--check", action="store_true", help="change nothing; fail if a text lacks its translation")
    commands.add_parser(
        "fetch", help="fetch the fonts and the scripts of others and check them against their lock files"
    )
    commands.add_parser("facts", help="list the tables of facts whose review date is past or near")
    commands.add_parser("holidays", help="take this year's public holidays and the next three years' into their table")
    notebooks = commands.add_parser("notebooks", help="run the notebooks and store their answers in them, in English")
    notebooks.add_argument(
        "--language", choices=LANGUAGES, default=LANGUAGES[0], help="another: copies in a folder of that name"
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
    from publish import build, fetch, messages, notebooks, public_holidays, reviews, serve
    from tertulia.clock import today

    if given.command == "build":
        build.build()
    elif given.command == "language":
        build.one(given.language)
    elif given.command == "serve":
        build.build()
        serve.serve(given.port)
    elif given.command == "fetch":
        fetch.everything()
    elif given.command == "notebooks":
        notebooks.run(given.language)
    elif given.command == "holidays":
        return public_holidays.update()
    elif given.command == "facts":
        return reviews.report(today())
    elif given.command == "messages":
        return messages.check() if given.check else messages.update()
    return 0


if __name__ == "__main__":
    sys.exit(main())
