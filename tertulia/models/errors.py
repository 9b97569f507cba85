"""The one error the models raise for input that cannot be right, and the checks of ranges they share."""

from __future__ import annotations

from enum import StrEnum
from math import isfinite


class Refusal(StrEnum):
    """Why a value is refused, in the words all models share; a model adds its own codes in an enum of its own."""

    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    BELOW = "below"
    """Smaller than the smallest that makes sense (`low`)."""
    ABOVE = "above"
    """Larger than the largest that makes sense (`high`)."""
    EMPTY = "empty"
    TOO_LONG = "too_long"
    """More than `most` characters."""
    TOO_MANY = "too_many"
    """More than `most` entries."""
    TOO_FEW = "too_few"
    """Fewer than `least` entries."""
    UNKNOWN = "unknown"
    """None of the values there are."""
    TWICE = "twice"
    """Given more than once."""
    ALL_ZERO = "all_zero"
    """Shares of nothing."""


class InputError(ValueError):
    """A value that is impossible or contradicts another one.

    Parameters
    ----------
    field
        Name of the input as the model calls it ("goal"); one of several has its place behind a dot ("ages.18-24",
        "kpis.0.target").
    code
        What is wrong, as a stable word that the exercise turns into a sentence.
    values
        The numbers that sentence needs (``today=400``).
    """

    def __init__(self, field: str, code: StrEnum, **values: float | int | str) -> None:
        super().__init__(f"{field}: {code} {values}" if values else f"{field}: {code}")
        self.field = field
        self.code = code
        self.values = values


def number_within(field: str, value: object, low: float, high: float) -> float:
    """The value if it is a finite number from `low` to `high`.

    Raises
    ------
    InputError
        NOT_A_NUMBER, or BELOW or ABOVE with `low` and `high`.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise InputError(field, Refusal.NOT_A_NUMBER, low=low, high=high)
    if value < low:
        raise InputError(field, Refusal.BELOW, low=low, high=high)
    if value > high:
        raise InputError(field, Refusal.ABOVE, low=low, high=high)
    return value


def whole_within(field: str, value: object, low: int, high: int) -> int:
    """The value if it is a whole number from `low` to `high`.

    Raises
    ------
    InputError
        NOT_A_NUMBER, NOT_WHOLE, or BELOW or ABOVE with `low` and `high`.
    """
    number = number_within(field, value, low, high)
    if number != int(number):
        raise InputError(field, Refusal.NOT_WHOLE, low=low, high=high)
    return int(number)


def text_within(field: str, value: object, most: int, *, needed: bool = False) -> str:
    """The value if it is a text of at most `most` characters.

    Raises
    ------
    InputError
        UNKNOWN for what is no text, TOO_LONG with `most`, or EMPTY for a blank one if a text is `needed`.
    """
    if not isinstance(value, str):
        raise InputError(field, Refusal.UNKNOWN)
    if len(value) > most:
        raise InputError(field, Refusal.TOO_LONG, most=most)
    if needed and not value.strip():
        raise InputError(field, Refusal.EMPTY)
    return value
