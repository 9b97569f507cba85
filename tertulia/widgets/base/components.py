"""The parts an answer is made of, as HTML. Whatever a learner typed is escaped before it comes here."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape

from tertulia.language import _
from tertulia.look.icons import ICONS
from tertulia.models.finding import Severity

_KEYS = {
    "goal": '<line class="goal" x1="0" x2="40" y1="6" y2="6"/>',
    "median": '<rect class="band" width="40" height="12"/><path class="edge" d="M0 .75h40M0 11.25h40"/>'
    '<line class="median" x1="0" x2="40" y1="6" y2="6"/>',
    "nothing": '<line class="nothing" x1="0" x2="40" y1="6" y2="6"/>',
}


def icon(name: str, extra: str = "") -> str:
    """One of our few line drawings; always beside a word."""
    return f'<svg class="i {extra}" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>'


def grade_word(letter: str) -> str:
    """What an evidence grade means in words."""
    return {"A": _("Strong evidence"), "B": _("Good evidence"), "C": _("Some evidence"), "D": _("Our best guess")}[
        letter
    ]


def grade(letter: str) -> str:
    """The letter in its square and the word beside it."""
    return f'<span class="tt-grade" data-grade="{letter}"><b>{letter}</b>{grade_word(letter)}</span>'


def why(letter: str, reason: str, source: str = "") -> str:
    """The grade of a control, and behind "Why" the reason and the source."""
    named = f" <cite>{escape(source)}</cite>" if source else ""
    return (
        f'<details class="tt-why"><summary>{grade(letter)}<span class="tt-more">{_("Why")}{icon("down", "tt-chev")}'
        f"</span></summary><p>{escape(reason)}{named}</p></details>"
    )


def number_tile(figure: str, words: str, key: str = "", *, main: bool = False) -> str:
    """A number with what it counts; key names its line in the chart ("goal", "median", "nothing")."""
    line = f'<svg class="tt-number__key ch" viewBox="0 0 40 12" aria-hidden="true">{_KEYS[key]}</svg>' if key else ""
    kind = "tt-number tt-number--main" if main else "tt-number"
    return f'<p class="{kind}"><b>{figure}</b>{line or "<i></i>"}<span>{words}</span></p>'


def numbers(tiles: Iterable[str]) -> str:
    """The answer's numbers in a row, the one that matters first."""
    return f'<div class="tt-numbers">{"".join(tiles)}</div>'


def says(*sentences: str) -> str:
    """What this means for the learner, spoken. Sentences are HTML."""
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"<h2>{_('What this means for you')}</h2>{body}"


def fold(title: str, body: str, *, note: str = "", opened: bool = False) -> str:
    """Something for the curious, closed until asked for."""
    small = f" <small>{note}</small>" if note else ""
    return (
        f'<details class="tt-fold"{" open" if opened else ""}><summary><span>{title}{small}</span>'
        f'{icon("down", "tt-chev")}</summary><div class="tt-fold__body">{body}</div></details>'
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> str:
    """A table; the first `words` columns hold words, the rest numbers aligned to the right. Cells are HTML."""

    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(
            f"<{tag}{' class=num' if place >= words else ''}{' scope=col' if tag == 'th' else ''}>{cell}</{tag}>"
            for place, cell in enumerate(row)
        )

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return (
        f'<div class="tt-scroll" tabindex="0" role="region" aria-label="{escape(heads[0], quote=True)}">'
        f"<table><thead><tr>{cells('th', heads)}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def assumptions(items: Iterable[tuple[str, str, str, str]]) -> str:
    """What a model takes for granted: name, grade, value, reason; one after the other, so that a phone can show it."""
    rows = "".join(
        f'<li><h3>{name}</h3><span class="tt-grade" data-grade="{letter}" title="{grade_word(letter)}"><b>{letter}</b>'
        f'<span class="sr">{grade_word(letter)}</span></span><p><b>{value}</b> {reason}</p></li>'
        for name, letter, value, reason in items
    )
    return f'<ul class="tt-known">{rows}</ul>'


def link(label: str, name: str, kind: str, content: bytes) -> str:
    """A file to take away, as a link that holds the file itself: nothing is fetched."""
    data = base64.b64encode(content).decode()
    return f'<a class="tt-btn tt-btn--line" download="{escape(name)}" href="data:{kind};base64,{data}">{label}</a>'


def gates(title: str, rows: Iterable[tuple[bool, str, str]]) -> str:
    """Conditions one by one: open or closed, what it asks, what was answered."""
    items = "".join(
        f'<li><span class="tt-gate" data-open="{state}">{icon("check" if opened else "stop")}</span>'
        f'<p>{asks}<small>{answered}</small></p><em data-open="{state}">{word}</em></li>'
        for opened, asks, answered in rows
        for state, word in [("yes", _("Open")) if opened else ("no", _("Closed"))]
    )
    return f'<section class="tt-gatebox"><h2>{title}</h2><ul class="tt-gates">{items}</ul></section>'


def first_steps(title: str, steps: Iterable[tuple[str, str, str]]) -> str:
    """What to do first, in order: what, why, how long."""
    items = "".join(
        f'<li><h3>{what}</h3><span class="tt-time">{effort}</span><p>{reason}</p></li>'
        for what, reason, effort in steps
    )
    return f'<section class="tt-section"><h2>{title}</h2><ol class="tt-first">{items}</ol></section>'


def changes(title: str, pairs: Iterable[tuple[str, str]]) -> str:
    """ "If this were so → that would follow", one line each."""
    items = "".join(f"<li><span>{cause}</span>{icon('next')}<span>{effect}</span></li>" for cause, effect in pairs)
    return f'<section class="tt-section"><h2>{title}</h2><ul class="tt-if">{items}</ul></section>'


def findings(items: Iterable[tuple[Severity, str]]) -> str:
    """What a check found, the worst first: a word for how much it matters, and the sentence."""
    words = {
        Severity.STOP: _("Mend first"),
        Severity.WARN: _("Will probably disappoint"),
        Severity.NOTE: _("Worth knowing"),
    }
    rows = "".join(
        f'<li data-severity="{severity}"><b>{words[severity]}</b><span>{sentence}</span></li>'
        for severity, sentence in items
    )
    return f'<ul class="tt-findings">{rows}</ul>' if rows else ""
