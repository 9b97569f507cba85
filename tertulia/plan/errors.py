"""What can be wrong with a plan that is read or kept. Sentences for these codes are in `words`."""

from __future__ import annotations


class PlanError(ValueError):
    """A plan that cannot be read; nothing was changed.

    path: the place, as JSON path ("$.kpis[0].target"). code: what is wrong, as a stable word. values: what the
    sentence needs ({"most": 300}).
    """

    def __init__(self, path: str, code: str, **values: float | int | str) -> None:
        super().__init__(f"{path}: {code} {values}" if values else f"{path}: {code}")
        self.path = path
        self.code = code
        self.values = values


class KeepError(Exception):
    """A plan that could not be kept or fetched; nothing was changed.

    code: "full" (no room), "blocked" (not allowed here) or "failed" (anything else). `detail` is what the system said.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
