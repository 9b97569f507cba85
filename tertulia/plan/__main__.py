"""The plan from a terminal: `python -m tertulia.plan check PLAN.json`, `… export PLAN.json --to FOLDER --lang es`.

Exit status: 0 done, and nothing to mend first; 1 the review found something to mend first; 2 the file cannot be read or
the files cannot be written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tertulia.clock import today
from tertulia.language import _, speak, spoken
from tertulia.languages import BY_CODE
from tertulia.models.finding import Severity
from tertulia.plan.export import export, files
from tertulia.plan.mending import target
from tertulia.plan.plan_file import read
from tertulia.plan.review import review, smallest
from tertulia.plan.schema import Plan
from tertulia.plan.words import finding_words, problem_words, severity_words
from tertulia.records import MOST_BYTES, RecordError

DONE, TO_MEND, FAILED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; returns the exit status."""
    options = _parser().parse_args(arguments)
    speak(options.lang)
    try:
        plan = _read(options.plan)
        return check(plan) if options.do == "check" else export_to(plan, options.to)
    except RecordError as error:
        print(f"{options.plan}: {problem_words(error)}", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or options.plan}: {_disk_words(error)}", file=sys.stderr)
    return FAILED


def check(plan: Plan) -> int:
    """Print what the review found, the worst first, each with why it matters and the page that mends it."""
    findings = review(plan, today())
    for item in findings:
        what, why = finding_words(item)
        print(f"{severity_words(item.severity)}: {what} {why} → {target(item, plan).page}")
    least = smallest(plan, today())
    if least.not_now:
        print(_("Not now. First these things:"))
        for item in least.first:
            print(f"  - {finding_words(item)[0]}")
    if not findings:
        print(_("Nothing to mend."))
    return TO_MEND if any(item.severity is Severity.STOP for item in findings) else DONE


def export_to(plan: Plan, folder: Path) -> int:
    """Write all files into the folder, made if need be; a file is complete or not there."""
    contents = {file.name: export(name, plan, today()) for name, file in files().items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        fresh = folder / f".{name}.new"
        fresh.write_bytes(data)
        fresh.replace(folder / name)
        print(folder / name)
    return DONE


def _read(file: Path) -> Plan:
    with file.open("rb") as opened:
        return read(opened.read(MOST_BYTES + 1))


def _disk_words(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("There is no such file. Check its name and its folder.")
    if isinstance(error, IsADirectoryError):
        return _("This is a folder. Name a file in it.")
    if isinstance(error, FileExistsError | NotADirectoryError):
        return _("This is a file. Name a folder.")
    if isinstance(error, PermissionError):
        return _("This may not be opened or written here. Choose another place.")
    return error.strerror or str(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tertulia.plan", description="Checks and exports a plan file.")
    does = parser.add_subparsers(dest="do", required=True)
    checks = does.add_parser("check", help="say what is missing or does not fit")
    exports = does.add_parser("export", help="write document, calendar, spreadsheet, page and plan file")
    for each in (checks, exports):
        each.add_argument("plan", type=Path, metavar="PLAN.json")
        each.add_argument(
            "--lang", choices=tuple(BY_CODE), default=spoken(), help="language of the answer and the files"
        )
    exports.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    return parser


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a terminal that cannot show a letter shows another
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main())
