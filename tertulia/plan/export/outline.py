"""The plan as a text to read: headings, paragraphs, lists, tables and pictures, in the learner's language.

The document and the printed page are both made from this, so they say the same. Every text is plain; whoever writes a
format escapes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tertulia.language import _, day, euros, ngettext, number, percent
from tertulia.models.strategy.ideas import idea
from tertulia.models.strategy.networks import NETWORKS
from tertulia.plan.export import clean, pictures
from tertulia.plan.export.document_blocks import Block, Heading, List, Outline, Paragraph, Table
from tertulia.plan.review import review, smallest
from tertulia.plan.schema import Entry, Kpi, Plan, filled
from tertulia.plan.words import finding_words, section_words, severity_words, way_words
from tertulia.terms import aim_words, department_words, hours_words, post_format_words, post_kind_words, short


def outline(plan: Plan, today: date) -> Outline:
    """The whole plan. What was not filled is left out; the review at the end says what is missing."""
    name = clean(plan.firm.name) or _("my firm")
    blocks: list[Block] = []
    if plan.firm.example:
        blocks.append(Paragraph(_("An invented firm. Every name and number here is invented, too."), "note"))
    held = filled(plan)
    for section, blocks_of in _SECTIONS.items():
        if section in held:
            inside = [*blocks_of(plan), *_DRAWN.get(section, _undrawn)(plan)]
            if inside:
                blocks += [Heading(section_words(section)), *inside]
    blocks += [Heading(_("What the review found")), *_review(plan, today)]
    blocks += [Heading(_("What this rests on")), *_sources(plan)]
    return Outline(
        title=_("Social media plan of {firm}").format(firm=name),
        subtitle=_("As of {day}").format(day=day(today)),
        author=clean(plan.firm.owner),
        blocks=tuple(blocks),
    )


def section(plan: Plan, name: str) -> tuple[Block, ...]:
    """One section in words, without pictures."""
    return tuple(_SECTIONS[name](plan))


def network_name(key: str) -> str:
    """A network as people call it."""
    return NETWORKS[key].name if key in NETWORKS else clean(key)


def entry_text(entry: Entry) -> str:
    """What an entry of the calendar asks for: the learner's own words, else our idea."""
    if entry.text:
        return clean(entry.text)
    try:
        return _(idea(entry.idea).text) if entry.idea else ""
    except KeyError:
        return clean(entry.idea)


def entry_title(entry: Entry) -> str:
    """An entry in a few words: network and kind, or that it is for answering."""
    if entry.kind is None:
        return _("Answer messages")
    where, kind = network_name(entry.network), post_kind_words(entry.kind)
    return f"{where}: {kind.lower()}" if where else kind


def kpi_sentence(kpi: Kpi) -> str:
    """From the value today to the one wanted, with unit and day."""
    unit = clean(kpi.unit)
    places = {
        "from": _blank(kpi.baseline),
        "to": _blank(kpi.target),
        "unit": f" {unit}" if unit else "",
        "day": day(kpi.by) if kpi.by else _("no day yet"),
    }
    return _("from {from} to {to}{unit} by {day}").format(**places)


def _blank(value: float | None) -> str:
    return "?" if value is None else short(value)


def _named(label: str, value: str) -> Iterator[Block]:
    """A line "label: value", if there is a value."""
    if value := clean(value).strip():
        yield Paragraph(_("{label}: {value}").format(label=label, value=value))


def _listed(items: tuple[str, ...], lead: str = "", *, numbered: bool = False) -> Iterator[Block]:
    texts = tuple(each for item in items if (each := clean(item).strip()))
    if texts:
        if lead:
            yield Paragraph(lead)
        yield List(texts, numbered)


def _firm(plan: Plan) -> Iterator[Block]:
    firm = plan.firm
    yield from _named(_("Whose plan it is"), firm.owner)
    yield from _named(_("What we do"), firm.does)
    yield from _named(_("Where"), firm.place)
    if firm.staff is not None:
        yield from _named(_("People who work here"), number(firm.staff))


def _foundations(plan: Plan) -> Iterator[Block]:
    foundations = plan.foundations
    answers = {True: _("yes"), False: _("not yet")}
    rows = [
        (label, answers[value])
        for label, value in (
            (_("A website, or at least a page of our own"), foundations.website),
            (_("E-mail is read every day"), foundations.email),
            (_("Hours, phone and map entry are right"), foundations.details_right),
        )
        if value is not None
    ]
    rows += [(clean(each.what), answers[each.done]) for each in foundations.checks]
    if foundations.answers_within is not None:
        rows.append((_("Messages are answered within"), hours_words(foundations.answers_within)))
    if rows:
        yield Table((_("What"), _("State")), tuple(rows), (0.75, 0.25))
    yield from _listed(foundations.first, _("To do first:"), numbered=True)


