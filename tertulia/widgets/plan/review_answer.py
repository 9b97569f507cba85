"""What the page "Your plan" shows of a plan: the smallest one, what was found, the whole, how it is reviewed."""

from __future__ import annotations

from tertulia.clock import today
from tertulia.html import Html, as_html, joined, markup, paragraphs
from tertulia.language import _, day, ngettext, number
from tertulia.models.finding import Finding, Severity
from tertulia.plan.export.html_page import written
from tertulia.plan.export.outline import READING, network_name, section, verdict
from tertulia.plan.mending import SECTIONS, target
from tertulia.plan.review import Smallest
from tertulia.plan.schema import Plan
from tertulia.plan.words import finding_words, section_words
from tertulia.terms import aim_words, hours_words
from tertulia.widgets.base import components
from tertulia.widgets.base.components import fold
from tertulia.widgets.base.exercise import address


def smallest_plan(least: Smallest) -> Html:
    """The smallest plan in a sentence."""
    parts: list[Html] = []
    if least.objective:
        parts.append(markup(_("you want to <strong>{aim}</strong>"), aim=aim_words(least.objective).lower()))
    if least.kpi and least.kpi.name:
        parts.append(markup(_("you watch <strong>{number}</strong>"), number=least.kpi.name))
    posts = ngettext("{n} post a week", "{n} posts a week", least.posts).format(n=number(least.posts))
    if least.network:
        parts.append(
            markup(_("<strong>{posts}</strong> on {network}"), posts=posts, network=network_name(least.network))
        )
    hours = hours_words(round(2 * least.reply_hours) / 2)
    parts.append(markup(_("{who} answers, {hours} a week"), who=least.answers, hours=hours))
    if least.review:
        parts.append(markup(_("on <strong>{day}</strong> you decide whether to go on"), day=day(least.review)))
    return Html(joined(parts, "; ") + ".")


def finding_list(findings: tuple[Finding, ...], plan: Plan) -> Html:
    """What the review found in this plan, the worst first."""
    heads = {
        Severity.STOP: _("Mend first"),
        Severity.WARN: _("Will probably disappoint"),
        Severity.NOTE: _("Worth knowing"),
    }
    sections = []
    for severity, head in heads.items():
        rows = joined(_finding(item, plan) for item in findings if item.severity is severity)
        if rows:
            sections.append(components.section(head, Html(f'<ul class="tt-findings">{rows}</ul>')))
    return joined(sections) if findings else components.section(_("Nothing to mend"), "")


def _finding(item: Finding, plan: Plan) -> Html:
    what, why = (as_html(text) for text in finding_words(item))
    there = address(*target(item, plan))
    link = f'<a href="{there}">{as_html(_("Mend it"))}<span class="sr">: {what}</span></a>' if there else ""
    return Html(
        f'<li data-severity="{item.severity}"><b>{as_html(section_words(item.part))}</b>'
        f"<span><strong>{what}</strong> {why} {link}</span></li>"
    )


def whole_plan(plan: Plan) -> Html:
    """The verdict, then every section that holds something, folded, with the page that changes it."""
    told = "".join(part for block in verdict(plan, today()) for part in written(block))
    folds = [Html(f'<div class="tt-told">{told}</div>')]
    for name in READING:
        blocks = section(plan, name)
        inside = "".join(part for block in blocks for part in written(block))
        there = address(*SECTIONS[name])
        link = f'<p><a href="{there}">{as_html(_("Change it there"))}</a></p>' if there else ""
        if inside and blocks:
            folds.append(fold(section_words(name), Html(f'<div class="tt-told">{inside}{link}</div>')))
    return components.section(_("The whole plan"), joined(folds)) if len(folds) > 1 else Html()


def how_it_works() -> Html:
    """How the review works."""
    texts = (
        _(
            "The review looks for what is missing and for what contradicts itself: hours against posts, the goal "
            "against the range, the number against what you want. It cannot tell whether your customers will care."
        ),
        _(
            "“Mend first” keeps a plan from working at all. “Will probably disappoint” is our judgement, grade D, "
            "as are all its limits."
        ),
        _("Your plan stays on this device. A copy on another one is a file you load there."),
    )
    return fold(_("How the review works, in plain words"), paragraphs(*texts))
