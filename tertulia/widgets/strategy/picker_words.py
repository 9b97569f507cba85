"""What the network picker says: the verdict, the gates, what to do first, why a network, what would change it."""

from __future__ import annotations

from tertulia.html import Html, markup
from tertulia.language import _, and_list, ngettext, number, percent
from tertulia.models.customer_groups import YOUNGEST
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.networks import NETWORKS, OWN_PAGE
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker import Firmness, RankedNetwork, Recommendation, WeightFlip
from tertulia.models.strategy.picker_changes import Change, ChangeCode, ChangeEffect
from tertulia.models.strategy.picker_gates import ClosedCode, Gate, GateState
from tertulia.models.strategy.picker_input import PickerInput, Values
from tertulia.models.strategy.picker_ranking import Because, LeftOut, LeftOutCode
from tertulia.models.strategy.picker_scores import Criterion, Family
from tertulia.models.strategy.picker_steps import StepCode, StepEffort
from tertulia.widgets.base.words import aim_words, hours_words, skill_words


def family_words() -> dict[Family, str]:
    """The four questions whose points make up a network's total."""
    return {
        Family.CUSTOMERS: _("Your customers are there"),
        Family.AIM: _("It serves what you want"),
        Family.MEANS: _("You can make what it needs"),
        Family.TIME: _("It fits your hours"),
    }


# the verdict ------------------------------------------------------------------------------------------------


def network_words(key: str) -> str:
    """What a network is called, and what the firm's own page is beside them."""
    return _("Website, map and e-mail") if key == OWN_PAGE.key else NETWORKS[key].name


def verdict_name(recommended: Recommendation) -> str:
    """The network to begin with, "no network" or "None yet"."""
    if recommended.network:
        return network_words(recommended.network)
    if recommended.because is Because.GATES_CLOSED:
        return _("None yet")
    return _("Website and e-mail, no network")


def verdict_note(recommended: Recommendation) -> str:
    """How firm the verdict is, in a few words."""
    if recommended.because is Because.GATES_CLOSED:
        return _("first the gates")
    if recommended.because is Because.ALL_LEFT_OUT:
        return _("no network fits")
    return _("best in {share} of tries").format(share=percent(recommended.ranking[0].first_share))


def verdict_words(recommended: Recommendation) -> Html:
    """What the verdict rests on, in a sentence."""
    if recommended.because is Because.GATES_CLOSED:
        closed = sum(not gate.open for gate in recommended.gates)
        return markup(
            ngettext(
                "That is a sound answer. <strong>{n} of four gates is closed</strong>, and it can be opened without "
                "any network.",
                "That is a sound answer. <strong>{n} of four gates are closed</strong>, and they can be opened without "
                "any network.",
                closed,
            ),
            n=closed,
        )
    if recommended.because is Because.ALL_LEFT_OUT:
        return markup(
            _(
                "The gates are open, but no network fits: each asks for something you said no to, or is not where your "
                "customers are."
            )
        )
    sentence = {
        Firmness.CLEAR: _(
            "It comes out <strong>best in {share} of ten thousand tries</strong>: whatever you think matters most, "
            "and also where our judgement is somewhat off, it usually wins."
        ),
        Firmness.LEANING: _(
            "It comes out <strong>best in {share} of ten thousand tries</strong>: more often than not, but it depends "
            "on what matters most to you and on our judgement."
        ),
        Firmness.DEPENDS: _(
            "It wins more tries than any other, but <strong>only {share} of ten thousand</strong>: what matters most "
            "to you decides."
        ),
    }[recommended.firmness or Firmness.DEPENDS]
    return markup(sentence, share=percent(recommended.ranking[0].first_share))


