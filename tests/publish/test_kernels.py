"""Kernels that can't take each other's ports, and have their imports as they begin."""

import json
import os
import subprocess
import sys
from pathlib import Path

from publish.paths import ROOT

START_TWO = """
import json
import nbformat
from nbclient import NotebookClient
from publish import kernels

kernels.ready()
kernels.ready()
kernels_used = []
for _ in range(2):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    client = NotebookClient(notebook)
    with client.setup_kernel():
        manager = client.km
        client.execute_cell(notebook.cells[0], 0)
        kernels_used.append([manager.transport, manager.ip, notebook.cells[0].outputs[0].text])
print(json.dumps(kernels_used))
"""

CELL = """
import os, sys
print(6 * 7, "tertulia.widgets.plan" in sys.modules, os.environ["OF_ITS_OWN"], os.getpgid(0) == os.getpid())
"""


def test_each_kernel_has_sockets_of_its_own_which_go_with_the_process(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"CELL = {CELL!r}\n{START_TWO}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OF_ITS_OWN": "yes"},
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    )
    first, second = json.loads(done.stdout)
    assert first[0] == second[0] == "ipc"
    imported = sys.platform == "linux"
    assert first[2] == second[2] == f"42 {imported} yes True\n"
    assert first[1] != second[1]
    assert not Path(first[1]).parent.exists()
    assert list(tmp_path.iterdir()) == []
