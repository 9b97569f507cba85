"""Ask for help: a message of four sentences to one person, checked for what makes such messages answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.device import KeepError
from tertulia.firms import OWN, ExampleFirm, entries_of, firms
from tertulia.html import Html, joined, markup, paragraphs
from tertulia.language import _, and_list, ngettext, number
from tertulia.models.errors import InputError
from tertulia.models.networking import asking as model
from tertulia.models.networking.asking import GRADES, Draft, DraftCheck, Rule
from tertulia.models.networking.contacts import ContactMap, Often, folded
from tertulia.plan import LINE
from tertulia.widgets.base.components import assumptions, conclusion, first_steps, fold, number_tile, numbers, section
from tertulia.widgets.base.controls import Controls, EntryChoice, TextField, card
from tertulia.widgets.base.downloads import download, take_away
from tertulia.widgets.base.exercise import Exercise, address, html
from tertulia.widgets.networking.asking_words import EXAMPLES, rule_words
from tertulia.widgets.networking.contacts_firms import contacts_of
from tertulia.widgets.networking.contacts_kept import map_from
from tertulia.widgets.networking.contacts_words import group_words, often_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

SENTENCES = ("opening", "need", "question", "in_return")
"""The parts of a draft that are sent, in their order."""

MOST = 500
"""Characters of a sentence."""


@dataclass(kw_only=True)
class AskingControls(Controls):
    """To whom, from the contact map or by name, and the sentences."""

    person: EntryChoice
    to: TextField
    opening: TextField
    need: TextField
    question: TextField
    in_return: TextField


class AskForHelp(Exercise[AskingControls]):
    """The learner's message, the rules it keeps, and what to mend."""

    name = "asking"

    checked: DraftCheck

    def make_controls(self, firm: ExampleFirm) -> AskingControls:
        """Whom to ask, and the four sentences."""
        start = self.start(firm)
        self.contacts = self._map(firm)

        def sentence(name: str, label: str, example: str) -> TextField:
            return TextField(label, start[name], example, long=True, most=MOST)

        return AskingControls(
            person=EntryChoice(_("Somebody on your contact map"), self._people(), start["person"]),
            to=TextField(_("Or somebody else"), start["to"], _("a name or initials"), most=LINE),
            opening=sentence("opening", _("Their name, who you are, how you know each other"), _("Ana, this is …")),
            need=sentence("need", _("What exactly you need, and by when"), _("In June I need …")),
            question=sentence("question", _("One short question"), _("May I call you on Tuesday?")),
            in_return=sentence("in_return", _("What you offer in return"), _("And if you ever need …")),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The message of an invented firm; an empty one for the learner's own."""
        draft = EXAMPLES[firm.starts]
        return {
            "person": draft.to,
            "to": "",
            **{name: _(text) if (text := getattr(draft, name)) else "" for name in SENTENCES},
        }

    def cards(self) -> list[ipywidgets.Box]:
        """To whom, and what."""
        controls = self.controls
        return [
            card(_("To whom"), [controls.person, controls.to]),
            card(_("Your message"), [controls[name] for name in SENTENCES]),
        ]

    def answer_parts(self) -> list[Any]:
        """The numbers, the message, what to mend."""
        self.message, self.trouble = html("tt-piece"), html("tt-piece")
        return [self.numbers, self.message, self.trouble]

    def after_parts(self) -> list[Any]:
        """Who it is on the map; the message as a file."""
        self.known, self.files = html("tt-piece"), html("tt-piece")
        return [self.known, self.files]

    def show(self) -> None:
        """The message as it would be sent, and which rules it keeps."""
        self.result = checked = model.check(self.draft())
        kept, every = len(checked.kept), len(Rule)
        self.numbers.value = numbers(
            [
                number_tile(_("{n} of {all}").format(n=number(kept), all=number(every)), _("rules kept"), main=True),
                number_tile(number(checked.draft.words), ngettext("word", "words", checked.draft.words)),
                number_tile(
                    number(checked.draft.questions), ngettext("question", "questions", checked.draft.questions)
                ),
            ]
        )
        self.mini.value = markup(
            "<p><b>{n}</b><br>{words}</p>",
            n=_("{n} of {all}").format(n=number(kept), all=number(every)),
            words=_("rules kept"),
        )
        text = checked.draft.text
        shown = markup('<div class="tt-message"><blockquote>{text}</blockquote></div>', text=text)
        self.message.value = section(_("Your message"), shown) if text else ""
        self.words.value = conclusion(*self._meaning())
        self.trouble.value = self._to_mend() if text else ""
        self.known.value = self._who_it_is()
        self.files.value = self._files(text)
        self.folds.value = self._why()

    def draft(self) -> Draft:
        """What the controls hold."""
        return Draft(
            to=self.controls.person.value or self.controls.to.value,
            **{name: self.controls[name].value for name in SENTENCES},
        )

    # the answer ---------------------------------------------------------------------------------------------

    def _meaning(self) -> Sequence[str]:
        if missing := self.nothing_yet():
            return [missing]
        broken = self.result.broken
        advice = _(
            "If you can call or go there, do: asked face to face, strangers said yes more often than the one who asked "
            "had expected; asked by e-mail, less often (Roghanizad and Bohns 2017)."
        )
        if not broken:
            return [_("Send it. The worst that can come back is a no, and then you ask the next one."), advice]
        first = markup("<strong>{rule}</strong>", rule=rule_words(broken[0]).mend)
        return [markup(_("Before you send it: {rule}"), rule=first), advice]

    def _to_mend(self) -> str:
        broken = [rule_words(rule) for rule in self.result.broken]
        return first_steps(_("Rules not kept yet"), ((rule.name, rule.mend, "") for rule in broken)) if broken else ""

    def _who_it_is(self) -> str:
        """What the contact map knows of the person, and who could put in a word."""
        contacts = self.contacts
        wanted = folded(self.result.draft.to)
        place = next((at for at, each in enumerate(contacts.people) if folded(each.name) == wanted), None)
        if place is None:
            link = address("exercises/networking/contact_map")
            if contacts.people or self.firm.key != OWN or not link:
                return ""
            whom = _('Whom could you ask? <a href="{link}">Your contact map</a> shows who knows about what.')
            return paragraphs(markup(whom, link=link))
        person = contacts.people[place]
        sentences = [
            _("{name}: {group}. You speak: {often}.").format(
                name=person.name, group=group_words(person.group), often=often_words(person.often).lower()
            )
        ]
        friends = [contacts.people[b if a == place else a].name for a, b in contacts.ties if place in (a, b)]
        if friends:
            sentences.append(
                _("{names} could put in a word. Ask them first whether you may name them.").format(
                    names=and_list(sorted(friends))
                )
            )
        if person.often is Often.RARELY:
            sentences.append(
                _(
                    "You hardly speak with each other, and that is no reason not to write: in experiments a short note "
                    "pleased more than its writers expected, most between people who were not close (Liu and others "
                    "2023; we read the abstract). Those notes asked for nothing."
                )
            )
        return section(_("On the contact map"), paragraphs(*sentences))

    def _files(self, text: str) -> str:
        if not text:
            return ""
        link = download(_("The message (text)"), f"{_('message')}.txt", "text/plain;charset=utf-8", f"{text}\n")
        return take_away([link], _("Nothing is sent from here. The file is made on this device."))

    def _why(self) -> Html:
        rules = assumptions(
            (
                rule_words(rule).name,
                GRADES[rule],
                _("Kept.") if rule in self.result.kept else _("Not yet."),
                rule_words(rule).reason,
            )
            for rule in Rule
        )
        people = paragraphs(
            _(
                "Why ask at all? In several experiments those who asked for help face to face underestimated how many "
                "would say yes, by as much as half (Flynn and Lake 2008; we read the abstract). They thought too "
                "little of how hard it is to say no."
            ),
            _(
                "For the same reason ask only what you would grant yourself: people say yes also where they would "
                "rather not."
            ),
            _(
                "The rules look at words and signs. They cannot see whether the request is a fair one, and no study "
                "has tried all of them together."
            ),
        )
        return joined([fold(_("The rules, and how well we know them"), rules), fold(_("How much to expect"), people)])

    # the contact map ----------------------------------------------------------------------------------------

    @staticmethod
    def _map(firm: ExampleFirm) -> ContactMap:
        """The firm's contacts; of the learner's own, as the contact map has kept them on this device."""
        if firm.starts != OWN:
            return contacts_of(firm.key)
        try:
            entries = entries_of(firm.key, "contacts")
        except KeepError:
            return ContactMap()
        return map_from((entries or {}).get("state")) or ContactMap()

    def _people(self, chosen: str = "") -> list[tuple[str, str]]:
        """Everybody on the map by name, and whoever was chosen before the map changed."""
        names = {person.name for person in self.contacts.people} | ({chosen} - {""})
        return [(_("somebody else"), ""), *((name, name) for name in sorted(names, key=str.casefold))]

    def _offer(self, contacts: ContactMap, chosen: str = "") -> None:
        """Let the list hold the people of this map."""
        self.contacts, person = contacts, self.controls.person
        with self.quietly():
            before = person.value
            person.widget.options = self._people(chosen)
            if person.fits(before):
                person.value = before

    def restart(self) -> None:
        """The chosen firm's message, and its contacts to choose from."""
        self._offer(self._map(firms()[self.who.value]))
        super().restart()

    def state(self) -> Any:
        """Who was chosen: they may have left the map since."""
        return self.controls.person.value or None

    def resume(self, state: Any) -> None:
        """Offer whoever was chosen once more."""
        if isinstance(state, str) and 0 < len(state) <= LINE:
            self._offer(self.contacts, state)

    # the plan -----------------------------------------------------------------------------------------------

    def complaint(self, error: InputError) -> str:
        """Nothing that is typed here is refused."""
        return _("This cannot be right. Choose another value.")

    def nothing_yet(self) -> str:
        """A message goes to somebody and asks something."""
        draft = self.result.draft
        if draft.to and draft.question:
            return ""
        return _("Say to whom you write and what you ask.")

    def for_plan(self, plan: Plan) -> Plan:
        """The message and to whom it goes."""
        from tertulia.plan import schema, updates

        draft = self.result.draft
        return updates.with_request(
            plan,
            schema.Request(
                to=updates.line(draft.to), **{name: updates.line(getattr(draft, name), MOST) for name in SENTENCES}
            ),
        )

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """The message that was added last; and the people of the plan's map, where none is kept here."""
        from tertulia.plan import updates

        if not self.contacts.people:
            with suppress(InputError):  # the contact map says that it cannot be read
                self._offer(updates.contact_map(plan.contacts.known))
        if not plan.contacts.requests:
            return {}
        request = plan.contacts.requests[-1]
        self._offer(self.contacts, request.to)
        return {"person": request.to or None, **{name: getattr(request, name) or None for name in SENTENCES}}

    def summary(self) -> str:
        """The rules kept, and the message's question."""
        kept = _("{n} of {all} rules kept").format(n=number(len(self.result.kept)), all=number(len(Rule)))
        return f"{kept}: {self.result.draft.question}" if self.result.draft.question else kept
