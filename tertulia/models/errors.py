"""The one error the models raise for input that cannot be right."""

from __future__ import annotations


class InputError(ValueError):
    """A value that is impossible or contradicts another one.

    field: name of the input as the model calls it ("goal").
    code: what is wrong, as a stable word the widget turns into a sentence ("below_today").
    values: the numbers that sentence needs ({"today": 400}).
    """

    def __init__(self, field: str, code: str, **values: float | int | str) -> None:
        super().__init__(f"{field}: {code} {values}" if values else f"{field}: {code}")
        self.field = field
        self.code = code
        self.values = values
