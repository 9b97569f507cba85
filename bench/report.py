"""What was measured, as Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from statistics import median

from bench.entrants import ENTRANTS, FUTURES, LUCK_APART, Found, Seen, allowed, distance


def report(found: Found, rounds: int) -> str:
    """The results; a rival that is not compared says why."""
    from live.bench import processor

    lines = [
        "# How fast the community simulator is",
        "",
        f"`bench/` (`make bench-models` runs it) wrote this on {date.today().isoformat()}: {FUTURES:,} futures of 52 "
        f"weeks, {rounds} rounds in which all were measured in turn, {os.cpu_count()} cores ({processor()}), "
        f"{platform.system()}, Python {platform.python_version()}, numpy {version('numpy')}.",
        "",
        "All play the same shop with the same coefficients in each future, and find the median and the band of 80 % of "
        "each week. Everybody runs in a process of its own and, but for ours, in an environment of its own. A ratio "
        "says how many times as long it took as ours, in bold above it, at the same job: with luck (people come and go "
        "by chance, a post may be shared far) or without, where the tool is meant for expected values.",
        "",
        f"Times are the processor's. The computer's load was {os.getloadavg()[0]:.1f} at the end; other work only adds "
        "time, unevenly, so trust the best runs.",
        "",
        "| | needs | best, ms | ratio | median, ms | ratio | peak memory, MB | of it before the first run, MB |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
        *_times(found),
        "",
        "Ours with a moved slider gives more than the bands: the active community, the chance of the goal and a "
        "hundred dots. It keeps draws, luck and the futures of doing nothing from answer to answer; the first answer "
        "makes them. What rivals do once is not timed: they are given the draws, work out the hazards of a week, and "
        "PySD translates its model.",
        "",
        *_scaled(),
        "## Whether the answers are the same",
        "",
        "The largest distance of a median or an end of a band from ours in any week, for the same futures. Whoever is "
        "farther than allowed is not compared.",
        "",
        "| | futures | distance | allowed |",
        "|---|---:|---:|---:|",
        *_distances(found),
        "",
        "numpy and mesa have a luck of their own, and lucks of ours are as far from each other: "
        f"{LUCK_APART} through the root of the number of futures is allowed. scipy solves differential equations where "
        "the model is a weekly map. PySD computes the same map, so that only rounding differs.",
    ]
    return "\n".join(lines) + "\n"


def _times(found: Found) -> Iterator[str]:
    for each in ENTRANTS:
        seen, ours = found[each.key], found[each.against]
        begin = f"| {each.words} | {each.needs.replace('==', ' ') or 'the course'} |"
        if isinstance(seen, Seen) and isinstance(ours, Seen):
            cells = []
            for chosen in (min, median):
                time = chosen(seen.seconds)
                cells += [_digits(1000 * time), _digits(time / chosen(ours.seconds))]
            yield f"{begin} {' | '.join(cells)} | {seen.peak / 1e6:.0f} | {seen.loaded / 1e6:.0f} |"
        else:
            yield f"{begin} {seen} | | | | | |"


def _scaled() -> Iterator[str]:
    for each in ENTRANTS:
        if each.futures < FUTURES:
            yield (
                f"*{each.words}* played {each.futures} futures in a run, others in each round; its times are scaled to "
                f"{FUTURES:,}."
            )
            yield ""


def _distances(found: Found) -> Iterator[str]:
    for each in ENTRANTS:
        seen, ours = found[each.key], found[each.against]
        if each.needs and isinstance(seen, Seen) and isinstance(ours, Seen):
            futures = len(seen.futures)
            yield f"| {each.words} | {futures:,} | {_share(distance(seen, ours))} | {_share(allowed(each, futures))} |"


def _share(number: float) -> str:
    return f"{100 * number:.1f} %" if number >= 1e-3 else f"{number:.0e}"


def _digits(number: float) -> str:
    """The digits that count."""
    return f"{number:.1f}" if number < 100 else f"{float(f'{number:.2g}'):,.0f}"
