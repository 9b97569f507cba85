"""A file from the learner's own device; it is read here and goes nowhere."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from tertulia.widgets.base.controls import Control, Evidence


class Upload(Control):
    """A button that opens the device's file list. `opened(name, content)` is called with what was chosen.

    accept: endings and kinds, as a browser understands them (".csv,.txt,text/plain").
    """

    def __init__(
        self, label: str, accept: str, opened: Callable[[str, bytes], None], evidence: Evidence | None = None
    ) -> None:
        widget = ipywidgets.FileUpload(description=label, tooltip=label, accept=accept, multiple=False)
        widget.add_class("tt-btn--quiet")
        super().__init__(label, widget, [widget], evidence)
        self._opened = opened
        widget.observe(lambda _change: self._chosen(), names="value")

    def _chosen(self) -> None:
        chosen = self.widget.value
        if not chosen:
            return
        name, content = str(chosen[0]["name"]), bytes(chosen[0]["content"])
        # emptied first, so that the same file can be chosen again after it was mended
        self.widget.value = ()
        self._opened(name, content)

    def observe(self, heard: Callable[[], None]) -> None:
        """Nothing to hear: `opened` is told instead."""
