"""The parts an answer is made of, as HTML.

Wherever a part takes a text, plain text is escaped and `Html` goes in as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tertulia.html import Html, as_html, joined, paragraphs
from tertulia.language import _
from tertulia.look.icons import ICONS
from tertulia.models.finding import Severity

_KEYS = {
    "goal": '<line class="goal" x1="0" x2="40" y1="6" y2="6"/>',
    "median": '<rect class="band" width="40" height="12"/><path class="edge" d="M0 .75h40M0 11.25h40"/>'
    '<line class="median" x1="0" x2="40" y1="6" y2="6"/>',
    "nothing": '<line class="nothing" x1="0" x2="40" y1="6" y2="6"/>',
}


def icon(name: str, extra: str = "") -> Html:
    """One of our few line drawings; always beside a word."""
    return Html(f'<svg class="i {extra}" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>')


def grade_word(letter: str) -> str:
    """What an evidence grade means in words."""
    return {"A": _("Strong evidence"), "B": _("Good evidence"), "C": _("Some evidence"), "D": _("Our best guess")}[
        letter
    ]


def grade(letter: str) -> Html:
    """The letter in its square and the word beside it."""
    return Html(f'<span class="tt-grade" data-grade="{letter}"><b>{letter}</b>{as_html(grade_word(letter))}</span>')


def why(letter: str, reason: str, source: str = "") -> Html:
    """The grade of a control, and behind "Why" the reason and the source."""
    named = f" <cite>{as_html(source)}</cite>" if source else ""
    return Html(
        f'<details class="tt-why"><summary>{grade(letter)}<span class="tt-more">{as_html(_("Why"))}'
        f"{icon('down', 'tt-chev')}</span></summary><p>{as_html(reason)}{named}</p></details>"
    )


def number_tile(figure: str, words: str, key: str = "", *, main: bool = False) -> Html:
    """A number with what it counts; key names its line in the chart ("goal", "median", "nothing")."""
    line = f'<svg class="tt-number__key ch" viewBox="0 0 40 12" aria-hidden="true">{_KEYS[key]}</svg>' if key else ""
    kind = "tt-number tt-number--main" if main else "tt-number"
    return Html(f'<p class="{kind}"><b>{as_html(figure)}</b>{line or "<i></i>"}<span>{as_html(words)}</span></p>')


def numbers(tiles: Iterable[Html]) -> Html:
    """The answer's numbers in a row, the one that matters first."""
    return Html(f'<div class="tt-numbers">{"".join(tiles)}</div>')


def conclusion(*sentences: str) -> Html:
    """What this means for the learner, spoken; of a live page screen readers say the first when it changes."""
    first = joined(Html(f'<p class="live-said">{as_html(sentence)}</p>') for sentence in sentences[:1])
    return Html(f"<h2>{as_html(_('What this means for you'))}</h2>{first}{paragraphs(*sentences[1:])}")


def fold(title: str, body: str, *, note: str = "", opened: bool = False) -> Html:
    """Something for the curious, closed until asked for."""
    small = f" <small>{as_html(note)}</small>" if note else ""
    return Html(
        f'<details class="tt-fold"{" open" if opened else ""}><summary><span>{as_html(title)}{small}</span>'
        f'{icon("down", "tt-chev")}</summary><div class="tt-fold__body">{as_html(body)}</div></details>'
    )


def section(title: str, body: str) -> Html:
    """A part of the answer under its own heading."""
    return Html(f'<section class="tt-section"><h2>{as_html(title)}</h2>{as_html(body)}</section>')


def note(text: str) -> Html:
    """A line in small type."""
    return Html(f'<p class="tt-note">{as_html(text)}</p>')


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> Html:
    """A table; the first `words` columns hold words, the rest numbers aligned to the right."""

    def cells(tag: str, row: Sequence[str]) -> str:
        scope = " scope=col" if tag == "th" else ""
        return "".join(
            f"<{tag}{' class=num' if place >= words else ''}{scope}>{as_html(cell)}</{tag}>"
            for place, cell in enumerate(row)
        )

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return Html(
        f'<div class="tt-scroll" tabindex="0" role="region" aria-label="{as_html(heads[0])}">'
        f"<table><thead><tr>{cells('th', heads)}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def assumptions(items: Iterable[tuple[str, str, str, str]]) -> Html:
    """What a model takes for granted: name, grade, value, reason; one after the other, so that a phone can show it."""
    rows = "".join(
        f'<li><h3>{as_html(name)}</h3><span class="tt-grade" data-grade="{letter}" title="{word}"><b>{letter}</b>'
        f'<span class="sr">{word}</span></span><p><b>{as_html(value)}</b> {as_html(reason)}</p></li>'
        for name, letter, value, reason in items
        for word in [as_html(grade_word(letter))]
    )
    return Html(f'<ul class="tt-known">{rows}</ul>')


def gates(title: str, rows: Iterable[tuple[bool, str, str]]) -> Html:
    """Conditions one by one: open or closed, what it asks, what was answered."""
    items = "".join(
        f'<li><span class="tt-gate" data-open="{state}">{icon("check" if opened else "stop")}</span>'
        f'<p>{as_html(asks)}<small>{as_html(answered)}</small></p><em data-open="{state}">{as_html(word)}</em></li>'
        for opened, asks, answered in rows
        for state, word in [("yes", _("Open")) if opened else ("no", _("Closed"))]
    )
    return Html(f'<section class="tt-gatebox"><h2>{as_html(title)}</h2><ul class="tt-gates">{items}</ul></section>')


def first_steps(title: str, steps: Iterable[tuple[str, str, str]]) -> Html:
    """What to do first, in order: what, why, how long."""
    items = "".join(
        f'<li><h3>{as_html(what)}</h3><span class="tt-time">{as_html(effort)}</span><p>{as_html(reason)}</p></li>'
        for what, reason, effort in steps
    )
    return section(title, Html(f'<ol class="tt-first">{items}</ol>'))


def changes(title: str, pairs: Iterable[tuple[str, str]]) -> Html:
    """ "If this were so → that would follow", one line each."""
    items = "".join(
        f"<li><span>{as_html(cause)}</span>{icon('next')}<span>{as_html(effect)}</span></li>" for cause, effect in pairs
    )
    return section(title, Html(f'<ul class="tt-if">{items}</ul>'))


def findings(items: Iterable[tuple[Severity, str]]) -> Html:
    """What a check found, the worst first: a word for how much it matters, and the sentence."""
    words = {
        Severity.STOP: _("Mend first"),
        Severity.WARN: _("Will probably disappoint"),
        Severity.NOTE: _("Worth knowing"),
    }
    rows = joined(
        Html(f'<li data-severity="{severity}"><b>{as_html(words[severity])}</b><span>{as_html(sentence)}</span></li>')
        for severity, sentence in items
    )
    return Html(f'<ul class="tt-findings">{rows}</ul>' if rows else "")
