"""The sentences of the ambassador programme: how well we know it, what it may bring, what to mend."""

from __future__ import annotations

from tertulia.html import Html, as_html, markup
from tertulia.language import _, ngettext, number, percent
from tertulia.models.errors import InputError
from tertulia.models.finding import Finding
from tertulia.models.inside.ambassadors import FUTURES, AmbassadorFinding, ProgrammeEffect
from tertulia.widgets.base.controls import Evidence
from tertulia.widgets.base.words import hours_words, short

MOST_PEOPLE = 1_000_000_000
"""The most a number field of people may say."""


def volunteers_evidence() -> Evidence:
    """How well we know who wants to."""
    return Evidence("D", _("Ask, and count only who says yes without being asked twice."))


def contacts_evidence() -> Evidence:
    """How well we know how many contacts people have."""
    return Evidence("C", _("Facebook’s average in 2009 was 120, read in a copy. Ask your people for theirs."))


def shares_evidence() -> Evidence:
    """How well we know what a shared post does."""
    return Evidence(
        "C",
        _(
            "A vendor found that what employees share gets about twice the clicks of the same post by the "
            "firm. We found no study that drew by lot who shares."
        ),
        "LinkedIn 2016",
    )


def overlap_evidence() -> Evidence:
    """How well we know how many contacts are common."""
    return Evidence("D", _("In a small town nearly everybody knows the same people. In common counts once."))


def contacts_bold(n: float) -> Html:
    """People as a control shows them."""
    return markup(ngettext("<b>{n}</b> person", "<b>{n}</b> people", n), n=number(n))


def shares_bold(n: float) -> Html:
    """Posts a week as a control shows them."""
    return markup(_("<b>{n}</b> a week"), n=short(n))


def minutes_bold(n: float) -> Html:
    """Minutes as a control shows them."""
    return markup(ngettext("<b>{n}</b> minute", "<b>{n}</b> minutes", n), n=number(n))


def about(people: float) -> str:
    """To two figures, as one says it."""
    step = 10 ** max(len(str(int(people))) - 2, 0)
    return number(round(people / step) * step)


def meaning(effect: ProgrammeEffect) -> list[Html]:
    """What the learner should take from it, a paragraph each."""
    people, hours = effect.programme.people, effect.programme.hours
    if not people:
        return [as_html(_("Nobody takes part, so nothing changes. Ask who would like to, and take no for an answer."))]
    first = markup(
        _("{who} may bring <strong>{low} to {high} followers in a year</strong>, for {hours} of work."),
        who=ngettext("One volunteer", "{n} volunteers", people).format(n=number(people)),
        low=about(effect.extra.low),
        high=about(effect.extra.high),
        hours=hours_words(round(hours)),
    )
    if effect.extra.middle < 1:
        return [first, as_html(_("That is hardly worth the hours. Do it only if they enjoy it."))]
    cost = _("That is about {hours} for each follower in the middle case. A follower is not a customer.")
    each = hours / effect.extra.middle
    return [first, as_html(cost.format(hours=hours_words(round(2 * each) / 2)))]


def finding_words(finding: Finding) -> str:
    """The sentence for one thing to mend."""
    sentence = {
        AmbassadorFinding.COMPULSORY: _(
            "Anyone who is made to share is not recommending. Make it voluntary, and mean it: private accounts "
            "belong to the people. The figures count volunteers only."
        ),
        AmbassadorFinding.NO_POLICY: _(
            "Write the rules before the first post. One page is enough; there is one below."
        ),
        AmbassadorFinding.NO_TRAINING: _(
            "Nobody has shown them how. Sit together for an hour with real examples: what to show, "
            "what never, what to do when somebody complains."
        ),
        AmbassadorFinding.UNPAID: _(
            "About {hours} a year would be their own time. Posting for the firm is work, and people have "
            "the right to switch off after it."
        ),
        AmbassadorFinding.NOBODY: _("At least one person is needed."),
        AmbassadorFinding.MANY_SHARES: _(
            "{shares} posts a week from the same person may tire their friends. How many is too many was not measured."
        ),
        AmbassadorFinding.MANY_VOLUNTEERS: _(
            "{share} of the staff is a lot. Ask again, in private, whether everybody wants to."
        ),
    }[AmbassadorFinding(finding.code)]
    written = {"hours": lambda value: hours_words(round(value)), "shares": short, "share": percent}
    return sentence.format(**{name: written[name](float(str(value))) for name, value in finding.values.items()})


def picture_title(effect: ProgrammeEffect) -> str:
    """The finding above the ranges."""
    if effect.extra.middle < effect.without.high - effect.without.low:
        return _("What nobody knows is larger than what ambassadors add")
    return _("Ambassadors would add more than what nobody knows")


def picture_caption() -> str:
    """How to read the ranges."""
    caption = _("Followers after a year: low, middle and high of {n} simulated futures. Followers, not sales.")
    return caption.format(n=number(FUTURES))


def with_words(people: int) -> str:
    """The range with these ambassadors."""
    if not people:
        return _("With nobody")
    return ngettext("With one ambassador", "With {n} ambassadors", people).format(n=number(people))


def complaint_words(error: InputError) -> str:
    """What is wrong with an input and what to do."""
    values = {name: short(value) for name, value in error.values.items() if not isinstance(value, str)}
    sentence = (
        _("You cannot have more people today than the {audience} you could ever reach.")
        if error.code == "above_audience"
        else _("Type a number from {low} to {high}.")
    )
    return sentence.format(**({"low": number(1), "high": number(MOST_PEOPLE)} | values))
