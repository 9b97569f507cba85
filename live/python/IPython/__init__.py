"""The little of IPython that ipywidgets and notebooks use, without IPython."""

from live_output import shell as _shell

from .display import display  # noqa: F401

version_info = (8, 23, 0)
__version__ = "8.23.0"


def get_ipython():
    """The page's shell."""
    return _shell
