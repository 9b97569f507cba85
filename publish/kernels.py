"""The notebooks' kernels, reached over sockets that are files instead of numbered ports.

Jupyter looks for free ports, lets go of them and has the kernel take them a second later. Whoever starts two kernels
at once, as we do with two languages, may see one take the other's port and the other die. A file has one owner.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager


@cache
def without_ports() -> None:
    """From now on every kernel that this process starts is reached over files, where the system has such sockets."""
    if os.name != "posix":
        return
    folder = Path(tempfile.mkdtemp(prefix="tertulia-"))  # short: the path of a socket has about a hundred characters
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    numbers = count(1)
    ordinary = KernelManager.__init__

    def begin(self: KernelManager, *args: Any, **kwargs: Any) -> None:
        ordinary(self, *args, **{"transport": "ipc", "ip": str(folder / str(next(numbers))), **kwargs})

    KernelManager.__init__ = begin  # type: ignore[method-assign]  # nbclient and nbval take no manager of ours


def pytest_configure() -> None:
    """As a plugin, `-p publish.kernels`: for nbval, which starts a kernel for every notebook."""
    without_ports()
