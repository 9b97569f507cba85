"""A round of the inbox drill message by message: what came in, what was decided, why it scores as it does."""

from __future__ import annotations

from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.html import Html, joined, markup, paragraphs
from tertulia.language import _, ngettext, number
from tertulia.models.manager import inbox as model
from tertulia.models.manager.inbox import Decision, InboxLine, RoundResult
from tertulia.models.manager.inbox_messages import Case
from tertulia.widgets.base.components import grade, section
from tertulia.widgets.manager.inbox_words import (
    age_words,
    broken_words,
    channel_words,
    decision_words,
    kind_words,
    place_words,
    sentences,
    sources_words,
    who_words,
)


def message(place: int, messages: int, case: Case) -> Html:
    """A message as it came in: who, when, where, who reads it. What kind it is, is for the learner to say."""
    public = case.channel in model.PUBLIC_CHANNELS
    readers = {
        1: _("only the writer sees it"),
        2: _("readers of your page see it"),
        3: _("it is being shared or printed"),
    }[case.reach]
    return markup(
        "<h2>{title}</h2><p><b>{who}</b> <span>{age}</span></p>"
        '<p class="tt-note"><b class="tt-tag">{public}</b> {where}; {readers}</p><blockquote>{text}</blockquote>',
        title=place_words(place, messages),
        who=who_words(case),
        age=age_words(case.age),
        public=_("Public") if public else _("Private"),
        where=channel_words(case.channel),
        readers=readers,
        text=_(case.text),
    )


def clock(spent: int, budget: int) -> Html:
    """The minutes that what was decided takes, of those there are."""
    over = spent - budget
    words = _("{n} of your {all} minutes are spent.").format(n=number(spent), all=number(budget))
    if over > 0:
        more = ngettext("{n} minute too many", "{n} minutes too many", over).format(n=number(over))
        slips = _("the least urgent will slip to another day")
        words = f"{words} {more}: {slips}."
    return markup(
        '<p class="tt-spent" data-over="{state}"><i aria-hidden="true"><i style="width:{share}%"></i></i>'
        "<span>{words}</span></p>",
        state="yes" if over > 0 else "no",
        share=str(min(round(100 * spent / budget), 100)),
        words=words,
    )


def why(case: Case, decision: Decision) -> Html:
    """Why a decision scores as it does, whether or not there is time for it; what would be better; the sources."""
    verdict = model.judge(case, decision)
    wish, most = model.best(case), model.points(case, model.FULL)
    better = [_("Better: {decision}.").format(decision=decision_words(wish))] if verdict.score < model.FULL else []
    sources = joined(
        markup("<li>{letter} {what}: {source}</li>", letter=grade(letter), what=what, source=source)
        for letter, what, source in sources_words(case)
    )
    return markup(
        '<h3>{why}</h3><p class="tt-note" role="status">{reached}</p>{reasons}<p><b>{here}:</b> {lesson}</p>'
        '<ul class="tt-sources">{sources}</ul>',
        why=_("Why"),
        reached=_("{kind}: {n} of {all} points").format(
            kind=kind_words(case.kind), n=number(model.points(case, verdict.score)), all=number(most)
        ),
        reasons=paragraphs(
            _("You decided: {decision}.").format(decision=decision_words(decision)),
            " ".join(sentences(case, decision, verdict)),
            *better,
        ),
        here=_("In this case"),
        lesson=_(case.lesson),
        sources=sources,
    )


