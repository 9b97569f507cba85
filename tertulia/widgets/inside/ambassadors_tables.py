"""What the ambassador programme shows beside the answer: the page of rules, and the numbers for the curious."""

from __future__ import annotations

from tertulia import facts
from tertulia.html import Html, as_html, joined, paragraphs
from tertulia.language import _, number
from tertulia.models.inside.ambassadors import Programme, ProgrammeEffect
from tertulia.widgets.base.components import assumptions, fold, note, section, table
from tertulia.widgets.base.downloads import download
from tertulia.widgets.base.words import short

USED = ("contacts", "shares", "share_seen", "share_follow", "ambassador_pull")
"""The simulator's coefficients that this exercise rests on."""


def rules_to_take_away(text: str) -> Html:
    """The page of rules as a file, and to be read at once."""
    link = download(
        _("The rules on one page (.txt)"),
        _("rules-for-sharing") + ".txt",
        "text/plain;charset=utf-8",
        text.encode("utf-8-sig"),  # so that Windows' editor knows its letters
    )
    shown = Html(f'<pre class="tt-rules" tabindex="0">{as_html(text)}</pre>')
    draft = note(_("A draft to discuss with your staff, no legal advice. The file is made on this device."))
    return section(
        _("Take it with you"),
        joined((Html(f'<p class="tt-actions">{link}</p>'), draft, fold(_("Read the rules here"), shown))),
    )


def for_the_curious(effect: ProgrammeEffect) -> Html:
    """The folds below the answer."""
    return joined(
        (
            fold(_("The numbers as a table"), joined((_ranges(effect), _hours(effect.programme)))),
            fold(_("How it is estimated, in plain words"), joined((_how(), _assumptions()))),
        )
    )


def _ranges(effect: ProgrammeEffect) -> Html:
    return table(
        [_("What"), _("Low"), _("Middle"), _("High")],
        [
            [words, number(span.low), number(span.middle), number(span.high)]
            for words, span in (
                (_("People who may see it, a week"), effect.seen),
                (_("More followers after a year"), effect.extra),
                (_("Followers without ambassadors"), effect.without),
                (_("Followers with them"), effect.with_them),
            )
        ],
    )


def _hours(programme: Programme) -> Html:
    return table(
        [_("Hours of the first year"), _("Hours")],
        [
            [_("Writing and discussing the rules"), short(programme.policy_hours if programme.people else 0)],
            [_("Training"), short(programme.people * programme.training)],
            [_("Sharing, week by week"), short(round(programme.weekly_hours, 1))],
        ],
    )


def _how() -> Html:
    return paragraphs(
        _(
            "Each volunteer’s contacts count once, those in common are taken out, and of the rest some see a "
            "share. The year with and without volunteers is played by the community simulator, with the same luck."
        ),
        _(
            "We found no randomised study of programmes like this. What there is comes from sellers of such "
            "software and from watching posts, so take the range and no single number from it."
        ),
    )


def _assumptions() -> Html:
    rows = {str(row["key"]): row for row in facts.rows("growth_parameters")}
    return assumptions(
        (
            _(str(row["label"])),
            str(row["grade"]),
            _("{value}, varied by a factor of {factor}").format(
                value=f"{short(float(str(row['median'])), 4)} {_(str(row['unit']))}",
                factor=short(float(str(row["factor"]))),
            ),
            _(str(row["evidence"])),
        )
        for row in (rows[key] for key in USED)
    )
