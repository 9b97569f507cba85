"""The shell."""

from live_session import Shell as InteractiveShell  # noqa: F401
