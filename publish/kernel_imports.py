"""What every notebook imports: in the process whose copies the kernels are (`publish.kernels`)."""

import importlib
import pkgutil

import matplotlib.backends.backend_svg  # noqa: F401  the first picture would import it

from tertulia import widgets

for found in pkgutil.walk_packages(widgets.__path__, "tertulia.widgets."):
    importlib.import_module(found.name)
