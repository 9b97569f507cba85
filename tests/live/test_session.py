"""The Python side of a live page, run here without a browser: messages, buffers, output, errors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PYTHON = Path(__file__).resolve().parents[2] / "live" / "python"

HARNESS = """
import asyncio, base64, json, sys
import live_session as session
sent = []
def post(text, buffers):
    sent.append(json.loads(text) | ({"buffers": [bytes(b).hex() for b in buffers]} if buffers else {}))
session.start(post)
out = sys.__stdout__
async def main():
    for step in json.load(sys.stdin):
        if isinstance(step, str):
            sent.append({"type": "done", "well": await session.run_cell(str(len(sent)), step)})
        else:
            name, data, buffers = step
            comm = session._names[name].comm.comm_id
            message = {"type": "comm_msg", "comm_id": comm, "data": data, "msg_id": "m"}
            session.on_comm(json.dumps(message), [bytes.fromhex(b) for b in buffers])
asyncio.run(main())
json.dump(sent, out)
"""


def played(*steps: Any) -> list[dict[str, Any]]:
    """What the session sends when these cells run and these messages (widget, data, buffers) come from the page."""
    done = subprocess.run(
        [sys.executable, "-c", HARNESS],
        input=json.dumps(steps),
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PYTHON), "PYTHONSAFEPATH": "1"},
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def of(kind: str, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [message for message in messages if message["type"] == kind]


def update(**state: Any) -> dict[str, Any]:
    return {"method": "update", "state": state, "buffer_paths": []}


def test_a_widget_opens_its_comms_and_is_shown():
    messages = played("import ipywidgets\nw = ipywidgets.IntSlider(3)\nw")
    opened = {each["data"]["state"]["_model_name"] for each in of("comm_open", messages)}
    assert opened == {"LayoutModel", "SliderStyleModel", "IntSliderModel"}
    (shown,) = of("display_data", messages)
    assert "application/vnd.jupyter.widget-view+json" in shown["data"]
    assert shown["to"].startswith("cell:")


def test_a_move_in_the_page_reaches_python_and_what_it_changes_comes_back_without_an_echo():
    cell = """
import ipywidgets
w, twice = ipywidgets.IntSlider(3), ipywidgets.IntText()
w.observe(lambda change: setattr(twice, "value", 2 * change.new), "value")
"""
    messages = played(cell, ["w", update(value=7), []])
    changes = [each["data"]["state"] for each in of("comm_msg", messages)]
    assert changes == [{"value": 14}]


def test_binary_buffers_go_both_ways():
    cell = """
import ipywidgets
upload, image = ipywidgets.FileUpload(), ipywidgets.Image(value=b"old")
upload.observe(lambda change: setattr(image, "value", bytes(change.new[0].content) + b"\\xff"), "value")
"""
    file = {"name": "a", "type": "b", "size": 2, "last_modified": 0}
    data = {"method": "update", "state": {"value": [file]}, "buffer_paths": [["value", 0, "content"]]}
    messages = played(cell, ["upload", data, ["00fe"]])
    (change,) = of("comm_msg", messages)
    assert (change["data"]["buffer_paths"], change["buffers"]) == ([["value"]], ["00feff"])


def test_output_goes_to_the_innermost_output_widget_and_back():
    cell = """
import ipywidgets
from IPython.display import clear_output, display
outer, inner = ipywidgets.Output(), ipywidgets.Output()
with outer:
    print("one")
    with inner:
        print("two")
        clear_output(wait=True)
    display("three")
print("four")
"""
    messages = played(cell)
    ids = {each["comm_id"] for each in of("comm_open", messages)}
    printed = {each["text"].strip(): each["to"] for each in of("stream", messages)}
    (shown,) = of("display_data", messages)
    assert printed["one"] == shown["to"] != printed["two"]
    assert {printed["one"], printed["two"]} <= ids
    assert printed["four"].startswith("cell:")
    assert of("clear_output", messages)[0] | {"type": ""} == {"type": "", "to": printed["two"], "wait": True}


def test_an_error_in_a_callback_belongs_to_the_widgets_cell_and_the_session_goes_on():
    cell = """
import ipywidgets
w, seen = ipywidgets.IntSlider(3), ipywidgets.IntText()
def heard(change):
    seen.value = change.new
    if change.new == 7:
        raise ZeroDivisionError("seven")
w.observe(heard, "value")
"""
    messages = played(cell, ["w", update(value=7), []], ["w", update(value=8), []])
    (error,) = of("error", messages)
    assert (error["ename"], error["evalue"]) == ("ZeroDivisionError", "seven")
    assert error["to"].startswith("cell:")
    assert "in heard" in error["traceback"]
    assert "live_session" not in error["traceback"].split("Traceback")[1].splitlines()[1]
    assert [each["data"]["state"]["value"] for each in of("comm_msg", messages)] == [7, 8]


def test_the_page_hears_when_something_goes_well_where_something_had_failed():
    cell = """
