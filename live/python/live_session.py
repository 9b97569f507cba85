"""A notebook's session in a page: runs cells, carries widget messages, shows output. No IPython, no kernel.

Everything goes through `_post(text, buffers)`, a function of the page's worker: text is a message as JSON with its
`type`, buffers the binary parts. Output has an address `to`: "cell:3", or the model id of an Output widget.
"""

import ast
import base64
import builtins
import io
import json
import linecache
import os
import sys
import traceback
import types

os.environ.setdefault("JUPYTER_WIDGETS_ECHO", "0")
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")

_post = None
_target = []
_opened = 0
_home = {}
"""Which cell a comm was made in, by its id: there its later output goes."""


_encode = json.JSONEncoder(default=str).encode


def send(kind, buffers=None, **content):
    """A message to the page."""
    if _post is not None:
        content["type"] = kind
        _post(_encode(content), buffers)


def _out(kind, **content):
    send(kind, to=_target[-1] if _target else None, **content)


# ---- what is printed -----------------------------------------------------------------------------------------------


class _Stream(io.TextIOBase):
    """Keeps what is printed until somebody asks, or until it would go elsewhere."""

    def __init__(self, name):
        self._name, self._kept, self._to = name, [], None

    def write(self, text):
        to = _target[-1] if _target else None
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


def _flush():
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
        made = own(include=include, exclude=exclude)
        if isinstance(made, tuple):
            made, metadata = made[0], dict(made[1] or {})
        data = dict(made or {})
    elif "matplotlib.figure" in sys.modules and isinstance(shown, sys.modules["matplotlib.figure"].Figure):
        drawn = io.StringIO()
        shown.savefig(drawn, format="svg", bbox_inches="tight")
        data = {"image/svg+xml": drawn.getvalue()}
    if not data and not isinstance(shown, type):
        for mime, name in _REPRS:
            ask = getattr(shown, name, None)
            made = ask() if ask is not None else None
            if isinstance(made, tuple):
                made, metadata[mime] = made
            if isinstance(made, bytes):
                made = base64.b64encode(made).decode()
            if made is not None:
                data[mime] = made
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
    _flush()
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
        data, told = (thing, {}) if raw else bundle(thing, include, exclude)
        _out("display_data", data=data, metadata=metadata or told, display_id=display_id)
    return DisplayHandle(display_id) if display_id else None


def update_display(shown, *, display_id, metadata=None, raw=False, **_kwargs):
    """Replace what was shown under this id, wherever it stands."""
    _flush()
    data, told = (shown, {}) if raw else bundle(shown)
    _out("update_display_data", data=data, metadata=metadata or told, display_id=display_id)


def clear_output(wait=False):
    """Forget the output so far; with wait, only when the next one comes."""
    _flush()
    _out("clear_output", wait=bool(wait))


def show_error(kind, error, trace):
    """An exception as output, without this file's own lines."""
    _flush()
    while trace is not None and trace.tb_frame.f_code.co_filename == show_error.__code__.co_filename:
        trace = trace.tb_next
    told = "".join(traceback.format_exception(kind, error, trace))
    _out("error", ename=kind.__name__, evalue=str(error), traceback=told)


def _flush_figures():
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
        return _names

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


# ---- widgets -------------------------------------------------------------------------------------------------------


def _install_comms():
    import comm
    from comm.base_comm import BaseComm

    class Comm(BaseComm):
        def __init__(self, *given, comm_id=None, **named):
            global _opened
            _opened += 1
            super().__init__(*given, comm_id=comm_id or f"python-{_opened}", **named)

        def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **_keys):
            if msg_type == "comm_open" and _target:
                _home[self.comm_id] = here()
            send(
                msg_type,
                [bytes(each) for each in buffers] if buffers else None,
                comm_id=self.comm_id,
                data=data or {},
                metadata=metadata or {},
                target_name=self.target_name,
            )

    comm.create_comm = Comm
    return comm.get_comm_manager()


def _install_state():
    """Opening a widget asks every trait of its class what it is, each time anew: here a class answers once for all."""
    from ipywidgets import Widget
    from traitlets import HasTraits

    known = {}

    def of(self):
        kind = type(self)
        if kind not in known:
            all_traits = kind.class_traits()
            synced = {name: trait for name, trait in all_traits.items() if trait.metadata.get("sync")}
            known[kind] = all_traits, synced, {name: each.metadata.get("to_json") for name, each in all_traits.items()}
        return known[kind]

    def traits(self, **metadata):
        return dict(of(self)[1]) if metadata == {"sync": True} else HasTraits.traits(self, **metadata)

    def get_state(self, key=None, drop_defaults=False):
        all_traits, _synced, as_json = of(self)
        keys = self.keys if key is None else [key] if isinstance(key, str) else key
        state, set_already = {}, self._trait_values
        for name in keys:
            value = set_already[name] if name in set_already else getattr(self, name)
            if as_json[name] is not None:
                value = as_json[name](value, self)
            if not drop_defaults or not self._compare(value, all_traits[name].default_value):
                state[name] = value
        return state

    def view(self, **_kwargs):
        shown = {"text/plain": f"{type(self).__name__}()"}  # not its repr, which asks all widgets within
        if self._view_name is not None:
            data = {"version_major": 2, "version_minor": 0, "model_id": self._model_id}
            shown["application/vnd.jupyter.widget-view+json"] = data
        return shown

    Widget.traits, Widget.get_state, Widget._repr_mimebundle_ = traits, get_state, view


