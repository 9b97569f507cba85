"""Where a plan says the same thing twice, and not the same: which answers there are, and the plan once one holds.

Most facts have one place in the plan. A few are told again where something was made of them: in a plan of an older
version, in the list of the workplace, in the networks of the things to do and of the calendar, and in the learner's own
profile. Nothing here decides; `review` asks, and `settled` changes that one fact and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tertulia import profile as profiles
from tertulia.models.strategy.objective import Objective
from tertulia.plan.schema import Chosen, Plan, PlanFact
from tertulia.profile import Profile
from tertulia.records import RecordError

YOUR_FIRM = "your_firm"
"""Where a fact was told that is not in the plan: the learner's profile. All other places are sections of the plan."""

MOST_NETWORKS = 20
"""As many as a plan can choose."""

FactValue = float | str | Objective | tuple[str, ...]
"""Hours, posts and people are numbers; networks are their keys, the first one first."""


@dataclass(frozen=True)
class Answer:
    """One of the answers: the value, and every place where it was given."""

    value: FactValue
    places: tuple[str, ...]


@dataclass(frozen=True)
class Disagreement:
    """Two or more answers to the same question, that of the fact's own place first."""

    fact: PlanFact
    answers: tuple[Answer, ...]


def disagreements(plan: Plan, profile: Profile | None = None) -> tuple[Disagreement, ...]:
    """What is said twice, and not the same; with a profile, also what it says otherwise than the plan."""
    found = []
    for fact, said in _said(plan, profile or Profile()):
        answers: list[Answer] = []
        for place, value in said:
            if value in (None, "", ()) or (fact is PlanFact.HOURS and not value):
                continue
            agrees = _AGREES.get(fact, _the_same)
            same = next((n for n, each in enumerate(answers) if agrees(value, each.value)), None)
            if same is None:
                answers.append(Answer(value, (place,)))
            elif _the_same(value, answers[same].value):
                answers[same] = replace(answers[same], places=(*answers[same].places, place))
        if len(answers) > 1:
            found.append(Disagreement(fact, tuple(answers)))
    return tuple(found)


def settled(plan: Plan, disagreement: Disagreement, choice: FactValue) -> Plan:
    """The plan in which this answer holds everywhere; everything else as it was."""
    fact, value = disagreement.fact, _any(choice)
    if fact in plan.growth.unsettled:
        unsettled = tuple(each for each in plan.growth.unsettled if each is not fact)
        plan = replace(plan, growth=replace(plan.growth, unsettled=unsettled))
    if fact is PlanFact.NETWORKS:
        return _on_networks(plan, value)
    if fact is PlanFact.STAFF:
        people = plan.workplace.people if plan.workplace.people is None else int(value)
        plan = replace(plan, workplace=replace(plan.workplace, people=people))
        value = int(value)
    section, field = HOMES[fact]
    changed: dict[str, Any] = {section: replace(getattr(plan, section), **{field: value})}
    return replace(plan, **changed)


HOMES: Mapping[PlanFact, tuple[str, str]] = {
    PlanFact.HOURS: ("duties", "hours"),
    PlanFact.REPLY_HOURS: ("duties", "reply_hours"),
    PlanFact.POSTS: ("content", "posts"),
    PlanFact.PROMOTION: ("content", "cap"),
    PlanFact.NETWORKS: ("networks", "chosen"),
    PlanFact.ANSWERS: ("duties", "answers"),
    PlanFact.STAND_IN: ("duties", "stand_in"),
    PlanFact.AIM: ("strategy", "objective"),
    PlanFact.STAFF: ("firm", "staff"),
}
"""The one place of each fact in the plan: section and name."""


