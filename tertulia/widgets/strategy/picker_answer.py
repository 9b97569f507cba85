"""The parts of the network picker's answer as HTML: verdict, gates, first steps, ranking, what would change it."""

from __future__ import annotations

from collections.abc import Sequence

from tertulia import facts
from tertulia.html import Html, joined, markup, paragraphs
from tertulia.language import _, number, percent
from tertulia.models.strategy.networks import NETWORKS, OWN_PAGE
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker import RankedNetwork, Recommendation
from tertulia.models.strategy.picker_changes import Change
from tertulia.models.strategy.picker_input import PickerInput
from tertulia.models.strategy.picker_ranking import Because
from tertulia.models.strategy.picker_scores import Family
from tertulia.widgets.base.components import changes, first_steps, fold, gates, table, why
from tertulia.widgets.base.words import aim_words
from tertulia.widgets.strategy.picker_audience import LOOKING, weakest_grade
from tertulia.widgets.strategy.picker_words import (
    cause_words,
    effect_words,
    effort_words,
    family_words,
    flip_words,
    gate_answer_words,
    gate_words,
    grade_words,
    how_words,
    judged_words,
    left_out_words,
    network_words,
    order_words,
    step_words,
    verdict_name,
    verdict_words,
    why_words,
)

SHOWN = 5
"""Networks of the ranking that are shown."""

CHANGES = 4
"""Other answers that are shown, smallest change first."""

COLOURS = dict(zip(Family, ("k1", "k2", "k3", "k4"), strict=True))
"""Class of the style sheet for each part of a network's bar."""


def verdict(recommended: Recommendation) -> Html:
    """What to begin with, the grade of that answer, and in how many tries which is best."""
    name = markup(
        '<p class="tt-eyebrow">{begin}</p><p class="tt-verdict__name">{name}</p>',
        begin=_("Begin with"),
        name=verdict_name(recommended),
    )
    weighed = recommended.because in (Because.RANKED_FIRST, Because.PAGE_FIRST)
    shares = _shares(recommended.ranking) if weighed else ""
    lead = f'<p class="tt-lead">{verdict_words(recommended)}</p>{why(weakest_grade(), grade_words())}'
    return Html(f'<section class="tt-verdict"><div>{name}{lead}</div>{shares}</section>')


def _shares(ranking: Sequence[RankedNetwork]) -> Html:
    """The three that are best in most tries, as a strip."""
    best = sorted(((each.first_share, each.network) for each in ranking if each.first_share >= 0.005), reverse=True)[:3]
    strip = "".join(f'<i class="n{k}" style="flex:{100 * share:.0f}"></i>' for k, (share, _key) in enumerate(best, 1))
    names = joined(
        markup(
            '<li><i class="tt-sw n{k}"></i><span><b>{name}</b> <span class="nb">{share}</span></span></li>',
            k=k,
            name=network_words(network),
            share=percent(share),
        )
        for k, (share, network) in enumerate(best, 1)
    )
    return Html(
        f'<div class="tt-share"><div class="tt-share__bar" aria-hidden="true">{strip}</div><ul>{names}</ul></div>'
    )


def gate_list(answers: PickerInput, recommended: Recommendation) -> Html:
    """The four gates, each with what was answered."""
    closed = sum(not state.open for state in recommended.gates)
    return gates(
        _("Four gates, {n} closed").format(n=closed) if closed else _("Four gates, all open"),
        [(state.open, gate_words(state.gate), gate_answer_words(answers, state)) for state in recommended.gates],
    )


def step_list(recommended: Recommendation) -> Html:
    """What to do before any network, or instead of one; nothing where there is one to begin with."""
    if not recommended.steps:
        return Html()
    instead = recommended.because is Because.PAGE_FIRST
    return first_steps(
        _("Do this instead") if instead else _("Do this first"),
        [(*step_words(step.code), effort_words(step.effort)) for step in recommended.steps],
    )


def ranking_section(recommended: Recommendation) -> Html:
    """The best networks with their points and what these are made of, then those left out."""
    if not recommended.ranking:
        return left_out_list(recommended)
    key = joined(
        markup('<li><i class="tt-sw {kind}"></i>{words}</li>', kind=COLOURS[family], words=words)
        for family, words in family_words().items()
    )
    rows = joined(_ranked_row(place, ranked) for place, ranked in enumerate(recommended.ranking[:SHOWN], 1))
    title, lead = (
        _("The ranking"),
        _("In how many tries each is best. Below, its points for each question, out of 25."),
    )
    if recommended.because is Because.GATES_CLOSED:
        title = _("If the gates were open")
        lead = _("Today's ranking, for information. It does not count yet.")
    return markup(
        '<section class="tt-section"><h2>{title}</h2><p>{lead}</p><ul class="tt-key">{key}</ul>'
        '<ol class="tt-rank">{rows}</ol>{order}{left_out}</section>',
        title=title,
        lead=lead,
        key=key,
        rows=rows,
        order=markup("<p>{words}</p>", words=words) if (words := order_words(recommended)) else Html(),
        left_out=left_out_list(recommended),
    )


