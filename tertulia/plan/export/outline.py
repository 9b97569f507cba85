"""The plan as a text to read: headings, paragraphs, lists, tables and pictures, in the learner's language.

The document and the printed page are both made from this, so they say the same. Every text is plain; whoever writes a
format escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from tertulia.edition import edition
from tertulia.language import _, day, money, ngettext, number, percent
from tertulia.models.finding import Severity
from tertulia.models.networking.asking import Draft
from tertulia.models.strategy.canvas import KpiKind
from tertulia.models.strategy.networks import NETWORKS
from tertulia.plan.export import clean, pictures
from tertulia.plan.export.document_blocks import Block, Heading, List, Outline, Paragraph, Table
from tertulia.plan.export.first_things import first_things, settled_by
from tertulia.plan.review import Smallest, lacking, review, smallest
from tertulia.plan.schema import Entry, Growth, Kpi, Plan, filled
from tertulia.plan.words import finding_words, section_words, severity_words, way_words
from tertulia.post_ideas import idea_words
from tertulia.terms import department_words, hours_words, our_aim, post_format_words, post_kind_words, short


def outline(plan: Plan, today: date) -> Outline:
    """The whole plan, the verdict first. What was not filled is left out; the review at the end says what lacks."""
    name = clean(plan.firm.name) or _("my firm")
    blocks: list[Block] = []
    if plan.firm.example:
        blocks.append(Paragraph(_("An invented firm. Every name and number here is invented, too."), "note"))
    said = list(verdict(plan, today))
    blocks += said
    held = filled(plan)
    for section, blocks_of in _SECTIONS.items():
        if section in held:
            inside = [block for block in blocks_of(plan) if block not in said]
            inside += _DRAWN.get(section, _undrawn)(plan)
            if inside:
                blocks += [Heading(section_words(section)), *inside]
    if found := list(_review(plan, today)):
        blocks += [Heading(_("What the review found")), *found]
    blocks += [Heading(_("What this rests on")), *_sources(plan)]
    return Outline(
        title=_("Social media plan of {firm}").format(firm=name),
        subtitle=_("As of {day}").format(day=day(today)),
        author=clean(plan.firm.owner),
        blocks=tuple(blocks),
    )


def verdict(plan: Plan, today: date) -> Iterator[Block]:
    """Whether to begin: "not now", or the smallest plan that is honest; with the one list of what comes first."""
    least, first = smallest(plan, today), first_things(plan, today)
    if least.not_now:
        yield Heading(_("Not now"))
        if not first:
            yield Paragraph(_("The answer to “which network?” was “none yet”."), "lead")
        else:
            yield Paragraph(ngettext("First this:", "First these things, in this order:", len(first)), "lead")
            yield List(first, True)
        if set(filled(plan)) - {"firm", "foundations", "networks"}:
            yield Paragraph(_("What follows is kept for then. It does not count yet."), "note")
        return
    yield Heading(_("Go ahead"))
    if least.objective:
        yield Paragraph(our_aim(least.objective), "lead")
    yield List(tuple(_smallest(least)))
    yield from _listed(first, _("To do first, in this order:"), numbered=True)
    settled = settled_by(plan, today)
    stops = sum(each.severity is Severity.STOP and each.code not in settled for each in review(plan, today))
    if stops:
        sentence = ngettext(
            "Before it carries more than that, {n} thing in this plan has to be mended; it stands at the end.",
            "Before it carries more than that, {n} things in this plan have to be mended; they stand at the end.",
            stops,
        )
        yield Paragraph(sentence.format(n=number(stops)), "note")


def _smallest(least: Smallest) -> Iterator[str]:
    """The smallest plan, sentence by sentence."""
    if least.kpi and (name := clean(least.kpi.name).strip()):
        known = not {"baseline", "target", "by"} & set(lacking(least.kpi))
        sentence = _("We watch this: {number}, {way}.") if known else _("We watch this: {number}.")
        yield sentence.format(number=name, way=kpi_sentence(least.kpi))
    if least.network and least.posts:
        posts = ngettext("{n} post a week", "{n} posts a week", least.posts).format(n=number(least.posts))
        yield _("{posts} on {network}.").format(posts=posts, network=network_name(least.network))
    hours = round(2 * least.reply_hours) / 2
    if hours and (who := clean(least.answers).strip()):
        yield _("{who} answers, {hours} a week.").format(who=who, hours=hours_words(hours))
    if least.review:
        yield _("On {day} we decide whether to go on.").format(day=day(least.review))


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
    return idea_words(entry.idea) or clean(entry.idea)


def entry_details(entry: Entry) -> str:
    """What an entry asks for, how it is made, and what the learner will write beside it, in one paragraph."""
    asked = entry_text(entry) + (f" ({post_format_words(entry.format)})" if entry.format else "")
    caption = " ".join(clean(entry.caption).split())
    return f"{asked} {_('Caption: “{caption}”').format(caption=caption)}" if caption else asked


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


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], shares: tuple[float, ...]) -> Iterator[Block]:
    """A table without empty rows and columns; none if nothing is left."""
    held = [row for row in rows if any(cell.strip() for cell in row)]
    columns = [place for place in range(len(heads)) if any(row[place].strip() for row in held)]
    if columns:
        wide = sum(shares[place] for place in columns)
        yield Table(
            tuple(heads[place] for place in columns),
            tuple(tuple(row[place] for place in columns) for row in held),
            tuple(shares[place] / wide for place in columns),
        )


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
    rows += [(what, answers[each.done]) for each in foundations.checks if (what := clean(each.what).strip())]
    if foundations.answers_within is not None:
        rows.append((_("Messages are answered within"), hours_words(foundations.answers_within)))
    yield from _table((_("What"), _("State")), rows, (0.75, 0.25))


def _contacts(plan: Plan) -> Iterator[Block]:
    contacts = plan.contacts
    if contacts.people:
        groups = ngettext("{n} group", "{n} groups", contacts.groups or 0).format(n=number(contacts.groups or 0))
        yield Paragraph(
            ngettext("{n} person in {groups}.", "{n} people in {groups}.", contacts.people).format(
                n=number(contacts.people), groups=groups
            )
        )
    yield from _listed(contacts.bridges, _("They join groups that would not meet otherwise:"))
    pairs = [(clean(each.first), clean(each.second), clean(each.why)) for each in contacts.introduce]
    if introduce := list(_table((_("Who"), _("To whom"), _("Why")), pairs, (0.25, 0.25, 0.5))):
        yield from [Paragraph(_("Whom to introduce:")), *introduce]
    yield from _listed(contacts.missing, _("Still missing:"))
    messages = [(clean(each.to), clean(Draft(**vars(each)).text)) for each in contacts.requests]
    if requests := list(_table((_("To whom"), _("Message")), messages, (0.25, 0.75))):
        yield from [Paragraph(_("Whom we ask for help, and how:")), *requests]


def _audience(plan: Plan) -> Iterator[Block]:
    audience = plan.audience
    if who := clean(audience.who).strip():
        yield Paragraph(who, "lead")
    rows = [
        (network_name(each.network), "" if each.share is None else percent(each.share), clean(each.source))
        for each in audience.uses
    ]
    yield from _table((_("Network"), _("Of our customers"), _("Source")), rows, (0.3, 0.2, 0.5))
    yield from _listed(audience.questions, _("What we ask our customers:"), numbered=True)
    yield from _named(_("Who hears the answers"), audience.heard_by)


def _conversation(plan: Plan) -> Iterator[Block]:
    conversation = plan.conversation
    if conversation.posts and conversation.broadcast is not None:
        yield Paragraph(
            _("Of our last {posts} posts, {share} only told something.").format(
                posts=number(conversation.posts), share=percent(conversation.broadcast)
            )
        )
    if conversation.unanswered is not None:
        yield from _named(_("Questions left without an answer"), number(conversation.unanswered))
    yield from _listed(tuple(clean(conversation.change).splitlines()), _("What we change:"))


def _strategy(plan: Plan) -> Iterator[Block]:
    strategy = plan.strategy
    if strategy.objective:
        yield Paragraph(our_aim(strategy.objective), "lead")
    rows = [
        (clean(kpi.name), kpi_sentence(kpi), clean(kpi.owner), clean(kpi.source))
        for kpi in strategy.kpis
        if replace(kpi, kind=KpiKind.OTHER, falls=None) != Kpi()
    ]
    heads: tuple[str, ...] = (_("Number"), _("From, to, by when"), _("Who looks"), _("Where it is read"))
    if watched := list(_table(heads, rows, (0.3, 0.3, 0.15, 0.25))):
        yield from [Heading(_("How we will notice"), 2), *watched]
    names = [clean(kpi.name) for kpi in strategy.kpis]
    done = [
        (
            clean(each.text),
            network_name(each.network),
            short(each.hours),
            names[each.kpi] if each.kpi is not None and each.kpi < len(names) else _("none"),
        )
        for each in strategy.tactics
        if each.text or each.network
    ]
    heads = (_("What"), _("Where"), _("Hours a week"), _("Which number it serves"))
    if doing := list(_table(heads, done, (0.4, 0.15, 0.15, 0.3))):
        yield from [Heading(_("What we will do"), 2), *doing]


def _networks(plan: Plan) -> Iterator[Block]:
    networks = plan.networks
    if networks.none_yet:
        yield Paragraph(_("None yet."), "lead")
    for each in networks.chosen:
        name, why = network_name(each.network).strip(), clean(each.why).strip()
        if name or why:
            yield Paragraph(_("{label}: {value}").format(label=name, value=why) if name and why else name or why)
    if networks.acceptability is not None and networks.chosen:
        yield Paragraph(
            _("It comes first in {share} of ten thousand tries, each with other weights and judgements.").format(
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
        yield from _named(_("Selling posts, at most"), percent(content.cap))
    posts = [entry for entry in content.entries if entry.kind is not None and entry.day]
    rows = [
        (
            day(entry.day, _("EEE d MMM")) + (f", {entry.at:%H:%M}" if entry.at else ""),
            entry_title(entry),
            entry_details(entry),
        )
        for entry in posts
        if entry.day
    ]
    ours = not any(entry.text for entry in posts)  # who speaks to "you" there is the course
    head = _("Idea of the course") if ours else _("Idea")
    yield from _table((_("When"), _("What"), head), rows, (0.22, 0.28, 0.5))
    for pause in content.pauses:
        if pause.first and pause.last:
            yield Paragraph(_pause_words(plan, pause.first, pause.last))
    slots = sum(entry.kind is None and entry.day is not None for entry in content.entries)
    if slots:
        yield Paragraph(
            ngettext(
                "Besides, {n} slot to answer messages is in the calendar file.",
                "Besides, {n} slots to answer messages are in the calendar file.",
                slots,
            ).format(n=number(slots)),
            "note",
        )


def _pause_words(plan: Plan, first: date, last: date) -> str:
    """A time in which nothing is published, and who looks at messages then."""
    watcher = clean(plan.duties.stand_in) or clean(plan.duties.answers)
    said = _("From {first} to {last} we are closed: nothing is published, on purpose.").format(
        first=day(first), last=day(last)
    )
    if watcher:
        return f"{said} {_('{name} looks at messages once a day for what cannot wait.').format(name=watcher)}"
    return f"{said} {_('Nobody is named yet who looks at messages then.')}"


def _growth(plan: Plan) -> Iterator[Block]:
    expected = list(_expected(plan.growth))
    yield from expected
    yield from _ways_of_working(plan.growth)
    if expected:
        yield Paragraph(_("Simulated. People in the community are no sales."), "note")


def _expected(growth: Growth) -> Iterator[Block]:
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


def _ways_of_working(growth: Growth) -> Iterator[Block]:
    """The ways that were compared, one a row, with how each ends."""
    rows = [
        (
            clean(way.name).strip() or _("A way without a name"),
            "" if way.median is None else number(way.median),
            ""
            if way.low is None or way.high is None
            else _("{low} to {high}").format(low=number(way.low), high=number(way.high)),
            "" if way.chance is None else percent(way.chance),
        )
        for way in growth.scenarios
    ]
    heads = (_("Way of working, each week"), _("Likely"), _("Eight futures in ten"), _("Chance of the goal"))
    if compared := list(_table(heads, rows, (0.46, 0.14, 0.22, 0.18))):
        yield Paragraph(_("Other ways of working that we compared, with the same luck:"))
        yield from compared


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
        yield from _named(_("By our simulation everybody knows within"), days)
    yield from _named(_("Who tells it"), announcements.told_by)
    yield from _named(_("How"), announcements.how)


def _ambassadors(plan: Plan) -> Iterator[Block]:
    ambassadors = plan.ambassadors
    if ambassadors.people:
        sharing = ngettext("{n} person shares", "{n} people share", ambassadors.people).format(
            n=number(ambassadors.people)
        )
        more = {True: _(", because they want to"), False: _(", because they were told to"), None: ""}[
            ambassadors.voluntary
        ]
        yield Paragraph(f"{sharing}{more}.")
    yield from _listed(ambassadors.names, _("They agreed to be named:"))
    yield from _listed(ambassadors.policy, _("Our rules, as everybody who shares gets them:"), numbered=True)


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
    rows = [
        (clean(each.what), clean(each.who), clean(each.when), "" if each.hours is None else short(each.hours))
        for each in duties.tasks
    ]
    yield from _table((_("What"), _("Who"), _("When"), _("Hours a week")), rows, (0.35, 0.2, 0.3, 0.15))


def _brief(plan: Plan) -> Iterator[Block]:
    brief = plan.brief
    if brief.way:
        yield Paragraph(f"{way_words(brief.way)}.")
    if brief.hours is not None:
        yield from _named(_("Hours a week, estimated"), short(brief.hours))
    if brief.euros is not None:
        yield from _named(_("Cost a month, estimated"), money(brief.euros))
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
    rows = [
        (
            clean(each.name),
            clean(each.of),
            clean(each.every),
            clean(each.who),
            "" if each.value is None else short(each.value) + (f" ({day(each.on, 'short')})" if each.on else ""),
        )
        for each in results.watch
    ]
    heads = (_("Result"), _("Divided by"), _("Every"), _("Who"), _("Last value"))
    yield from _table(heads, rows, (0.3, 0.25, 0.12, 0.15, 0.18))
    if results.cost is not None:
        yield from _named(_("Cost a month, hours included"), money(results.cost))
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
    heads = (_("Month"), _("Measured"), _("What we learned"), _("The one change"))
    yield from _table(heads, rows, (0.16, 0.28, 0.28, 0.28))


def _listening(plan: Plan) -> Iterator[Block]:
    listening = plan.listening
    yield from _listed(listening.words, _("We want to be told when somebody writes:"))
    yield from _listed(listening.feeds, _("Pages we follow:"))
    yield from _named(_("Who looks"), listening.who)
    if listening.minutes is not None:
        yield from _named(_("Minutes a week, suggested"), number(listening.minutes))


def _reviews(plan: Plan) -> Iterator[Block]:
    reviews = plan.reviews
    yield from _listed(tuple(day(each, "full") for each in reviews.dates))
    yield from _named(_("What is decided"), reviews.question)
    yield from _named(_("Who is there"), reviews.told)


_SECTIONS = {
    "strategy": _strategy,
    "audience": _audience,
    "networks": _networks,
    "content": _content,
    "reviews": _reviews,
    "duties": _duties,
    "firm": _firm,
    "foundations": _foundations,
    "growth": _growth,
    "workplace": _workplace,
    "announcements": _announcements,
    "ambassadors": _ambassadors,
    "contacts": _contacts,
    "conversation": _conversation,
    "brief": _brief,
    "crisis": _crisis,
    "results": _results,
    "listening": _listening,
    "report": _report,
}
"""The order of reading: what, for whom, where, when, who; then what it stands on and what else helps."""

READING = tuple(_SECTIONS)
"""The sections in the order of reading."""

_DRAWN = {"strategy": pictures.ways, "growth": pictures.futures}


def _undrawn(_plan: Plan) -> Iterator[Block]:
    return iter(())


def _review(plan: Plan, today: date) -> Iterator[Block]:
    """What the review found and the list of firsts does not ask for already."""
    findings, settled = review(plan, today), settled_by(plan, today)
    if not findings:
        yield Paragraph(_("Nothing to mend."))
        return
    rows = [(_weight(each.severity), " ".join(finding_words(each))) for each in findings if each.code not in settled]
    if found := list(_table((_("How much it matters"), _("What and why")), rows, (0.25, 0.75))):
        yield from [Paragraph(_("So the course speaks to whoever made this plan:"), "note"), *found]


def _weight(severity: Severity) -> str:
    """How much a finding matters; what comes first is said on the first page and nowhere else."""
    return _("Has to be mended") if severity is Severity.STOP else severity_words(severity)


def _sources(plan: Plan) -> Iterator[Block]:
    yield Paragraph(
        _(
            "The plan holds what its owner entered in the exercises of the course {course}, and what these proposed "
            "and the owner added."
        ).format(course=edition().name)
    )
    if "growth" in filled(plan):
        yield Paragraph(
            _(
                "The expectation is simulated, in a thousand runs, from the settings named in it. Most of what the "
                "simulator assumes is our judgement (grade D) or rests on surveys (grade C); the course shows each "
                "assumption with its source."
            )
        )
    if plan.networks.chosen:
        yield Paragraph(
            _(
                "The choice of network rests on surveys of who uses which network in Spain (IAB Spain 2024; Digital "
                "2025 Spain; grade C) and on our judgement of what each network asks for (grade D)."
            )
        )
    yield Paragraph(
        _("That followers alone do not bring sales: John, Emrich, Gupta and Norton 2017 (five experiments; grade A).")
    )
    if plan.content.cap is not None:
        yield Paragraph(_("No study supports a fixed share of posts that sell; the limit is the firm's own (grade D)."))
