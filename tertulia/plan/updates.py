"""What each exercise adds to the plan: the contract between the exercises and the plan.

One function per exercise. It takes the plan as it is and the exercise's result, and gives the plan with that
exercise's sections filled and everything else as it was. Adding the same result twice gives the same plan, so an
exercise can tell whether its answer has changed since it was added. No function reads, keeps or shows anything.

    exercise        fills
    your_firm       firm, duties.channel/answers/stand_in/hours
    foundations     foundations
    contacts        contacts, but for contacts.requests
    asking          contacts.requests
    audience        audience.uses
    conversation    conversation
    canvas          strategy, audience.who/questions/heard_by, foundations.website/email,
                    duties.channel/answers/hours
    picker          networks, foundations.website/email/details_right/answers_within
    mix             content, duties.hours/reply_hours
    simulator       growth, duties.hours/reply_hours, content.posts/cap
    workplace       workplace
    rumour          announcements
    ambassadors     ambassadors
    brief           brief, duties.tasks
    inbox           crisis
    results         results
    report          report
    listening       listening

The exercises of the strategy chapter give their models' own results. The others give the plan's own section, made
by themselves: a small structure of plain values (`schema`), whose texts `line` and `lines` bring to their length.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from tertulia.models.department import Department
from tertulia.models.networking.contacts import Contact, ContactMap
from tertulia.models.strategy import growth as simulator
from tertulia.models.strategy.canvas import Canvas
from tertulia.models.strategy.mix import Mix
from tertulia.models.strategy.picker import Recommendation
from tertulia.models.strategy.picker_input import PickerInput
from tertulia.models.strategy.schedule import Post, Reply
from tertulia.plan import LINE, LONG, schema
from tertulia.plan.schema import Plan
from tertulia.profile import Closure, Profile

REVIEW_WEEKS = 13
"""From the first calendar to the first review, unless the learner chose a day: three months."""


def line(text: object, most: int = LINE) -> str:
    """A text as the plan holds it: no half characters, no blanks at the ends, cut at `most` with "…"."""
    whole = str(text).encode("utf-8", "ignore").decode().strip()
    return whole if len(whole) <= most else whole[: most - 1].rstrip() + "…"


def lines(texts: Iterable[object], most: int = 20, length: int = LINE) -> tuple[str, ...]:
    """The first `most` texts that are not empty, each a line of the plan, or a rule of at most `length`."""
    return tuple(short for text in texts if (short := line(text, length)))[:most]


# the exercises of the strategy chapter ----------------------------------------------------------------------


def with_profile(plan: Plan, profile: Profile) -> Plan:
    """Whose plan it is, who answers and stands in, and the hours: what was told; the rest stays."""
    firm = replace(
        plan.firm,
        name=line(profile.name) or plan.firm.name,
        does=line(profile.makes) or plan.firm.does,
        staff=plan.firm.staff if profile.people is None else profile.people,
        owner=plan.firm.owner or line(profile.answers),
    )
    duties = replace(
        plan.duties,
        channel=Department(profile.leader) if profile.leader else plan.duties.channel,
        answers=line(profile.answers) or plan.duties.answers,
        stand_in=line(profile.stand_in) or plan.duties.stand_in,
        hours=plan.duties.hours if profile.hours is None else profile.hours,
    )
    return replace(plan, firm=firm, duties=duties)


def with_canvas(plan: Plan, canvas: Canvas) -> Plan:
    """Objective, KPIs, tactics, audience, who runs the channel and who answers, the hours."""
    kpis = tuple(
        schema.Kpi(
            name=line(kpi.name),
            kind=kpi.kind,
            baseline=kpi.baseline,
            target=kpi.target,
            unit=line(kpi.unit),
            by=kpi.by,
            owner=line(kpi.owner),
            source=line(kpi.source),
            falls=kpi.lower_is_better,
        )
        for kpi in canvas.kpis[:10]
    )
    tactics = tuple(
        schema.Tactic(text=line(each.text), network=line(each.network, 60), kpi=each.kpi, hours=each.hours)
        for each in canvas.tactics[:20]
    )
    strategy = schema.Strategy(objective=canvas.objective, begun=canvas.today, kpis=kpis, tactics=tactics)
    # the day a KPI was first looked at stays, as long as the numbers of that day do
    before = plan.strategy
    if before.begun and [(k.name, k.baseline) for k in before.kpis] == [(k.name, k.baseline) for k in kpis]:
        strategy = replace(strategy, begun=before.begun)
    questions = (*lines([canvas.question]), *(each for each in plan.audience.questions[1:]))
    audience = replace(
        plan.audience, who=line(canvas.audience, LONG), questions=questions[:20], heard_by=line(canvas.heard_by)
    )
    channel = None if canvas.channel_owner is Department.NOBODY else canvas.channel_owner
    duties = replace(plan.duties, channel=channel, answers=line(canvas.response_owner), hours=canvas.hours or None)
    foundations = replace(plan.foundations, website=canvas.website, email=canvas.email)
    return replace(plan, strategy=strategy, audience=audience, duties=duties, foundations=foundations)


def with_picker(
    plan: Plan, answers: PickerInput, recommended: Recommendation, why: str = "", first: Sequence[str] = ()
) -> Plan:
    """The first network and the reason, or "none yet" and what to do first.

    why, first: the exercise's own sentences, in the learner's language.
    """
    best = next((each for each in recommended.ranking if each.network == recommended.network), None)
    networks = schema.Networks(
        chosen=(schema.Chosen(recommended.network, line(why)),) if recommended.network else (),
        none_yet=recommended.network is None,
        acceptability=float(best.first_share) if best else None,
        first=lines(first) if recommended.network is None else (),
    )
    foundations = replace(
        plan.foundations,
        website=answers.website,
        email=answers.email_daily,
        details_right=answers.basics_right,
        answers_within=min(float(answers.answers_within), 168.0),
    )
    return replace(plan, networks=networks, foundations=foundations)


def with_mix(
    plan: Plan,
    mix: Mix,
    posts: Sequence[Post],
    replies: Sequence[Reply],
    *,
    taken_out: Iterable[str] = (),
    withdrawn: Collection[str] = (),
) -> Plan:
    """The kinds, the limit, the calendar; the hours, of which some are for answering; when nobody works.

    taken_out: keys of the places the learner wants empty. withdrawn: keys of places of which they do not want the words
    any more that the plan has there.
    """
    entries = [
        schema.Entry(
            key=post.key,
            day=post.day,
            at=post.at,
            minutes=post.minutes,
            network=line(post.network, 60),
            kind=post.kind,
            format=post.format,
            idea=line(post.idea, 60),
            text=post.text,
            caption=post.caption,
            changed=bool(post.place),
        )
        for post in posts
    ] + [schema.Entry(key=slot.key, day=slot.day, at=slot.at, minutes=slot.minutes) for slot in replies]
    things = {thing.text for thing in mix.own}  # where they stand is worked out anew
    own = {
        entry.key: replace(entry, text="" if entry.text in things else entry.text)
        for entry in plan.content.entries
        if entry.key not in withdrawn and (entry.caption or (entry.text and entry.text not in things))
    }
    # the learner's own words stay, unless they have written others in this place
    entries = [
        replace(entry, text=entry.text or own[entry.key].text, caption=entry.caption or own[entry.key].caption)
        if entry.key in own
        else entry
        for entry in entries
    ]
    entries += [entry for key, entry in own.items() if key not in {each.key for each in entries}]
    entries.sort(key=lambda entry: (entry.day or date.min, entry.at or time.min, entry.key))
    content = schema.Content(
        parts=tuple(schema.Part(kind, float(share)) for kind, share in mix.shares.items()),
        cap=mix.promotion_cap,
        posts=len(posts) / (len({post.week for post in posts}) or 1),
        weeks=mix.weeks,
        entries=tuple(entries[: schema.MOST_ENTRIES]),
        taken_out=tuple(taken_out),
        pauses=tuple(Closure(pause.first, pause.last) for pause in mix.year.pauses(mix.first_day, mix.last_day)),
    )
    duties = replace(plan.duties, hours=mix.hours, reply_hours=mix.reply_hours)
    return replace(with_first_review(plan, mix.first_day), content=content, duties=duties)


def with_first_review(plan: Plan, begins: date) -> Plan:
    """A plan whose work begins on a day is looked at three months later, unless a day was chosen."""
    if plan.reviews.dates:
        return plan
    return replace(plan, reviews=replace(plan.reviews, dates=(begins + timedelta(weeks=REVIEW_WEEKS),)))


def with_growth(
    plan: Plan,
    settings: simulator.Settings,
    ensemble: simulator.Ensemble,
    begun: date | None = None,
    ways: Sequence[tuple[str, schema.Done, simulator.Ensemble]] = (),
) -> Plan:
    """Where the community stands, the goal, the band of futures and the chance. begun: today. ways: other ways of
    working that were compared, each with its name, what is done in it and its futures.

    The day of the same simulation stays when it is added again. Hours, posts and promotion are the firm's own, told
    here as in the other exercises: they go to the places in which the plan has them. A calendar of whole weeks may
    miss the posts by less than one, and a year may stay below the share that may sell.
    """
    posts, cap = plan.content.posts, plan.content.cap
    same_posts = posts is not None and abs(settings.posts - posts) < 1 - 1e-9
    below_cap = cap is not None and settings.promotion <= cap + 1e-9
    growth = schema.Growth(
        audience=round(settings.audience),
        today=round(settings.today),
        goal=round(settings.goal),
        weeks=int(settings.weeks),
        low=round(float(ensemble.low[-1])),
        median=round(float(ensemble.median[-1])),
        high=round(float(ensemble.high[-1])),
        chance=float(ensemble.chance),
        begun=begun,
        simulated_with=schema.SimulatedWith(
            hours=settings.hours, reply_hours=settings.reply_hours, posts=settings.posts, promotion=settings.promotion
        ),
        scenarios=tuple(_way_of_working(*way) for way in ways),
    )
    before = plan.growth
    return replace(
        plan,
        growth=before if replace(before, begun=begun) == growth else growth,
        duties=replace(plan.duties, hours=settings.hours, reply_hours=settings.reply_hours),
        content=replace(
            plan.content, posts=posts if same_posts else settings.posts, cap=cap if below_cap else settings.promotion
        ),
    )


def _way_of_working(name: str, done: schema.Done, ensemble: simulator.Ensemble) -> schema.WayOfWorking:
    return schema.WayOfWorking(
        name=line(name),
        done=done,
        low=round(float(ensemble.low[-1])),
        median=round(float(ensemble.median[-1])),
        high=round(float(ensemble.high[-1])),
        chance=float(ensemble.chance),
    )


# the others give their section themselves -------------------------------------------------------------------


def with_foundations(plan: Plan, section: schema.Foundations) -> Plan:
    """What stands, and what to do first. What the canvas or the picker asked and this one did not, stays."""
    old = plan.foundations
    kept = {
        name: getattr(old, name)
        for name in ("website", "email", "details_right", "answers_within")
        if getattr(section, name) is None
    }
    return replace(plan, foundations=replace(section, **kept))


def with_contacts(plan: Plan, section: schema.Contacts) -> Plan:
    """Who opens doors, whom to introduce, who is missing. Messages that were drafted stay."""
    return replace(plan, contacts=replace(section, requests=plan.contacts.requests))


def with_request(plan: Plan, request: schema.Request) -> Plan:
    """A message that asks for help, in the place of an earlier one to the same person."""
    others = tuple(each for each in plan.contacts.requests if each.to != request.to)
    return replace(plan, contacts=replace(plan.contacts, requests=(*others[-19:], request)))


def people(known: ContactMap) -> tuple[schema.Person, ...]:
    """A contact map as the plan holds it; each tie stands at the first of its two people."""
    return tuple(
        schema.Person(
            name=each.name,
            group=each.group,
            often=each.often,
            about=each.about,
            knows=tuple(b for a, b in known.ties if a == place),
        )
        for place, each in enumerate(known.people)
    )


def contact_map(held: Sequence[schema.Person]) -> ContactMap:
    """The contact map a plan holds. InputError if it is none: a plan file may have been written by hand."""
    contacts = tuple(Contact(name=each.name, group=each.group, often=each.often, about=each.about) for each in held)
    return ContactMap(contacts, tuple((place, other) for place, each in enumerate(held) for other in each.knows))


def with_audience(plan: Plan, uses: Sequence[schema.Use]) -> Plan:
    """Which networks the firm's people use."""
    return replace(plan, audience=replace(plan.audience, uses=tuple(uses)))


