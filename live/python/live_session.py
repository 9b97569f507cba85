"""A notebook's session in a page: runs cells, carries widget messages. What they show goes by `live_output`."""

import ast
import builtins
import json
import linecache
import os
import sys
import types

from live_output import Stream, addressees, asked, display, flush, flush_figures, send, send_by, show_error

os.environ.setdefault("JUPYTER_WIDGETS_ECHO", "0")
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")

_opened = 0
_home = {}
"""Which cell a comm was made in, by its id: there its later output goes."""


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
            if msg_type == "comm_open" and addressees:
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
        flush()
        addressees.append(self.model_id)
        return self

    def leave(self, kind, error, trace):
        if kind is not None:
            show_error(kind, error, trace)
        flush_figures()
        flush()
        addressees.pop()
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
    addressees.append(_home.get(content["comm_id"]) or content.get("cell"))
    asked.append((content["comm_id"], (content.get("data") or {}).get("method") == "custom"))
    try:
        if kind == "comm_msg":
            known = _manager.comms.get(content["comm_id"])
            if known is not None:
                known.handle_msg(message)
        else:
            getattr(_manager, kind)(None, None, message)
        flush_figures()
    except BaseException:
        show_error(*sys.exc_info())
    finally:
        flush()
        addressees.pop()
        asked.pop()


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
    addressees.append(f"cell:{cell}")
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
            value = eval(compile(node, name, mode, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), _names)
            if isinstance(value, types.CoroutineType):
                value = await value
            if mode == "eval" and value is not None:
                _names["_"] = _shown[cell] = value
                display(value)
        flush_figures()
    except BaseException:
        well = False
        show_error(*sys.exc_info())
    finally:
        flush()
        addressees.pop()
    return well


def ask(expression):
    """The value of an expression in the cells' names, as JSON: for tests of a page."""
    return json.dumps(eval(expression, _names), default=float)


def here():
    """The cell on whose account things happen now, "cell:3"; None outside any."""
    return next((to for to in reversed(addressees) if to and to.startswith("cell:")), None)


def pressed():
    """The control on whose account things happen now, if it was pressed: what stands in `asked`; else None."""
    return asked[-1] if asked and asked[-1][1] else None


def call(function, to, control=None):
    """Call something on a cell's account: what it prints and how it fails is output of that cell.

    control: the one that was pressed for it, as `pressed` gave it.
    """
    addressees.append(to)
    if control is not None:
        asked.append(control)
    try:
        return function()
    except BaseException:
        show_error(*sys.exc_info())
    finally:
        flush_figures()
        flush()
        addressees.pop()
        if control is not None:
            asked.pop()


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
    global _manager
    send_by(post)
    sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
    _main.__builtins__ = builtins
    sys.modules["__main__"] = _main
    _manager = _install_comms()
    import IPython

    builtins.get_ipython, builtins.display = IPython.get_ipython, display
    _install_state()
    _install_output()
