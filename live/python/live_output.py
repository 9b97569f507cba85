"""What a cell prints and shows in a page, and the shell that libraries look for. No IPython, no kernel.

Everything goes through `_post(text, buffers)`, a function of the page's worker: text is a message as JSON with its
`type`, buffers the binary parts. Output has an address `to`: "cell:3", or the model id of an Output widget.
"""

import base64
import io
import json
import sys
import traceback
import types

_post = None
addressees = []
"""The addresses of what is printed and shown, the one that counts now last."""

asked = []
"""On account of which control things happen, the one that counts now last: (its comm, whether it was pressed)."""

_encode = json.JSONEncoder(default=str).encode


def send(kind, buffers=None, **content):
    """A message to the page."""
    if _post is not None:
        content["type"] = kind
        _post(_encode(content), buffers)


def send_by(post):
    """From now on messages go to the page by `post(text, buffers)`."""
    global _post
    _post = post


def put(kind, **content):
    """Output for whoever is addressed now."""
    send(kind, to=addressees[-1] if addressees else None, **content)


# ---- what is printed -----------------------------------------------------------------------------------------------


class Stream(io.TextIOBase):
    """Keeps what is printed until somebody asks, or until it would go elsewhere."""

    def __init__(self, name):
        self._name, self._kept, self._to = name, [], None

    def write(self, text):
        to = addressees[-1] if addressees else None
        if to != self._to:
            self.flush()
            self._to = to
        self._kept.append(text)
        return len(text)

    def flush(self):
        if self._kept:
            text = "".join(self._kept)
            self._kept.clear()
            send("stream", to=self._to, name=self._name, text=text)

    def writable(self):
        return True


def flush():
    """Send what has been printed so far."""
    sys.stdout.flush()
    sys.stderr.flush()


# ---- what is shown -------------------------------------------------------------------------------------------------

_REPRS = (
    ("text/html", "_repr_html_"),
    ("text/markdown", "_repr_markdown_"),
    ("text/latex", "_repr_latex_"),
    ("image/svg+xml", "_repr_svg_"),
    ("image/png", "_repr_png_"),
    ("image/jpeg", "_repr_jpeg_"),
    ("application/json", "_repr_json_"),
    ("application/javascript", "_repr_javascript_"),
)


def bundle(shown, include=None, exclude=None):
    """An object by MIME type, and its metadata, as IPython's formatters give it."""
    data, metadata = {}, {}
    own = None if isinstance(shown, type) else getattr(shown, "_repr_mimebundle_", None)
    if own is not None:
        representations = own(include=include, exclude=exclude)
        if isinstance(representations, tuple):
            representations, metadata = representations[0], dict(representations[1] or {})
        data = dict(representations or {})
    elif "matplotlib.figure" in sys.modules and isinstance(shown, sys.modules["matplotlib.figure"].Figure):
        svg = io.StringIO()
        shown.savefig(svg, format="svg", bbox_inches="tight")
        data = {"image/svg+xml": svg.getvalue()}
    if not data and not isinstance(shown, type):
        for mime, name in _REPRS:
            ask = getattr(shown, name, None)
            representation = ask() if ask is not None else None
            if isinstance(representation, tuple):
                representation, metadata[mime] = representation
            if isinstance(representation, bytes):
                representation = base64.b64encode(representation).decode()
            if representation is not None:
                data[mime] = representation
    if "text/plain" not in data:
        if isinstance(shown, dict | list | tuple | set):
            from pprint import pformat

            data["text/plain"] = pformat(shown, sort_dicts=False)
        else:
            data["text/plain"] = repr(shown)
    return data, metadata


class DisplayHandle:
    """What `display(..., display_id=True)` gives, to update it later."""

    def __init__(self, display_id):
        self.display_id = display_id

    def update(self, shown, **kwargs):
        """Show this instead."""
        update_display(shown, display_id=self.display_id, **kwargs)

    def display(self, shown, **kwargs):
        """Show it once more."""
        display(shown, display_id=self.display_id, **kwargs)


def display(*things, include=None, exclude=None, metadata=None, raw=False, display_id=None, clear=False, **_kwargs):
    """Show things, as IPython.display.display does."""
    flush()
    if clear:
        clear_output(wait=True)
    if display_id is True:
        from uuid import uuid4

        display_id = uuid4().hex
    for thing in things:
        own = None if raw or isinstance(thing, type) else getattr(thing, "_ipython_display_", None)
        if own is not None:
            own()
            continue
        data, own_metadata = (thing, {}) if raw else bundle(thing, include, exclude)
        put("display_data", data=data, metadata=metadata or own_metadata, display_id=display_id)
    return DisplayHandle(display_id) if display_id else None


def update_display(shown, *, display_id, metadata=None, raw=False, **_kwargs):
    """Replace what was shown under this id, wherever it stands."""
    flush()
    data, own_metadata = (shown, {}) if raw else bundle(shown)
    put("update_display_data", data=data, metadata=metadata or own_metadata, display_id=display_id)


def clear_output(wait=False):
    """Forget the output so far; with wait, only when the next one comes."""
    flush()
    put("clear_output", wait=bool(wait))


def show_error(kind, error, trace):
    """An exception as output, without the session's own lines.

    What could not be fetched is said at the control that asked for it.
    """
    flush()
    if asked and issubclass(kind, ConnectionError):
        send("unfetched", comm_id=asked[-1][0])
        return
    while trace is not None and trace.tb_frame.f_globals.get("__name__") in ("live_session", __name__):
        trace = trace.tb_next
    report = "".join(traceback.format_exception(kind, error, trace))
    put("error", ename=kind.__name__, evalue=str(error), traceback=report)


def flush_figures():
    """Show the figures that matplotlib has open, if it is here."""
    inline = sys.modules.get("matplotlib_inline.backend_inline")
    if inline is not None:
        inline.flush_figures()


# ---- what libraries look for on get_ipython() ------------------------------------------------------------------------


class _Events:
    def __init__(self):
        self._calls = {}

    def register(self, name, call):
        self._calls.setdefault(name, []).append(call)

    def unregister(self, name, call):
        self._calls[name].remove(call)

    def trigger(self, name, *given):
        for call in list(self._calls.get(name, ())):
            call(*given)


class Shell:
    """The page's shell."""

    kernel = None
    config = types.MappingProxyType({})
    format = staticmethod(bundle)

    def __init__(self):
        self.events, self.display_formatter = _Events(), self

    @classmethod
    def instance(cls):
        """There is one."""
        return shell

    @classmethod
    def initialized(cls):
        """It is always there."""
        return True

    @property
    def user_ns(self):
        """The names the cells have made."""
        return sys.modules["__main__"].__dict__

    def showtraceback(self, exc_tuple=None, **_kwargs):
        """Show the exception in hand."""
        show_error(*(exc_tuple or sys.exc_info()))

    def run_line_magic(self, name, line, *_args):
        """Those that set the scene are not needed here; any other one says that it is missing."""
        if name not in ("matplotlib", "config", "load_ext", "autoreload"):
            print(f"%{name} does not work in a page.", file=sys.stderr)

    def run_cell_magic(self, name, line, cell):
        """As line magics."""
        self.run_line_magic(name, line)

    def register_magics(self, *_args):
        """Nothing: there are none."""

    def enable_gui(self, *_args):
        """Nothing: the page is the screen."""


shell = Shell()
