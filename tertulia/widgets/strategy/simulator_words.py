"""What the community simulator says: its sentences, and how well each of its sliders is known."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from tertulia import facts
from tertulia.html import Html, as_html, markup, paragraphs
from tertulia.language import _, and_list, euros, ngettext, number, percent
from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy.growth import (
    LEAST_WEEKS,
    PARAMETERS,
    Ensemble,
    Fit,
    GrowthRefusal,
    PromotionCase,
    Settings,
    published,
)
from tertulia.widgets.base.controls import Evidence
from tertulia.widgets.base.own_posts_words import file_words
from tertulia.widgets.base.words import hours_words, short

WIDE = 200
"""Times the followers from which a typed audience changes next to nothing (grade D)."""

FEW_FIT = 20
"""Fewer draws than that carrying the weight: the history is unlike what the model expects (grade D)."""

LITTLE_TOLD = 0.15
"""A history that narrows what is expected by less says little (grade D)."""


def euros_a_follower() -> float:
    """What a follower won by adverts costs at the middle values."""
    value = {name: PARAMETERS[name].median for name in ("thousand_views", "dollars_per_euro", "ad_follow")}
    return value["thousand_views"] / value["dollars_per_euro"] / 1000 / value["ad_follow"]


# how well each slider is known ------------------------------------------------------------------------------


def audience_evidence() -> Evidence:
    """The people who could ever be reached."""
    return Evidence(
        "D",
        _(
            "Your own estimate: who lives near, visits or buys what you make. The simulator also tries "
            "about half and nearly twice as many. It is only a ceiling: people near a page meet it, not everybody."
        ),
    )


def posts_evidence() -> Evidence:
    """Posts a week."""
    return Evidence(
        "C",
        _(
            "More posts are seen by more people, up to a point. Asked why they had stopped following "
            "someone, people named too many posts in a short time. One network, one country: hence a C."
        ),
        "Kwak, Chun & Moon 2011",
    )


def promotion_evidence() -> Evidence:
    """The share of posts that sell."""
    return Evidence(
        "C",
        _(
            "Surveys name too much promotion as the first reason to unfollow. No study gives a dose: how "
            "much is too much is our assumption, and so is the limit of one post in five."
        ),
        "Sprout Social 2016",
    )


def hours_evidence() -> Evidence:
    """Hours a week."""
    return Evidence("D", _("We count half an hour for a finished post. Time yourself twice and correct us."))


def answering_evidence() -> Evidence:
    """Hours for answering."""
    return Evidence(
        "C",
        _(
            "In a vendor's count brands left nine of ten messages without an answer. That silence makes "
            "people leave is plausible; how many leave is our assumption."
        ),
        "Sprout Social Index 2016",
    )


def ambassadors_evidence() -> Evidence:
    """Employees who share."""
    return Evidence(
        "C",
        _(
            "A vendor found that what employees share gets about twice the clicks of the same post by the "
            "firm. Nobody has tested it in an experiment."
        ),
        "LinkedIn 2016",
    )


def euros_evidence() -> Evidence:
    """Paid reach."""
    return Evidence(
        "D",
        _(
            "Showing a post to a thousand people costs about six dollars in Spain, from three to nine: measured by a "
            "vendor. How many of them then follow you is our assumption, about {money} for each, and the weaker link "
            "counts."
        ).format(money=euros(euros_a_follower(), 2)),
        "Superads 2025",
    )


def hour_evidence() -> Evidence:
    """What an hour costs elsewhere, to compare with."""
    measured = next(row for row in facts.rows("studies_parameters") if row["key"] == "labour-cost-eurostat-2024")
    return Evidence(
        "B",
        _(
            "In firms of ten or more in Spain an hour of work cost {money} on average in 2024 (read in a copy, not at "
            "the source). Your own hour may cost more or less: type what it costs you."
        ).format(money=euros(float(str(measured["value"])), 2)),
        "Eurostat 2025",
    )


# the numbers ------------------------------------------------------------------------------------------------


def chance_words(ensemble: Ensemble) -> Html:
    """Below the chance: the goal, and the chance of it for who does nothing."""
    return markup(
        _("chance of reaching your goal of <strong>{goal} people</strong>; doing nothing: <strong>{nothing}</strong>"),
        goal=number(ensemble.settings.goal),
        nothing=percent(ensemble.nothing_chance),
    )


def horizons() -> list[tuple[str, int]]:
    """How far one can look ahead."""
    return [(_("three months"), 13), (_("half a year"), 26), (_("one year"), 52)]


def horizon_words(weeks: int) -> str:
    """How far one looks ahead, within a sentence."""
    named = {length: name for name, length in horizons()}
    return named.get(weeks) or ngettext("{n} week", "{n} weeks", weeks).format(n=number(weeks))


def likely_words(ensemble: Ensemble) -> Html:
    """Below the middle future."""
    return markup(
        _("people likely after {time}; 8 in 10 futures: <strong>{low} to {high}</strong>"),
        time=horizon_words(ensemble.settings.weeks),
        low=number(ensemble.low[-1]),
        high=number(ensemble.high[-1]),
    )


def nothing_words(ensemble: Ensemble) -> Html:
    """Below what working brings: its range in the same futures."""
    return markup(
        _("more than doing nothing in the same future; 8 in 10: <strong>{low} to {high}</strong>"),
        low=signed(ensemble.gain[0]),
        high=signed(ensemble.gain[2]),
    )


def mini_words(ensemble: Ensemble) -> Html:
    """The answer that stays on a phone's screen."""
    goal = as_html(_("for {goal}").format(goal=number(ensemble.settings.goal)))
    likely = as_html(_("{n} people likely").format(n=number(ensemble.median[-1])))
    return Html(f"<p><b>{percent(ensemble.percent / 100)}</b> {goal}<br>{likely}</p>")