def _contacts(plan: Plan) -> Iterator[Block]:
    contacts = plan.contacts
    if contacts.people is not None:
        groups = ngettext("{n} group", "{n} groups", contacts.groups or 0).format(n=number(contacts.groups or 0))
        yield Paragraph(
            ngettext("{n} person in {groups}.", "{n} people in {groups}.", contacts.people).format(
                n=number(contacts.people), groups=groups
            )
        )
    yield from _listed(contacts.bridges, _("They join groups that would not meet otherwise:"))
    if contacts.introduce:
        yield Paragraph(_("Whom to introduce:"))
        yield Table(
            (_("Who"), _("To whom"), _("Why")),
            tuple((clean(each.first), clean(each.second), clean(each.why)) for each in contacts.introduce),
            (0.25, 0.25, 0.5),
        )
    yield from _listed(contacts.missing, _("Still missing:"))


def _audience(plan: Plan) -> Iterator[Block]:
    audience = plan.audience
    if audience.who:
        yield Paragraph(clean(audience.who), "lead")
    if audience.uses:
        rows = tuple(
            (network_name(each.network), "" if each.share is None else percent(each.share), clean(each.source))
            for each in audience.uses
        )
        yield Table((_("Network"), _("Of our customers"), _("Source")), rows, (0.3, 0.2, 0.5))
    yield from _listed(audience.questions, _("What we ask our customers:"), numbered=True)
    yield from _named(_("Who hears the answers"), audience.heard_by)


def _conversation(plan: Plan) -> Iterator[Block]:
    conversation = plan.conversation
    if conversation.posts is not None and conversation.broadcast is not None:
        yield Paragraph(
            _("Of our last {posts} posts, {share} only told something.").format(
                posts=number(conversation.posts), share=percent(conversation.broadcast)
            )
        )
    if conversation.unanswered is not None:
        yield from _named(_("Questions left without an answer"), number(conversation.unanswered))
    yield from _named(_("What we change"), conversation.change)


def _strategy(plan: Plan) -> Iterator[Block]:
    strategy = plan.strategy
    if strategy.objective:
        yield Paragraph(_("We want to {aim}.").format(aim=aim_words(strategy.objective).lower()), "lead")
    if strategy.kpis:
        yield Heading(_("How we will notice"), 2)
        rows = tuple((clean(kpi.name), kpi_sentence(kpi), clean(kpi.owner), clean(kpi.source)) for kpi in strategy.kpis)
        heads = (_("Number"), _("From, to, by when"), _("Who looks"), _("Where it is read"))
        yield Table(heads, rows, (0.3, 0.3, 0.15, 0.25))
    if strategy.tactics:
        yield Heading(_("What we will do"), 2)
        names = [clean(kpi.name) for kpi in strategy.kpis]
        rows = tuple(
            (
                clean(each.text),
                network_name(each.network),
                short(each.hours),
                names[each.kpi] if each.kpi is not None and each.kpi < len(names) else _("none"),
            )
            for each in strategy.tactics
        )
        heads = (_("What"), _("Where"), _("Hours a week"), _("Which number it serves"))
        yield Table(heads, rows, (0.4, 0.15, 0.15, 0.3))


def _networks(plan: Plan) -> Iterator[Block]:
    networks = plan.networks
    if networks.none_yet:
        yield Paragraph(_("None yet. First something else."), "lead")
        yield from _listed(networks.first, numbered=True)
    for each in networks.chosen:
        yield from _named(network_name(each.network), each.why or _("chosen"))
    if networks.acceptability is not None and networks.chosen:
        yield Paragraph(
            _("It comes first in {share} of all ways of weighing the criteria.").format(
                share=percent(networks.acceptability)
            ),
            "note",
        )


def _content(plan: Plan) -> Iterator[Block]:
    content = plan.content
    if content.posts is not None:
        yield Paragraph(ngettext("{n} post a week.", "{n} posts a week.", content.posts).format(n=short(content.posts)))
    if content.parts:
        shares = "; ".join(
            f"{post_kind_words(part.kind)} {percent(part.share)}" for part in content.parts if part.share
        )
        yield from _named(_("Of what kind"), shares)
    if content.cap is not None:
        yield from _named(_("Most that may sell"), percent(content.cap))
    posts = [entry for entry in content.entries if entry.kind is not None and entry.day]
    if posts:
        rows = tuple(
            (
                day(entry.day, _("EEE d MMM")) + (f", {entry.at:%H:%M}" if entry.at else ""),
                entry_title(entry),
                entry_text(entry) + (f" ({post_format_words(entry.format)})" if entry.format else ""),
            )
            for entry in posts
            if entry.day
        )
        yield Table((_("When"), _("What"), _("Idea")), rows, (0.22, 0.28, 0.5))
    slots = len(content.entries) - len(posts)
    if slots:
        yield Paragraph(
            ngettext(
                "Besides, {n} slot to answer messages is in the calendar file.",
                "Besides, {n} slots to answer messages are in the calendar file.",
                slots,
            ).format(n=number(slots)),
            "note",
        )


