"""python -m bench: the community simulator's ensemble beside the same ensemble in other tools.

Each rival has an environment of its own under .cache/bench, made when it is missing, and plays in a process of its own,
one at a time: the same settings and, in each future, the same coefficients. All are measured in turn, in several
rounds, so that whatever else this computer does meets all. Writes BENCHMARK.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

# Nothing large is imported: what this process holds counts as the memory of those it starts.
from bench.entrants import ENTRANTS, FUTURES, Entrant, Seen, judged
from bench.environments import ROOT, NotInstalled, Unavailable, environment, run
from bench.report import report


def _play(each: Entrant, python: Path, turn: int, case: Path, answer: Path) -> None:
    if each.needs:
        numbers = (str(number) for number in (each.futures, turn, each.times))
        run([python, "-m", "bench.measure", each.key, case, answer, *numbers])
    else:
        run([python, "-m", "bench.ours", each.key, answer, str(each.times)])


def _seen(each: Entrant, answers: Iterable[Path]) -> Seen:
    rounds = [json.loads(answer.read_text(encoding="utf-8")) for answer in answers]
    return Seen(
        seconds=[one * FUTURES / each.futures for runs in rounds for one in runs["seconds"]],
        loaded=max(runs["loaded"] for runs in rounds),
        peak=max(runs["peak"] for runs in rounds),
        visible={runs["first"]: runs["visible"] for runs in rounds},
    )


def measure(rounds: int, cache: Path) -> dict[str, Seen | Unavailable]:
    """Measure everybody in turn, in so many rounds."""
    pythons: dict[str, Path] = {}
    failed: dict[str, Unavailable] = {}
    for each in ENTRANTS:
        try:
            pythons[each.key] = environment(cache / each.key, each.needs) if each.needs else Path(sys.executable)
        except NotInstalled as reason:
            failed[each.key] = reason
    answers: dict[str, list[Path]] = {each.key: [] for each in ENTRANTS}
    with TemporaryDirectory() as folder:
        case = Path(folder) / "case.npz"
        run([sys.executable, "-m", "bench.ours", "case", case])
        for turn in range(rounds):
            for each in ENTRANTS:
                if each.key in failed:
                    continue
                print(f"Round {turn + 1} of {rounds}: {each.key}", flush=True)
                answer = Path(folder) / f"{each.key}-{turn}.json"
                try:
                    _play(each, pythons[each.key], turn, case, answer)
                except Unavailable as reason:
                    failed[each.key] = reason
                answers[each.key].append(answer)
        # Read only when all have played, for the same reason.
        return {each.key: failed.get(each.key) or _seen(each, answers[each.key]) for each in ENTRANTS}


def main() -> int:
    """Measure; fails if somebody who could be installed does not run or gives another answer."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "bench")
    given = parser.parse_args()
    found = measure(given.rounds, given.cache.resolve())
    compared = {each.key: judged(each, found) for each in ENTRANTS}
    text = report(compared, given.rounds)
    Path(__file__).with_name("BENCHMARK.md").write_text(text, encoding="utf-8")
    print(text)
    return int(any(isinstance(one, Unavailable) and not isinstance(one, NotInstalled) for one in compared.values()))


if __name__ == "__main__":
    sys.exit(main())
