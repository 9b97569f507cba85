"""The answer of the foundations check as HTML: verdict, numbers, tasks, and how far each foundation stands."""

from __future__ import annotations

from tertulia.html import Html, as_html, joined, markup, paragraphs
from tertulia.language import _, currency_words, ngettext, number
from tertulia.models.finding import Severity
from tertulia.models.start.foundations import (
    MONTH,
    FoundationsAssessment,
    FoundationsInput,
    FoundationState,
    Readiness,
    settled,
)
from tertulia.models.start.foundations_questions import BY_A_PROFESSIONAL, EFFORTS, GRADE, QUESTIONS, Question
from tertulia.models.thresholds import LEAST_HOURS
from tertulia.widgets.base.components import assumptions, first_steps, fold, icon, number_tile, numbers, section, table
from tertulia.widgets.base.words import hours_words
from tertulia.widgets.start.foundations_words import (
    cost_words,
    euros_span,
    figures_span,
    foundation_words,
    hours_span,
    in_weeks_span,
    question_words,
    readiness_words,
    state_words,
)


def what_is_left(assessment: FoundationsAssessment) -> str:
    """How many things come first, in a few words below the verdict."""
    left = assessment.open_points
    if not left:
        return _("for a first network")
    return ngettext("{n} thing first", "{n} things first", left).format(n=number(left))


def verdict(firm: FoundationsInput, assessment: FoundationsAssessment) -> Html:
    """The answer in a word and in a sentence."""
    return Html(
        f'<section class="tt-verdict"><div><p class="tt-eyebrow">{as_html(_("Your foundations"))}</p>'
        f'<p class="tt-verdict__name">{as_html(readiness_words(assessment.readiness))}</p>'
        f'<p class="tt-lead">{_lead(firm, assessment)}</p></div></section>'
    )


def _lead(firm: FoundationsInput, assessment: FoundationsAssessment) -> Html:
    left = assessment.open_points
    if assessment.readiness is Readiness.READY:
        return Html(_("The foundations stand. <strong>You can choose a first network.</strong>"))
    if Question.WEBSITE not in firm.done:
        return Html(
            _(
                "<strong>First a website.</strong> A network sends people there, and a profile does not replace "
                "it. Short things that lose you customers today come before it in the list."
            )
        )
    if assessment.readiness is Readiness.ALMOST:
        return markup(
            ngettext(
                "First <strong>this {n} thing</strong>: {list}.",
                "First <strong>these {n} things</strong>: {list}.",
                left,
            ),
            n=number(left),
            list=_missing_words(assessment),
        )
    return markup(
        ngettext(
            "First <strong>{n} thing</strong>. It needs no network.",
            "First <strong>{n} things</strong>. None of them needs a network.",
            left,
        ),
        n=number(left),
    )


def _missing_words(assessment: FoundationsAssessment) -> str:
    tasks = [question_words(question).task for question in assessment.missing]
    if not assessment.enough_hours:
        tasks.append(_("Find two hours a week"))
    return "; ".join(task[0].lower() + task[1:] for task in tasks)


def tiles(firm: FoundationsInput, assessment: FoundationsAssessment) -> Html:
    """Weeks, hours and money; empty when nothing is left to do."""
    if not assessment.tasks:
        return Html("")
    low, high = assessment.ready_week
    if high:
        weeks = number_tile(
            figures_span(low, high),
            ngettext(
                "week until a first network, at {hours} a week", "weeks until a first network, at {hours} a week", high
            ).format(hours=hours_words(firm.hours)),
            main=True,
        )
    else:
        weeks = number_tile(
            figures_span(*assessment.weeks),
            ngettext("week for the rest, which can wait", "weeks for the rest, which can wait", assessment.weeks[1]),
            main=True,
        )
    hours = number_tile(
        hours_words(assessment.month_hours),
        _("of work in the first month, of {most} you have").format(most=hours_words(firm.hours * MONTH)),
    )
    money = number_tile(euros_span(*assessment.month_euros), _("of cost in the first month"))
    return numbers([weeks, hours, money])


def meaning(firm: FoundationsInput, assessment: FoundationsAssessment) -> list[str]:
    """What it means for the learner: what to begin with, and when a network can begin."""
    sentences = [_beginning(firm, assessment)]
    grave = any(finding.severity is not Severity.NOTE for finding in assessment.findings)
    if assessment.readiness is Readiness.NOT_YET and not grave:
        sentences.append(_("“Not yet” is a good answer: you lose nothing by waiting, and people find you meanwhile."))
    return sentences


