"""What the page "Your plan" shows of a plan: the smallest one, what was found, the whole, how it is reviewed."""

from __future__ import annotations

from tertulia.html import Html, as_html, joined, markup, paragraphs
from tertulia.language import _, day, ngettext, number
from tertulia.models.errors import InputError
from tertulia.models.finding import Finding, Severity
from tertulia.plan import LINE, storage, updates
from tertulia.plan.examples import EXAMPLES, example
from tertulia.plan.export import export, files
from tertulia.plan.export.html_page import written
from tertulia.plan.export.outline import READING, network_name, section
from tertulia.plan.plan_file import read
from tertulia.plan.review import PAGES, PlanFinding, Smallest, review, smallest
from tertulia.plan.review import page as mending
from tertulia.plan.schema import Plan, filled
from tertulia.plan.storage import Unreadable
from tertulia.plan.words import finding_words, kept_words, problem_words, section_words
from tertulia.records import RecordError
from tertulia.terms import aim_words, hours_words
from tertulia.widgets.base import components
from tertulia.widgets.base.components import conclusion, fold, number_tile, numbers
from tertulia.widgets.base.controls import ChosenFile, Controls, DateField, FileField, TextField, button, card
from tertulia.widgets.base.downloads import download
from tertulia.widgets.base.exercise import Exercise, address, html


@staticmethod


def finding_list(findings: tuple[Finding, ...]) -> Html:
    """What the review found, the worst first."""
    heads = {
        Severity.STOP: _("Mend first"),
        Severity.WARN: _("Will probably disappoint"),
        Severity.NOTE: _("Worth knowing"),
    }
    sections = []
    for severity, head in heads.items():
        rows = joined(_finding(item) for item in findings if item.severity is severity)
        if rows:
            sections.append(components.section(head, Html(f'<ul class="tt-findings">{rows}</ul>')))
    return joined(sections) if findings else components.section(_("Nothing to mend"), "")


@staticmethod


def whole_plan(plan: Plan) -> Html:
    """Every section that holds something, folded, with the page that changes it."""
    folds = []
    for name in READING:
        blocks = section(plan, name)
        inside = "".join(part for block in blocks for part in written(block))
        link = f'<p><a href="{address(PAGES[name])}">{as_html(_("Change it there"))}</a></p>'
        if inside and blocks:
            folds.append(fold(section_words(name), Html(f'<div class="tt-told">{inside}{link}</div>')))
    return components.section(_("The whole plan"), joined(folds)) if folds else Html()


@staticmethod
