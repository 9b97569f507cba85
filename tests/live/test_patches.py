"""What other people's code loses and keeps when it is made lighter for a page."""

import subprocess
import sys

import pytest

from live.errors import LiveError
from live.page_scripts import without_unused
from live.patches import NAMES, PASSAGES, patched

GATHERS = NAMES["ipywidgets"]
WHOLE = {"ipywidgets/__init__.py": b"from .widgets import *\n"}
DOOR = 'var _{0}=Module["_{0}"]=(a,b)=>(_{0}=Module["_{0}"]=wasmExports["{0}"])(a,b);'


def test_doors_nobody_goes_through_are_taken_out_and_all_others_stay():
    used, by_name, unused = DOOR.format("used"), DOOR.format("by_name"), DOOR.format("unused")
    script = f"var before=1;{used}{unused}{by_name}_used(1);Module._by_name(2);"
    assert without_unused(script) == f"var before=1;{used}{by_name}_used(1);Module._by_name(2);"


def test_a_door_that_does_more_is_left_alone():
    other = 'var _f=Module["_f"]=(a)=>(_f=Module["_f"]=wasmExports["f"])(a+1);'
    assert without_unused(other) == other


def test_a_file_the_changes_were_not_made_for_stops_the_build_with_its_name():
    files = {path: b"something else" for path in PASSAGES["python"]} | {"asyncio/__init__.py": b""}
    with pytest.raises(LiveError, match=r"asyncio/events\.py of python does not read 'import socket"):
        patched("python", files)
    with pytest.raises(LiveError, match=r"numpy has no numpy/_core/_add_newdocs\.py"):
        patched("numpy", {})


def test_other_packages_stay_as_they_are():
    assert patched("mine", {"mine.py": b"x = 1"}) == {"mine.py": b"x = 1"}


def test_names_come_from_their_neighbour_when_somebody_asks(tmp_path):
    files = patched("ipywidgets", {**WHOLE, GATHERS: b"from .a import A, B\nfrom .b import C\n"})
    folder = tmp_path / "gathered"
    folder.mkdir()
    (folder / "__init__.py").write_bytes(files[GATHERS])
    (folder / "a.py").write_text("print('a is here')\nA, B = 1, 2\n")
    (folder / "b.py").write_text("print('b is here')\nC = 3\n")
    asked = """
import gathered
print(gathered.B, gathered.A, gathered.b.C, hasattr(gathered, "D"))
from gathered import *
print(A, B, C)
"""
    done = subprocess.run([sys.executable, "-c", asked], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["a is here", "b is here", "2 1 3 False", "1 2 3"]


def test_a_gathering_file_that_does_more_stops_the_build():
    with pytest.raises(LiveError, match="does more now"):
        patched("ipywidgets", {**WHOLE, GATHERS: b"from .a import A\nA.begin()\n"})
