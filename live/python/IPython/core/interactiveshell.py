"""The shell."""

from live_output import Shell as InteractiveShell  # noqa: F401
