"""Inbox drill: six invented messages and a few minutes, played one after the other as on a phone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.firms import ExampleFirm, firms
from tertulia.html import Html, markup
from tertulia.language import _, number
from tertulia.models.errors import InputError, whole_within
from tertulia.models.manager import inbox as model
from tertulia.models.manager import inbox_play as moves
from tertulia.models.manager.inbox_messages import Case
from tertulia.models.manager.inbox_play import Play, Stage
from tertulia.widgets.base.components import conclusion, number_tile, numbers
from tertulia.widgets.base.controls import button, card
from tertulia.widgets.base.exercise import Exercise, box, html
from tertulia.widgets.base.own_posts_questions import show_if
from tertulia.widgets.manager.inbox_clock import RoundClock
from tertulia.widgets.manager.inbox_controls import InboxControls, inbox_controls, inbox_start
from tertulia.widgets.manager.inbox_lines import clock, line_by_line, message, points_picture, round_words, why
from tertulia.widgets.manager.inbox_rules import for_the_curious
from tertulia.widgets.manager.inbox_words import (
    decided_words,
    kind_words,
    next_words,
    place_words,
    plan_rule_words,
    plan_steps,
)

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

ROUNDS = 9999
"""The highest number of a round."""


class InboxDrill(Exercise[InboxControls]):
    """Decide about one message after the other, see why, and how the round went."""

    name = "inbox"
    plays = True

    cases: tuple[Case, ...]
    """The messages of the round."""

    play: Play
    """How far it has come."""

    def make_controls(self, firm: ExampleFirm) -> InboxControls:
        """The round, the minutes, the clock, and three choices for each message."""
        self._clock = RoundClock()
        self._first_round(firm)
        controls = inbox_controls()
        self.learners_own = tuple(controls.named())
        return controls

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The first round, nothing decided."""
        return inbox_start()

    def restart(self) -> None:
        """The chosen firm's first round, or the one that was left."""
        self._first_round(firms()[self.who.value])
        self._say("")
        super().restart()

    @property
    def over(self) -> bool:
        """Whether the round was played to its end, or the inbox closed."""
        return self.play.stage is Stage.OVER

    def state(self) -> Any:
        """The round that lies before the learner, and how far it has come. A running clock is not kept."""
        if self.play == Play() and self._drawn[0] == 1:
            return None
        return {"round": self._drawn[0], "decided": self.play.decided, "stage": self.play.stage.value}

    def resume(self, state: Any) -> None:
        """The same messages as they were left."""
        told = state if isinstance(state, dict) else {}
        seed, decided = told.get("round"), told.get("decided")
        if type(seed) is not int or not 1 <= seed <= ROUNDS:
            return
        self.cases, self._drawn = model.draw(seed, self.firm.starts), (seed, self.firm.key)
        self.play = Play()
        if told.get("handed") is True:  # a round as it was kept when all messages stood in one form
            self.play = Play(model.MESSAGES, Stage.OVER)
        elif type(decided) is int:
            with suppress(ValueError):
                self.play = Play(decided, Stage(str(told.get("stage"))))

    def _first_round(self, firm: ExampleFirm) -> None:
        self.cases, self._drawn, self.play = model.draw(1, firm.starts), (1, firm.key), Play()
        self._asked = False
        self._clock.stop()

    def answer_parts(self) -> list[Any]:
        """The message that lies open, its three choices, the reasons, what to press; how it went at the end."""
        self.head, self.message, self.why = html("tt-piece"), html("tt-message"), html("tt-piece")
        self.choices, self.status = box("tt-choices", []), html("tt-piece")
        self.main = button("", self._go_on, main=True)
        self.undo_button = button(_("Take it back"), self.undo)
        self.close_button = button(_("Close the inbox; the rest stays unread"), self.close)
        self.again_button = button(_("The same round again"), self.again)
        pressed = box("tt-actions", [self.main, self.undo_button, self.again_button, self.close_button])
        self.phone = box("tt-phone", [self.head, self.message, self.choices, self.status, self.why, pressed])
        self.phone.tabbable = False  # no stop of the keyboard, but where it goes when another message comes
        return [self.phone, self.numbers, self.picture]

    def cards(self) -> list[ipywidgets.Box]:
        """The round and a clock."""
        self.answer.tabbable = None  # it is as long as its message, and scrolls with the page
        controls = self.controls
        self.timer = html("tt-piece")
        self.clock_buttons = box(
            "tt-actions",
            [
                button(_("Start the clock"), self.start_clock),
                button(_("Five minutes more"), self.more_time),
                button(_("Stop the clock"), self.stop_clock),
            ],
        )
        round_card = card(_("The round"), [controls.budget, controls.seed, controls.clock])
        round_card.children = (*round_card.children, self.clock_buttons, self.timer)
        return [round_card]

    def after_parts(self) -> list[Any]:
        """Message by message, below."""
        self.lines = html("tt-piece")
        return [self.lines]

    # what the learner does ----------------------------------------------------------------------------------

    def _go_on(self) -> None:
        """Whatever comes next: decide, see why, open the next message, play another round."""
        step: Mapping[Stage, Callable[[], None]] = {
            Stage.DECIDE: self.decide,
            Stage.DECIDED: self.explain,
            Stage.WHY: self.go_on,
            Stage.OVER: self.another,
        }
        step[self.play.stage]()

    def decide(self) -> None:
        """Decide as it was chosen; say what is still open, if anything is."""
        if self._says_what_is_open():
            return
        self._move(moves.decide(self.play))
        decided = self._decisions()
        self._say(decided_words(decided[self.play.place], moves.spent(decided), self.controls.budget.value))

    def _says_what_is_open(self) -> bool:
        """Say what must be chosen before the message is decided; False if there is nothing."""
        missing = self.controls.decisions[self.play.place].missing()
        self._asked = bool(missing)
        self._say(_("Choose first: {list}.").format(list=", ".join(missing)) if missing else "")
        return self._asked

    def undo(self) -> None:
        """Take the last decision back."""
        self._move(moves.undo(self.play))
        self._say(_("Taken back. Decide once more."))
        self.phone.focus()

    def explain(self) -> None:
        """Show the reasons."""
        self._move(moves.explain(self.play))
        self._say("")

    def go_on(self) -> None:
        """The next message, or how the round went."""
        self._move(moves.go_on(self.play))
        if not self.over:
            self._say(place_words(self.play.place, len(self.cases)))
        self.phone.focus()

    def close(self) -> None:
        """Leave the rest unread."""
        self._move(moves.close(self.play))
        self.phone.focus()

    def another(self) -> None:
        """The next round."""
        seed = self.controls.seed
        seed.value = min(max(seed.value, 0) % ROUNDS + 1, ROUNDS)
        self._begin_round()

    def again(self) -> None:
        """The same messages once more, nothing decided."""
        self._nothing_decided()
        self.refresh()
        self._begin_round()

    def _begin_round(self) -> None:
        self._say(place_words(0, len(self.cases)))
        self.phone.focus()

    def _move(self, play: Play) -> None:
        self.play = play
        if self.over:
            self._clock.hand_in()
        self.refresh()

    def _say(self, sentence: str) -> None:
        said = markup('<p class="tt-note" role="status">{sentence}</p>', sentence=sentence) if sentence else Html()
        if self.status.value != said:
            self.status.value = said

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
        show_if(bool(self.controls.clock.value), self.clock_buttons)
        self.timer.value = self._clock.html(self.controls.clock.value)

    def _new_round(self) -> None:
        """Other messages, nothing decided."""
        seed = whole_within("seed", self.controls.seed.value, 1, ROUNDS)
        if (seed, self.firm.key) == self._drawn:
            return
        self._drawn = (seed, self.firm.key)
        self.cases = model.draw(seed, self.firm.starts)
        self._nothing_decided()

    def _nothing_decided(self) -> None:
        self.play, self._asked = Play(), False
        self._clock.stop()
        self._say("")
        with self.quietly():
            for decision in self.controls.decisions:
                for choice in decision.named().values():
                    choice.value = None

    def _decisions(self) -> list[model.Decision]:
        """What was decided so far; what was kept may hold less than it says."""
        decisions: list[model.Decision] = []
        for each in self.controls.decisions:
            decision = each.decision()
            if decision is None:
                break
            decisions.append(decision)
        self.play = moves.resumed(self.play.decided, self.play.stage, len(decisions), len(self.cases))
        return decisions[: self.play.decided]

    # the answer ---------------------------------------------------------------------------------------------

    def show(self) -> None:
        """The message that lies open and what can be done with it; at the end how the round went."""
        self._new_round()
        decided, messages = self._decisions(), len(self.cases)
        unread = [None] * (messages - len(decided))
        self.result = model.run(self.cases, [*decided, *unread], self.controls.budget.value)
        self.head.value = clock(moves.spent(decided), self.result.budget)
        if not self._clock.runs:
            self._show_clock()
        self._show_message(decided)
        self._show_buttons(messages)
        self.controls.seed.widget.disabled = bool(decided) and not self.over
        show_if(self.over, self.numbers, self.picture, self.conclusion, self.lines, self.plan_button.box)
        if self.over:
            self._show_score()
        else:
            self.numbers.value = self.words.value = self.lines.value = Html()
            self.mini.value = _mini(len(decided), messages, _("decided"))
            self.draw({self.picture: Html})
        self.folds.value = for_the_curious()

    def _show_message(self, decided: list[model.Decision]) -> None:
        stage, place = self.play.stage, self.play.place
        show_if(not self.over, self.message)
        self.message.value = Html() if self.over else message(place, len(self.cases), self.cases[place])
        open_now = self.controls.decisions[place].named().values() if stage is Stage.DECIDE else ()
        shown = tuple(choice.box for choice in open_now)
        if self.choices.children != shown:
            self.choices.children = shown
        self.why.value = why(self.cases[place], decided[place]) if stage is Stage.WHY else Html()
        if stage is Stage.DECIDE and self._asked:
            self._says_what_is_open()
        if self.over:
            self._say(self.summary())
        elif stage is Stage.DECIDED and not self.status.value:  # a round that was left there
            self._say(decided_words(decided[place], moves.spent(decided), self.result.budget))

    def _show_buttons(self, messages: int) -> None:
        stage = self.play.stage
        last = self.play.decided == messages
        self.main.description = next_words(stage, last=last)
        show_if(stage is Stage.DECIDED, self.undo_button)
        show_if(self.over, self.again_button)
        show_if(stage in (Stage.DECIDE, Stage.WHY) and not last, self.close_button)

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
        late = [_("The clock had run out. In a real shop the last ones would have waited until tomorrow.")]
        self.words.value = conclusion(*round_words(result), *(late if self._clock.ran_out else ()))
        self.mini.value = _mini(result.points, result.possible, _("points of those possible"))
        self.lines.value = line_by_line(result)
        self.draw({self.picture: lambda: points_picture(result, self.name).html()})

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.field == "seed":
            return _("Choose a round from {least} to {most}.").format(least=number(1), most=number(ROUNDS))
        return _("This cannot be right. Choose another value.")

    def what_stands(self) -> str:
        """Nothing is decided in the page as it stands."""
        return _("Six invented messages to {firm}.").format(firm=self.firm.shown)

    def nothing_yet(self) -> str:
        """A round counts once it is over."""
        return "" if self.over else _("Play the round, or close the inbox, then add the rules to your plan.")

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
        if not self.over:
            return _("{n} of {all} messages decided").format(n=number(result.decided), all=number(len(result.lines)))
        return _("{points} points; {possible} are possible within {minutes} minutes").format(
            points=number(result.points), possible=number(result.possible), minutes=number(result.budget)
        )


def _mini(n: int, of: int, words: str) -> Html:
    """The score beside the controls."""
    return markup("<p><b>{n}</b> / {of}<br>{words}</p>", n=number(n), of=number(of), words=words)
