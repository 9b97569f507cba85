"""The learner's words for the message that asks for help: what each rule asks, how to keep it, why it is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tertulia.firms import N_
from tertulia.language import _, number
from tertulia.models.networking.asking import LEAST_WORDS, MOST_WORDS, QUESTION_WORDS, Draft, Rule


class RuleWords(NamedTuple):
    """What a rule is called, what to do where it is not kept, and the reason for it with its source."""

    name: str
    mend: str
    reason: str


def rule_words(rule: Rule) -> RuleWords:
    """The words of a rule."""
    return {
        Rule.ONE_PERSON: RuleWords(
            _("It goes to one person"),
            _("Choose one person. When everybody is asked, each leaves it to the others."),
            _(
                "In an experiment people got an e-mail that asked for help. Those who saw that many others had got it "
                "too answered less often (Blair, Thompson and Wuensch 2005; we read the abstract)."
            ),
        ),
        Rule.WHO_ASKS: RuleWords(
            _("It begins with their name and says who you are"),
            _("Begin with their name, then say who you are and how you know each other, or who sends you."),
            _(
                "Those who asked strangers by e-mail got fewer yeses than they expected; the authors think that such "
                "messages make people suspicious (Roghanizad and Bohns 2017; we read the abstract). Your contacts are "
                "no strangers, but a number they have not saved looks like one."
            ),
        ),
        Rule.EXACT: RuleWords(
            _("It says what exactly you need"),
            _("Say what you need and for what. “Some help” leaves the thinking to them."),
            _("Anyone who knows exactly what you need sees at once whether they can help. Our judgement."),
        ),
        Rule.BY_WHEN: RuleWords(
            _("It says by when"),
            _("Name a day or a month: when you need it, or when you would call."),
            _("What has no day can wait, and then it is forgotten. Our judgement."),
        ),
        Rule.ASKS: RuleWords(
            _("It asks"),
            _("End with a question. Without one, nobody knows that you wait for an answer."),
            _(
                "The maker of an e-mail program counted the answers to its users' e-mails: with one to three "
                "questions more were answered than with none (Boomerang 2016; read in articles about it). Nobody drew "
                "lots, so other things may have differed too."
            ),
        ),
        Rule.ONCE: RuleWords(
            _("It asks only one thing"),
            _("Keep the question that matters most. The others can follow when they have answered."),
            _(
                "Those e-mails were counted with one to three questions together. One can be answered between two "
                "customers. Our judgement."
            ),
        ),
        Rule.SHORT_QUESTION: RuleWords(
            _("The question is short"),
            _("Ask in at most {n} words, so that yes, no or a name will do.").format(n=number(QUESTION_WORDS)),
            _("A question that one word answers is answered at once. Our judgement."),
        ),
        Rule.LENGTH: RuleWords(
            _("It is neither long nor a mere “are you there?”"),
            _("Keep the whole message between {least} and {most} words.").format(
                least=number(LEAST_WORDS), most=number(MOST_WORDS)
            ),
            _(
                "Most answers went to e-mails of 50 to 125 words, fewer to longer ones and to those of ten words "
                "(Boomerang 2016; read in articles about it). On a phone fewer words are enough, so our lower "
                "limit is {least}."
            ).format(least=number(LEAST_WORDS)),
        ),
        Rule.IN_RETURN: RuleWords(
            _("It offers something"),
            _("Offer something small that you can do: a lead, an hour, a loaf."),
            _("Those who give as well can ask again. Our judgement."),
        ),
    }[rule]


EXAMPLES: Mapping[str, Draft] = {
    "workshop": Draft(
        to="Elena",
        opening=N_(
            "Elena, this is Íñigo from Talleres Arga; we sat together on the course in the spring four years ago."
        ),
        need=N_("Begoña says you had to look for a galvaniser last year, and mine retires in June."),
        question=N_("May I call you for five minutes on Tuesday?"),
        in_return=N_("And if you ever need laser cutting, ask me."),
    ),
    "bakery": Draft(
        to="Concha",
        opening=N_("Hello Concha, how are things?"),
        need=N_("I could do with a hand in the shop."),
        question=N_("Do you know anybody? And could I put up a notice in your school?"),
    ),
    "guesthouse": Draft(
        to="Marc",
        opening=N_("Good morning, Marc, this is Nuria from Casa Alba; we met in the cellar of Bodega Sol."),
        need=N_("I need five photos of the rooms by daylight, for the website, before Easter."),
        question=N_("Could you come up for one morning in March?"),
        in_return=N_("The night before and the breakfast are on the house."),
    ),
    "mine": Draft(),
}
"""What the invented firms write, each to somebody of its contact map. The bakery's is a first attempt."""
