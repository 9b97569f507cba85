"""The notebooks' kernels: reached over sockets that are files instead of numbered ports, and ready at once.

Jupyter looks for free ports, lets go of them and has the kernel take them a second later. Whoever starts two kernels
at once, as we do with two languages, may see one take the other's port and the other die. A file has one owner.

Half of a notebook's time goes into imports that are the same in all. So kernels begin, on Linux, as copies of one
process that has made them: Python's own `forkserver`.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import sleep
from typing import Any

from jupyter_client import launcher
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import local_provisioner

IMPORTED = ("ipykernel.kernelapp", "ipykernel.ipkernel", "publish.kernel_imports")
"""What the process has imported whose copies the kernels are."""


@cache
def ready() -> None:
    """From now on every kernel that this process starts is reached over files and has its imports, where that works."""
    if os.name == "posix":
        _without_ports()
    if sys.platform == "linux":
        multiprocessing.get_context("forkserver").set_forkserver_preload([*IMPORTED])
        local_provisioner.launch_kernel = _launched  # type: ignore  # where jupyter_client looks it up


def _without_ports() -> None:
    folder = Path(tempfile.mkdtemp(prefix="tertulia-"))  # short: the path of a socket has about a hundred characters
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    numbers = count(1)
    ordinary = KernelManager.__init__

    def begin(self: KernelManager, *args: Any, **kwargs: Any) -> None:
        ordinary(self, *args, **{"transport": "ipc", "ip": str(folder / str(next(numbers))), **kwargs})

    KernelManager.__init__ = begin  # type: ignore[method-assign]  # nbclient and nbval take no manager of ours


def _launched(command: Sequence[str], *args: Any, **settings: Any) -> Any:
    """In place of `jupyter_client.launcher.launch_kernel`: another kernel than Python's begins as ever."""
    if list(command[1:3]) != ["-m", "ipykernel_launcher"]:
        return launcher.launch_kernel(list(command), *args, **settings)
    return Copy(command[3:], settings.get("cwd"), settings.get("env") or os.environ)


class Copy:
    """A kernel that began as a copy; jupyter_client handles it as a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, arguments: Sequence[str], folder: str | None, environment: Mapping[str, str]) -> None:
        context = multiprocessing.get_context("forkserver")
        given = ([*arguments], folder, dict(environment))
        self._process: BaseProcess = context.Process(target=_kernel, args=given, daemon=True)
        self._process.start()
        while self.poll() is None and os.getpgid(self.pid) != self.pid:
            sleep(0.001)  # Jupyter stops a kernel with its group, which must not be ours

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid or 0

    @property
    def returncode(self) -> int | None:
        """How it ended, or None."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """How it ended, or None."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for its end, so many seconds at most; how it ended."""
        self._process.join(timeout)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it."""
        self._process.kill()


def _kernel(arguments: list[str], folder: str | None, environment: dict[str, str]) -> None:
    """In the copy: what `python -m ipykernel_launcher` does."""
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder or os.getcwd())
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance(argv=[*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])


def pytest_configure() -> None:
    """As a plugin, `-p publish.kernels`: for nbval, which starts a kernel for every notebook."""
    ready()
