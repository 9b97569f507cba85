"""What a cell may ask of the page it is alive in. Outside such a page there is no module of this name.

    try:
        import live_page
    except ImportError:      # JupyterLab, a terminal: everything is at hand
        live_page = None
"""

import live_images
import live_session

_width = {"": 0.0}
_waiting = []
complete, at_hand = False, set(live_images.here.modules)
"""Whether all that comes behind is here; the modules that were here before the first cell."""

holding = False
"""While the build finds out what a page needs, everything that can wait waits."""


def width():
    """How wide the place of the cell's answer is now, in CSS pixels; 0 if it is not known."""
    return _width[""]


def when_here(module, call):
    """Call at once if this top-level module has arrived, else as soon as it has. True if it was called."""
    if not holding and (complete or module in at_hand or module not in live_images.later.images):
        call()
        return True
    waiting = module, call, live_session.here()
    if waiting not in _waiting:
        _waiting.append(waiting)
    return False


def arrived():
    """Everything is here: call whoever waits for it; True if anybody was called."""
    global complete
    complete = True
    ready = _waiting[:]
    _waiting.clear()
    for _module, call, cell in ready:
        live_session.call(call, cell)
    return bool(ready)
