"""The live parts of the pages "Twenty minutes with …": a card that asks for a review, and what adverts may bring.

```{review-card}
```

```{first-advert}
```

Both are small forms, filled by `static/review_card.js` and `static/first_advert.js`; what is typed stays in the
browser.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _
from tertulia.models.strategy.growth.parameters import PARAMETERS, strata
from tertulia.widgets.base.components import grade
from theme.nodes import frame

SCRIPTS = {"data-review-card": ("qr_drawing.js", "review_card.js"), "data-first-advert": ("first_advert.js",)}
"""What only a page with that form loads."""

STEPS = 21
"""Equally likely values of each uncertain figure; the page takes each of one with each of the other."""


def card_words() -> dict[str, str]:
    """What `static/review_card.js` says."""
    return {
        "empty": "",
        "broken": _("This is no web address yet. Copy the whole link, from https:// to the end."),
        "unsafe": _("The link must begin with https://, so that nobody can change what a customer sees."),
        "user": _("This link holds a user name or a password. Copy the link for reviews again."),
        "long": _(
            "This link is too long for a small picture that every phone can read: it has {n} characters of {most}."
        ),
        "made": _("The card is ready below. Before you print ten of them, try one with a phone."),
        "unable": _(
            "What draws the picture must be fetched once, and there is no connection now. What you typed stays, and "
            "the picture comes as soon as there is one."
        ),
        "picture": _("QR code that opens {link}"),
        "file": _("review") + ".svg",
    }


def advert_words() -> dict[str, str]:
    """What `static/first_advert.js` says."""
    return {
        "seen": _("People who see it: about {reached}, each of them {times} times on average."),
        "followers": _("New followers: about {mid}. In eight of ten cases, from {low} to {high}."),
        "each": _("Euros for each new follower: about {mid}. In eight of ten cases, from {low} to {high}."),
        "sales": _("Sales it must bring to earn its money back, beyond those you would have had anyway: {n}."),
        "stop": _(
            "When to stop: after half the money ({half}), if the advert has brought fewer new followers than {n}. "
            "Change the picture or the people before you spend the rest."
        ),
        "unclear": _(
            "With so little money, even no follower at all would prove nothing. Spend it to the end, then count."
        ),
        "own": _("You paid {each} for each new follower."),
        "none": _("You paid {spent}, and nobody follows you for it."),
        "within": _("That is what the simulator expects."),
        "cheap": _("That is cheaper than the simulator expects. Look who these people are: do they live near you?"),
        "dear": _("That is dearer than the simulator expects. Change the picture or the people, or stop."),
        "range": _("Type a number from {low} to {high} here."),
    }


def assumptions() -> dict[str, Any]:
    """The simulator's own figures on adverts; of those that are not known, equally likely values."""
    views, follow = PARAMETERS["thousand_views"], PARAMETERS["ad_follow"]
    return {
        "dollars": PARAMETERS["dollars_per_euro"].median,
        "thousand": [round(views.median * views.factor**z, 5) for z in strata(STEPS)],
        "follow": [round(follow.median * follow.factor**z, 8) for z in strata(STEPS)],
    }


def weakest() -> str:
    """The grade of what the answer rests on: the weakest of the parameters."""
    return max(PARAMETERS[name].grade for name in ("thousand_views", "dollars_per_euro", "ad_follow"))


class ReviewCard(SphinxDirective):
    """A link becomes a QR code and a card to print."""

    def run(self) -> list[nodes.Node]:
        """The form, and the card that it fills."""
        fields = _field("name", _("Name of your firm"), 'type="text" autocomplete="organization"') + _field(
            "link", _("Your link for reviews"), 'type="text" inputmode="url" autocapitalize="off" spellcheck="false"'
        )
        ask = escape(_("How was it?"))
        point = escape(_("Point the camera of your phone here and tell us and others. Two sentences are plenty."))
        card = (
            '<div class="tt-a6" data-card><p class="tt-a6__name" data-name></p>'
            f'<p class="tt-a6__ask">{ask}</p><div data-code></div><p>{point}</p>'
            '<p class="tt-a6__link" data-address></p></div>'
        )
        buttons = (
            '<p class="tt-actions">'
            f'<button class="tt-btn" type="button" data-print>{escape(_("Print the card"))}</button>'
            '<button class="tt-btn tt-btn--line" type="button" data-save>'
            f"{escape(_('Save the QR code as a picture'))}</button></p>"
        )
        return [
            _form("review-card", {"words": card_words()}, f"{fields}{_SAID}<div data-made hidden>{card}{buttons}</div>")
        ]


class FirstAdvert(SphinxDirective):
    """What a week of adverts may bring, by the simulator's own figures."""

    def run(self) -> list[nodes.Node]:
        """The form with its answer, and below it the learner's own count."""
        plan = (
            _field("euros", _("Euros for the advert"), _number(5, 500), "50")
            + _field("people", _("People it can be shown to, as the network says"), _number(100, 1_000_000), "8000")
            + _field("margin", _("What you keep of one sale, in euros, if you know it"), _number(0.1, 100_000, "any"))
        )
        count = _field("spent", _("Euros spent so far"), _number(1, 500, "any")) + _field(
            "came", _("New followers since it began"), _number(0, 1_000_000)
        )
        said = '<div role="status"><ul data-answer></ul></div>'
        answer = f'<div class="tt-howto__answer">{said}<p>{grade(weakest())}</p></div>'
        own = f'<fieldset><legend>{escape(_("While it runs"))}</legend>{count}<p role="status" data-own></p></fieldset>'
        return [_form("first-advert", {"words": advert_words(), "model": assumptions()}, plan + answer + own)]


_SAID = '<p role="status" data-said></p>'


def _number(low: float, high: float, step: str = "1") -> str:
    return f'type="number" inputmode="decimal" min="{low:g}" max="{high:.0f}" step="{step}"'


def _field(name: str, label: str, kind: str, value: str = "") -> str:
    given = f' value="{value}"' if value else ""
    return (
        f'<p class="tt-howto__field"><label for="howto-{name}">{escape(label)}</label>'
        f'<input id="howto-{name}" name="{name}" {kind}{given} aria-describedby="howto-{name}-wrong">'
        f'<span id="howto-{name}-wrong" role="status" data-wrong></span></p>'
    )


def _form(name: str, told: Mapping[str, Any], content: str) -> nodes.Node:
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    without = escape(_("This form needs JavaScript, and your browser has it switched off."))
    kept = escape(_("What you type here stays in this browser."))
    return frame(
        f'<form class="tt-howto tt-js" data-{name} novalidate><script type="application/json">{data}</script>{content}'
        f'<p class="tt-note tt-keeps">{kept}</p></form><noscript><p class="tt-note">{without}</p></noscript>',
        end="",
    )


def _add_scripts(
    app: Sphinx, _doc: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Only a page with a form loads what fills it."""
    for mark, scripts in SCRIPTS.items():
        if doctree is not None and f" {mark} " in context.get("body", ""):
            for script in scripts:
                app.add_js_file(script, loading_method="defer", priority=900)


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("review-card", ReviewCard)
    app.add_directive("first-advert", FirstAdvert)
    app.connect("html-page-context", _add_scripts, priority=500)
