"""The ways out of a kept plan that cannot be read: repair it, put it aside, begin anew. Each can be undone."""

from __future__ import annotations

from collections.abc import Callable

from tertulia.device import KeepError
from tertulia.html import Html
from tertulia.language import _, and_list
from tertulia.plan import storage
from tertulia.plan.export import files
from tertulia.plan.repair import Repaired, begin_anew, bring_back, put_aside, put_right
from tertulia.plan.storage import Unreadable
from tertulia.plan.words import kept_words, section_words, trouble_words
from tertulia.widgets.base.controls import button, whole_characters
from tertulia.widgets.base.downloads import download
from tertulia.widgets.base.status_line import StatusLine


def ways_out(line: StatusLine, trouble: Unreadable, done: Callable[[], None]) -> None:
    """Say on this line why the plan cannot be read, and offer what can be done.

    done: hears when something else is kept.
    """
    text = trouble.text
    place = storage.keeper().store

    def mended() -> None:
        result = put_right(place, text)
        then(_repaired_words(result))

    def aside() -> None:
        put_aside(place, text)
        then(_("Put aside: it is kept on this device, and no plan stands in its place. You can begin a new one."))

    def anew() -> None:
        begin_anew(place, text)
        then(_("A new plan begins with what you add next. The damaged one is gone, unless you undo this."))

    def back() -> None:
        bring_back(place, text)
        done()
        ways_out(line, trouble, done)

    def then(sentence: str) -> None:
        line.say(sentence, _copy(text), choices=(button(_("Undo"), guarded(back)),))
        done()

    def guarded(way: Callable[[], None]) -> Callable[[], None]:
        def go() -> None:
            try:
                way()
            except KeepError as error:
                line.say(kept_words(error), _copy(text), alert=True)

        return go

    line.say(
        _("The plan saved here cannot be read. It was not changed. {problem}").format(
            problem=trouble_words(trouble.error)
        ),
        _copy(text),
        alert=True,
        choices=(
            button(_("Repair it"), guarded(mended), main=True),
            button(_("Put it aside"), guarded(aside)),
            button(_("Begin anew"), guarded(anew)),
        ),
    )


def _repaired_words(result: Repaired) -> str:
    """What became of it."""
    if not result.lost:
        return _("Repaired: everything in it could be read. The text as it was is kept on this device, put aside.")
    sections = and_list(f"“{section_words(name)}”" for name in result.lost)
    return _(
        "Repaired. In these parts something could not be read and was left out: {sections}. The text as it was is kept "
        "on this device, put aside."
    ).format(sections=sections)


def _copy(text: str) -> Html:
    file = files()["plan"]
    return download(_("Download it"), file.name, file.kind, whole_characters(text))
