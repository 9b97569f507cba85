"""Rich output."""

from ..display import *  # noqa: F403
