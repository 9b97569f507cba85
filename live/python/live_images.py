"""Imports modules straight out of package images.

An image is one file: a length, a JSON header and the bytes. The header has `modules` (name to [path, offset, size,
more]: compiled code and after it, `more` bytes long, what `compiled` learns) and `files` (everything else, already in
the file system). Finding a module is one look into a dictionary: nothing is searched for on disk, which in a browser is
slow.
"""

import _sre
import gc
import importlib
import json
import marshal
import os
import re
import sys
import time
import types
from importlib.machinery import ExtensionFileLoader, SourcelessFileLoader
from importlib.util import module_from_spec, spec_from_file_location

compiled = {}
"""What imports would compile anew, which takes longer than all the rest: the code of what `dataclasses` writes by its
text, and the arguments of `_sre.compile` by regular expression and flags."""


def _exec(text, names, made):
    """In place of `exec` in `dataclasses`."""
    exec(compiled.get(text, text), sys.modules["dataclasses"].__dict__ if names is None else names, made)


def _pattern(pattern, flags=0, slowly=re._compiler.compile):
    """In place of `compile` in `re._compiler`."""
    known = compiled.get((pattern, flags)) if isinstance(pattern, (str, bytes)) else None
    return slowly(pattern, flags) if known is None else _sre.compile(pattern, *known)


class _Loader(SourcelessFileLoader):
    def __init__(self, name, path, image, offset, size, more):
        super().__init__(name, path)
        self._place = image, offset, size, more

    def get_code(self, fullname):
        image, offset, size, more = self._place
        if isinstance(image, str):
            image = _open(image)
        image.seek(offset)
        code = marshal.loads(image.read(size))
        if more:
            compiled.update(marshal.loads(image.read(more)))
        return code

    def exec_module(self, module):
        super().exec_module(module)
        if module.__name__ == "dataclasses":
            module.exec = _exec
        if finished is not None:
            finished.append(module.__name__)


_ASKED_OF_ALL = {"__path__", "__warningregistry__", "__wrapped__"}
"""What Python asks of every module without wanting it."""


LATE = {"numpy.linalg._umath_linalg", "numpy._core._multiarray_tests"}
"""Compiled modules that numpy always imports and few pages use: loaded when something of them is used.

Not so all others: those of pandas, for one, import each other in circles and rely on the order.
"""


class _Late(types.ModuleType):
    """One of `LATE`, before it is used."""

    def __getattr__(self, name):
        if name in _ASKED_OF_ALL:
            raise AttributeError(name)
        bring = self.__dict__.pop("_live_bring", None)
        if bring is not None:
            try:
                bring(self)
            except ConnectionError:
                self._live_bring = bring
                raise
        try:
            return self.__dict__[name]
        except KeyError:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None


class _LateLoader:
    """Puts a `_Late` module where the real one will be, and loads that, with its image if need be, on first use."""

    def __init__(self, path):
        self._path = path

    def create_module(self, spec):
        return _Late(spec.name)

    def exec_module(self, module):
        module._live_bring = self._load

    def _load(self, module):
        name = module.__name__
        if name not in here.modules:
            later._fetch(later.images[name])
        loader = ExtensionFileLoader(name, self._path)
        real = module_from_spec(spec_from_file_location(name, self._path, loader=loader))
        sys.modules[name] = real  # before its code runs: what that imports may ask for it in turn
        loader.exec_module(real)
        module.__dict__.update(real.__dict__)


_opened = {}
finished, tried = None, set()
"""Set to a list, `finished` collects the names of modules in the order in which they are complete; `tried` then holds
those of Python modules that somebody began to import, also where that failed."""


def _open(path):
    if path not in _opened:
        _opened[path] = open(path, "rb", buffering=0)
    return _opened[path]


