"""The plan as it was before its last changes, kept on the device, so that each can be undone."""

from __future__ import annotations

from tertulia.device import Store, store, what_failed
from tertulia.plan.plan_file import read, write
from tertulia.plan.schema import Plan
from tertulia.records import RecordError, json_of, text_of

MOST = 10
"""Changes that can be undone."""

FORMAT = "tertulia-undo"


class History:
    """Earlier plans, the latest last. KeepError where the device keeps nothing."""

    def __init__(self, place: Store | None = None) -> None:
        self.place = place or store("undo")

    def _earlier(self) -> tuple[list[str], str | None]:
        with what_failed():
            text = self.place.read()
        try:
            content = json_of(text) if text is not None else {}
        except RecordError:
            content = {}
        plans = content.get("plans") if isinstance(content, dict) and content.get("format") == FORMAT else None
        return [each for each in plans or [] if isinstance(each, str)][-MOST:], text

    def remember(self, plan: Plan) -> None:
        """Keep this plan, as it is before a change, beside the last ones."""
        earlier, text = self._earlier()
        fresh = write(plan)
        if earlier[-1:] == [fresh]:
            return
        with what_failed():
            self.place.write(text_of({"format": FORMAT, "plans": [*earlier, fresh][-MOST:]}), text)

    def last(self) -> Plan | None:
        """The plan before the last change; None if there is none to go back to."""
        earlier, _text = self._earlier()
        for each in reversed(earlier):
            try:
                return read(each)
            except RecordError:
                continue
        return None

    def drop(self) -> None:
        """Forget the plan before the last change: it is back."""
        earlier, text = self._earlier()
        with what_failed():
            self.place.write(text_of({"format": FORMAT, "plans": earlier[:-1]}), text)
