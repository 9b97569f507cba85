"""The line below the button "Add to my plan": what became of it, and what may be chosen there."""

from __future__ import annotations

import ipywidgets

from tertulia.html import Html, as_html

NOTHING = Html()


class StatusLine:
    """The line below the button, and what may be chosen there."""

    def __init__(self) -> None:
        self.status = ipywidgets.HTML()
        self.choices = ipywidgets.Box([])
        self.choices.add_class("tt-actions")

    def say(
        self, sentence: str, more: Html = NOTHING, *, alert: bool = False, choices: tuple[ipywidgets.Button, ...] = ()
    ) -> None:
        """Say a sentence, and `more` behind it."""
        self.choices.children = choices
        role = "alert" if alert else "status"
        message = f'<p class="tt-note" role="{role}">{as_html(sentence)} {more}</p>'
        if self.status.value != message:
            self.status.value = message

    def clear(self) -> None:
        """Say nothing."""
        self.status.value = ""