class Finder:
    """Knows every module of the images that have arrived."""

    def __init__(self):
        self.modules = {}

    def add(self, image, header, start):
        """The modules of an image: its path, its header as JSON text, where its bytes begin. Their names."""
        told = json.loads(header)
        root = told["root"]
        for name, (path, offset, size, more) in told["modules"].items():
            self.modules[name] = image, root + path, start + offset, size, more
        return list(told["modules"])

    def find_spec(self, name, path=None, target=None):
        """What the import system asks."""
        found = self.modules.get(name)
        if found is None:
            return None
        image, file, offset, size, more = found
        if file.endswith(".so"):
            loader = _LateLoader(file) if name in LATE else ExtensionFileLoader(name, file)
            return spec_from_file_location(name, file, loader=loader)
        if finished is not None:
            tried.add(name)
        package = file.rpartition("/")[0] if file.endswith("/__init__.py") else None
        return spec_from_file_location(
            name,
            file,
            loader=_Loader(name, file, image, offset, size, more),
            submodule_search_locations=[package] if package else None,
        )


class Later:
    """Knows which image a module is in that has not arrived, and brings it at once when somebody imports it."""

    def __init__(self):
        self.images, self.late = {}, {}
        self.bring = None

    def know(self, index):
        """What is in which image, as JSON: {image: {modules: {name: path}, root}}."""
        for image, told in json.loads(index).items():
            self.images.update(dict.fromkeys(told["modules"], image))
            self.late.update({name: told["root"] + told["modules"][name] for name in LATE & told["modules"].keys()})

    def find_spec(self, name, path=None, target=None):
        """What the import system asks when nobody else has the module."""
        if name in self.late:
            return spec_from_file_location(name, self.late[name], loader=_LateLoader(self.late[name]))
        image = self.images.get(name)
        if image is None or self.bring is None or name in here.modules:
            return None
        self._fetch(image)
        return here.find_spec(name)

    def _fetch(self, image):
        """Bring an image now; ConnectionError if it cannot be had, as for a file that is read (page/images.js).

        An import that fails with it begins anew when somebody tries again.
        """
        try:
            self.bring(image)
        except Exception as problem:
            raise ConnectionError(f"{image} could not be fetched") from problem


here, later = Finder(), Later()


def install():
    """Ask the images that are here, then those that are not: a folder that only awaits files is no package."""
    sys.meta_path[:0] = [here, later]
    sys.path.remove("/lib/python312.zip")
    re._compiler.compile = _pattern


HERE_AND_NOW = "babel.localtime", "babel.dates"
"""Modules that ask at their import where they are: not for a snapshot."""


def hold(names):
    """Import these modules for a snapshot; those that are here afterwards. One that cannot be imported is left out."""
    for name in [name for name in here.modules if name.startswith(HERE_AND_NOW)]:
        del here.modules[name]
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
    for opened in _opened.values():
        opened.close()
    _opened.clear()
    compiled.clear()
    here.modules.clear()
    sys.path_importer_cache.clear()
    sys.modules["zipimport"]._zip_directory_cache.clear()
    gc.collect()
    gc.freeze()  # nothing of this will ever be garbage: nobody need look
    return [name for name in names if name in sys.modules]


YEAR = 365.2425 * 86400
"""In seconds, as the calendar has it on average."""


def woken(environment):
    """In a Python that comes from a snapshot: what is different here and now. environment: a mapping, as JSON."""
    os.environ.update(json.loads(environment))
    january = time.time() // YEAR * YEAR
    both = time.localtime(january), time.localtime(january + YEAR / 2)
    winter, summer = sorted(both, key=lambda half: half.tm_gmtoff)
    time.timezone, time.altzone, time.tzname = -winter.tm_gmtoff, -summer.tm_gmtoff, (winter.tm_zone, summer.tm_zone)
    time.daylight = int(winter.tm_gmtoff != summer.tm_gmtoff)
    if "random" in sys.modules:
        sys.modules["random"].seed()


def wake(name):
    """Import a module, and load it if it is a compiled one. What its own library does without, we do without.

    What cannot be fetched now is fetched when somebody uses it.
    """
    try:
        module = importlib.import_module(name)
    except (ImportError, ConnectionError):
        return
    bring = module.__dict__.pop("_live_bring", None)
    if bring is not None:
        bring(module)
