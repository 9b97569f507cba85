"""The book's look: its page, its style sheets, and the directives its pages are written with.

A Sphinx extension that brings a theme of its own (`theme.toml`), so that a page carries only what it uses: no
framework, no icon font, no script but those in `static/`, one per concern.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from tertulia import look
from tertulia.language import _, speak
from theme import bibliography, directives, edition, glossary, languages, nodes, page, search, transforms, workshop

HERE = Path(__file__).parent

SCRIPTS = ("keep.js", "book.js", "progress.js", "monday.js", "quiz.js", "field.js", "paper.js")
"""In this order: what is kept first, then those who keep something."""


PREFIX = re.compile(r"(?!live:)[a-z0-9-]+:")
"""One colon, at the end, so that no prefix is the beginning of another; under "live:" the pages' runtime notes its own
files."""


def prepare(_app: Sphinx, config: Config) -> None:
    """Let the book speak its language and find the style sheets it shares with the exercises."""
    speak(config.language)
    config.html_static_path = [*config.html_static_path, *(str(look.FOLDER / name) for name in look.SHEETS)]
    config.live_words = words_of_live_pages()
    config.live_store = storage_prefix(config.tertulia_storage)
    if "live_files" in config:
        carried = {"live_files": config.live_files, "live_drop": config.live_drop}
        carried = languages.with_languages(carried, config.tertulia_languages or [config.language])
        config.live_files, config.live_drop = carried["live_files"], carried["live_drop"]
    config.nb_code_prompt_show = _("Show the code")
    config.nb_code_prompt_hide = _("Hide the code")


def storage_prefix(prefix: str) -> str:
    """What every name in the reader's browser begins with; ConfigError if it could not tell two courses apart."""
    if not PREFIX.fullmatch(prefix):
        raise ConfigError(
            f"tertulia_storage: {prefix!r} is no prefix. Write small letters, digits and hyphens, then a colon; "
            "'live:' is taken."
        )
    return prefix


def words_of_live_pages() -> dict[str, str]:
    """What a reader hears while an exercise comes alive, and if it does not."""
    return {
        "starting": _("Getting ready…"),
        "getting": _("Getting ready: {had} of {whole} MB"),
        "numbers": _("Ready: move the controls. The picture follows in a moment."),
        "ready": _("Ready: move the controls."),
        "half": _("The numbers move, but the picture could not be fetched."),
        "slow": _("This takes longer than usual."),
        "failed": _("The controls could not be made to move. Here is the finished example."),
        "offline": _("You are offline. Here is the finished example."),
        "unable": _("This browser is too old to move the controls. Here is the finished example."),
        "scrolls": _("The answer"),
        "error": _("Something went wrong in this exercise."),
        "unfetched": _(
            "This needs something that must be fetched once, and there is no connection now. What you entered stays. "
            "Try it again when there is one."
        ),
        "too_long": _("{n} characters are too many here: at most {most}. Nothing was pasted."),
        "too_large": _("{name} has {n}, and at most {most} can be opened here. Nothing was read."),
        "too_much": _("These files have {n} together, and at most {most} can be opened at once. Nothing was read."),
        "too_many": _("These are {n} files, and at most {most} can be opened at once. Nothing was read."),
        "too_many_lines": _("{n} lines are too many here: at most {most}. Nothing was pasted."),
        "no_number": _("A whole number belongs here, of at most {most} digits. What stands here now does not count."),
        "no_day": _("A day from {first} to {last} belongs here. What stands here now does not count."),
        "reading": _("Reading {name}…"),
        "retry": _("Try again"),
        "ask": _("To move the controls, this page fetches {whole} MB once."),
        "yes": _("Fetch it"),
    }


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything."""
    app.add_html_theme("tertulia", str(HERE))
    app.add_config_value("comments_config", {}, "", dict)  # Jupyter Book sets it even where nobody may comment
    app.add_config_value("tertulia_languages", [], "html", list)
    app.add_config_value("tertulia_storage", "tertulia:", "html", str)
    app.add_config_value("tertulia_fingerprint", "", "env", str)
    app.connect("config-inited", prepare, priority=100)
    app.add_js_file("before_paint.js", priority=100)
    for place, name in enumerate(SCRIPTS):
        app.add_js_file(name, loading_method="defer", priority=500 + place)
    for module in (nodes, edition, directives, bibliography, glossary, languages, transforms, page, search, workshop):
        module.setup(app)
    app.setup_extension("theme.datasets")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