def _growth(plan: Plan) -> Iterator[Block]:
    growth = plan.growth
    if growth.today is not None and growth.goal is not None and growth.weeks is not None:
        yield Paragraph(
            _("{today} people in the community today, {goal} wished for in {weeks} weeks.").format(
                today=number(growth.today), goal=number(growth.goal), weeks=number(growth.weeks)
            )
        )
    if growth.low is not None and growth.median is not None and growth.high is not None:
        yield Paragraph(
            _("Likely: {median}. Eight futures in ten end between {low} and {high}.").format(
                median=number(growth.median), low=number(growth.low), high=number(growth.high)
            ),
            "lead",
        )
    if growth.chance is not None:
        yield from _named(_("Chance of reaching the goal"), percent(growth.chance))
    yield Paragraph(_("Simulated. People in the community are no sales."), "note")


def _workplace(plan: Plan) -> Iterator[Block]:
    workplace = plan.workplace
    yield from _named(_("Our channel"), workplace.channel)
    yield from _named(_("What it is for"), workplace.purpose)
    yield from _named(_("Who tends it"), workplace.keeper)
    yield from _listed(workplace.alone, _("Who hears things last, and must not:"))


def _announcements(plan: Plan) -> Iterator[Block]:
    announcements = plan.announcements
    if announcements.within_days is not None:
        days = ngettext("{n} day", "{n} days", announcements.within_days).format(n=short(announcements.within_days))
        yield from _named(_("Everybody knows within"), days)
    yield from _named(_("Who tells it"), announcements.told_by)
    yield from _named(_("How"), announcements.how)


def _ambassadors(plan: Plan) -> Iterator[Block]:
    ambassadors = plan.ambassadors
    if ambassadors.people is not None:
        sharing = ngettext("{n} person shares", "{n} people share", ambassadors.people).format(
            n=number(ambassadors.people)
        )
        more = {True: _(", because they want to"), False: _(", because they were told to"), None: ""}[
            ambassadors.voluntary
        ]
        yield Paragraph(f"{sharing}{more}.")
    yield from _listed(ambassadors.names, _("They agreed to be named:"))
    yield from _listed(ambassadors.policy, _("Our rules:"), numbered=True)


def _duties(plan: Plan) -> Iterator[Block]:
    duties = plan.duties
    if duties.channel:
        yield from _named(_("Who runs the channel"), department_words(duties.channel))
    yield from _named(_("Who answers messages"), duties.answers)
    yield from _named(_("Who stands in"), duties.stand_in)
    yield from _named(_("When messages are looked at"), duties.reply_times)
    if duties.hours is not None:
        yield from _named(_("Hours a week, all in all"), short(duties.hours))
    if duties.reply_hours is not None:
        yield from _named(_("Of those, for answering"), short(duties.reply_hours))
    if duties.tasks:
        rows = tuple(
            (clean(each.what), clean(each.who), clean(each.when), "" if each.hours is None else short(each.hours))
            for each in duties.tasks
        )
        yield Table((_("What"), _("Who"), _("When"), _("Hours a week")), rows, (0.35, 0.2, 0.3, 0.15))


def _brief(plan: Plan) -> Iterator[Block]:
    brief = plan.brief
    if brief.way:
        yield Paragraph(f"{way_words(brief.way)}.")
    if brief.hours is not None:
        yield from _named(_("Hours a week"), short(brief.hours))
    if brief.euros is not None:
        yield from _named(_("Cost a month"), euros(brief.euros))
    yield from _listed(brief.tasks, _("To do:"))
    yield from _listed(brief.questions, _("What we ask before we decide:"))
    yield from _listed(brief.limits, _("What they must not do:"))


def _crisis(plan: Plan) -> Iterator[Block]:
    crisis = plan.crisis
    yield from _listed(crisis.steps, numbered=True)
    yield from _named(_("Who speaks for the firm"), crisis.speaks)
    if crisis.pause:
        yield Paragraph(_("Planned posts stop meanwhile."))
    yield from _listed(crisis.rules, _("In which order we answer:"), numbered=True)