def meaning_words(answers: PickerInput, recommended: Recommendation) -> Html:
    """What to do now."""
    if recommended.because is Because.GATES_CLOSED:
        return markup(
            _(
                "Keep the time you have for the basics. <strong>Come back when every gate is open and somebody "
                "has answered every message within a day for three weeks.</strong>"
            )
        )
    if recommended.because is Because.ALL_LEFT_OUT:
        return markup(
            _(
                "Open no network for now. Keep your page, the map entry and its opinions in order, and write to those "
                "who gave you their address. <strong>Learn to make one thing well, or find the hours, and look "
                "again.</strong>"
            )
        )
    if recommended.because is Because.PAGE_FIRST:
        return markup(
            _(
                "Open no network for now. Your {hours} a week do more for <strong>your own page, the map entry with "
                "its opinions, and an e-mail to those who asked for it</strong>. Look again when that runs by itself."
            ),
            hours=hours_words(answers.hours),
        )
    name, hours = verdict_name(recommended), hours_words(answers.hours)
    if len(recommended.allowed) > 1:
        return markup(
            _(
                "Open <strong>{network} first and nothing else</strong> for three months. Your {hours} a week would "
                "bear {more} as well, later."
            ),
            network=name,
            hours=hours,
            more=NETWORKS[recommended.allowed[1]].name,
        )
    sentence = _("Open <strong>{network} and nothing else</strong> for three months, with your {hours} a week.")
    if not recommended.allowed:
        sentence = _("Begin with <strong>{network}</strong>, but know that your {hours} a week are tight for it.")
    return markup(sentence, network=name, hours=hours)


def cautions(answers: PickerInput, recommended: Recommendation) -> tuple[Html, ...]:
    """What the answer does not do, and what to mind."""
    said: list[Html] = []
    if recommended.network and not NETWORKS[recommended.network].finds:
        said.append(
            markup(
                _(
                    "{network} <strong>serves those who already know you</strong>: it works with people who gave you "
                    "their number or follow you, and it brings nobody new."
                ),
                network=network_words(recommended.network),
            )
        )
    if answers.ages[YOUNGEST]:
        said.append(
            markup(
                _(
                    "<strong>Some of your customers are under 18.</strong> Networks have age limits, and in January "
                    "2026 the government of Spain announced a ban below 16; we could not find whether it is law (El "
                    "País, 22 February 2026). Look up the rules of today, and speak to the parents as well. Our "
                    "figures for them are of ages 12 to 17, and few were asked."
                )
            )
        )
    return tuple(said)


# gates and first steps --------------------------------------------------------------------------------------


def gate_words(gate: Gate) -> str:
    """What a gate asks."""
    return {
        Gate.BASICS: _("The basics are in place"),
        Gate.ANSWERING: _("Somebody answers within a day"),
        Gate.HOURS: _("There are two hours a week"),
        Gate.AIM: _("You know what you want from it"),
    }[gate]


def gate_answer_words(answers: PickerInput, state: GateState) -> str:
    """What the learner answered at a gate; where it is closed, what keeps it closed."""
    missing = {
        ClosedCode.BASICS_WRONG: _("Opening hours, phone or map entry are wrong somewhere"),
        ClosedCode.NO_PAGE: _("There is no page of your own"),
        ClosedCode.NO_EMAIL: _("E-mail is not read every day"),
        ClosedCode.NO_OWNER: _("Nobody is named"),
        ClosedCode.SLOW_ANSWERS: _("Messages wait longer than a day"),
        ClosedCode.FEW_HOURS: _("You have {hours}").format(hours=hours_words(answers.hours)),
        ClosedCode.NO_AIM: _("Not decided yet"),
    }
    standing = {
        Gate.BASICS: _("Page, e-mail, opening hours, phone and map"),
        Gate.ANSWERING: _("A named person does it"),
        Gate.HOURS: _("You have {hours}").format(hours=hours_words(answers.hours)),
        Gate.AIM: aim_words(answers.aim) if answers.aim else "",
    }
    return ". ".join(missing[reason] for reason in state.reasons) or standing[state.gate]


def effort_words(effort: StepEffort) -> str:
    """How long a step takes."""
    return {
        StepEffort.QUARTER_HOUR: _("15 minutes"),
        StepEffort.TALK: _("A talk over coffee"),
        StepEffort.EVENING: _("An evening"),
        StepEffort.WEEK: _("A week"),
        StepEffort.THREE_WEEKS: _("Three weeks"),
        StepEffort.MONTH: _("A month"),
        StepEffort.WEEK_AT_THE_COUNTER: _("A week, at the counter"),
    }[effort]


