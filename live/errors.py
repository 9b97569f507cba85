"""The one error of this package: what is wrong, where, and what to do."""


class LiveError(RuntimeError):
    """Something a person must mend; the text is all they need, no traceback."""
