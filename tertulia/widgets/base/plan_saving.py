"""What the button "Add to my plan" does: keeps the answer, and says what became of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import ipywidgets

from tertulia import browser
from tertulia.device import KeepError, StoreFault
from tertulia.html import Html, as_html
from tertulia.language import _, and_list, ngettext
from tertulia.plan import storage
from tertulia.plan.export import files
from tertulia.plan.history import History
from tertulia.plan.losses import losses, without_losses
from tertulia.plan.plan_file import write
from tertulia.plan.schema import Plan
from tertulia.plan.storage import Conflict, Kept, Unreadable
from tertulia.plan.words import kept_words, loss_words, section_words, trouble_words
from tertulia.records import RecordError
from tertulia.widgets.base.controls import ANCHOR, button
from tertulia.widgets.base.downloads import download
from tertulia.widgets.base.plan_recovery import ways_out
from tertulia.widgets.base.status_line import NOTHING, StatusLine

MOST_NAMED = 5
"""Losses named in a question; a longer list would not be read."""


def kept_plan() -> tuple[Plan, str]:
    """The plan kept on this device; or an empty one, and why it cannot be read, in plain text."""
    try:
        return storage.keeper().load().plan, ""
    except KeepError as error:
        return Plan(), kept_words(error)
    except Unreadable as error:
        return Plan(), trouble_words(error.error)


def _nobody_hears(_plan: Plan, _undone: bool) -> None:
    """What is kept changes nothing of what most exercises show."""


class PlanSaver:
    """Adds an exercise's answer to the kept plan, again and again.

    change(plan) gives the plan with the answer in it. beginning() is a sentence for an answer that is still that of an
    invented firm, else empty. plan_page is where the whole plan is shown, empty if nowhere. line is where all is said.
    kept_now(plan, undone) hears what is kept after each change, and whether the last one was taken back.
    """

    def __init__(
        self, line: StatusLine, change: Callable[[Plan], Plan], beginning: Callable[[], str], plan_page: str
    ) -> None:
        self._line, self._change, self._beginning, self._page = line, change, beginning, plan_page
        self.kept: Kept | None = None
        self.kept_now: Callable[[Plan, bool], None] = _nobody_hears
        self._before: str | None = None
        browser.when_refused("plan", self._refused)

    def add(self, *, asks: bool = True) -> None:
        """Keep the answer; nothing of another page's or tab's work is lost.

        asks: name what would be taken out of the plan before it is; not where the learner has just been asked.
        """
        try:
            kept = self.kept or storage.keeper().load()
            self._offer(kept, self._change(kept.plan), asks=asks)
        except KeepError as error:
            self._failed(kept_words(error))
        except RecordError as error:
            self._line.say(trouble_words(error), alert=True)
        except Unreadable as error:
            ways_out(self._line, error, self._recovered)

    def _recovered(self) -> None:
        """What is kept is another plan now."""
        self.kept = None
        with suppress(KeepError, Unreadable):
            self.kept_now(storage.keeper().load().plan, False)

    def answer_changed(self) -> None:
        """Say so if what was added is no longer what the exercise answers."""
        if self.kept is None:
            return
        if self._change(self.kept.plan) == self.kept.plan:
            self._added()
        else:
            self._line.say(_("Changed since you added it. Add it again to keep the change."))

    def _offer(self, kept: Kept, plan: Plan, *, asks: bool) -> None:
        """Save the changed plan; what it would take out of the kept one is named first, and the learner decides."""
        lost = losses(kept.plan, plan) if asks else ()
        if not lost:
            self._save(plan, kept.stamp)
            return
        named = and_list(dict.fromkeys(loss_words(loss) for loss in lost[:MOST_NAMED]))
        question = ngettext(
            "This stands in your plan and would be gone: {list}.",
            "These stand in your plan and would be gone: {list}.",
            len(lost),
        ).format(list=named)
        whole = without_losses(kept.plan, plan)
        keep = button(_("Keep them, and add the rest"), lambda: self._save_chosen(whole, kept.stamp))
        take_out = button(_("Take them out"), lambda: self._save_chosen(plan, kept.stamp))
        self._line.say(question, choices=(keep, take_out))

    def _save_chosen(self, plan: Plan, stamp: str | None) -> None:
        try:
            self._save(plan, stamp)
        except KeepError as error:
            self._failed(kept_words(error))

    def undo(self) -> None:
        """The plan as it was before the last change."""
        try:
            history = History()
            before = history.last()
            if before is None:
                self._line.say(_("There is nothing to undo."))
                return
            now = storage.keeper().load()
            self.kept = storage.keeper().save(replace(before, edition=now.plan.edition), now.stamp)
            history.drop()
        except KeepError as error:
            self._failed(kept_words(error))
            return
        self._line.say(_("Undone: your plan is as it was before."), self._link(), choices=self._undoing())
        self.kept_now(self.kept.plan, True)

    def _undoing(self) -> tuple[ipywidgets.Button, ...]:
        """The button that undoes the last change, if there is one to undo."""
        try:
            before = History().last()
        except KeepError:
            return ()
        return (button(_("Undo"), self.undo),) if before is not None else ()

    def _save(self, plan: Plan, stamp: str | None) -> None:
        self._before = stamp
        before = storage.keeper().load()
        if before.plan != plan and before.stamp is not None:
            History().remember(before.plan)
        try:
            self.kept = storage.keeper().save(plan, stamp)
        except Conflict as conflict:
            self._ask(conflict)
            return
        self._added()
        self.kept_now(self.kept.plan, False)

    def _refused(self, code: str) -> None:
        """The browser had no place after all, or another tab was there in the same moment: then once more, joined."""
        if self.kept is None:
            return
        if code == "changed":
            self._save(self.kept.plan, self._before)
            return
        self._failed(kept_words(KeepError(StoreFault(code))))
        self.kept = None

    def _ask(self, conflict: Conflict) -> None:
        """Both sides changed the same: the learner decides, and nothing is written before."""
        sections = ", ".join(section_words(name) for name in conflict.sections)
        mine = button(_("This version"), lambda: self._save_chosen(conflict.mine, conflict.stamp))
        theirs = button(
            _("The other version"), lambda: self._save_chosen(conflict.chosen(conflict.sections), conflict.stamp)
        )
        question = _("You also changed this in another tab or window: {list}. Which do you want to keep?").format(
            list=sections
        )
        self._line.say(question, choices=(mine, theirs))

    def _added(self) -> None:
        sentences = [_("It is in your plan.")]
        if self.kept and self.kept.joined:
            sections = ", ".join(section_words(name) for name in self.kept.joined)
            sentences.append(_("From another tab came: {list}.").format(list=sections))
        if beginning := self._beginning():
            sentences.append(beginning)
        self._line.say(" ".join(sentences), self._link(), choices=self._undoing())

    def _link(self) -> Html:
        if not self._page:
            return NOTHING
        mending = browser.fragment().startswith(f"#{ANCHOR}")  # whoever came from the plan goes back there
        label = _("Back to your plan") if mending else _("See the whole plan")
        return Html(f'<a href="{as_html(self._page)}">{as_html(label)}</a>')

    def _failed(self, sentence: str) -> None:
        """Could not be kept: what would have been kept is offered as a file."""
        try:
            plan = self._change(self.kept.plan if self.kept else Plan())
            copy = _plan_file(_("Download my plan"), write(plan).encode())
        except RecordError as error:
            sentence, copy = f"{sentence} {trouble_words(error)}", NOTHING
        self._line.say(sentence, copy, alert=True)


def _plan_file(label: str, content: bytes) -> Html:
    file = files()["plan"]
    return download(label, file.name, file.kind, content)
