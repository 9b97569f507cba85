"""What all exercises share: the order on the page, hearing the controls, and refusing input kindly."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import ipywidgets

from tertulia import browser, clock, look
from tertulia.charts.picture import fits_wide
from tertulia.edition import is_there
from tertulia.firms import OWN, ExampleFirm, begins_with, edition_file, firms
from tertulia.html import Html, as_html, joined, markup
from tertulia.language import _, and_list, day
from tertulia.models.errors import InputError
from tertulia.post_ideas import sector_words
from tertulia.profile import Profile
from tertulia.widgets.base.components import note
from tertulia.widgets.base.controls import Choice, Controls, FileField, anchor, button
from tertulia.widgets.base.firm_facts import PAGES, USED_IN, Fact, exercise_title
from tertulia.widgets.base.own_firm import OwnFirm
from tertulia.widgets.base.plan_button import BEHIND, AddToPlan
from tertulia.widgets.base.static_html import static_html

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

IN_BOOK = os.environ.get("TERTULIA_PAGE") == "book"
"""In the book the page brings the style sheets; in JupyterLab the exercise brings its own."""


def address(page: str, control: str = "") -> str:
    """Where an exercise finds another page of the course ("chapters/plan"), or a control of an exercise there.

    Every exercise lies two folders deep. Empty for a page that is not in this edition: whoever says something with a
    link to it says it without, or not at all.
    """
    if not is_there(page):
        return ""
    ending = "html" if IN_BOOK else "ipynb" if page.startswith("exercises/") else "md"
    return f"../../{page}.{ending}{f'#{anchor(control)}' if control else ''}"


def box(kind: str, children: list[Any]) -> ipywidgets.Box:
    """A container with a class of our style sheet."""
    container = ipywidgets.Box(children)
    container.add_class(kind)
    return container


def html(kind: str = "", value: str = "") -> ipywidgets.HTML:
    """A part of an answer, refilled when the answer changes."""
    part = ipywidgets.HTML(as_html(value))
    if kind:
        part.add_class(kind)
    return part


def _not_kept(own_firm: OwnFirm) -> str:
    """Why what is entered will not be there again; empty if it will."""
    if own_firm.fault is not None:
        return _("This device keeps nothing for this page: what you enter is gone when you leave it.")
    if own_firm.unreadable:
        return _("What was kept of your firm cannot be read here, and was left as it is.")
    if own_firm.too_much:
        return _("This is too much to be kept: what you entered last is gone when you leave.")
    return ""


def _wrong_clock() -> str:
    """That the device's clock cannot be right; empty if it can."""
    if not clock.is_wrong():
        return ""
    return _(
        "This device’s clock cannot be right. All days here are counted from {day}; set the clock and open the page "
        "again."
    ).format(day=day(clock.today()))


OWN_KEPT = ("firm.sector", "plan")
"""Where the browser keeps what makes an exercise open with the learner's own, besides its own entries."""


AnyControls = TypeVar("AnyControls", bound=Controls)


