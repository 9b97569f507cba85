"""The document of the manager brief: a job advertisement, a training plan or a request for quotes."""

from __future__ import annotations

from dataclasses import dataclass

from tertulia.language import _, ngettext
from tertulia.models.manager.brief import BriefResult, Needs, Option
from tertulia.models.strategy.objective import Objective
from tertulia.widgets.base.words import aim_words, short
from tertulia.widgets.manager.brief_words import messages_words, posts_words, quarter, task_words, tenth


def kpis(aim: Objective) -> list[str]:
    """The numbers to agree on: two that the person can steer, the one of the firm's aim, one of learning."""
    own = {
        Objective.BE_FOUND: _("People who say they found us on the network or the map, each month"),
        Objective.NEW_CUSTOMERS: _("Enquiries from people who never bought before, each month"),
        Objective.BRING_BACK: _("Customers who come back within three months"),
        Objective.LISTEN: _("Things customers asked for that we changed, each quarter"),
        Objective.RECRUIT: _("Suitable applications that came through the network, each quarter"),
        Objective.QUIET_HOURS: _("Orders by message for the quiet hours, each week"),
    }[aim]
    return [
        _("Messages and reviews answered, out of all that came in: at least nine in ten"),
        _("Hours until the first answer: the middle one, and the longest"),
        own,
        _("Hours worked, against the hours in this paper"),
    ]


def work(needs: Needs, result: BriefResult) -> list[str]:
    """What the job takes: the hours all in all, then task by task, then what comes in and goes out."""
    hours = result.hours
    return [
        _("About {mid} hours a week ({low} to {high})").format(
            mid=tenth(hours.mid), low=tenth(hours.low), high=tenth(hours.high)
        ),
        *(
            ngettext("{task}: {hours} hour a week", "{task}: {hours} hours a week", quarter(n)).format(
                task=task_words(task), hours=short(quarter(n))
            )
            for task, n in result.tasks.items()
        ),
        _("{posts} and {messages} in an ordinary week").format(
            posts=posts_words(needs.posts), messages=messages_words(needs.messages)
        ),
    ]


def asks(option: Option) -> list[str]:
    """What the firm asks of whoever does it; for somebody inside, the way to learn it."""
    return {
        Option.HIRE: [
            _("You answer people kindly and exactly, in writing, also when they are angry"),
            _("You know when to pass something on: safety, privacy, the press, the law"),
            _("You can show us three answers you gave to complaints, and what came of them"),
            _("You tell us what you cannot promise"),
        ],
        Option.TRAIN: [
            _("Week 1: read a year of messages and reviews; write down the twenty questions that come back"),
            _("Week 2: agree on who decides what: prices, apologies, safety, the press"),
            _("Weeks 3 and 4: answer with somebody who checks; practise with the inbox drill"),
            _("Month 2: answer alone; post once a week; first report"),
            _("Month 3: look at the numbers together and decide how to go on"),
        ],
        Option.OUTSOURCE: [
            _("The name of the person who writes for us, and of the stand-in; the hours in which they answer"),
            _("The price a month, what is in it and what costs extra"),
            _("Two firms of our size that we may call"),
            _("How and when you pass on what only we can answer"),
            _("How we part: notice, and handing back everything within a week"),
        ],
    }[option]


def limits() -> list[str]:
    """What the firm does not want."""
    return [
        _("Promises of followers or sales"),
        _("Bought followers, likes or reviews"),
        _("Offers only: the sales people do not decide alone what is published"),
    ]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What the document is made of.

    firm, contact: as typed, one line each. written: the day, in words.
    """

    option: Option
    firm: str
    contact: str
    needs: Needs
    result: BriefResult
    aim: Objective
    written: str

    @property
    def title(self) -> str:
        """What it is."""
        return {
            Option.HIRE: _("Job advertisement"),
            Option.TRAIN: _("Training plan"),
            Option.OUTSOURCE: _("Request for quotes"),
        }[self.option]

    @property
    def file(self) -> str:
        """The name of its file."""
        name = {
            Option.HIRE: _("job-advertisement"),
            Option.TRAIN: _("training-plan"),
            Option.OUTSOURCE: _("request-for-quotes"),
        }[self.option]
        return f"{name}.md"

    def text(self) -> str:
        """The document, as plain text in Markdown."""
        parts = {
            _("The work"): work(self.needs, self.result),
            _("What we want from it"): [aim_words(self.aim), *kpis(self.aim)],
            _("What we ask"): asks(self.option),
            _("What is ours and stays ours"): [
                _("All accounts are opened in the firm’s name; at least two people inside hold the keys"),
                _("No photo of a person without their yes; no customer’s data in public"),
                _("A privacy request is passed on the same day: the law gives one month"),
                _("Pictures, texts and lists made for us are handed over when we part"),
            ],
            _("What we do not want"): limits(),
            _("The report, one page a month"): [
                _("The numbers above, each beside last month’s"),
                _("What people asked, praised and complained about"),
                _("One thing to change, one thing to keep"),
            ],
        }
        signed = _("Signed: {name}") if self.option is Option.TRAIN else _("Write to: {name}")
        lines = [
            f"# {self.title}: {_('who looks after our networks')}",
            "",
            f"{self.firm or _('our firm')} · {self.written}",
            "",
            *(
                line
                for title, items in parts.items()
                for line in (f"## {title}", "", *(f"- {each}" for each in items), "")
            ),
            signed.format(name=self.contact or "____________"),
            "",
        ]
        return "\n".join(lines)
