"""How a figure of the data got here, in the learner's words."""

from __future__ import annotations

from tertulia.language import _


def status_words(status: str) -> str:
    """What the data's word for it means."""
    return {
        "read_primary": _("read at the source"),
        "read_secondary": _("read in a copy"),
        "derived": _("computed"),
        "ours": _("set by us"),
    }[status]
