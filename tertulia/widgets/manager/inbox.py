"""Inbox drill: six invented messages and a few minutes. What first, by which way, in which tone?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.firms import FIRMS, OWN, ExampleFirm
from tertulia.html import Html, as_html, markup
from tertulia.language import _, number
from tertulia.models.errors import InputError, whole_within
from tertulia.models.manager import inbox as model
from tertulia.models.manager.inbox_messages import Case
from tertulia.widgets.base.components import conclusion, note, number_tile, numbers
from tertulia.widgets.base.controls import button, card
from tertulia.widgets.base.exercise import Exercise, box, html
from tertulia.widgets.manager.inbox_clock import RoundClock
from tertulia.widgets.manager.inbox_controls import OPEN, InboxControls, inbox_controls, inbox_start
from tertulia.widgets.manager.inbox_lines import line_by_line, message, points_picture, reasons, title
from tertulia.widgets.manager.inbox_rules import for_the_curious
from tertulia.widgets.manager.inbox_words import kind_words, plan_rule_words, plan_steps

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

ROUNDS = 9999
"""The highest number of a round."""


class InboxDrill(Exercise[InboxControls]):
    """Decide about six messages, hand in, see why, and play another round."""

    name = "inbox"

    cases: tuple[Case, ...]
    """The messages of the round."""

    def make_controls(self, firm: ExampleFirm) -> InboxControls:
        """The round, the minutes, the clock, and three choices for each message."""
        self._clock = RoundClock()
        self._first_round(firm)
        return inbox_controls(firm)

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The first round, decided in haste. For my firm the choices are open."""
        return inbox_start(firm)

    def restart(self) -> None:
        """The chosen firm's first round."""
        self._first_round(FIRMS[self.who.value])
        super().restart()

    def state(self) -> Any:
        """The round that lies before the learner, and whether it was handed in. A running clock is not kept."""
        begun = self.handed or self._drawn[0] != 1
        return {"round": self._drawn[0], "handed": self.handed} if begun else None

    def resume(self, state: Any) -> None:
        """The same messages as they were left."""
        seed = state.get("round") if isinstance(state, dict) else None
        if type(seed) is not int or not 1 <= seed <= ROUNDS:
            return
        self.cases, self._drawn = model.draw(seed, self.firm.key), (seed, self.firm.key)
        self.handed = state.get("handed") is True

    def _first_round(self, firm: ExampleFirm) -> None:
        self.cases = model.draw(1, firm.key)
        self._drawn = (1, firm.key)
        self.handed = self.example = firm.key != OWN
        self._clock.stop()

    def cards(self) -> list[ipywidgets.Box]:
        """The round, one card for each message, and what to press at the end."""
        controls = self.controls
        self.texts = [html("tt-message") for _controls in controls.decisions]
        messages = [
            box("tt-card", [text, decision.when.box, decision.how.box, decision.stance.box])
            for text, decision in zip(self.texts, controls.decisions, strict=True)
        ]
        self.handed_note = html("tt-piece")
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
                html("", markup("<h3>{ready}</h3>", ready=_("Ready?"))),
                self.handed_note,
                box(
                    "tt-actions",
                    [button(_("Hand in"), self.hand_in, main=True), button(_("New messages"), self.another)],
                ),
            ],
        )
        round_card = card(_("The round"), [controls.seed, controls.budget, controls.clock])
        round_card.children = (*round_card.children, self.clock_buttons, self.timer)
        return [round_card, *messages, ready]

    def after_parts(self) -> list[Any]:
        """Message by message, below the controls."""
        self.lines = html("tt-piece")
        return [self.lines]

    # what the learner does ----------------------------------------------------------------------------------

    def hand_in(self) -> None:
        """Score the round; from then on every change is scored at once."""
        self.handed = True
        self.example = False
        self._clock.hand_in()
        self.refresh()

    def another(self) -> None:
        """The next round."""
        seed = self.controls.seed
        seed.value = min(max(seed.value, 0) % ROUNDS + 1, ROUNDS)

    def start_clock(self) -> None:
        """Run the chosen minutes from now."""
        self._clock.start(self.controls.clock.value)
        self._show_clock()

    def more_time(self) -> None:
        """Five minutes on top, as often as wished."""
        if self._clock.runs:
            self._clock.extend(5)
            self._show_clock()

    def stop_clock(self) -> None:
        """No clock any more."""
        self._clock.stop()
        self._show_clock()

    def _show_clock(self) -> None:
        self.timer.value = self._clock.html(self.controls.clock.value)

    def _new_round(self) -> None:
        """Other messages, nothing decided."""
        seed = whole_within("seed", self.controls.seed.value, 1, ROUNDS)
        if (seed, self.firm.key) == self._drawn:
            return
        self._drawn = (seed, self.firm.key)
        self.cases = model.draw(seed, self.firm.key)
        self.handed = self.example = False
        self._clock.stop()
        with self.quietly():
            for decision in self.controls.decisions:
                for choice in decision.named().values():
                    choice.value = OPEN

    # the answer ---------------------------------------------------------------------------------------------

    def show(self) -> None:
        """The messages; before handing in what is decided, afterwards the points and the reasons."""
        self._new_round()
        decisions = [each.decision() for each in self.controls.decisions]
        self.result = model.run(self.cases, decisions, self.controls.budget.value)
        for place, (text, case) in enumerate(zip(self.texts, self.cases, strict=True)):
            shown = message(place, case)
            if text.value != shown:
                text.value = shown
        if not self._clock.runs:
            self._show_clock()
        if self.handed:
            self._show_score()
        else:
            self._show_progress()
        self.folds.value = for_the_curious()

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
        planned: str = (
            _(
                "You have planned {n} minutes more than you have. Whatever is least urgent will slip to another day."
            ).format(n=number(over))
            if over > 0
            else markup(
                _("Six messages came in overnight. Decide about each one, then press <strong>Hand in</strong>.")
            )
        )
        self.words.value = conclusion(planned)
        self.mini.value = _mini(result.decided, len(result.lines), _("decided"))
        self.handed_note.value = note(_("What is left open counts as not answered."))
        self.lines.value = ""
        self.draw({self.picture: Html})

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
        self.mini.value = _mini(result.points, result.possible, _("points of those possible"))
        self.handed_note.value = Html(f'<p class="tt-note" role="status">{as_html(self.summary())}</p>')
        self.lines.value = line_by_line(result)
        self.draw({self.picture: lambda: points_picture(result, self.name).html()})

    def _meaning(self) -> list[str]:
        result = self.result
        score = markup(
            _("<strong>{points} of the {possible} points</strong> that {minutes} minutes allow."),
            points=number(result.points),
            possible=number(result.possible),
            minutes=number(result.budget),
        )
        head = _("An invented first try in a hurry: ") if self.example else ""
        sentences: list[str] = [markup("{head}{score}", head=head, score=score)]
        if result.points >= result.possible:
            return [*sentences, _("Nothing better fits into your minutes. Try another round, or fewer minutes.")]
        place = max(range(len(result.lines)), key=lambda place: result.lines[place].most - result.lines[place].points)
        lost = result.lines[place]
        sentences.append(
            _("Most was lost on “{message}”: {why}").format(message=title(place, lost.case), why=reasons(lost)[0])
        )
        if self._clock.ran_out:
            sentences.append(_("The clock had run out. In a real shop the last ones would have waited until tomorrow."))
        return sentences

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.field == "seed":
            return _("Choose a round from {least} to {most}.").format(least=number(1), most=number(ROUNDS))
        return _("This cannot be right. Choose another value.")

    def nothing_yet(self) -> str:
        """A round counts once it is handed in."""
        return "" if self.handed else _("Hand in your decisions, then add the rules to your plan.")

    def for_plan(self, plan: Plan) -> Plan:
        """What was decided rightly, the steps of a crisis, and who speaks: the owner, if nobody is named.

        A round in which nothing was decided rightly leaves the rules of an earlier one.
        """
        from tertulia.plan import RULE, schema, updates

        decided = model.rules(self.result)
        before = plan.crisis  # its rules for other messages were not asked here, so they stay
        asked = tuple(f"{kind_words(each.kind)}{sign}" for each in decided for sign in ":,")
        others = [rule for rule in before.rules if not rule.startswith(asked)]
        return updates.with_inbox(
            plan,
            schema.Crisis(
                steps=before.steps or updates.lines(plan_steps()),
                speaks=before.speaks or plan.firm.owner or updates.line(self.firm.owner),
                pause=True if before.pause is None else before.pause,
                rules=updates.lines([*map(plan_rule_words, decided), *others], length=RULE),
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


def _mini(n: int, of: int, words: str) -> Html:
    """The score beside the controls."""
    return markup("<p><b>{n}</b> / {of}<br>{words}</p>", n=number(n), of=number(of), words=words)
