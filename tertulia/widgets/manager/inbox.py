"""Inbox drill: six invented messages and a few minutes. What first, by which way, in which tone?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from html import escape
from time import monotonic
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.firms import FIRMS, Firm
from tertulia.language import _, ngettext, number
from tertulia.models.errors import InputError
from tertulia.models.manager import inbox as model
from tertulia.models.manager.inbox import Decision, How, Line, Stance, When
from tertulia.models.manager.inbox_messages import Case, Kind
from tertulia.widgets.base.components import assumptions, conclusion, fold, number_tile, numbers, table
from tertulia.widgets.base.controls import Choice, Control, Evidence, Slider, WholeNumberField, button, card
from tertulia.widgets.base.exercise import Exercise, box, html
from tertulia.widgets.manager.inbox_words import (
    age_words,
    broken_words,
    burning,
    channel_words,
    decision_words,
    how_words,
    kind_words,
    sentences,
    stance_words,
    when_words,
)

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

PLACES = range(model.MESSAGES)

ROUNDS = 9999
"""The highest number of a round."""

OPEN = ""
"""The value of a choice nobody has made yet."""

HASTE: Mapping[Kind, Decision] = {
    Kind.QUESTION: Decision(When.TODAY, How.PUBLIC, Stance.INFORM),
    Kind.PRAISE: Decision(When.NOW, How.PUBLIC, Stance.THANK),
    Kind.IDEA: Decision(When.LATER, How.PUBLIC, Stance.THANK),
    Kind.COMPLAINT: Decision(When.NOW, How.PUBLIC, Stance.CORRECT),
    Kind.CRISIS: Decision(When.TODAY, How.PUBLIC, Stance.CORRECT),
    Kind.SAFETY: Decision(When.NOW, How.PRIVATE, Stance.INFORM),
    Kind.SPAM: Decision(When.NOW, How.REPORT, Stance.SILENT),
    Kind.PRIVACY: Decision(When.LATER, How.PRIVATE, Stance.INFORM),
    Kind.TROLL: Decision(When.NOW, How.PUBLIC, Stance.CORRECT),
    Kind.JOURNALIST: Decision(When.LATER, How.PRIVATE, Stance.INFORM),
    Kind.JOB: Decision(When.NEVER, How.PRIVATE, Stance.THANK),
    Kind.FAKE_REVIEW: Decision(When.NOW, How.PUBLIC, Stance.CORRECT),
}
"""What somebody in a hurry may decide: the finished example an exercise begins with (invented)."""


class InboxDrill(Exercise):
    """Decide about six messages, hand in, see why, and play another round."""

    name = "inbox"

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """The round, the minutes, the clock, and three choices for each message."""
        self._first_round(firm)
        start = self.start(firm)
        undecided = (_("choose"), OPEN)
        controls: dict[str, Control] = {
            "seed": WholeNumberField(_("Round number (the same number brings the same messages)"), start["seed"]),
            "budget": Slider(
                _("Minutes you have today"),
                start["budget"],
                model.LEAST_MINUTES,
                model.MOST_MINUTES,
                5,
                lambda n: ngettext("<b>{n}</b> minute", "<b>{n}</b> minutes", n).format(n=number(n)),
                Evidence("D", _("How long each way of answering takes is our judgement; see the table at the end.")),
            ),
            "clock": Choice(
                _("A real clock as well"),
                [(_("none, take your time"), 0), *((_("{n} minutes").format(n=number(n)), n) for n in (5, 10, 20))],
                start["clock"],
            ),
        }
        for k in PLACES:
            controls |= {
                f"when {k}": Choice(
                    _("Message {n}: when").format(n=number(k + 1)),
                    [undecided, *((when_words(when), when.value) for when in When)],
                    start[f"when {k}"],
                ),
                f"how {k}": Choice(
                    _("Message {n}: by which way").format(n=number(k + 1)),
                    [undecided, *((how_words(how), how.value) for how in How)],
                    start[f"how {k}"],
                ),
                f"stance {k}": Choice(
                    _("Message {n}: in which tone").format(n=number(k + 1)),
                    [undecided, *((stance_words(stance), stance.value) for stance in Stance)],
                    start[f"stance {k}"],
                ),
            }
        return controls

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The first round, decided in haste. For my firm the choices are open."""
        values: dict[str, Any] = {"seed": 1, "budget": 30, "clock": 0}
        mine = firm.key == "mine"
        for k, case in enumerate(model.draw(1, firm.key)):
            hasty = HASTE[case.kind]
            values |= {
                f"when {k}": OPEN if mine else hasty.when.value,
                f"how {k}": OPEN if mine else hasty.how.value,
                f"stance {k}": OPEN if mine else hasty.stance.value,
            }
        return values

    def restart(self) -> None:
        """The chosen firm's first round."""
        self._first_round(FIRMS[self.who.value])
        super().restart()

    def _first_round(self, firm: Firm) -> None:
        self.cases: tuple[Case, ...] = model.draw(1, firm.key)
        self._drawn = (1, firm.key)
        self.handed = self.example = firm.key != "mine"
        self._stop()

    def cards(self) -> list[ipywidgets.Box]:
        """The round, one card for each message, and what to press at the end."""
        use = self.controls
        self.texts = [html("tt-message") for _k in PLACES]
        messages = []
        for k in PLACES:
            kept = [use[f"{part} {k}"].box for part in ("when", "how", "stance")]
            messages.append(box("tt-card", [self.texts[k], *kept]))
        self.said = html("tt-piece")
        self.timer = html("tt-piece")
        self.clock_buttons = box(
            "tt-actions",
            [
                button(_("Start the clock"), self.start_clock),
                button(_("Five minutes more"), self.more_time),
                button(_("Stop the clock"), self.stop_clock),
            ],
        )
        ready = box(
            "tt-card",
            [
                html("", f"<h3>{_('Ready?')}</h3>"),
                self.said,
                box(
                    "tt-actions",
                    [button(_("Hand in"), self.hand_in, main=True), button(_("New messages"), self.another)],
                ),
            ],
        )
        round_card = card(_("The round"), [use["seed"], use["budget"], use["clock"]])
        round_card.children = (*round_card.children, self.clock_buttons, self.timer)
        return [round_card, *messages, ready]

    def after_parts(self) -> list[Any]:
        """Message by message, below the controls."""
        self.lines = html("tt-piece")
        return [self.lines]

    # what the learner does ----------------------------------------------------------------------------------

    def decision(self, k: int) -> Decision | None:
        """What was decided about a message; None while something is open. Left alone needs no way and no tone."""
        when, how, stance = (self.controls[f"{part} {k}"].value for part in ("when", "how", "stance"))
        if when == When.NEVER:
            return Decision(When.NEVER, How(how or How.PRIVATE), Stance(stance or Stance.SILENT))
        if when and how == How.REPORT:
            return Decision(When(when), How.REPORT, Stance(stance or Stance.SILENT))
        return Decision(When(when), How(how), Stance(stance)) if when and how and stance else None

    def hand_in(self) -> None:
        """Score the round; from then on every change is scored at once."""
        self.handed = True
        self.example = False
        self._took = monotonic() - self._began if self._given else 0.0
        self.refresh()

    def another(self) -> None:
        """The next round."""
        self.controls["seed"].value = min(max(self.controls["seed"].value, 0) % ROUNDS + 1, ROUNDS)

    def start_clock(self) -> None:
        """Run the chosen minutes from now."""
        self._given = 60.0 * self.controls["clock"].value
        self._began = monotonic()
        self._took = 0.0
        self._show_clock()

    def more_time(self) -> None:
        """Five minutes on top, as often as wished."""
        if self._given:
            self._given += 300.0
            self._show_clock()

    def stop_clock(self) -> None:
        """No clock any more."""
        self._stop()
        self._show_clock()

    def _stop(self) -> None:
        self._began = self._given = self._took = 0.0  # seconds: start, minutes allowed, taken when handed in

    def _show_clock(self) -> None:
        if not self.controls["clock"].value:
            self.timer.value = f'<p class="tt-note">{_("No clock runs. Nothing is lost by taking your time.")}</p>'
            return
        if not self._given:
            self.timer.value = f'<p class="tt-note">{_("The clock waits until you start it.")}</p>'
            return
        left = max(self._given - (monotonic() - self._began), 0.0)
        until = datetime.now() + timedelta(seconds=left)
        told = _("The clock runs until {time}. If it runs out you keep everything and may go on.").format(
            time=f"{until:%H:%M}"
        )
        self.timer.value = (
            f'<div class="tt-clock" aria-hidden="true"><i style="animation-duration:{left:.0f}s"></i></div>'
            f'<p class="tt-note" role="status">{told}</p>'
        )

    def _new_round(self) -> None:
        """Other messages, nothing decided."""
        seed = self.controls["seed"].value
        if not 1 <= seed <= ROUNDS:
            raise InputError("seed", "round", least=1, most=ROUNDS)
        if (seed, self.firm.key) == self._drawn:
            return
        self._drawn = (seed, self.firm.key)
        self.cases = model.draw(seed, self.firm.key)
        self.handed = self.example = False
        self._stop()
        with self.quietly():
            for k in PLACES:
                for part in ("when", "how", "stance"):
                    self.controls[f"{part} {k}"].value = OPEN

    # the answer ---------------------------------------------------------------------------------------------

    def show(self) -> None:
        """The messages; before handing in what is decided, afterwards the points and the reasons."""
        self._new_round()
        decisions = [self.decision(k) for k in PLACES]
        self.result = model.run(self.cases, decisions, self.controls["budget"].value)
        for k, case in enumerate(self.cases):
            shown = self._message(k, case)
            if self.texts[k].value != shown:
                self.texts[k].value = shown
        if not self._given:
            self._show_clock()
        if self.handed:
            self._show_score()
        else:
            self._show_progress()
        self.folds.value = self._for_the_curious()

    @staticmethod
    def _message(k: int, case: Case) -> str:
        seen = {
            1: _("only the writer sees it"),
            2: _("readers of your page see it"),
            3: _("it is being shared or printed"),
        }[case.reach]
        where = f"{channel_words(case.channel)}, {age_words(case.age)}; {seen}"
        return (
            f'<h3>{number(k + 1)}. {kind_words(case.kind)}</h3><p class="tt-note">{where}</p>'
            f"<blockquote>{escape(_(case.text))}</blockquote>"
        )

    def _show_progress(self) -> None:
        result = self.result
        tiles = [
            number_tile(
                _("{n} of {all}").format(n=number(result.decided), all=number(len(result.lines))),
                _("messages decided"),
                main=True,
            ),
            number_tile(number(result.minutes), _("of your {n} minutes planned").format(n=number(result.budget))),
        ]
        self.numbers.value = numbers(tiles)
        over = result.minutes - result.budget
        told = (
            _(
                "You have planned {n} minutes more than you have. Whatever is least urgent will slip to another day."
            ).format(n=number(over))
            if over > 0
            else _("Six messages came in overnight. Decide about each one, then press <strong>Hand in</strong>.")
        )
        self.words.value = conclusion(told)
        self.mini.value = f"<p><b>{number(result.decided)}</b> / {number(len(result.lines))}<br>{_('decided')}</p>"
        self.said.value = f'<p class="tt-note">{_("What is left open counts as not answered.")}</p>'
        self.lines.value = ""
        self.draw({self.picture: lambda: ""})

    def _show_score(self) -> None:
        result = self.result
        self.numbers.value = numbers(
            [
                number_tile(
                    _("{n} of {all}").format(n=number(result.points), all=number(result.most)), _("points"), main=True
                ),
                number_tile(
                    number(result.possible), _("points are possible within {n} minutes").format(n=number(result.budget))
                ),
                number_tile(number(result.minutes), _("minutes decided for today")),
            ]
        )
        self.words.value = conclusion(*self._meaning())
        self.mini.value = (
            f"<p><b>{number(result.points)}</b> / {number(result.possible)}<br>{_('points of those possible')}</p>"
        )
        self.said.value = f'<p class="tt-note" role="status">{self.summary()}</p>'
        self.lines.value = self._line_by_line()
        self.draw({self.picture: lambda: self._picture().html()})

    def _lost(self) -> Line:
        return max(self.result.lines, key=lambda line: line.most - line.points)

    def _meaning(self) -> list[str]:
        result = self.result
        head = _("An invented first try in a hurry: ") if self.example else ""
        told = [
            head
            + _("<strong>{points} of the {possible} points</strong> that {minutes} minutes allow.").format(
                points=number(result.points), possible=number(result.possible), minutes=number(result.budget)
            )
        ]
        if result.points >= result.possible:
            return [*told, _("Nothing better fits into your minutes. Try another round, or fewer minutes.")]
        line = self._lost()
        place = result.lines.index(line)
        named = f"{number(place + 1)}. {kind_words(line.case.kind)}"
        told.append(_("Most was lost on “{message}”: {why}").format(message=named, why=self._reasons(line)[0]))
        if self._given and self._took > self._given:
            told.append(_("The clock had run out. In a real shop the last ones would have waited until tomorrow."))
        return told

    def _reasons(self, line: Line) -> list[str]:
        if line.decision is None or line.verdict is None:
            return [_("Nothing was decided, so nobody was answered.")]
        if line.slipped:
            slipped = _("It did not fit into your minutes any more and slipped to another day.")
            done = model.late(line.decision)
            return [slipped, *sentences(line.case, done, line.verdict)]
        return sentences(line.case, line.decision, line.verdict)

    def _line_by_line(self) -> str:
        items = ""
        for k, line in enumerate(self.result.lines):
            decided = _("nothing decided") if line.decision is None else decision_words(line.decision)
            best = self.result.best[k]
            wish = model.best(line.case)
            better = ""
            if line.points < line.most:
                better = f"<p>{_('Better: {decision}.').format(decision=decision_words(wish))}</p>"
            if best != wish and model.judge(line.case, best).score < model.FULL:
                told = _("The best plan for these minutes does this here: {decision}.")
                better += f"<p>{told.format(decision=decision_words(best))}</p>"
            reached = _("{n} of {all} points").format(n=number(line.points), all=number(line.most))
            items += (
                f'<li><h3>{kind_words(line.case.kind)}</h3><span class="tt-time">{reached}</span>'
                f'<div class="tt-reasons"><p><q>{escape(_(line.case.text))}</q></p>'
                f"<p><b>{_('Decided')}:</b> {decided}</p><p>{' '.join(self._reasons(line))}</p>{better}"
                f"<p><b>{_('In this case')}:</b> {_(line.case.lesson)}</p></div></li>"
            )
        title = _("Message by message")
        return f'<section class="tt-section"><h2>{title}</h2><ol class="tt-first">{items}</ol></section>'

    def _picture(self) -> Picture:
        result = self.result
        rows = [
            Bar(
                words=f"{number(k + 1)}. {kind_words(line.case.kind)}",
                share=line.points / line.most,
                quiet=line.points < line.most,
            )
            for k, line in enumerate(result.lines)
        ]
        full = sum(line.points == line.most for line in result.lines)
        listed = "; ".join(
            _("{message}: {n} of {all} points").format(message=row.words, n=number(line.points), all=number(line.most))
            for row, line in zip(rows, result.lines, strict=True)
        )
        drawn = bars(rows, self.name, listed, top=1.0)
        title = ngettext("{n} of {all} message handled in full", "{n} of {all} messages handled in full", full).format(
            n=number(full), all=number(len(rows))
        )
        caption = _("Share of the points a message can bring. The messages are invented; the rules are ours.")
        return Picture(title=title, alternative=listed, wide=drawn[WIDE], narrow=drawn[NARROW], caption=caption)

    def _for_the_curious(self) -> str:
        rules = "".join(
            f"<li>{broken_words(code)}</li>"
            for code in (
                "danger_waits",
                "hides_truth",
                "asks_in_public",
                "private_in_public",
                "law_ignored",
                "argues",
                "denies_truth",
            )
        )
        steps = "".join(f"<li>{step}</li>" for step in burning())
        how = (
            _(
                "Two points each for the moment, the way and the tone; a message counts as many times as it is severe "
                "(1 to 5)."
            ),
            _(
                "The moment follows from severity × reach × age: from 12 on it is due now, from 4 on today. Safety and "
                "crises are always due now, and so is a privacy request when its month is nearly over."
            ),
            _(
                "What you decide for today takes minutes. The most urgent is done first; what no longer fits slips to "
                "another day."
            ),
            _(
                "The possible points are those of the best of all plans for these messages and these minutes. It is "
                "found by computing, so it may leave something small undone on purpose."
            ),
        )
        minutes = table(
            [_("What takes how long"), _("Minutes")],
            [
                *([how_words(way), number(n)] for way, n in model.WAY_MINUTES.items()),
                *(
                    [_("and {tone}").format(tone=stance_words(tone).lower()), number(n)]
                    for tone, n in model.TONE_MINUTES.items()
                    if n
                ),
            ],
        )
        coombs = table(
            [_("What people think"), _("What fits")],
            [
                [_("It is not true"), _("Deny it, with a fact")],
                [_("It came from outside"), _("Give the facts")],
                [_("It happened to you, for the first time"), _("Give the facts: diminish")],
                [_("It happened to you again"), _("Apologise and mend: rebuild")],
                [_("You could have prevented it"), _("Apologise and mend: rebuild")],
                [_("Thanks and past merits"), _("Only on top of one of these: bolster")],
            ],
            words=2,
        )
        known = assumptions(
            [
                (
                    _("Tone after responsibility"),
                    "C",
                    _("Coombs 2007"),
                    _(
                        "A theory built on experiments about firms in crises, mostly large ones. We apply it to small "
                        "complaints, which it was not tested on."
                    ),
                ),
                (
                    _("Points, thresholds and minutes"),
                    "D",
                    _("Our judgement"),
                    _("They make the rules visible. Your own shop may weigh them otherwise."),
                ),
                (
                    _("One month for privacy requests"),
                    "B",
                    _("GDPR, article 12.3"),
                    _(
                        "It can be extended by two further months if you say so and why within the first. No legal "
                        "advice."
                    ),
                ),
            ]
        )
        return (
            fold(_("How it is scored, in plain words"), "".join(f"<p>{part}</p>" for part in how) + minutes)
            + fold(_("Seven rules no wording makes up for"), f"<ul>{rules}</ul>")
            + fold(_("When it burns, one thing after the other"), f"<ol>{steps}</ol>")
            + fold(_("Which tone fits, after Coombs"), coombs)
            + fold(_("What we take for granted"), known)
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.code == "round":
            return _("Choose a round from {least} to {most}.").format(
                least=number(float(error.values["least"])), most=number(float(error.values["most"]))
            )
        return _("This cannot be right. Choose another value.")

    def nothing_yet(self) -> str:
        """A round counts once it is handed in."""
        return "" if self.handed else _("Hand in your decisions, then add the rules to your plan.")

    def for_plan(self, plan: Plan) -> Plan:
        """What to do with such messages, the steps of a crisis, and who speaks: the owner, if nobody is named."""
        from tertulia.plan import RULE, schema, updates

        rules = [f"{kind_words(case.kind)}: {decision_words(each)}" for case, each in model.rules(self.result)]
        return updates.with_inbox(
            plan,
            schema.Crisis(
                steps=updates.lines(burning()),
                speaks=plan.crisis.speaks or plan.firm.owner or updates.line(self.firm.owner),
                pause=True,
                rules=updates.lines(rules, length=RULE),
            ),
        )

    def summary(self) -> str:
        """The score in a line, or how far the learner has come."""
        result = self.result
        if not self.handed:
            return _("{n} of {all} messages decided").format(n=number(result.decided), all=number(len(result.lines)))
        return _("{points} points; {possible} are possible within {minutes} minutes").format(
            points=number(result.points), possible=number(result.possible), minutes=number(result.budget)
        )
