"""A round of the inbox drill message by message: what came in, what was decided, why it scores as it does."""

from __future__ import annotations

from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.html import Html, joined, markup, paragraphs
from tertulia.language import _, number
from tertulia.models.manager import inbox as model
from tertulia.models.manager.inbox import Decision, InboxLine, RoundResult
from tertulia.models.manager.inbox_messages import Case
from tertulia.widgets.base.components import note, section
from tertulia.widgets.manager.inbox_words import age_words, channel_words, decision_words, kind_words, sentences


def message(place: int, case: Case) -> Html:
    """A message as it came in."""
    readers = {
        1: _("only the writer sees it"),
        2: _("readers of your page see it"),
        3: _("it is being shared or printed"),
    }[case.reach]
    return markup(
        "<h3>{title}</h3>{where}<blockquote>{text}</blockquote>",
        title=title(place, case),
        where=note(f"{channel_words(case.channel)}, {age_words(case.age)}; {readers}"),
        text=_(case.text),
    )


def title(place: int, case: Case) -> str:
    """The number of a message and what it is."""
    return f"{number(place + 1)}. {kind_words(case.kind)}"


def reasons(line: InboxLine) -> list[str]:
    """Why a line scores as it does; never empty."""
    if line.decision is None or line.verdict is None:
        return [_("Nothing was decided, so nobody was answered.")]
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
        decision=_("nothing decided") if line.decision is None else decision_words(line.decision),
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
