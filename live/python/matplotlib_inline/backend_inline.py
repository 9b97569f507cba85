"""A backend that shows pyplot's figures as output of the cell: SVG, sharp on every screen."""

from live_output import display
from matplotlib import rcParams
from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase as FigureManager  # noqa: F401
from matplotlib.backends.backend_svg import FigureCanvasSVG as FigureCanvas  # noqa: F401

rcParams["svg.fonttype"] = "none"


def show(*_args, **_kwargs):
    """Show every open figure and forget it."""
    for manager in Gcf.get_all_fig_managers():
        display(manager.canvas.figure)
    Gcf.destroy_all()


flush_figures = show
