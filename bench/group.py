"""How long a whole group's plans take: `python -m bench.group` makes 200 of them and 12 broken files, and reads them.

Every number is invented: the plans of the invented firms, each with another name and other answers. They are read as
they are, and once more with a calendar of a whole year in every plan, which is as large as a plan gets.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from time import process_time

from tertulia.models.strategy.objective import Objective
from tertulia.plan.examples import EXAMPLES, example
from tertulia.plan.group_picture import group_picture
from tertulia.plan.handed_in import HandedFile, read_all
from tertulia.plan.plan_file import write
from tertulia.plan.schema import Chosen, Entry, Plan
from tertulia.widgets.plan.group_page import whole_picture

DAY = date(2026, 11, 23)
PLANS, YEAR = 200, 360
NETWORKS = ("instagram", "facebook", "whatsapp", "linkedin", "tiktok")


def plans(many: int = PLANS, entries: int = 0) -> Iterator[HandedFile]:
    """Plan files of so many invented firms, no two of the same; `entries`: posts in each one's calendar."""
    base = [example(firm, DAY) for firm in EXAMPLES]
    for k in range(many):
        yield HandedFile(f"plan-{k}.json", write(_varied(base[k % len(base)], k, entries)).encode())


def _varied(plan: Plan, k: int, entries: int) -> Plan:
    growth = plan.growth
    goal = None if growth.goal is None else growth.goal + 10 * (k % 40)
    posts = tuple(_post(DAY + timedelta(days=day)) for day in range(entries))
    return replace(
        plan,
        firm=replace(plan.firm, name=f"Firm {k}", owner=f"Owner {k}", example=""),
        strategy=replace(plan.strategy, objective=tuple(Objective)[k % len(Objective)]),
        networks=replace(plan.networks, chosen=(Chosen(network=NETWORKS[k % len(NETWORKS)]),)),
        duties=replace(plan.duties, hours=1 + (k % 17) / 2),
        growth=replace(growth, goal=goal),
        content=replace(plan.content, entries=posts or plan.content.entries),
    )


def _post(day: date) -> Entry:
    text = "What came out of the oven today, who made it, and until when it is there. " * 2
    return Entry(key=f"post/{day}/1", day=day, network="instagram", text=text)


def broken() -> list[HandedFile]:
    """Twelve files, none a plan: halves, pictures, plans to come, nothing, too much, other JSON, too deep."""
    whole = write(example("bakery", DAY)).encode()
    half, newer = whole[: len(whole) // 2], whole.replace(b'"version": 3', b'"version": 99')
    contents = {
        "half.json": half,
        "half-too.json": half[:-40],
        "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 200,
        "photo.json": b"\xff\xd8\xff\xe1" + bytes(range(256)) * 90,
        "newer.json": newer,
        "newer-too.json": newer.replace(b"99", b"4"),
        "empty.json": b"",
        "blank.json": b" \n\n",
        "large.json": b'{"format": "tertulia-plan", "version": 3, "x": "' + b"x" * 3_000_000 + b'"}',
        "other.json": b'{"name": "package", "version": "1.0.0"}',
        "list.json": b"[1, 2, 3]",
        "deep.json": b"[" * 100_000,
    }
    return [HandedFile(name, content) for name, content in contents.items()]


def main() -> None:
    """Print what was read and how many seconds a processor worked at it, whatever else it did meanwhile."""
    print(f"Python {platform.python_version()}, {platform.machine()}")
    for words, entries in (("as they are", 0), ("with a year of posts each", YEAR)):
        files = [*plans(entries=entries), *broken()]
        size = sum(len(file.content) for file in files) / 1e6
        began = process_time()
        handed_in = read_all(files, DAY)
        read = process_time()
        picture = group_picture(handed_in.sheets)
        counted = process_time()
        whole_picture(picture, large=True)
        drawn = process_time()
        print(f"{len(files)} files {words}, {size:.1f} MB: {picture.sheets} plans, {len(handed_in.refused)} left out")
        print(f"  read {read - began:.2f} s, counted {counted - read:.3f} s, drawn {drawn - counted:.2f} s")


if __name__ == "__main__":
    main()
