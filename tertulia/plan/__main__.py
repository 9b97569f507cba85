"""The plan from a terminal: `python -m tertulia.plan check PLAN.json`, `… export PLAN.json --to FOLDER --lang es`.

And a whole group's plans and group sheets: `python -m tertulia.plan group FOLDER`.

Exit status: 0 done, and nothing to mend first; 1 the review found something to mend first, or some of a group's files
were left out; 2 the file cannot be read, none of a group's can, or the files cannot be written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from errno import ENOENT, ENOTDIR
from pathlib import Path

from tertulia.clock import today
from tertulia.language import _, speak, spoken
from tertulia.languages import BY_CODE
from tertulia.models.finding import Severity
from tertulia.plan.export import export, files
from tertulia.plan.group_picture import group_picture
from tertulia.plan.group_picture_words import again_words, empty_words, lines, refused_words
from tertulia.plan.handed_in import MOST_ZIP, ZIP, HandedFile, read_all
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
        if options.do == "group":
            return group(options.plan)
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


def group(folder: Path) -> int:
    """Print what the plans and sheets in a folder say together; the files that were left out, each with why."""
    handed_in = read_all(_files_in(folder), today())
    picture = group_picture(handed_in.sheets)
    for line in lines(picture):
        print(line)
    for said in (again_words(handed_in), empty_words(picture)):
        if said:
            print(said)
    for file in handed_in.refused:
        print(f"{file.name}: {refused_words(file)}", file=sys.stderr)
    if not handed_in.sheets:
        return FAILED
    return TO_MEND if handed_in.refused else DONE


def _files_in(folder: Path) -> Iterator[HandedFile]:
    """The files in a folder and in those within it; of none more is read than a plan or a zip file may have."""
    if not folder.is_dir():
        raise OSError(ENOTDIR if folder.exists() else ENOENT, "", str(folder))
    for file in sorted(each for each in folder.rglob("*") if each.is_file() and not each.name.startswith(".")):
        with file.open("rb") as opened:
            begins = opened.read(MOST_BYTES + 1)
            more = opened.read(MOST_ZIP - len(begins) + 1) if begins.startswith(ZIP) else b""
            yield HandedFile(file.name, begins + more)


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
    groups = does.add_parser("group", help="say what the plans and group sheets in a folder say together")
    groups.add_argument("plan", type=Path, metavar="FOLDER")
    groups.add_argument("--lang", choices=tuple(BY_CODE), default=spoken(), help="language of the answer")
    exports.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    return parser


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a terminal that cannot show a letter shows another
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main())
