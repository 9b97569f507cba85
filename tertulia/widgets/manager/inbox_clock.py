"""A clock for those who want one: it takes nothing away, can be extended as often as wished, and stopped."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import monotonic

from tertulia.html import Html, as_html, markup
from tertulia.language import _
from tertulia.widgets.base.components import note


class RoundClock:
    """The minutes somebody gave themselves for a round."""

    def __init__(self) -> None:
        self.stop()

    def stop(self) -> None:
        """No clock any more."""
        self._began = self._given = self._took = 0.0  # seconds: start, minutes allowed, taken when handed in

    def start(self, minutes: int) -> None:
        """Run these minutes from now."""
        self._began, self._given, self._took = monotonic(), 60.0 * minutes, 0.0

    def extend(self, minutes: int) -> None:
        """More minutes on top, if it runs."""
        if self._given:
            self._given += 60.0 * minutes

    def hand_in(self) -> None:
        """Keep how long it took."""
        self._took = monotonic() - self._began if self._given else 0.0

    @property
    def runs(self) -> bool:
        """Whether it was started."""
        return bool(self._given)

    @property
    def ran_out(self) -> bool:
        """Whether the round was handed in after the minutes were over."""
        return self.runs and self._took > self._given

    def html(self, minutes: int) -> Html:
        """What it says. minutes: those that were chosen, 0 for no clock."""
        if not minutes:
            return note(_("No clock runs. Nothing is lost by taking your time."))
        if not self.runs:
            return note(_("The clock waits until you start it."))
        left = max(self._given - (monotonic() - self._began), 0.0)
        until = datetime.now() + timedelta(seconds=left)
        words = _("The clock runs until {time}. If it runs out you keep everything and may go on.")
        status = markup('<p class="tt-note" role="status">{words}</p>', words=words.format(time=f"{until:%H:%M}"))
        return Html(
            f'<div class="tt-clock" aria-hidden="true"><i style="animation-duration:{left:.0f}s"></i></div>'
            f"{as_html(status)}"
        )
