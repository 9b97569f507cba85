"""What a cell may ask of the page it is alive in. Outside such a page there is no module of this name.

try:
    import live_page
except ImportError:      # JupyterLab, a terminal: everything is at hand
    live_page = None
"""

import errno
import sys

import live_images
import live_session

_width = {"": 0.0}
_opened = {"at": ""}
_waiting = []
complete, unreached, at_hand = False, False, set()
"""Whether all that comes behind is here; whether it does not come; the modules that were here before the first cell."""

holding = False
"""While the build finds out what a page needs, everything that can wait waits."""


def width():
    """How wide the place of the cell's answer is now, in CSS pixels; 0 if it is not known."""
    return _width[""]


def fragment():
    """How the page's address ended when the cell began to run: "#…", or nothing."""
    return _opened["at"]


def opened_at(hash):
    """The page's address ends like this."""
    _opened["at"] = hash


def when_here(module, call):
    """Call at once if this top-level module has arrived, else as soon as it has. True if it was called.

    When it does not come by itself, what a control was pressed for fetches it: either that goes well now, or it raises
    ConnectionError, and the page says so at that control.
    """
    control = live_session.pressed()
    waits = not complete and module not in at_hand and module in live_images.later.images
    if not holding and not (waits and not (unreached and control)):
        call()
        return True
    waiting = module, call, live_session.here(), control
    if waiting not in _waiting:
        _waiting.append(waiting)
    return False


def begin():
    """What is here now was here before the first cell."""
    at_hand.update(live_images.here.modules, sys.modules)


def arrived():
    """Everything is here: call whoever waits for it; True if anybody was called."""
    global complete
    complete = True
    ready = _waiting[:]
    _waiting.clear()
    for _module, call, cell, control in ready:
        live_session.call(call, cell, control)
    return bool(ready)


def missed():
    """What comes behind does not: who pressed a control tries at once, who did not goes on waiting."""
    global unreached
    unreached = True
    pressed = [waiting for waiting in _waiting if waiting[-1]]
    _waiting[:] = [waiting for waiting in _waiting if not waiting[-1]]
    for _module, call, cell, control in pressed:
        live_session.call(call, cell, control)


_idle = []
"""What waits for `when_idle`: for whom, the call, and on whose account."""


def when_idle(who, calls):
    """Call these one after the other, each once nothing that the reader did waits.

    What was to be called for the same `who` and has not been is dropped: the reader has gone on since. Outside a
    reader's move, all at once.
    """
    _idle[:] = [waiting for waiting in _idle if waiting[0] is not who]
    if not live_session.asked:
        for call in calls:
            call()
        return
    _idle.extend((who, call, live_session.here(), live_session.asked[-1]) for call in calls)


def idles():
    """Whether nothing waits for `when_idle`."""
    return not _idle


def go_on():
    """Call the next of what waits for `when_idle`."""
    _who, call, cell, control = _idle.pop(0)
    live_session.call(call, cell, control)


class Store:
    """One of the texts that this browser keeps for all pages and tabs of the book.

    What is written is in the browser a moment later. If it could not be kept after all, whoever asked by `when_refused`
    hears why: "changed" (another tab wrote in the same moment), "full" or "blocked"; the text is then what the browser
    really has. Whoever asked by `when_changed` hears of what another tab wrote.
    """

    def __init__(self, name):
        self._name = name
        self._text, self._blocked, self._too_long = None, False, None
        self._hear_refused, self._hear_changed = [], []

    def read(self):
        """The text, None if there is none. PermissionError if this browser keeps nothing."""
        if self._blocked:
            raise PermissionError(errno.EACCES, "this browser keeps nothing for this page")
        return self._text

    def write(self, text, expected):
        """Keep this text if the one that is kept is `expected`; whether it is. OSError if there is no room."""
        if self.read() != expected:
            return False
        if self._too_long is not None and text is not None and len(text) >= self._too_long:
            raise OSError(errno.ENOSPC, "this browser has no more room for this page")
        self._text = text
        live_session.send("keep", name=self._name, text=text, expected=expected)
        return True

    def erase(self):
        """Forget the text."""
        if self._text is not None:
            self.write(None, self._text)

    def when_refused(self, call):
        """Call with the reason, on account of the cell that asks now, when a text could not be kept after all."""
        self._hear_refused.append((call, live_session.here()))

    def when_changed(self, call):
        """Call, on account of the cell that asks now, when another tab has changed the text."""
        self._hear_changed.append((call, live_session.here()))

    def _told(self, text, problem):
        wanted, self._text = self._text, text
        self._blocked = problem == "blocked"
        self._too_long = len(wanted) if problem == "full" and wanted is not None else None
        if problem:
            for call, cell in self._hear_refused:
                live_session.call(lambda call=call: call(problem), cell)
        elif text != wanted:
            for call, cell in self._hear_changed:
                live_session.call(call, cell)


_keeping = None


def keeps(typed):
    """Say whether what is typed now is kept. If it is, and the reader leaves before Python has dealt with it, the page
    hands it in when they come back."""
    global _keeping
    if typed != _keeping:
        _keeping = typed
        live_session.send("keeps", typed=typed)


stores = {}
"""Where the book lets its cells keep texts, by name (`live_stores` in its configuration); all are here before the first
cell runs."""


def kept(name, text, problem):
    """What the browser keeps now under a name; the page says so at first, and whenever another tab has changed it."""
    if name not in stores:
        stores[name] = Store(name)
    stores[name]._told(text, problem)