def _beginning(firm: FoundationsInput, assessment: FoundationsAssessment) -> str:
    if not assessment.tasks:
        return _("Nothing is missing. Go on to what you want from a network, and from whom.")
    task = assessment.tasks[0]
    first = _("Begin with “{task}”: {hours}, {money}.").format(
        task=question_words(task.question).task, hours=hours_span(*task.hours), money=cost_words(task)
    )
    if assessment.ready_week[1]:
        then = markup(
            _("With {hours} a week, a first network can begin <strong>{in_weeks}</strong>."),
            hours=hours_words(firm.hours),
            in_weeks=in_weeks_span(*assessment.ready_week),
        )
    else:
        then = Html(_("It can be done while you <strong>choose a first network</strong>."))
    return joined((first, then), " ")


def steps(assessment: FoundationsAssessment) -> Html:
    """The tasks in order, each with how to do it and what it takes; empty when nothing is left to do."""
    if not assessment.tasks:
        return Html("")
    rows = []
    for task in assessment.tasks:
        words = question_words(task.question)
        how = [words.how]
        if task.needs:
            how.append(
                ngettext("After step {list}.", "After steps {list}.", len(task.needs)).format(
                    list=", ".join(number(need) for need in task.needs)
                )
            )
        if not task.essential:
            how.append(_("It can wait until the first network has begun."))
        effort = joined((hours_span(*task.hours), cost_words(task)), Html("<br>"))
        rows.append((words.task, " ".join(how), effort))
    return first_steps(_("Do this, in this order"), rows)


def standing(firm: FoundationsInput, assessment: FoundationsAssessment) -> Html:
    """How far each foundation stands, and what it lacks."""
    yes = settled(firm.done)
    items = []
    for foundation, state in assessment.states.items():
        opened, drawn = ("yes", "check") if state is FoundationState.YES else ("no", "stop")
        lacking = [question_words(question).question for question in QUESTIONS[foundation] if question not in yes]
        having = [question_words(question).question for question in QUESTIONS[foundation] if question in yes]
        answers = _("Missing: {list}").format(list=" · ".join(lacking)) if lacking else " · ".join(having)
        items.append(
            f'<li><span class="tt-gate" data-open="{opened}">{icon(drawn)}</span>'
            f"<p>{as_html(foundation_words(foundation))}<small>{as_html(answers)}</small></p>"
            f'<em data-open="{opened}">{as_html(state_words(state))}</em></li>'
        )
    return section(_("How far each foundation stands"), Html(f'<ul class="tt-gates">{"".join(items)}</ul>'))


def for_the_curious() -> Html:
    """Hours and money of every task, how the check works, and what it takes for granted."""
    rows = [
        [question_words(question).task, figures_span(*effort.hours), figures_span(*effort.euros)]
        for question, effort in EFFORTS.items()
    ]
    by_others = BY_A_PROFESSIONAL
    rows.append(
        [_("The same website, by a professional"), figures_span(*by_others.hours), figures_span(*by_others.euros)]
    )
    how = paragraphs(
        _(
            "Each box you leave empty becomes a task. A task waits for what it needs: an address at your own "
            "domain waits for the domain. Among those that could come next, the one that loses you most customers "
            "today comes first."
        ),
        _(
            "Your weeks are filled one after the other, and no week holds more than your hours. The road uses the "
            "high figures; the low ones give the shorter time."
        ),
        _(
            "Without a website the answer is “not yet”. With one, the answer counts the other things a network "
            "needs: none missing is “ready”, one or two “almost”."
        ),
    )
    known = assumptions(
        [
            (
                _("Least time for a network"),
                GRADE,
                hours_words(LEAST_HOURS),
                _("a week, as in the network picker. Our judgement."),
            ),
            (
                _("What can wait"),
                GRADE,
                "",
                _("An address at your own domain, new photos, an easier website and a stand-in. Our judgement."),
            ),
        ]
    )
    figures = table(
        [_("Task"), _("Hours of your own"), _("Cost in {currencies}").format(currencies=currency_words())], rows
    )
    return joined(
        (
            fold(_("Hours and money, as a table"), figures, note=_("grade D")),
            fold(_("How it works, in plain words"), how),
            fold(_("What we take for granted"), known),
        )
    )