def summary_words(ensemble: Ensemble) -> str:
    """The three numbers in a line."""
    return _("{chance} chance of the goal; {end} people likely, 8 in 10 futures from {low} to {high}").format(
        chance=percent(ensemble.percent / 100),
        end=number(ensemble.median[-1]),
        low=number(ensemble.low[-1]),
        high=number(ensemble.high[-1]),
    )


def signed(value: float) -> str:
    """People more or fewer, with the sign."""
    return ("+" if round(value) > 0 else "\u2212" if round(value) < 0 else "") + number(abs(value))


# the picture ------------------------------------------------------------------------------------------------


def title_words(ensemble: Ensemble) -> str:
    """What the picture shows, as its title."""
    goal, time = number(ensemble.settings.goal), horizon_words(ensemble.settings.weeks)
    if ensemble.chance >= 0.8:
        return _("{goal} in {time} is within reach").format(goal=goal, time=time)
    if ensemble.chance >= 0.5:
        return _("{goal} in {time} is more likely than not").format(goal=goal, time=time)
    if ensemble.median[-1] > 1.02 * ensemble.settings.today:
        return _("Growth is likely; {goal} in {time} is not").format(goal=goal, time=time)
    return _("Holding on is likely; growing is not")


def caption_words(ensemble: Ensemble) -> str:
    """Below the picture: where it comes from, and what it is not."""
    return _(
        "Simulated from your settings: {runs} runs, starting from {today} people. People in the community, not sales."
    ).format(runs=number(len(ensemble.ends)), today=number(ensemble.settings.today))


# what it means ----------------------------------------------------------------------------------------------


def meaning(ensemble: Ensemble, even: int | None) -> list[str]:
    """The answer in sentences. even: a goal that would be about an even chance, if the learner's is unlikely."""
    settings, end = ensemble.settings, ensemble.median[-1]
    sentences: list[str] = [
        markup(
            _("With {effort} you would {result} and reach {goal} people in <strong>{often}</strong>."),
            effort=_effort_words(settings),
            result=_result_words(settings.today, end),
            goal=number(settings.goal),
            often=often_words(ensemble.chance),
        )
    ]
    possible = published(settings)
    if possible < settings.posts:
        sentences.append(
            _("Your hours allow {possible} posts a week, not the {planned} you planned.").format(
                possible=short(possible), planned=number(settings.posts)
            )
        )
    if settings.promotion > 0.5:
        sentences.append(
            _("With this much selling, only {active} of the {end} would still be listening.").format(
                active=number(_two_figures(ensemble.active[-1])), end=number(_two_figures(end))
            )
        )
    if ensemble.gain[1] < 0:
        sentences.append(
            _("So much selling, or so many posts, drives more people away than it brings: doing nothing ends higher.")
        )
    if settings.hours_by_week and 0.0 in settings.hours_by_week:
        closed = sum(share == 0 for share in settings.hours_by_week)
        sentences.append(
            ngettext(
                "Nothing is done in {n} week, because you are closed.",
                "Nothing is done in {n} weeks, because you are closed.",
                closed,
            ).format(n=number(closed))
        )
    if settings.audience > WIDE * max(settings.today, 1):
        sentences.append(
            _(
                "{audience} people are far more than can meet a page of {today}: that number changes next to nothing "
                "here."
            ).format(audience=number(settings.audience), today=number(settings.today))
        )
    if even is not None:
        sentences.append(_("A goal of {even} would make it about an even chance.").format(even=number(even)))
    return sentences


def _effort_words(settings: Settings) -> str:
    return _("{posts} and {hours} a week").format(
        posts=ngettext("{n} post", "{n} posts", settings.posts).format(n=number(settings.posts)),
        hours=hours_words(settings.hours),
    )


def _result_words(today: float, end: float) -> Html:
    grown = end / today if today else float("inf")
    from_to = {"today": number(today), "end": number(_two_figures(end))}
    if grown >= 2:
        return markup(_("<strong>more than double your community</strong>"))
    if grown > 1.02:
        return markup(_("<strong>grow from {today} to about {end}</strong>"), **from_to)
    if grown >= 0.98:
        return markup(_("<strong>keep the community you have</strong>"))
    return markup(_("<strong>shrink from {today} to about {end}</strong>"), **from_to)