def with_conversation(plan: Plan, section: schema.Conversation) -> Plan:
    """What the last posts were."""
    return replace(plan, conversation=section)


def with_workplace(plan: Plan, section: schema.Workplace) -> Plan:
    """The channel inside."""
    return replace(plan, workplace=section)


def with_rumour(plan: Plan, section: schema.Announcements) -> Plan:
    """How soon and by whom news is told inside."""
    return replace(plan, announcements=section)


def with_ambassadors(plan: Plan, section: schema.Ambassadors) -> Plan:
    """The policy, and who shares."""
    return replace(plan, ambassadors=section)


def with_brief(plan: Plan, section: schema.Brief, tasks: Sequence[schema.Task] = ()) -> Plan:
    """Who is to do the work. tasks: of the firm itself."""
    duties = replace(plan.duties, tasks=tuple(tasks)) if tasks else plan.duties
    return replace(plan, brief=section, duties=duties)


def with_inbox(plan: Plan, section: schema.Crisis) -> Plan:
    """The rules of the inbox, and the steps when it burns."""
    return replace(plan, crisis=section)


def with_results(plan: Plan, section: schema.Results) -> Plan:
    """The results to watch."""
    return replace(plan, results=section)


def with_month(plan: Plan, month: schema.Month) -> Plan:
    """A monthly report; one for the same month is replaced.

    Here the plan meets what was measured afterwards: `models.progress` says which number moved and whether it lies
    where it was expected on that day; the report exercise turns its answer into a `schema.Month` and adds it with
    this function. The spreadsheet and the next review start from the last month.
    """
    others = [each for each in plan.report.months if each.begins != month.begins]
    months = sorted([*others, month], key=lambda each: each.begins or date.min)
    return replace(plan, report=schema.Report(tuple(months[-60:])))


def with_listening(plan: Plan, section: schema.Listening) -> Plan:
    """What is listened for, and who looks."""
    return replace(plan, listening=section)
