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
holding = False
"""While the build finds out what a page needs, everything that can wait waits."""


def width():
    """How wide the place of the cell's answer is now, in CSS pixels; 0 if it is not known."""
    return _width[""]


def when_here(module, call):
    """Call at once if this top-level module has arrived, else as soon as it has. True if it was called."""
    if not holding and (module in live_images.here.modules or module not in live_images.later.images):
        call()
        return True
    _waiting.append((module, call, live_session.here()))
    return False


def arrived():
    """Call whoever waits for what has arrived meanwhile; True if anybody was called."""
    ready = [item for item in _waiting if item[0] in live_images.here.modules]
    _waiting[:] = [item for item in _waiting if item not in ready]
    for _module, call, cell in ready:
        live_session.call(call, cell)
    return bool(ready)
