"""What comes of an exercise, on paper: what a pen can work out, and what is read off the teacher's screen.

A step asks for what the exercise answers. What a pen cannot do honestly, a thousand futures for instance, is said to
come from the screen. Filled, a step holds what the invented firm's controls make of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tertulia.clock import today
from tertulia.language import _, number
from tertulia.models.inside.workplace_measures import silos
from tertulia.models.manager.inbox import FULL, MESSAGES
from tertulia.models.networking.asking import Rule
from tertulia.models.strategy.canvas import SentenceParts
from tertulia.widgets.base.controls import Tick
from tertulia.widgets.base.exercise import Exercise
from tertulia.widgets.networking.asking_words import rule_words
from tertulia.widgets.strategy.canvas_words import sentence
from theme.workshop.paper_fields import PaperField, PaperPart, PaperTicks

GAP = "…" * 12
"""Where a word is written into a sentence."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """hand: worked out with a pen; screen: read off the teacher's screen."""

    hand: tuple[PaperPart, ...] = ()
    screen: tuple[PaperPart, ...] = ()


def outcome_of(exercise: Exercise[Any], *, filled: bool = False) -> Outcome:
    """What comes of this exercise; filled: with what the firm's controls make of it. KeyError for one without."""
    made = _OUTCOMES[exercise.name](exercise)
    return made if filled else Outcome(hand=_blank(made.hand), screen=_blank(made.screen))


def _blank(parts: Iterable[PaperPart]) -> tuple[PaperPart, ...]:
    return tuple(
        PaperField(kind=part.kind, label=part.label, lines=part.lines) if isinstance(part, PaperField) else part
        for part in parts
    )


def _write(words: str, lines: int = 1, value: str = "") -> PaperField:
    return PaperField(kind="lines", label=words, lines=lines, value=value)


def _sum(words: str, value: float | None = None, digits: int = 0) -> PaperField:
    whole = value is not None and float(value).is_integer()
    return PaperField(kind="number", label=words, value="" if value is None else number(value, 0 if whole else digits))


def _value(exercise: Exercise[Any], name: str) -> Any:
    return exercise.controls[name].value


def _empty(exercise: Exercise[Any], begins: str = "") -> int:
    """Boxes that nobody ticked, of those whose names begin so."""
    named = exercise.controls.named().items()
    return sum(isinstance(each, Tick) and name.startswith(begins) and not each.value for name, each in named)


def _your_firm(_exercise: Exercise[Any]) -> Outcome:
    return Outcome(hand=(_write(_("In one sentence, to your neighbour: what you make, and for whom"), 2),))


def _walk_in(exercise: Exercise[Any]) -> Outcome:
    doors = exercise.controls.named().values()
    opened = sum(door.value == "yes" for door in doors)
    return Outcome(
        hand=(
            _sum(_("Doors that opened, of {n}").format(n=number(len(doors))), opened),
            _write(_("The door to mend first, who does it, and by when"), 2),
        )
    )


def _foundations(exercise: Exercise[Any]) -> Outcome:
    return Outcome(
        hand=(
            _sum(_("Boxes that stayed empty above “What you can give”"), _empty(exercise, "questions.")),
            _write(_("What you do first, second and third, and in which weeks"), 3),
        )
    )


def _contacts(_exercise: Exercise[Any]) -> Outcome:
    return Outcome(
        hand=(
            _sum(_("Contacts you wrote down")),
            _sum(_("Of them, those who know none of the others: each opens a door of their own")),
            _write(_("Whom you ask first, and who could put in a word for you"), 2),
        )
    )


def _asking(_exercise: Exercise[Any]) -> Outcome:
    def tick(rule: Rule) -> PaperField:
        words = rule_words(rule).name
        return PaperField(kind="tick", label=words, options=((words, False),))

    return Outcome(
        hand=(
            _write(_("Let your neighbour read it and tick what it keeps:"), 0),
            PaperTicks(ticks=tuple(map(tick, Rule))),
        )
    )


