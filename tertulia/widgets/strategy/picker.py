"""Network picker: gates first, then a ranking from the learner's own answers. It may say "none yet" or "no network"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.firms import OWN, ExampleFirm
from tertulia.html import joined, markup
from tertulia.language import _
from tertulia.models.customer_groups import EVERY_AGE, YOUNGEST
from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker import pick
from tertulia.models.strategy.picker_changes import what_would_change
from tertulia.models.strategy.picker_input import PickerInput
from tertulia.profile import FoundAt, Profile
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.components import conclusion
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.strategy.picker_abroad import abroad_table, abroad_words
from tertulia.widgets.strategy.picker_answer import change_list, curious, gate_list, ranking_section, step_list, verdict
from tertulia.widgets.strategy.picker_audience import audience, audience_picture
from tertulia.widgets.strategy.picker_controls import PickerControls, picker_cards, picker_controls, starting_values
from tertulia.widgets.strategy.picker_words import (
    cautions,
    meaning_words,
    plan_why_words,
    step_words,
    verdict_name,
    verdict_note,
)

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan


class NetworkPicker(Exercise[PickerControls]):
    """Which network first, for this firm, or none yet."""

    name = "picker"

    facts = {
        "website": firm_facts.found_at(FoundAt.WEBSITE),
        "basics_right": firm_facts.DETAILS_RIGHT,
        "email_daily": firm_facts.found_at(FoundAt.EMAIL),
        "hours": firm_facts.HOURS,
        "aim": firm_facts.AIM,
        "firms": firm_facts.FIRMS_OF_TEN,
        "women": firm_facts.WOMEN_OF_TEN,
        **{f"ages.{band}": firm_facts.age_of_ten(band) for band in EVERY_AGE},
        **{f"skills.{skill}": firm_facts.skill(skill) for skill in ContentSkill},
    }

    def __init__(self, firm: str = "bakery") -> None:
        # whoever moves one of the sliders has seen the others: all are told together
        ages = {name: replace(fact, change=self._tell_ages) for name, fact in self.facts.items() if fact.name == "ages"}
        self.facts = {**self.facts, **ages}
        self._added = False
        super().__init__(firm)
        self.plan_button.button.on_click(lambda _button: self._decide())

    def _decide(self) -> None:
        """Whoever adds the answer to the plan has chosen the network: the others begin with it."""
        self._added = True
        self.refresh()
        self._added = False

    def told_together(self, profile: Profile) -> Profile:
        """The network that was just added to the plan."""
        network = self.result.network if self._added else None
        return replace(profile, network=network) if network else profile

    def make_controls(self, firm: ExampleFirm) -> PickerControls:
        """What is in place, what you want, who buys from you, what you will make."""
        return picker_controls(self.start(firm))

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's answers, by control; for my firm nothing is in place before it was told."""
        start = starting_values(firm)
        profile = self.told_of(firm)
        if firm.starts == OWN and profile.places is None:
            start = {**start, "website": False, "email_daily": False}
        if firm.starts == OWN:  # to be on the map is not yet to be right there
            start = {**start, "basics_right": bool(profile.details_right)}
        if firm.starts == OWN and not profile.answers:
            start = {**start, "owner_named": False}
        if firm.starts == OWN and profile.ages:
            start = {**start, f"ages.{YOUNGEST}": firm_facts.age_of_ten(YOUNGEST).read(profile) or 0}
        return start

    def _tell_ages(self, profile: Profile, _value: float) -> Profile:
        here = tuple(band for band, control in self.controls.ages.items() if control.value > 0)
        return replace(profile, ages=tuple(sorted(here)))

    def state(self) -> Any:
        """How many of ten customers are of which age: the profile knows only which ages there are."""
        ages = {name: self.controls[name].entry for name, fact in self.facts.items() if fact.name == "ages"}
        start = self.start(self.own_firm.firm())
        return {"ages": ages} if any(start[name] != entry for name, entry in ages.items()) else None

    def resume(self, state: Any) -> None:
        """The ages as they were left."""
        ages = state.get("ages") if isinstance(state, dict) else None
        for name, fact in self.facts.items():
            if fact.name == "ages" and isinstance(ages, dict):
                self.controls[name].resume(ages.get(name))

    def cards(self) -> list[ipywidgets.Box]:
        """Four cards, the gates' questions first."""
        return picker_cards(self.controls)

    def answer_parts(self) -> list[Any]:
        """The verdict, the gates and, if it must be, what to do first."""
        return [self.numbers]

    def after_parts(self) -> list[Any]:
        """The ranking, what would change it, and where the customers are."""
        self.ranking, self.changing = html("tt-piece"), html("tt-piece")
        return [self.ranking, self.changing, self.picture]

    def answers_now(self) -> PickerInput:
        """The controls as the model takes them; InputError where they cannot be right."""
        controls = self.controls
        ages = {band: float(control.value) for band, control in controls.ages.items()}
        if not any(ages.values()):
            raise InputError(f"ages.{YOUNGEST}", Refusal.ALL_ZERO)
        return PickerInput(
            website=controls.website.value,
            basics_right=controls.basics_right.value,
            email_daily=controls.email_daily.value,
            owner_named=controls.owner_named.value,
            answers_within=controls.answers_within.value,
            hours=controls.hours.value,
            aim=Objective(controls.aim.value) if controls.aim.value else None,
            firms=controls.firms.value / 10,
            women=controls.women.value / 10,
            regulars=controls.regulars.value,
            ages=ages,
            skills={skill: control.value for skill, control in controls.skills.items()},
        )

    def show(self) -> None:
        """Verdict and gates, then the ranking, then the picture."""
        answers, countries = self.answers_now(), self._countries()
        figures = audience(countries)
        recommended = pick(answers, figures)
        self.result, self.answers = recommended, answers
        self.numbers.value = joined((verdict(recommended), gate_list(answers, recommended), step_list(recommended)))
        self.ranking.value = ranking_section(recommended)
        self.words.value = conclusion(
            meaning_words(answers, recommended), *cautions(answers, recommended), *abroad_words(countries)
        )
        self.mini.value = markup(
            "<p><b>{name}</b><br>{note}</p>", name=verdict_name(recommended), note=verdict_note(recommended)
        )
        self.changing.value = change_list(recommended, what_would_change(answers, figures))
        self.draw({self.picture: lambda: audience_picture(answers, figures, self.name).html()})
        self.folds.value = joined((curious(recommended), abroad_table(countries)))

    def _countries(self) -> tuple[str, ...]:
        """Where the customers come from, as it was told; those of our examples come from Spain."""
        return self.told_of(self.firm).countries

    def complaint(self, error: InputError) -> str:
        """What is wrong with an answer and what to do."""
        if error.code is Refusal.ALL_ZERO:
            return _("Say at least for one age how many of ten customers it is.")
        return _("This cannot be right. Choose another value.")

    def for_plan(self, plan: Plan) -> Plan:
        """Which network first and why, or what to do before any."""
        from tertulia.plan import updates

        best = next((each for each in self.result.ranking if each.network == self.result.network), None)
        first = [step_words(step.code)[0] for step in self.result.steps]
        added = updates.with_picker(plan, self.answers, self.result, plan_why_words(best) if best else "", first)
        before = plan.foundations
        held = {"website": "website", "email": "email_daily", "details_right": "basics_right"}
        held["answers_within"] = "answers_within"
        unsaid = {name: getattr(before, name) for name, control in held.items() if not self.said(control)}
        if before.answers_within is not None and self._within(before.answers_within) == self.answers.answers_within:
            unsaid["answers_within"] = before.answers_within
        added = replace(added, foundations=replace(added.foundations, **unsaid))
        # a network that was chosen is not replaced by what our own starting values recommend
        if best and plan.networks.chosen and not self._knows_customers:
            added = replace(added, networks=plan.networks)
        return added

    @property
    def _knows_customers(self) -> bool:
        """Whether anything was said of who buys and what the firm can make; an invented firm has said it all."""
        if self.firm.key != OWN:
            return True
        profile, start, named = self.own_firm.profile, self.own_firm.start, self.controls.named()
        asked = (name for name in named if name.partition(".")[0] in ("firms", "women", "regulars", "ages", "skills"))
        told = (profile.ages, profile.skills, profile.buyers, profile.women)
        return any(told) or any(named[name].entry != start.get(name) for name in asked)

    def _within(self, hours: float) -> float | None:
        """The shortest time on offer that is not shorter than this; None without one."""
        offered: list[float] = [value for _label, value in self.controls.answers_within.widget.options]
        return next((value for value in sorted(offered) if value >= hours), None)

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """What is in place and what the firm wants; who buys from it no plan says."""
        stands, duties, objective = plan.foundations, plan.duties, plan.strategy.objective
        return {
            "website": stands.website,
            "basics_right": stands.details_right,
            "email_daily": stands.email,
            "owner_named": bool(duties.answers) or None,
            "answers_within": None if stands.answers_within is None else self._within(stands.answers_within),
            "hours": duties.hours,
            "aim": objective and objective.value,
        }

    def nothing_yet(self) -> str:
        """For my firm, gates of which nobody has said anything are neither open nor closed."""
        asked = ("website", "basics_right", "email_daily")
        return "" if self.said(*asked) else _("Say first what is in place at your firm.")

    def summary(self) -> str:
        """The verdict in a line."""
        return f"{_('Begin with')}: {verdict_name(self.result)} ({verdict_note(self.result)})"