def round_words(result: RoundResult) -> list[str]:
    """How a round went: the score, what went well, which rule was broken, the minutes, what stayed unread."""
    named = [title(place, line.case) for place, line in enumerate(result.lines)]
    rows = list(zip(named, result.lines, strict=True))
    score = markup(
        _("<strong>{points} of the {possible} points</strong> that {minutes} minutes allow."),
        points=number(result.points),
        possible=number(result.possible),
        minutes=number(result.budget),
    )
    well = [name for name, line in rows if line.points == line.most]
    broken = [
        _("A rule was broken at “{message}”: {why}").format(message=name, why=broken_words(line.verdict.broken))
        for name, line in rows
        if line.verdict and line.verdict.broken
    ]
    unread = [name for name, line in rows if line.decision is None]
    slipped = [name for name, line in rows if line.slipped]
    words: list[str] = [score]
    words.append(
        _("Went well: {list}.").format(list="; ".join(well)) if well else _("No message brought all its points.")
    )
    words += broken
    words.append(
        _("You decided {n} minutes of work for today and had {all}.").format(
            n=number(result.minutes), all=number(result.budget)
        )
    )
    if slipped:
        words.append(_("Slipped to another day: {list}.").format(list="; ".join(slipped)))
    if unread:
        words.append(_("Not read: {list}.").format(list="; ".join(unread)))
    if result.points >= result.possible:
        words.append(_("Nothing better fits into your minutes. Try another round, or fewer minutes."))
    return words


def title(place: int, case: Case) -> str:
    """The number of a message and what it is."""
    return f"{number(place + 1)}. {kind_words(case.kind)}"


def reasons(line: InboxLine) -> list[str]:
    """Why a line scores as it does; never empty."""
    if line.decision is None or line.verdict is None:
        return [_("It was not read, so nobody was answered.")]
    if line.slipped:
        slipped = _("It did not fit into your minutes any more and slipped to another day.")
        return [slipped, *sentences(line.case, model.late(line.decision), line.verdict)]
    return sentences(line.case, line.decision, line.verdict)


def line_by_line(result: RoundResult) -> Html:
    """Every message with its points, its reasons and what would have been better."""
    items = joined(_item(line, best) for line, best in zip(result.lines, result.best, strict=True))
    return section(_("Message by message"), markup('<ol class="tt-first">{items}</ol>', items=items))


def _item(line: InboxLine, planned: Decision) -> Html:
    """planned: what the best plan for the minutes does with it."""
    wish = model.best(line.case)
    better = []
    if line.points < line.most:
        better.append(_("Better: {decision}.").format(decision=decision_words(wish)))
    if planned != wish and model.judge(line.case, planned).score < model.FULL:
        better.append(
            _("The best plan for these minutes does this here: {decision}.").format(decision=decision_words(planned))
        )
    return markup(
        '<li><h3>{kind}</h3><span class="tt-time">{reached}</span><div class="tt-reasons"><p><q>{text}</q></p>'
        "<p><b>{decided}:</b> {decision}</p><p>{reasons}</p>{better}<p><b>{here}:</b> {lesson}</p></div></li>",
        kind=kind_words(line.case.kind),
        reached=_("{n} of {all} points").format(n=number(line.points), all=number(line.most)),
        text=_(line.case.text),
        decided=_("Decided"),
        decision=_("not read") if line.decision is None else decision_words(line.decision),
        reasons=" ".join(reasons(line)),
        better=paragraphs(*better),
        here=_("In this case"),
        lesson=_(line.case.lesson),
    )


def points_picture(result: RoundResult, name: str) -> Picture:
    """Each message's share of its points. name: of the exercise."""
    rows = [
        Bar(words=title(place, line.case), share=line.points / line.most, quiet=line.points < line.most)
        for place, line in enumerate(result.lines)
    ]
    full = sum(line.points == line.most for line in result.lines)
    listed = "; ".join(
        _("{message}: {n} of {all} points").format(message=row.words, n=number(line.points), all=number(line.most))
        for row, line in zip(rows, result.lines, strict=True)
    )
    drawn = bars(rows, name, listed, top=1.0)
    return Picture(
        title=_("Messages handled in full: {n} of {all}").format(n=number(full), all=number(len(rows))),
        alternative=listed,
        wide=drawn[WIDE],
        narrow=drawn[NARROW],
        caption=_("Share of the points a message can bring. The messages are invented; the rules are ours."),
    )