def step_words(code: StepCode) -> tuple[str, str]:
    """What to do before opening a network, and why."""
    return {
        StepCode.FIX_BASICS: (
            _("Put the opening hours right"),
            _("On the map entry, on the door and on your page. Wrong hours lose people before any post can win them."),
        ),
        StepCode.NAME_OWNER: (
            _("Name who answers, and when"),
            _("One person, one moment of the day, one stand-in. Write it down and hang it by the till."),
        ),
        StepCode.STATE_AIM: (
            _("Finish the sentence “We want … from …”"),
            _("The strategy canvas asks the questions in order. Without an aim every network looks right."),
        ),
        StepCode.USE_EMAIL: (
            _("Read your e-mail once a day"),
            _("Customers and suppliers write there first. A firm that leaves mail unread will leave messages unread."),
        ),
        StepCode.FIND_HOURS: (
            _("Find two fixed hours a week"),
            _("Note for a week where the time goes. Two hours that exist beat five that are hoped for."),
        ),
        StepCode.ANSWER_IN_A_DAY: (
            _("Answer every message within a day, for three weeks"),
            _("Practise on the telephone, the mail and the map entry you already have."),
        ),
        StepCode.MAKE_PAGE: (
            _("Make one page of your own"),
            _("What you do, where, when, how to reach you. A profile on a network is rented; this page is yours."),
        ),
        StepCode.ASK_FOR_OPINIONS: (
            _("Ask for opinions on the map, and answer each"),
            _("Ask those who leave content, one a day. Anyone who looks for a firm like yours reads these first."),
        ),
        StepCode.COLLECT_ADDRESSES: (
            _("Collect e-mail addresses, with a yes"),
            _("A list at the till and a box on the page. One short mail a month to those who agreed."),
        ),
        StepCode.LEARN_FORMAT: (
            _("Learn to make what a network needs"),
            _("One hour with somebody who does it well, then ten tries nobody sees."),
        ),
        StepCode.ASK_CUSTOMERS: (
            _("Ask ten customers one question"),
            _("“Where did you look before you came?” Keep a tally; it is better data than ours."),
        ),
    }[code]


# the ranking ------------------------------------------------------------------------------------------------


def why_words(standing: RankedNetwork) -> str:
    """What speaks most for a network, and what most against it."""
    share = percent(standing.values[Criterion.AUDIENCE])
    page = standing.network == OWN_PAGE.key
    good = {
        Criterion.AUDIENCE: _("{share} of people look for things by searching first")
        if page
        else _("{share} of your customers use it"),
        Criterion.KIND: _("Your kind of customers look for firms there")
        if page
        else _("Your kind of customers meet firms there"),
        Criterion.AIM: _("It serves what you want"),
        Criterion.FORMATS: _("You can make what it needs"),
        Criterion.HOURS: _("It fits your hours"),
        Criterion.LOAD: _("It brings few messages to answer"),
    }[standing.strong].format(share=share)
    bad = {
        Criterion.AUDIENCE: _("only {share} of people look for things by searching first")
        if page
        else _("only {share} of your customers use it"),
        Criterion.KIND: _("your kind of customers look for other things there"),
        Criterion.AIM: _("it does little for what you want"),
        Criterion.FORMATS: _("it needs things you seldom make"),
        Criterion.HOURS: _("it takes most of your hours"),
        Criterion.LOAD: _("it brings many messages to answer"),
    }[standing.weak].format(share=share)
    if standing.strong is standing.weak:
        return f"{good}."
    return _("{good}; {bad}.").format(good=good, bad=bad)


SPEAKS_FOR, SPEAKS_AGAINST = 0.6, 0.4
"""From this value on a criterion speaks for a network, and below the other one against it (our judgement, grade D)."""

MOST_REASONS = 4
"""For and against together: more than these nobody remembers."""