def _install_output():
    """What is printed or shown inside `with out:` is addressed to the Output widget."""
    from ipywidgets.widgets.widget_output import Output

    def enter(self):
        _flush()
        _target.append(self.model_id)
        return self

    def leave(self, kind, error, trace):
        if kind is not None:
            show_error(kind, error, trace)
        _flush_figures()
        _flush()
        _target.pop()
        return True if kind is not None and issubclass(kind, Exception) else None

    Output.__enter__, Output.__exit__ = enter, leave


def on_comm(text, buffers=None):
    """A message from the page: comm_open, comm_msg or comm_close. An exception becomes output of its cell."""
    content = json.loads(text)
    kind = content.pop("type")
    message = {
        "header": {"msg_type": kind, "msg_id": content.get("msg_id")},
        "content": content,
        "metadata": content.get("metadata") or {},
        "buffers": [each if isinstance(each, memoryview) else memoryview(each) for each in buffers or ()],
    }
    _target.append(_home.get(content["comm_id"]) or content.get("cell"))
    try:
        if kind == "comm_msg":
            found = _manager.comms.get(content["comm_id"])
            if found is not None:
                found.handle_msg(message)
        else:
            getattr(_manager, kind)(None, None, message)
        _flush_figures()
    except BaseException:
        show_error(*sys.exc_info())
    finally:
        _flush()
        _target.pop()


# ---- cells ---------------------------------------------------------------------------------------------------------

_main = types.ModuleType("__main__")
_names = _main.__dict__
_shown = {}
"""The object each cell ended with."""


def _without_magics(source):
    lines = []
    for line in source.splitlines():
        bare = line.lstrip()
        pad = line[: len(line) - len(bare)]
        if bare.startswith("%%"):
            line = f"{pad}# {bare}"
        elif bare.startswith("%"):
            name, _blank, rest = bare[1:].partition(" ")
            line = f"{pad}get_ipython().run_line_magic({name!r}, {rest!r})"
        elif bare.startswith("!"):
            line = f"{pad}print('Commands of the shell do not work in a page.')"
        lines.append(line)
    return "\n".join(lines)


async def run_cell(cell, source):
    """Run a cell and show what it ends with; True unless it raised."""
    name, well = f"<cell {cell}>", True
    _target.append(f"cell:{cell}")
    try:
        try:
            tree = ast.parse(source, name)
        except SyntaxError:
            source = _without_magics(source)
            tree = ast.parse(source, name)
        linecache.cache[name] = len(source), None, source.splitlines(True), name
        quiet = source.rstrip().endswith(";")
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) and not quiet else None
        for node, mode in ((tree, "exec"), (last and ast.Expression(last.value), "eval")):
            if node is None:
                continue
            made = eval(compile(node, name, mode, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), _names)
            if isinstance(made, types.CoroutineType):
                made = await made
            if mode == "eval" and made is not None:
                _names["_"] = _shown[cell] = made
                display(made)
        _flush_figures()
    except BaseException:
        well = False
        show_error(*sys.exc_info())
    finally:
        _flush()
        _target.pop()
    return well


def ask(expression):
    """The value of an expression in the cells' names, as JSON: for tests of a page."""
    return json.dumps(eval(expression, _names), default=float)


def here():
    """The cell on whose account things happen now, "cell:3"; None outside any."""
    return next((to for to in reversed(_target) if to and to.startswith("cell:")), None)


def call(function, to):
    """Call something on a cell's account: what it prints and how it fails is output of that cell."""
    _target.append(to)
    try:
        return function()
    except BaseException:
        show_error(*sys.exc_info())
    finally:
        _flush_figures()
        _flush()
        _target.pop()


def set_width(cell, width):
    """The place of a cell's answer has this width; an object that wants to know has a method `_page_resized_`."""
    page = sys.modules.get("live_page")
    if page is not None:
        page._width[""] = width
    resized = getattr(_shown.get(cell), "_page_resized_", None)
    if resized is not None:
        call(resized, f"cell:{cell}")


_manager = None


def start(post):
    """Begin the session: `post(text, buffers)` carries messages to the page."""
    global _post, _manager
    _post = post
    sys.stdout, sys.stderr = _Stream("stdout"), _Stream("stderr")
    _main.__builtins__ = builtins
    sys.modules["__main__"] = _main
    _manager = _install_comms()
    import IPython

    builtins.get_ipython, builtins.display = IPython.get_ipython, display
    _install_state()
    _install_output()