import ipywidgets
w, other = ipywidgets.IntSlider(3), ipywidgets.IntSlider(3)
w.observe(lambda change: 1 / (change.new - 7), "value")
"""
    moves = [["w", update(value=value), []] for value in (4, 7, 7, 8)]
    messages = played(
        cell, *moves, "z = ipywidgets.IntSlider(1)", ["z", update(value=2), []], ["other", update(value=1), []]
    )
    told = [each["type"] for each in messages if each["type"] in ("error", "well")]
    assert told == ["error", "well", "well", "well"]
    (home,) = {each["to"] for each in messages if each["type"] in ("error", "well")}
    assert home == next(each["to"] for each in of("error", messages))
    assert {each["msg_id"] for each in of("well", messages)} == {"m"}


def test_a_cell_that_raises_says_so():
    messages = played("x = 1\nx / 0")
    assert of("done", messages) == [{"type": "done", "well": False}]
    assert of("error", messages)[0]["ename"] == "ZeroDivisionError"


@pytest.mark.parametrize(
    ("cell", "mime"),
    [
        ("{'a': [1, 2]}", "text/plain"),
        ("from IPython.display import Markdown; Markdown('**b**')", "text/markdown"),
        ("from IPython.display import HTML; HTML('<b>b</b>')", "text/html"),
        ("import pandas; pandas.DataFrame({'a': [1]})", "text/html"),
        ("from matplotlib import pyplot as plt; plt.plot([1, 2]);", "image/svg+xml"),
        ("class A:\n    def _repr_svg_(self): return '<svg/>'\nA()", "image/svg+xml"),
    ],
)
def test_rich_output_comes_by_its_type(cell, mime):
    (shown,) = of("display_data", played(cell))
    assert mime in shown["data"]


def test_a_cell_may_warn_and_a_library_may_not():
    library = "import sys, types, warnings\nlibrary = types.ModuleType('library')\n"
    library += (
        "exec('def use(): warnings.warn(\"mend me\")', {'warnings': warnings, '__name__': 'library'}, library.__dict__)"
    )
    said = played(library, "library.use()", "warnings.warn('mend this')")
    assert "mend me" not in str(said)
    assert "mend this" in str(said)


def test_what_was_shown_can_be_updated():
    messages = played("from IPython.display import display\nh = display('a', display_id=True)\nh.update('b')")
    (shown,), (changed,) = of("display_data", messages), of("update_display_data", messages)
    assert shown["display_id"] == changed["display_id"]
    assert changed["data"]["text/plain"] == "'b'"


def test_a_cell_may_wait_and_magics_do_no_harm():
    messages = played("%matplotlib inline\nimport asyncio\nawait asyncio.sleep(0)\nprint('done')")
    assert [each["text"] for each in of("stream", messages)] == ["done\n"]
    assert of("error", messages) == []


LATE = """
import ipywidgets, live_images, live_page
page = {"net": False}
def bring(image):
    if not page["net"]:
        raise RuntimeError("no net")
    page["brought"] = page.get("brought", 0) + 1
    live_images.later.images.clear()
live_images.later.know('{"late": {"root": "/", "modules": {"a_late_module": "a_late_module.py"}}}')
live_images.later.bring = bring
import sys
sys.meta_path.append(live_images.later)
button, said = ipywidgets.Button(), ipywidgets.IntText()
done = []
"""
PRESS = {"method": "custom", "content": {"event": "click"}}


def test_what_cannot_be_fetched_is_said_at_the_control_that_needs_it_and_tried_anew():
    cell = (
        LATE
        + """
def fetch(_button):
    try:
        import a_late_module
    except ModuleNotFoundError:
        pass  # it was asked for anew, and is nowhere here
    said.value += 1
button.on_click(fetch)
"""
    )
    messages = played(cell, ["button", PRESS, []], "page['net'] = True", ["button", PRESS, []])
    opened = {each["data"]["state"]["_model_name"]: each["comm_id"] for each in of("comm_open", messages)}
    assert of("unfetched", messages) == [{"type": "unfetched", "comm_id": opened["ButtonModel"]}]
    assert not of("error", messages)
    assert [each["data"]["state"] for each in of("comm_msg", messages)] == [{"value": 1}]


def test_a_press_does_not_wait_for_what_does_not_come_and_what_was_not_pressed_does():
    cell = (
        LATE
        + """
def fetch():
    done.append("fetch")
    import a_late_module
button.on_click(lambda _button: live_page.when_here("a_late_module", fetch))
live_page.when_here("a_late_module", lambda: done.append("picture"))
"""
    )
    steps = ["print(done)", "live_page.missed()", "print(done)"]
    messages = played(cell, ["button", PRESS, []], *steps, ["button", PRESS, []], "print(done)")
    printed = [each["text"].strip() for each in of("stream", messages)]
    assert printed == ["[]", "['fetch']", "['fetch', 'fetch']"]
    assert len(of("unfetched", messages)) == 2


IDLE = """
import ipywidgets, live_page
done, who = [], object()
slider = ipywidgets.IntSlider()
def piece(name):
    if name == "breaks":
        raise ValueError(name)
    done.append(name)
def moved(change):
    done.append(change["new"])
    names = "picture", "breaks", f"table {change['new']}"
    live_page.when_idle(who, [lambda name=name: piece(name) for name in names])
slider.observe(moved, "value")
live_page.when_idle(who, [lambda: piece("at once")])
slider
"""


def test_what_may_wait_is_called_between_moves_and_what_is_left_of_it_dropped_by_the_next():
    moves = [["slider", update(value=number), []] for number in (3, 4)]
    rest = "while not live_page.idles():\n    live_page.go_on()"
    messages = played(IDLE, moves[0], "live_page.go_on()", moves[1], rest, "print(done)")
    (printed,) = of("stream", messages)
    assert printed["text"].strip() == "['at once', 3, 'picture', 4, 'picture', 'table 4']"
    (error,) = of("error", messages)  # it is the cell's, and what comes after it comes
    assert (error["to"], error["evalue"]) == ("cell:0", "breaks")
