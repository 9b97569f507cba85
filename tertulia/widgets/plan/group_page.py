"""What stands on the group's page beside its pictures: who could help whom, the files left out, how it is made."""

from __future__ import annotations

from tertulia.html import Html, as_html, joined, markup, paragraphs
from tertulia.language import _, ngettext, number
from tertulia.plan.group_picture import LEAST, LEAST_DOTS, GroupPicture
from tertulia.plan.group_picture_words import pair_words, refused_words, too_few_words, unmet_words
from tertulia.plan.handed_in import HandedIn
from tertulia.plan.helping import MOST_HELPED
from tertulia.widgets.base.components import fold
from tertulia.widgets.plan.group_charts import choices, reviews, spreads

LARGE, SMALL = "group", "group-page"
"""Anchors: the picture, which fills the window while the address ends with it, and the place to come back to."""

MOST_PAIRS = 10
"""Of who could help whom, on the wall and on paper; the page has them all."""


def whole_picture(picture: GroupPicture, *, large: bool) -> Html:
    """The picture: to look at here, to project and to print. large: it can fill the window here."""
    head = ngettext("The group’s picture: {n} plan", "The group’s picture: {n} plans", picture.sheets)
    title = as_html(head.format(n=number(picture.sheets)))
    back = Html(f'<a class="tt-group__back" href="#{SMALL}">{as_html(_("Back to the page"))}</a>') if large else Html()
    parts = [choices(picture), reviews(picture), spreads(picture)] if picture.enough else [_alone(picture)]
    shown = [Html(f'<div class="tt-group__screen">{part}</div>') for part in parts if part]
    helping = _helping(picture)
    if helping:
        shown.append(helping)
    return Html(
        f'<section class="tt-group" id="{LARGE}" tabindex="-1" aria-label="{title}">'
        f'<header class="tt-group__head"><h2>{title}</h2>{back}</header>{joined(shown)}</section>'
    )


def _alone(picture: GroupPicture) -> Html:
    return Html(f"<p>{as_html(too_few_words(picture))}</p>")


def _helping(picture: GroupPicture) -> Html:
    """Who could help whom; the only place where names stand."""
    pairs, unmet = picture.help.pairs, unmet_words(picture)
    if not pairs and not unmet:
        return Html()
    rows = joined(
        Html(f"<li{' data-more' if place >= MOST_PAIRS else ''}>{as_html(pair_words(pair))}</li>")
        for place, pair in enumerate(pairs)
    )
    more = len(pairs) - MOST_PAIRS
    words = ngettext("{n} more pair stands on the page.", "{n} more pairs stand on the page.", more)
    also = words.format(n=number(more)) if more > 0 else ""
    told = Html(f'<p class="tt-note" data-only-large>{as_html(also)}</p>') if also else Html()
    left = Html(f'<p class="tt-note">{as_html(unmet)}</p>') if unmet else Html()
    listed = Html(f'<ul class="tt-group__pairs">{rows}</ul>') if pairs else Html()
    return Html(
        f'<div class="tt-group__screen tt-group__help"><h3>{as_html(_("Who could help whom"))}</h3>'
        f"{listed}{told}{left}</div>"
    )


def left_out(handed_in: HandedIn) -> Html:
    """The files that were left out, each with why; for the teacher alone: a file's name may be a person's.

    Closed until it is opened, and neither on the wall nor on paper.
    """
    files = handed_in.refused
    if not files:
        return Html()
    rows = joined(Html(f"<li><b>{as_html(file.name)}</b> {as_html(refused_words(file))}</li>") for file in files)
    title = ngettext("{n} file was left out", "{n} files were left out", len(files)).format(n=number(len(files)))
    note = _("for you: names of files may tell whose they are")
    return fold(title, Html(f'<ul class="tt-plain tt-group__left-out">{rows}</ul>'), note=note)


def how_it_is_made() -> Html:
    """What is counted, what is kept silent, and when to show it."""
    texts = (
        _(
            "Each question is counted by itself: nowhere does it say that who wants this also has so many hours. With "
            "fewer than {least} plans, or answers to a question, nothing is shown; each answer as a dot only from "
            "{dots} answers on. What a review finds in one plan alone is counted, not named. Where these limits lie "
            "is our judgement, grade D."
        ).format(least=number(LEAST), dots=number(LEAST_DOTS)),
        _(
            "Show it when all have handed in. Whoever sees it before and after one more plan can tell what that one "
            "says. And whoever stands out in the room, with far more hours than anybody, stands out here."
        ),
        _(
            "Names stand only beside what their owners offer and look for, and only of those who ticked their name. "
            "Everybody who looks for help gets one pair before anybody gets a second, and nobody is asked more than "
            "{most} times."
        ).format(most=number(MOST_HELPED)),
        _(
            "A plan file holds more than its picture shows: names, contacts, texts. Nothing of the files is sent or "
            "kept on this device; close the page, and it is gone. The files themselves lie where you put them: delete "
            "them there after the workshop. A sheet for the group, from the plan’s review, holds none of these, only a "
            "name that was ticked."
        ),
    )
    return fold(_("How the picture is made, and what it keeps silent"), paragraphs(*texts))


def to_large() -> Html:
    """The way to the picture alone, in large letters."""
    return markup(
        '<p><a class="tt-group__large" href="#{there}">{words}</a></p>', there=LARGE, words=_("Show it large")
    )