def often_words(chance: float) -> str:
    """A chance as people say it."""
    if chance < 0.02:
        return _("almost no future")
    if chance >= 0.95:
        return _("nearly every future")
    if chance < 0.45:
        return _("about 1 in {n} futures").format(n=round(1 / chance))
    if chance <= 0.55:
        return _("about half of the futures")
    return _("about {n} of 10 futures").format(n=round(10 * chance))


def _two_figures(value: float) -> float:
    """Rounded to two figures, as one says it."""
    step = 10 ** max(len(str(int(value))) - 2, 0)
    return float(round(value / step) * step)


# the learner's own history ------------------------------------------------------------------------------------


def history_example() -> str:
    """How a line of the history looks."""
    return _("2026-09-01 412")


def counts_read(lines: int) -> str:
    """What was read in a file."""
    return ngettext("{n} week", "{n} weeks", lines).format(n=number(lines))


def history_words(fitted: Fit | None, told: int, unread: Sequence[int], did: str) -> list[str]:
    """What the learner's own counts say, and which lines could not be read. did: how they worked in those weeks."""
    said = []
    if unread:
        lines = and_list(number(line) for line in unread[:5])
        said.append(
            ngettext(
                "Line {lines} of your counts has no day and number that can be read.",
                "Lines {lines} of your counts have no day and number that can be read.",
                len(unread),
            ).format(lines=lines)
        )
    if fitted is None:
        if told:
            said.append(
                _("Your counts go back less than {n} weeks: too little to say anything, so they are not used.").format(
                    n=number(LEAST_WEEKS)
                )
            )
    elif fitted.effective < FEW_FIT:
        said.append(
            _(
                "Your counts moved as almost none of the futures expected: something else was at work. Trust the range "
                "less."
            )
        )
    elif fitted.told < LITTLE_TOLD:
        said.append(_("Your own counts say little yet: the range is nearly as wide as without them."))
    else:
        said.append(
            _(
                "Your own counts are in it: the growth that is expected spreads {share} less than without them. They "
                "are taken to come from working like this each week: {effort}. What you try now does not change that."
            ).format(share=percent(fitted.told), effort=did)
        )
    return said


def file_refused(error: InputError) -> str:
    """Why a file was not read."""
    if error.code == Refusal.UNKNOWN:
        return _("In this file there is no column with days and one with followers. Type a few counts instead.")
    if error.code == Refusal.NOT_A_NUMBER:
        return _("This file tells who came each day, not who left. Type a few counts of your followers instead.")
    return file_words(error)


# for the curious, and for what cannot be ---------------------------------------------------------------------


def spam_words() -> Html:
    """Above the spam experiment."""
    return paragraphs(
        _(
            "The same hours and the same posts; only the share that sells changes. Followers who no longer look "
            "are counted by the network all the same, so watch the last column."
        )
    )


def spam_guesses() -> list[tuple[str, str]]:
    """What may be expected of the spam experiment."""
    return [
        (_("nearly as many"), "as_many"),
        (_("about half as many"), "half"),
        (_("less than a third as many"), "few"),
    ]


def spam_guessed(none: PromotionCase, all_posts: PromotionCase) -> str:
    """What is likely if everything sells, and if nothing does, beside what was expected."""
    return _("As it is set now, {few} still listen if every post sells, and {many} if none does.").format(
        few=number(all_posts.active), many=number(none.active)
    )


def how_words() -> Html:
    """How the simulator works."""
    return paragraphs(
        _(
            "Each week some people who do not know you yet find you or are brought by others, some followers "
            "stop looking, some look again and some leave. What you publish, answer, share and pay moves "
            "these shares. The simulator plays these weeks a thousand times with different values for what "
            "nobody knows, and with luck."
        ),
        _(
            "A page is met by people around those who follow it, and by strangers to whom the network shows a post. "
            "Where nothing is published there is little to be found, so a page left alone fades, however many people "
            "live near. Posts that sell beyond one in five drive more followers away the more they are seen. Employees "
            "share posts that exist, and reach no more people than there are."
        ),
        _(
            "Doing nothing is played with the same luck, future by future; the difference is what working brings. "
            "Where you give your own counts, futures that would have grown as you did count for more."
        ),
        _(
            "It cannot foresee which post everybody shares, a change in what a network shows, or sales. "
            "Nothing here proves that promotion makes people leave: that part rests on surveys."
        ),
    )


def complaint_words(error: InputError) -> str:
    """What is wrong with an input and what to do."""
    sentences: dict[tuple[str, StrEnum], str] = {
        ("goal", GrowthRefusal.BELOW_TODAY): _("The goal must be more than the {today} people you have today."),
        ("goal", GrowthRefusal.ABOVE_AUDIENCE): _("The goal is more than the {audience} people you could ever reach."),
        ("today", GrowthRefusal.ABOVE_AUDIENCE): _(
            "You cannot have more people today than the {audience} you could ever reach."
        ),
        ("reply_hours", GrowthRefusal.OVER_HOURS): _(
            "You keep {reply_hours} hours for answering but have only {hours} in all. Give fewer to answering."
        ),
    }
    sentence = sentences.get((error.field, error.code), _("Type a number from {low} to {high}."))
    return sentence.format(**{name: short(float(value)) for name, value in error.values.items()})
