"""Rich output by its names in IPython."""

import base64

from live_output import DisplayHandle, clear_output, display, update_display  # noqa: F401


class DisplayObject:
    """Something to show, of one MIME type."""

    mime = "text/plain"
    binary = False

    def __init__(self, data=None, url=None, filename=None, metadata=None, **_kwargs):
        if filename:
            with open(filename, "rb" if self.binary else "r") as file:
                data = file.read()
        self.data, self.url, self.metadata = data if data is not None else "", url, metadata or {}

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = self.data
        if isinstance(data, bytes):
            data = base64.b64encode(data).decode()
        return {self.mime: data, "text/plain": f"<{type(self).__name__} object>"}, self.metadata


class HTML(DisplayObject):
    """HTML."""

    mime = "text/html"


class Markdown(DisplayObject):
    """Markdown."""

    mime = "text/markdown"


class Latex(DisplayObject):
    """LaTeX."""

    mime = "text/latex"


class Math(Latex):
    """A formula."""


class SVG(DisplayObject):
    """A drawing."""

    mime = "image/svg+xml"


class JSON(DisplayObject):
    """Data."""

    mime = "application/json"


class Javascript(DisplayObject):
    """A script."""

    mime = "application/javascript"


class Pretty(DisplayObject):
    """Plain text."""


class Code(DisplayObject):
    """A program's text."""


class Image(DisplayObject):
    """A picture from bytes, PNG unless `format` says otherwise."""

    binary = True

    def __init__(self, data=None, url=None, filename=None, format="png", width=None, height=None, **kwargs):
        super().__init__(data, url, filename, **kwargs)
        self.mime = "image/jpeg" if format in ("jpg", "jpeg") else f"image/{format}"
        self.metadata = {self.mime: {k: v for k, v in (("width", width), ("height", height)) if v}}