def _results(plan: Plan) -> Iterator[Block]:
    results = plan.results
    if results.watch:
        rows = tuple(
            (
                clean(each.name),
                clean(each.of),
                clean(each.every),
                clean(each.who),
                "" if each.value is None else short(each.value) + (f" ({day(each.on, 'short')})" if each.on else ""),
            )
            for each in results.watch
        )
        heads = (_("Result"), _("Divided by"), _("Every"), _("Who"), _("Last value"))
        yield Table(heads, rows, (0.3, 0.25, 0.12, 0.15, 0.18))
    if results.cost is not None:
        yield from _named(_("Cost a month, hours included"), euros(results.cost))
    if results.break_even is not None:
        yield from _named(_("Needed a month to pay for it"), short(results.break_even))


def _report(plan: Plan) -> Iterator[Block]:
    names = [clean(kpi.name) for kpi in plan.strategy.kpis]
    rows = []
    for month in plan.report.months:
        measured = "; ".join(
            f"{names[each.kpi]}: {short(each.value)}"
            for each in month.measured
            if each.value is not None and each.kpi < len(names)
        )
        when = day(month.begins, _("MMMM y")) if month.begins else ""
        rows.append((when, measured, clean(month.learned), clean(month.change)))
    if rows:
        heads = (_("Month"), _("Measured"), _("What we learned"), _("The one change"))
        yield Table(heads, tuple(rows), (0.16, 0.28, 0.28, 0.28))


def _listening(plan: Plan) -> Iterator[Block]:
    listening = plan.listening
    yield from _listed(listening.words, _("We want to be told when somebody writes:"))
    yield from _listed(listening.feeds, _("Pages we follow:"))
    yield from _named(_("Who looks"), listening.who)
    if listening.minutes is not None:
        yield from _named(_("Minutes a week"), number(listening.minutes))


def _reviews(plan: Plan) -> Iterator[Block]:
    reviews = plan.reviews
    yield from _listed(tuple(day(each, "full") for each in reviews.dates))
    yield from _named(_("What is decided"), reviews.question)
    yield from _named(_("Who is there"), reviews.told)


_SECTIONS = {
    "firm": _firm,
    "strategy": _strategy,
    "audience": _audience,
    "foundations": _foundations,
    "networks": _networks,
    "content": _content,
    "growth": _growth,
    "duties": _duties,
    "workplace": _workplace,
    "announcements": _announcements,
    "ambassadors": _ambassadors,
    "contacts": _contacts,
    "conversation": _conversation,
    "brief": _brief,
    "crisis": _crisis,
    "results": _results,
    "listening": _listening,
    "reviews": _reviews,
    "report": _report,
}
"""The order of reading: what is wanted first, then what is done, then who watches."""

READING = tuple(_SECTIONS)
"""The sections in the order of reading."""

_DRAWN = {"strategy": pictures.ways, "growth": pictures.futures}


def _undrawn(_plan: Plan) -> Iterator[Block]:
    return iter(())


def _review(plan: Plan, today: date) -> Iterator[Block]:
    findings = review(plan, today)
    if not findings:
        yield Paragraph(_("Nothing to mend."))
        return
    rows = tuple((severity_words(each.severity), " ".join(finding_words(each))) for each in findings)
    yield Table((_("How much it matters"), _("What and why")), rows, (0.25, 0.75))
    least = smallest(plan, today)
    if least.not_now:
        yield Heading(_("The honest plan for now"), 2)
        yield Paragraph(_("Not now. First these things:"), "lead")
        yield List(tuple(finding_words(each)[0] for each in least.first), True)


def _sources(plan: Plan) -> Iterator[Block]:
    yield Paragraph(_("The plan holds what its owner entered in the exercises of the course Tertulia."))
    if "growth" in filled(plan):
        yield Paragraph(
            _(
                "The expectation is simulated, in a thousand runs, from the settings named in it. Most of what the "
                "simulator assumes is our judgement (grade D) or rests on surveys (grade C); the course shows each "
                "assumption with its source."
            )
        )
    if "networks" in filled(plan):
        yield Paragraph(
            _(
                "The choice of network rests on surveys of who uses which network in Spain (IAB Spain 2024; Digital "
                "2025 Spain; grade C) and on our judgement of what each network asks for (grade D)."
            )
        )
    yield Paragraph(
        _("That followers alone do not bring sales: John, Emrich, Gupta and Norton 2017 (five experiments; grade A).")
    )
    yield Paragraph(_("No study supports a fixed share of posts that sell; the limit is the firm's own (grade D)."))