def _audience(_exercise: Exercise[Any]) -> Outcome:
    return Outcome(
        screen=(
            _write(_("The network most of my customers use, and how many of a hundred")),
            _write(_("The second, and how many of a hundred")),
            _write(_("Who was counted, where, and in which year")),
        )
    )


def _adoption(_exercise: Exercise[Any]) -> Outcome:
    return Outcome(
        screen=(
            _write(_("Of a hundred firms like mine, on a social network: in my country")),
            _write(_("In the European Union")),
            _write(_("Who was counted, and in which year")),
        )
    )


def _conversation(_exercise: Exercise[Any]) -> Outcome:
    return Outcome(
        hand=(
            _sum(_("Posts that speak with somebody: they ask, answer, thank or let a person be seen")),
            _sum(_("Of how many posts")),
            _sum(_("The first divided by the second, times 100: your share in percent")),
            _write(_("The next post, so that one of your customers would answer it"), 2),
        )
    )


def _canvas(_exercise: Exercise[Any]) -> Outcome:
    nothing = SentenceParts(objective=None, audience=None, kpi=None, unit="", baseline=None, target=None, by=None)
    words = sentence(nothing, today(), str, lambda asks: f"{GAP} ({asks})")
    return Outcome(
        hand=(
            PaperField(kind="sentence", label=words),
            _write(_("Read it to your neighbour. What did they hear that you did not write?"), 2),
        )
    )


def _picker(exercise: Exercise[Any]) -> Outcome:
    return Outcome(
        hand=(_sum(_("Boxes that stayed empty under “What is in place”: each is a reason to wait"), _empty(exercise)),),
        screen=(
            _write(_("The network to begin with, and in how many of 100 tries it is the best")),
            _write(_("The one behind it")),
            _write(_("What would turn the order round")),
        ),
    )


def _mix(exercise: Exercise[Any]) -> Outcome:
    hours, reply, posts = (_value(exercise, name) for name in ("hours", "reply_hours", "posts"))
    return Outcome(
        hand=(
            _sum(_("Hours a week"), hours, 1),
            _sum(_("− hours for answering"), reply, 1),
            _sum(_("= hours left for posts"), hours - reply, 1),
            _sum(_("× 60, divided by the posts a week: minutes for each post"), 60 * (hours - reply) / posts, 0),
            _write(_("The first post: on which day, what it shows, whom it is for"), 2),
        )
    )


def _growth(_exercise: Exercise[Any]) -> Outcome:
    return Outcome(
        hand=(_write(_("Before you look: how many people do you expect?")),),
        screen=(
            _write(_("People in the middle one of all futures")),
            _write(_("In eight of ten futures: from … to …")),
            _write(_("Chance of reaching the goal")),
            _write(_("What I change: the goal, the hours or the weeks"), 2),
        ),
    )


def _workplace(exercise: Exercise[Any]) -> Outcome:
    found = silos(exercise.organisation)  # type: ignore[attr-defined]
    return Outcome(
        hand=(
            _sum(_("Pairs who talk, in the same department"), found.inside),
            _sum(_("All pairs who talk"), found.ties),
            _sum(_("The first divided by the second, times 100: percent"), round(100 * found.inside / found.ties)),
            _write(_("Who is the only one to join two departments? What happens on their day off?"), 2),
        ),
        screen=(_write(_("Steps from one person to another: without the channel, and with it")),),
    )


def _rumour(_exercise: Exercise[Any]) -> Outcome:
    return Outcome(
        screen=(
            _write(_("Runs of 100 in which the rumour is first")),
            _write(_("The same if you speak on the first day")),
        ),
        hand=(_write(_("Our next piece of news: who tells it, on which day, by which way"), 2),),
    )