class Exercise(Generic[AnyControls]):
    """An exercise: controls on one side, the answer on the other.

    A subclass makes its `controls` (a dataclass whose names are those the model uses for its inputs) in
    `make_controls`, arranges them in `cards`, and fills the answer in `show`. `show` raises InputError before it
    changes anything.
    """

    name = ""
    """Unique on a page; ids inside pictures begin with it."""

    facts: Mapping[str, Fact] = {}
    """Which controls hold a fact of the learner's firm that other exercises use, by the control's name."""

    seen_otherwise: Collection[str] = ()
    """Controls of such facts of which the plan holds this exercise's own view, which is no news for the others."""

    learners_own: Collection[str] = ()
    """Controls of what the learner says whichever firm is shown (a guess, a decision): kept in an example, too."""

    plays = False
    """Whether what `state` gives is the learner's own in an example, too: a round that is played."""

    _unfit: Sequence[str] = ()
    """Controls that cannot hold what the plan says."""

    controls: AnyControls

    def __init__(self, firm: str = "bakery") -> None:
        self.own_firm = OwnFirm(self.name, self.facts)
        shown = OWN if self.own_firm.told else begins_with(firm)
        self.firm: ExampleFirm = self.own_firm.firm() if shown == OWN else firms()[shown]
        self.who = Choice(_("For which firm"), self._firms(), shown)
        self.controls = self.make_controls(self.firm)
        self._quiet = self._answered = self._asks_plan = self._from_plan = self._following = False
        self._examples: dict[str, OwnFirm] = {}
        self._made: dict[str, OwnFirm] = {}
        self._drawing: Mapping[Any, Callable[[], Html]] = {}
        self._drawn_for = 0.0
        self.numbers, self.picture, self.words = html("tt-piece"), html("tt-piece"), html("tt-piece")
        self.folds, self.mini = html("tt-piece"), html("tt-mini")
        self.actions = box("tt-actions", [])
        self.reset = button(_("Back to the starting values"), self.start_again)
        self.plan_button = AddToPlan(self.for_plan, self._beginning, address("exercises/plan/plan_review"))
        add = [self.plan_button.box] if self.adds else []
        if self.adds:
            self.plan_button.prepare()
            self.plan_button.button.on_click(lambda _button: self.own_firm.begin() if self.firm.key == OWN else None)
        self.conclusion = box("tt-says", [self.words, self.actions])
        self.answer = box("tt-answer", [*self.answer_parts(), self.conclusion])
        self.answer.tabbable = True  # where it is taller than the screen, the keyboard scrolls it
        heading = html("tt-controls__head", Html(f"<h2>{_('Your settings')}</h2>{self._note() if IN_BOOK else ''}"))
        self.about_firm, self.used_elsewhere = html("tt-piece"), html("tt-piece")
        first = [heading, self.who.box, self.about_firm, self.used_elsewhere]
        self.settings = box("tt-controls__list", [*first, *self.cards(), self.reset])
        controls = box("tt-controls", [self.mini, self.settings])
        self.after = box("tt-after", [*self.after_parts(), self.folds])
        grid = box("tt-exercise__grid", [self.answer, controls, *add])
        parts: list[Any] = [grid, self.after]
        if not IN_BOOK:
            parts.insert(0, html("tt-sheet", Html(f"<style>{look.sheet()}</style>")))
        self.widget = box("tt-exercise", parts)
        self.who.observe(self.restart)
        for name, control in self.controls.named().items():
            control.box.add_class(f"tt-{anchor(name)}")
            control.observe(self.refresh)
        self._resume()
        self.refresh()
        for kept in ("firm", "entries"):
            browser.when_changed(kept, self._follow)
            browser.when_refused(kept, lambda code: self._follow(refused=True))

    # what a subclass says -----------------------------------------------------------------------------------

    def make_controls(self, firm: ExampleFirm) -> AnyControls:
        """The controls with this firm's values."""
        raise NotImplementedError

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The values the controls begin with for this firm, by the control's name."""
        raise NotImplementedError

    def cards(self) -> list[ipywidgets.Box]:
        """The controls in their groups, in the order of the page."""
        raise NotImplementedError

    def answer_parts(self) -> list[Any]:
        """What stands above "What this means for you"."""
        return [self.numbers, self.picture]

    def after_parts(self) -> list[Any]:
        """What stands below: on a phone after the controls, so that answer and controls stay together."""
        return []

    def show(self) -> None:
        """Read the controls, ask the model, fill the answer: numbers first, then the picture."""
        raise NotImplementedError

    def complaint(self, error: InputError) -> str:
        """The sentence for an input the model refused, in the learner's language."""
        raise NotImplementedError

    def refused(self, error: InputError) -> None:
        """Take away what would be taken for the answer to what was refused."""

    def summary(self) -> str:
        """The answer in one line of plain text."""
        raise NotImplementedError

    def for_plan(self, plan: Plan) -> Plan:
        """The plan with this exercise's answer in it, by the function of `plan.updates` that is made for it.

        A subclass that has this gets the button "Add to my plan". Called only after a `show` that went well.
        """
        raise NotImplementedError

    def said(self, *names: str) -> bool:
        """Whether any of these controls holds what somebody said: the learner, or whoever made an edition's firm.

        All of ours do.
        """
        named, told = self.controls.named(), self._told_firm()
        return told is None or any(told.said(name, named[name]) for name in names)

    def told_of(self, firm: ExampleFirm) -> Profile:
        """What was told of this firm: of the learner's own also what has just been typed; of ours nothing was."""
        return self.own_firm.profile if firm.key == OWN else firm.profile

    def nothing_yet(self) -> str:
        """Why there is no answer yet that a plan could hold, in plain text; empty if there is one."""
        return ""

    @property
    def adds(self) -> bool:
        """Whether this exercise adds to the plan."""
        return type(self).for_plan is not Exercise.for_plan

    def state(self) -> Any:
        """What the learner did here that stands in no control, as JSON's own kinds; None if there is nothing."""
        return None

    def resume(self, state: Any) -> None:
        """Take back what `state` gave. It comes from the device: whatever does not fit is left out."""

    def filled(self) -> Mapping[str, Any]:
        """What the exercise itself has put into its controls, by name: not the learner's while it stands there."""
        return {}

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """What the plan holds of this exercise's questions, by control; None where it says nothing.

        An exercise in which nothing was typed yet begins with it.
        """
        return {}

    def told_together(self, profile: Profile) -> Profile:
        """The profile with what several controls tell only together; what one tells alone is in `facts`."""
        return profile

    # what all share -----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Answer again. Input that cannot be right gets a message at its field and changes nothing else."""
        if self._quiet:
            return
        refused = False
        try:
            self.show()
        except InputError as error:
            refused = True
            if not self._answered:
                self._answer_the_start()
            self._complain(error.field, self.complaint(error))
            self.refused(error)
        else:
            self._answered = True
            self._complain("", "")
        own = self.firm.key == OWN
        if not own and self.learners_own:
            self._keep_of_example()
        browser.keeps((own or self.plays) and self._keeps.fault is None)
        if own and not self._following:
            changed = self._keep()
            self._tell_others(() if self._from_plan else changed)
        self._from_plan = False
        if refused:
            self.plan_button.button.disabled = True  # the message at the field says what to do first
        else:
            self.plan_button.answered(self.nothing_yet())
        self._say_whose()

    def _follow(self, *, refused: bool = False) -> None:
        """Go on with what another tab has kept; what stands here besides stays. An example stays as it is.

        refused: what was kept here last was not. Then it is kept once more, beside what the other tab has kept; or the
        learner hears that nothing can be.
        """
        own, begun = self.own_firm, self.own_firm.begun
        with self.quietly():
            if own.follow(self.controls.named() if self.firm.key == OWN else {}, refused=refused):
                self.resume(own.state())
        if self.firm.key != OWN:
            return
        self.firm, self._following = own.firm(), not refused
        try:
            if begun and not own.begun and not refused:
                self.restart()  # forgotten there
            else:
                self.refresh()
        finally:
            self._following = False

    def _keep(self) -> Sequence[str]:
        return self.own_firm.keep(
            self.controls.named(), self.state(), together=self.told_together, filled=self.filled()
        )

    @property
    def _keeps(self) -> OwnFirm:
        """Where what is typed here is kept: the learner's own firm, or what they say of this example."""
        if self.firm.key == OWN:
            return self.own_firm
        return self._examples.setdefault(self.firm.key, OwnFirm(f"{self.name}.{self.firm.key}", {}))

    def _told_firm(self) -> OwnFirm | None:
        """What was told and typed of the firm that is shown: the learner's own, or an edition's; None for ours."""
        key = self.firm.key
        if key == OWN:
            return self.own_firm
        file = edition_file(key)
        if file is not None and key not in self._made:
            self._made[key] = OwnFirm(self.name, self.facts, file)
        return self._made.get(key)

    def _keep_of_example(self) -> None:
        named = self.controls.named()
        self._keeps.keep(
            {name: named[name] for name in self.learners_own},
            self.state() if self.plays else None,
            together=lambda profile: profile,
            filled={},
        )

    def _resume_of_example(self) -> None:
        """What the learner said of this example, or played in it; all else of an example is as we made it."""
        named = self.controls.named()
        with self.quietly():
            if self.plays:
                self.resume(self._keeps.state())
            self._keeps.resume({name: named[name] for name in self.learners_own})

    def _beginning(self) -> str:
        if self.firm.key == OWN:
            return ""
        return _("It began with the figures of {firm}: check that they are yours.").format(firm=self.firm.shown)

    def draw(self, pieces: Mapping[Any, Callable[[], Html]]) -> None:
        """Fill what may come after the numbers, in this order: now, or in a page when matplotlib has come.

        There what a move changes is drawn once the reader rests, and not if they move on.
        """
        self._drawing = pieces
        browser.when_here("matplotlib", self._draw)

    def _draw(self) -> None:
        self._drawn_for = browser.width()
        browser.when_idle(self, [partial(self._draw_piece, piece) for piece in self._drawing])

    def _draw_piece(self, piece: Any) -> None:
        piece.value = self._drawing[piece]()

    def _page_resized_(self) -> None:
        """The page calls this when the reader's window has another width: a picture may have another form there."""
        if fits_wide(browser.width()) != fits_wide(self._drawn_for):
            browser.when_here("matplotlib", self._draw)

    def _note(self) -> Html:
        """In the book: whose finished example this is; a page that comes alive says so in this place."""
        return Html(f'<p class="tt-note" data-live-status>{as_html(self.what_stands())}</p>')

    def what_stands(self) -> str:
        """What the page shows before Python has come."""
        return _("A finished example with the figures of {firm}.").format(firm=self.firm.shown)

    def _until(self) -> Html:
        """In the book, above the finished answer: whose it is, for a reader who will see their own (theme/layout.html).

        If Python does not come, the page says the other sentence.
        """
        if self.firm.key == OWN:
            soon, without = _("What you entered comes in a moment."), _("What you entered is safe on this device.")
        else:
            soon = _("Example: {firm}, until yours is here.").format(firm=self.firm.name)
            without = _("This is the example of {firm}, not yours. What you entered is safe on this device.").format(
                firm=self.firm.name
            )
        return markup(
            '<live-until class="tt-note" hidden data-kept="{kept}" data-live-until="{without}">{soon}</live-until>',
            kept=" ".join((*OWN_KEPT, f"entries.exercises.{self.name}")),
            without=without,
            soon=soon,
        )

    def _complain(self, field: str, sentence: str) -> None:
        for name, control in self.controls.named().items():
            control.problem(sentence if name == field else "")

    def restart(self) -> None:
        """The chosen firm: an example's values, or the learner's own as they left them."""
        self.firm = self.own_firm.firm() if self.who.value == OWN else firms()[self.who.value]
        self.used_elsewhere.value = ""
        self._begin()
        self._resume()
        self.refresh()

    def start_again(self) -> None:
        """The starting values of the chosen firm; of the learner's own, what was told of it and nothing else.

        What the learner had typed comes back when the button is pressed once more.
        """
        if self.firm.key == OWN or self.learners_own:
            if self._keeps.forgotten:
                self._keeps.bring_back()
            else:
                self._keeps.forget()
        self.restart()

    def _begin(self) -> None:
        named = self.controls.named()
        with self.quietly():
            for name, value in self.start(self.firm).items():
                named[name].value = value
            for control in named.values():
                if isinstance(control, FileField):
                    control.holds("")

    def _answer_the_start(self) -> None:
        """What was kept is refused, and nothing was answered before: the starting values are, and stay beside it."""
        entries = {name: control.entry for name, control in self.controls.named().items()}
        named = self.controls.named()
        with self.quietly():
            for name, entry in self.own_firm.start.items():
                named[name].resume(entry)
            with suppress(InputError):  # a firm of which nothing was told may have no answer at all
                self.show()
                self._answered = True
            for name, entry in entries.items():
                named[name].resume(entry)

    def _resume(self) -> None:
        """What was typed here; where nothing was, what the kept plan holds, so that mending begins with it."""
        if self.firm.key != OWN:
            self._resume_as_made()
            if self.learners_own:
                self._resume_of_example()
            return
        begun = self.own_firm.begun
        with self.quietly():
            self.resume(self.own_firm.state())
            self.own_firm.resume(self.controls.named())
        self._asks_plan = self.own_firm.has_plan and not begun and type(self).from_plan is not Exercise.from_plan
        if self._asks_plan:
            browser.when_here(BEHIND[0], self._take_plan)

    def _resume_as_made(self) -> None:
        """What was typed here when an edition's firm was made; not what every learner says or plays anew."""
        made = self._told_firm()
        if made is None:
            return
        named = self.controls.named()
        with self.quietly():
            if not self.plays:
                self.resume(made.state())
            made.resume({name: control for name, control in named.items() if name not in self.learners_own})

    def _take_plan(self) -> None:
        """Fill from the kept plan whatever was told nowhere else and is still as it began."""
        from tertulia.widgets.base.plan_saving import kept_plan

        if not self._asks_plan or self.firm.key != OWN:
            return
        self._asks_plan = False
        plan, _trouble = kept_plan()  # whoever adds to a plan that cannot be read hears of it then
        held = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.from_plan(plan).items()
        }
        with self.quietly():
            self._unfit = self.own_firm.offer(self.controls.named(), held, self.seen_otherwise)
        self._from_plan = True
        if self._answered:
            self.refresh()

    def _firms(self) -> list[tuple[str, str]]:
        """For which firm can be shown, the learner's first."""
        own = self.own_firm.profile.name or firms()[OWN].shown
        examples = [(firm.shown, firm.key) for firm in firms().values() if firm.key != OWN]
        return [(own, OWN), *examples] if self.own_firm.told else [*examples, (own, OWN)]

    def _tell_others(self, facts: Sequence[str]) -> None:
        """Say in a line where else a fact that was just changed is used."""
        elsewhere = dict.fromkeys(
            name for fact in facts for name in USED_IN.get(fact, ()) if name != self.name and is_there(PAGES[name])
        )
        if elsewhere:
            titles = and_list(exercise_title(name) for name in elsewhere)
            self.used_elsewhere.value = note(_("Also used in: {list}.").format(list=titles))

    def _say_whose(self) -> None:
        """Say whose firm this is, and offer what can be done about it."""
        own = self.firm.key == OWN
        again = (own or bool(self.learners_own)) and self._keeps.forgotten
        self.reset.description = _("Put back what I entered") if again else _("Back to the starting values")
        trouble = (_not_kept(self._keeps),) if own or self.plays else ()
        lines = [self.about(), *trouble, *((self._not_shown(),) if own else ()), _wrong_clock()]
        self.about_firm.value = joined(note(line) for line in lines if line)

    def _not_shown(self) -> str:
        """Which fields of the plan this page cannot show as they are; empty if there are none, or all were filled."""
        named, start = self.controls.named(), self.own_firm.start
        labels = [named[name].label for name in self._unfit if named[name].entry == start.get(name)]
        if not labels:
            return ""
        return _("Your plan says something else here, which does not fit these fields: {list}.").format(
            list=and_list(f"“{label}”" for label in labels)
        )

    def about(self) -> str:
        """Whose firm this is: an invented one, or the learner's, and where it can be told or changed."""
        profile, page = self.own_firm.profile, address("exercises/start/your_firm")
        # also for an example, from which a page learns which tables it will need
        trade = sector_words(profile.sector)
        if self.firm.key != OWN:
            return _("An invented example.")
        if not profile.told:
            words = _('<a href="{link}">Tell your firm once</a>, and every exercise knows it.')
            return markup(words, link=page) if page else ""
        name = profile.name or trade
        if not page:
            return _("Your firm: {name}").format(name=name)
        return markup(_('Your firm: {name}, <a href="{link}">change</a>'), name=name, link=page)

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Set several controls and answer once."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, Any]:
        """Live where there is a kernel; elsewhere the finished answer as HTML, for the book or for a notebook."""
        bundle: dict[str, Any] = dict(self.widget._repr_mimebundle_() or {})
        bundle["text/html"] = joined((self._until(), static_html(self.widget))) if IN_BOOK else self._stored()
        bundle["text/plain"] = self.summary() if self._answered else ""
        return bundle

    def _stored(self) -> Html:
        """The finished answer for a notebook that is opened and not yet run."""
        from tertulia.widgets.base.stored_html import stored_html  # a page of the book does without

        return stored_html(self.answer, self.settings, self.after)