def plan_why_words(standing: RankedNetwork) -> str:
    """Why a firm chose this network, as its own plan says it: what speaks for it, and what against it as a "but"."""
    share = percent(standing.values[Criterion.AUDIENCE])
    good = {
        Criterion.AUDIENCE: _("{share} of our customers use it"),
        Criterion.KIND: _("our kind of customers meet firms there"),
        Criterion.AIM: _("it serves what we want"),
        Criterion.FORMATS: _("we can make what it needs"),
        Criterion.HOURS: _("it fits our hours"),
        Criterion.LOAD: _("it brings few messages to answer"),
    }
    bad = {
        Criterion.AUDIENCE: _("only {share} of our customers use it"),
        Criterion.KIND: _("our kind of customers look for other things there"),
        Criterion.AIM: _("it does little for what we want"),
        Criterion.FORMATS: _("it needs things we seldom make"),
        Criterion.HOURS: _("it takes most of our hours"),
        Criterion.LOAD: _("it brings many messages to answer"),
    }
    values = standing.values
    strongest = sorted(values, key=lambda criterion: -values[criterion])
    reasons = [criterion for criterion in strongest if values[criterion] >= SPEAKS_FOR] or strongest[:1]
    against = [criterion for criterion in reversed(strongest) if values[criterion] < SPEAKS_AGAINST]
    against = [criterion for criterion in against if criterion not in reasons][: MOST_REASONS // 2]
    reasons = reasons[: min(3, MOST_REASONS - len(against))]
    words = and_list(good[criterion].format(share=share) for criterion in reasons)
    if against:
        objections = and_list(bad[criterion].format(share=share) for criterion in against)
        words = _("{good}; but {bad}").format(good=words, bad=objections)
    return f"{words[0].upper()}{words[1:]}."


def left_out_words(out: LeftOut) -> str:
    """Why a network is not ranked."""
    reason = out.reasons[0]
    sentence = {
        LeftOutCode.NOBODY_FINDS: _(
            "It serves those who gave you their number or follow you already; nobody new finds you there."
        ),
        LeftOutCode.LITTLE_MADE: _("You make too little of what it needs every week."),
        LeftOutCode.NEEDS_FORMAT: _("It needs {format} every week, and you said no."),
        LeftOutCode.FOR_FIRMS: _("People are there as professionals; your customers are neighbours, not firms."),
        LeftOutCode.FOR_PEOPLE: _("People are there in private; your customers are firms."),
        LeftOutCode.FEW_HOURS: _("It needs at least {needed} hours a week."),
        LeftOutCode.FEW_CUSTOMERS: _("Only {have} of your customers use it."),
        LeftOutCode.NO_FIGURES: _("We know no figures by age for it."),
    }[reason.code]
    values = _named(reason.values)
    if reason.code is LeftOutCode.FEW_HOURS:
        needed = float(reason.values["needed"])
        values["needed"] = number(needed, 0 if needed.is_integer() else 1)
    if reason.code is LeftOutCode.FEW_CUSTOMERS:
        values["have"] = percent(float(reason.values["have"]))
    return sentence.format(**values)


def _named(values: Values) -> dict[str, object]:
    """The values of a code, skills and aims as the learner calls them inside a sentence."""
    named: dict[str, object] = dict(values)
    if "format" in values:
        named["format"] = skill_words(ContentSkill(str(values["format"]))).lower()
    if "aim" in values:
        named["aim"] = aim_words(Objective(str(values["aim"]))).lower()
    return named


# what would change it ---------------------------------------------------------------------------------------


def cause_words(change: Change) -> Html:
    """The answer that would be another one."""
    values = _named(change.values)
    if "share" in values:
        values["share"] = number(10 * float(change.values["share"]))
    by = int(change.values.get("by", 0))
    days = int(change.values.get("hours", 0)) // 24
    sentence = {
        ChangeCode.HOURS_MORE: ngettext(
            "If you had <strong>{by} more hour</strong> a week",
            "If you had <strong>{by} more hours</strong> a week",
            by,
        ),
        ChangeCode.HOURS_LESS: ngettext(
            "If you had <strong>{by} hour less</strong> a week",
            "If you had <strong>{by} hours less</strong> a week",
            by,
        ),
        ChangeCode.ANSWERS_SLOWER: ngettext(
            "If messages waited <strong>a day</strong>", "If messages waited <strong>{days} days</strong>", days
        )
        if days
        else _("If messages waited <strong>{hours} hours</strong>"),
        ChangeCode.ANSWERS_FASTER: ngettext(
            "If messages were answered <strong>within a day</strong>",
            "If messages were answered <strong>within {days} days</strong>",
            days,
        )
        if days
        else _("If messages were answered <strong>within {hours} hours</strong>"),
        ChangeCode.FORMAT_YES: _("If you made <strong>{format}</strong> every week"),
        ChangeCode.FORMAT_NO: _("If you stopped making <strong>{format}</strong>"),
        ChangeCode.AIM_CHANGED: _("If you wanted to <strong>{aim}</strong>"),
        ChangeCode.AIM_STATED: _("If you decided that you want to <strong>{aim}</strong>"),
        ChangeCode.MOST_OLDER: _("If {share} of ten customers were <strong>over 55</strong>"),
        ChangeCode.MOST_YOUNGER: _("If {share} of ten customers were <strong>under 35</strong>"),
        ChangeCode.MOSTLY_WOMEN: _("If {share} of ten customers were <strong>women</strong>"),
        ChangeCode.MOSTLY_MEN: _("If {share} of ten customers were <strong>men</strong>"),
        ChangeCode.MOSTLY_REGULARS: _("If {share} of ten customers <strong>came back</strong>"),
        ChangeCode.MOSTLY_ONCE: _("If {share} of ten customers <strong>came only once</strong>"),
        ChangeCode.MOSTLY_FIRMS: _("If {share} of ten customers were <strong>firms</strong>"),
        ChangeCode.MOSTLY_PEOPLE: _("If {share} of ten customers were <strong>people, not firms</strong>"),
        ChangeCode.BASICS_FIXED: _("If opening hours, phone and map entry <strong>were right</strong>"),
        ChangeCode.PAGE_MADE: _("If you <strong>had a page of your own</strong>"),
        ChangeCode.EMAIL_USED: _("If e-mail <strong>were read every day</strong>"),
        ChangeCode.OWNER_NAMED: _("If <strong>somebody were named</strong> to answer"),
    }[change.code]
    return markup(sentence, **(values | {"by": by, "days": days}))


def effect_words(change: Change) -> Html:
    """What would follow."""
    if change.effect is ChangeEffect.PAGE_FIRST:
        return markup(_("the answer would be <strong>website and e-mail, no network</strong>"))
    if change.effect is ChangeEffect.NONE_YET or change.network is None:
        return markup(_("the answer would be <strong>none yet</strong>"))
    name = network_words(change.network)
    if change.effect is ChangeEffect.FIRST:
        return markup(_("<strong>{network}</strong> would come first"), network=name)
    return markup(
        _("<strong>{network}</strong> would join the ranking, in place {place}"), network=name, place=change.place
    )


def flip_words(flip: WeightFlip) -> tuple[Html, Html]:
    """How much more one question would have to count, and what would follow."""
    moved = max(1, round(100 * flip.moved))
    cause = ngettext(
        "If “{family}” counted <strong>{moved} point more</strong> of 100 for you",
        "If “{family}” counted <strong>{moved} points more</strong> of 100 for you",
        moved,
    )
    return (
        markup(cause, family=family_words()[flip.to].lower(), moved=number(moved)),
        markup(_("<strong>{network}</strong> would draw level"), network=network_words(flip.rival)),
    )


# for the curious --------------------------------------------------------------------------------------------


def judged_words() -> str:
    """What the table of judgements holds."""
    return _(
        "Hours, whether strangers come upon a firm there, and how well each serves an aim from 0 to 10. All of it is "
        "our judgement, grade D; in each try the hours are off by up to half as much again, the rest by up to one "
        "point of ten."
    )


def grade_words() -> str:
    """Why the answer has the grade it has."""
    return _(
        "An answer is as good as its weakest link. What a network asks for and how well it serves an aim nobody has "
        "measured: it is our judgement, and so is the share of older people who use it. The share of younger people is "
        "from a survey (grade C)."
    )


def order_words(recommended: Recommendation) -> Html:
    """What the order rests on, where another has more points than the first."""
    if not recommended.more_points:
        return Html()
    return markup(
        _(
            "With all four questions counting the same, {other} has more points. It does not come first because it "
            "wins fewer tries: {first} is stronger where they count differently."
        ),
        other=network_words(recommended.more_points),
        first=network_words(recommended.ranking[0].network),
    )


def how_words() -> tuple[str, ...]:
    """How the picker works."""
    return (
        _(
            "Four gates come first. A firm that cannot answer, or has its hours wrong on the map, loses more than it "
            "wins by opening a network. Then a network is left out if it lives on something you do not make, asks for "
            "more hours than you have, is not where your customers are, or cannot do what you want: on WhatsApp and "
            "Telegram nobody finds a firm they do not know."
        ),
        _(
            "Then each network gets up to 25 points for each of four questions, and so do your own page, the map and "
            "e-mail, as what to do instead. Nobody knows how much each question should count for you, nor whether our "
            "judgements are right. So we try ten thousand times, each time with other weights and with every judgement "
            "and figure somewhat off, and name what wins most often."
        ),
        _(
            "Figures of use are from surveys and from what the networks tell advertisers, in Spain. They count people "
            "who open the network, not people who want to hear from a shop. The share who look by searching is of "
            "people of 18 to 65 and counts any search, not only for shops nearby."
        ),
    )