def _ranked_row(place: int, ranked: RankedNetwork) -> Html:
    whole = ranked.whole_points()
    total = sum(whole.values())
    bar = "".join(
        f'<i class="{COLOURS[family]}" style="--p:{points}">{points if points >= 5 else ""}</i>'
        for family, points in whole.items()
    )
    return markup(
        '<li><b>{place}</b><h3>{name}</h3><output role="none">{share}</output><div class="tt-contrib" role="img" '
        'aria-label="{name}: {spoken}"><div style="--w:{total}%">{bar}</div></div><p>{why}</p></li>',
        place=place,
        name=network_words(ranked.network),
        share=markup(_("{share} of tries"), share=Html(f"<b>{percent(ranked.first_share)}</b>")),
        spoken=", ".join(f"{family_words()[family]} {points}" for family, points in whole.items()),
        total=total,
        bar=Html(bar),
        why=why_words(ranked),
    )


def left_out_list(recommended: Recommendation) -> Html:
    """Each network that is not ranked, with the first reason."""
    lines = joined(
        markup(
            "<p><strong>{name}</strong> {reason}</p>",
            name=_("Left out: {network}.").format(network=network_words(out.network)),
            reason=left_out_words(out),
        )
        for out in recommended.left_out
    )
    return Html(f'<div class="tt-out">{lines}</div>' if lines else "")


def change_list(recommended: Recommendation, others: Sequence[Change]) -> Html:
    """What would change the answer: single answers given otherwise, and the weights."""
    pairs = [(cause_words(change), effect_words(change)) for change in others[:CHANGES]]
    if recommended.flip and recommended.because is not Because.GATES_CLOSED:
        pairs.append(flip_words(recommended.flip))
    return changes(_("What would change this"), pairs) if pairs else Html()


def curious(recommended: Recommendation) -> Html:
    """The points as a table, what is assumed about each network, and how the picker works."""
    judged = markup("<p>{lead}</p>{table}", lead=judged_words(), table=_judgement_table())
    return joined(
        (
            fold(_("The points as a table"), _point_table(recommended.ranking)) if recommended.ranking else Html(),
            fold(_("What we assume about each network"), judged),
            fold(_("Where people look before they buy"), _looking_table()),
            fold(_("How the picker works, in plain words"), paragraphs(*how_words())),
        )
    )


def _point_table(ranking: Sequence[RankedNetwork]) -> Html:
    best = ranking[:SHOWN]
    whole = [ranked.whole_points() for ranked in best]
    rows = [[words, *(number(points[family]) for points in whole)] for family, words in family_words().items()]
    rows.append([_("Best in so many tries"), *(percent(ranked.first_share) for ranked in best)])
    return table([_("Points"), *(network_words(ranked.network) for ranked in best)], rows)


def _judgement_table() -> Html:
    rows = [
        [
            network_words(network.key),
            number(network.hours_per_week, 1),
            number(network.least_hours, 1),
            _("yes") if network.finds else _("no"),
            *(number(10 * network.aims[aim]) for aim in Objective),
        ]
        for network in (*NETWORKS.values(), OWN_PAGE)
    ]
    heads = [_("Network"), _("Hours a week"), _("At least"), _("Strangers find you")]
    return table([*heads, *(aim_words(aim) for aim in Objective)], rows)


def _looking_table() -> Html:
    dataset = facts.dataset(LOOKING)
    rows = [
        [
            _(str(row["what"])),
            _(str(row["where"])),
            f"{_(str(row['place']))}, {row['year']}",
            _(str(row["asked"])),
            percent(float(str(row["value"])) / 100),
        ]
        for row in facts.rows(LOOKING)
    ]
    lead = _("Grade {grade}. Most of it was read in copies; those who asked sell bookings or advice.")
    return joined(
        (
            markup("<p>{lead}</p>", lead=lead.format(grade=dataset.grade)),
            table(
                [_("What was asked"), _("Answer"), _("Where and when"), _("Who was asked"), _("Share")], rows, words=4
            ),
        )
    )