def for_profile(fact: PlanFact, choice: FactValue) -> dict[str, Any]:
    """What this answer is in the learner's profile, by its names there; nothing if the profile cannot hold it."""
    value = _any(choice)
    if fact is PlanFact.NETWORKS:
        facts = {"network": value[0], "second": value[1] if len(value) > 1 else ""}
    else:
        facts = {_IN_PROFILE.get(fact, str(fact)): int(value) if fact is PlanFact.STAFF else value}
    try:
        profiles.read(profiles.write(replace(Profile(), **facts)))
    except RecordError:
        return {}
    return facts


_IN_PROFILE: Mapping[PlanFact, str] = {PlanFact.STAFF: "people"}
"""Facts that the profile calls otherwise."""


def _any(value: FactValue) -> Any:
    return value


# who says what ----------------------------------------------------------------------------------------------

Said = tuple[tuple[str, Any], ...]
"""Each place with what it says there."""


def _said(plan: Plan, profile: Profile) -> Iterator[tuple[PlanFact, Said]]:
    settings, unsettled = plan.growth.simulated_with, plan.growth.unsettled
    simulated = {
        PlanFact.HOURS: settings.hours,
        PlanFact.REPLY_HOURS: settings.reply_hours,
        PlanFact.POSTS: settings.posts,
        PlanFact.PROMOTION: settings.promotion,
    }
    elsewhere: Mapping[PlanFact, Said] = {
        **{fact: (("growth", value if fact in unsettled else None),) for fact, value in simulated.items()},
        PlanFact.NETWORKS: (
            ("strategy", _names(tactic.network for tactic in plan.strategy.tactics)),
            ("content", _names(entry.network for entry in plan.content.entries)),
        ),
        PlanFact.STAFF: (("workplace", plan.workplace.people),),
    }
    told: Mapping[PlanFact, Any] = {
        PlanFact.STAFF: profile.people,
        PlanFact.NETWORKS: _names((profile.network, profile.second)),
    }
    for fact, (section, name) in HOMES.items():
        home = getattr(getattr(plan, section), name)
        if fact is PlanFact.NETWORKS:
            home = _names(each.network for each in home)
        of_profile = told[fact] if fact in told else getattr(profile, str(fact))
        # what only the profile says is not in the plan yet, and is no disagreement
        yield fact, ((section, home), *elsewhere.get(fact, ()), (YOUR_FIRM, of_profile))


def _names(networks: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in networks if name))


def _the_same(value: Any, other: Any) -> bool:
    if isinstance(value, str) and isinstance(other, str):
        return value.strip().casefold() == other.strip().casefold()
    if isinstance(value, tuple):
        return set(value) == set(other)
    return bool(abs(value - other) < 1e-9)


_AGREES: Mapping[PlanFact, Callable[[Any, Any], bool]] = {
    # a calendar of whole weeks may miss the posts by less than one a week
    PlanFact.POSTS: lambda value, other: abs(value - other) < 1 - 1e-9,
    PlanFact.NETWORKS: lambda value, other: set(value) <= set(other),
}
"""When a later answer does not contradict; elsewhere only the same one does not."""


def _on_networks(plan: Plan, networks: tuple[str, ...]) -> Plan:
    """The plan on these networks and no others; what was to happen elsewhere happens on the first one."""
    networks = networks[:MOST_NETWORKS]
    first = networks[0]

    def moved(network: str) -> str:
        return network if network in networks or not network else first

    before = {each.network: each for each in plan.networks.chosen}
    chosen = tuple(before.get(network, Chosen(network)) for network in networks)
    same_first = plan.networks.chosen[:1] == chosen[:1]
    return replace(
        plan,
        networks=replace(
            plan.networks,
            chosen=chosen,
            acceptability=plan.networks.acceptability if same_first else None,  # it was that of the other one
        ),
        strategy=replace(
            plan.strategy, tactics=tuple(replace(each, network=moved(each.network)) for each in plan.strategy.tactics)
        ),
        content=replace(
            plan.content, entries=tuple(replace(each, network=moved(each.network)) for each in plan.content.entries)
        ),
    )