def _ambassadors(exercise: Exercise[Any]) -> Outcome:
    people = int(_value(exercise, "staff") * _value(exercise, "volunteers") / 100 + 0.5)
    each = _value(exercise, "training") + 52 * _value(exercise, "minutes") / 60
    return Outcome(
        hand=(
            _sum(_("People who work there × the share who want to: people who take part"), people),
            _sum(_("Hours of one of them in a year: training + 52 × minutes a week ÷ 60"), each, 1),
            _sum(
                _("Hours in the first year: that × people who take part + hours for the rules"),
                round(people * each + _value(exercise, "policy_hours")),
            ),
        ),
        screen=(_write(_("More followers in a year: from … to …")),),
    )


def _inbox(_exercise: Exercise[Any]) -> Outcome:
    return Outcome(
        hand=(
            _write(_("Points for each message, from 0 to {n}, as the teacher’s sheet gives them").format(n=FULL)),
            _sum(_("Together, of {n}").format(n=number(FULL * MESSAGES))),
            _write(_("The message we would answer otherwise now, and why"), 2),
        )
    )


def _cost(exercise: Exercise[Any]) -> PaperField:
    cost = _value(exercise, "hours") * _value(exercise, "hour_euros") + _value(exercise, "ads")
    return _sum(_("Cost of the month: hours × what an hour costs + what the networks were paid"), cost)


def _results(exercise: Exercise[Any]) -> Outcome:
    return Outcome(
        hand=(
            _sum(_("One post of yours: reactions, comments and shares ÷ people reached × 100, in percent")),
            _cost(exercise),
        ),
        screen=(
            _write(_("The kind of post with the highest rate, and how many posts it rests on")),
            _write(_("What these figures cannot say"), 2),
        ),
    )


def _report(exercise: Exercise[Any]) -> Outcome:
    kept = _value(exercise, "conversions") * _value(exercise, "margin")
    return Outcome(
        hand=(
            _cost(exercise),
            _sum(_("Sales you could trace × what you keep from one"), kept),
            _write(_("The one thing we change next month")),
        )
    )


def _brief(exercise: Exercise[Any]) -> Outcome:
    value = {name: control.value for name, control in exercise.controls.named().items()}
    posts, answers = (value[f"{part}s"] * value[f"{part}_minutes"] / 60 for part in ("post", "message"))
    rest = value["listen_minutes"] / 60 + value["report_hours"] * 12 / 52
    ticked = sum(bool(each) for name, each in value.items() if name.startswith("flags."))
    return Outcome(
        hand=(
            _sum(_("Hours a week for posts: posts × minutes ÷ 60"), posts, 1),
            _sum(_("+ for messages: messages × minutes ÷ 60"), answers, 1),
            _sum(_("+ for listening and the report: minutes ÷ 60, and the report’s hours × 12 ÷ 52"), rest, 1),
            _sum(_("= hours a week"), posts + answers + rest, 1),
            _sum(_("Ticks at the offer: each is a question to ask before you sign"), ticked),
        ),
        screen=(_write(_("Euros a year: somebody hired, somebody trained, an agency")),),
    )


def _listening(_exercise: Exercise[Any]) -> Outcome:
    return Outcome(
        hand=(
            _write(_("The first search: your name in quotation marks, then your town")),
            _write(_("A quarter of an hour a week: on which day, at what time")),
        )
    )


def _review(_exercise: Exercise[Any]) -> Outcome:
    return Outcome(
        hand=(_write(_("The worst thing in this plan, in one line")), _write(_("What you do about it, and by when"), 2))
    )


_OUTCOMES: Mapping[str, Callable[[Exercise[Any]], Outcome]] = {
    "your_firm": _your_firm,
    "walk_in": _walk_in,
    "foundations": _foundations,
    "contacts": _contacts,
    "asking": _asking,
    "audience": _audience,
    "adoption": _adoption,
    "conversation": _conversation,
    "canvas": _canvas,
    "picker": _picker,
    "mix": _mix,
    "growth": _growth,
    "workplace": _workplace,
    "rumour": _rumour,
    "ambassadors": _ambassadors,
    "inbox": _inbox,
    "results": _results,
    "report": _report,
    "brief": _brief,
    "listening": _listening,
    "review": _review,
}
"""By the exercise's name."""
