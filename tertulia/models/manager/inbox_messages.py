"""The messages of the inbox drill: invented, for the three invented firms of the course.

Nobody wrote them and no firm received them. Severity, reach and age are part of the invention; what they lead to is in
`inbox`. Texts stand here in English inside N_("...") so that the catalogue finds them; whoever shows one translates it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a message is."""

    QUESTION = "question"
    PRAISE = "praise"
    IDEA = "idea"
    COMPLAINT = "complaint"
    CRISIS = "crisis"
    SAFETY = "safety"
    SPAM = "spam"
    PRIVACY = "privacy"
    TROLL = "troll"
    JOURNALIST = "journalist"
    JOB = "job"
    FAKE_REVIEW = "fake_review"


class Channel(StrEnum):
    """Where it came in; comments and reviews are read by others."""

    COMMENT = "comment"
    REVIEW = "review"
    DIRECT = "direct"
    MAIL = "mail"


class Cause(StrEnum):
    """Whom people hold responsible, after Coombs' clusters."""

    NONE = "none"
    """Nothing went wrong."""
    RUMOUR = "rumour"
    """It is not true (victim cluster)."""
    VICTIM = "victim"
    """It came from outside (victim cluster)."""
    ACCIDENT = "accident"
    """It happened without intent (accidental cluster)."""
    PREVENTABLE = "preventable"
    """It should not have happened (preventable cluster)."""


@dataclass(frozen=True)
class Case:
    """One message.

    key: stable name. age: hours since it came. severity: 1 nobody minds, 2 somebody waits, 3 somebody is upset or
    there is a date, 4 money, law or the firm's name are at stake, 5 somebody may be hurt. reach: 1 its writer, 2 who
    looks at the page, 3 it is being shared or printed. history: the same happened before. unclear: facts are missing.
    text, lesson: English, to be translated when shown.
    """

    key: str
    firm: str
    kind: Kind
    channel: Channel
    age: float
    severity: int
    reach: int
    text: str
    lesson: str
    cause: Cause = Cause.NONE
    history: bool = False
    unclear: bool = False


def N_(message: str) -> str:
    """Mark a text for the catalogue; it is translated when shown."""
    return message


COMMENT, REVIEW, DIRECT, MAIL = Channel

# A paragraph of a table is one message
# fmt: off
_BAKERY = (
    Case("bakery.rye", "bakery", Kind.QUESTION, COMMENT, 3, 2, 2,
         N_("Do you have rye bread without yeast on Fridays?"),
         N_("Answer where it was asked: others wonder too. Then bake a trial batch.")),
    Case("bakery.hazelnut", "bakery", Kind.SAFETY, DIRECT, 1, 5, 1,
         N_("My son is allergic to hazelnuts. Is there any in the almond cake? We are coming at five."),
         N_("Look at the recipe and the label first, then answer. If you cannot rule out traces, say so.")),
    Case("bakery.wire", "bakery", Kind.SAFETY, COMMENT, 2, 5, 2,
         N_("I found a piece of wire in this morning’s loaf. Photo below."),
         N_("Take the batch off the shelf, ring the customer, tell the owner. Words come after that."),
         Cause.PREVENTABLE),
    Case("bakery.card", "bakery", Kind.COMPLAINT, REVIEW, 18, 2, 2,
         N_("Your card reader did not work yesterday and I left without bread. Two stars."),
         N_("Say what happened and that it works again. It was the first time; nobody expects more."), Cause.ACCIDENT),
    Case("bakery.laughed", "bakery", Kind.COMPLAINT, REVIEW, 30, 3, 2,
         N_("On Saturday the person at the counter laughed at the way I speak. I will not come back."),
         N_("Say sorry without “if”, say what you will do, and speak with the team before you open."),
         Cause.PREVENTABLE),
    Case("bakery.best", "bakery", Kind.PRAISE, REVIEW, 5, 1, 2,
         N_("The best croissants in the neighbourhood, and they know my name."),
         N_("A line of thanks with a detail only you know is enough, and it can wait until tomorrow.")),
    Case("bakery.earn", "bakery", Kind.SPAM, COMMENT, 10, 1, 2,
         N_("I earn 3,000 a week from home!!! Ask me how. Link in my profile."),
         N_("Hide it and report it when you have a minute. Do not answer.")),
    Case("bakery.losers", "bakery", Kind.TROLL, COMMENT, 6, 1, 2,
         N_("Bread is for losers. Get a life."),
         N_("There is nothing here to answer. Every answer lifts it up the page.")),
    Case("bakery.draw", "bakery", Kind.PRIVACY, MAIL, 50, 4, 1,
         N_("I took part in your prize draw. Delete my phone number and tell me what else you have about me."),
         N_("Confirm in writing today, note the date, delete, and answer in full within the month the law gives.")),
    Case("bakery.paper", "bakery", Kind.JOURNALIST, MAIL, 2, 4, 3,
         N_("I write for the local paper about the price of bread. May I quote you? I close at six today."),
         N_("Whoever speaks for the firm rings back before six. Ask what it is about before you answer anything.")),
    Case("bakery.apprentice", "bakery", Kind.JOB, DIRECT, 40, 2, 1,
         N_("Are you looking for anybody? I finish my baking course in June."),
         N_("Thank them, say yes or no, and by when. A kind no today may be a yes next year.")),
    Case("bakery.old_bread", "bakery", Kind.CRISIS, COMMENT, 3, 4, 3,
         N_("A friend of a friend says they knead yesterday’s bread into today’s dough. Share this!"),
         N_("It is not true, so say so once, with a fact anybody can check, where it is being shared."), Cause.RUMOUR),
    Case("bakery.sliced", "bakery", Kind.IDEA, COMMENT, 6, 1, 2,
         N_("Could you leave sliced bread at the bar opposite for those who come home late?"),
         N_("Thank them and ask how many would want it. Write the idea down where the owner sees it.")),
)

_GUESTHOUSE = (
    Case("guesthouse.dog", "guesthouse", Kind.QUESTION, DIRECT, 5, 3, 1,
         N_("Two adults and a dog, the first weekend of May. Is there a room, and may the dog come?"),
         N_("They are asking elsewhere too. Answer today with a price, and until when you hold the room.")),
    Case("guesthouse.bus", "guesthouse", Kind.QUESTION, COMMENT, 2, 2, 2,
         N_("Does the bus come up to the village on Sundays?"),
         N_("Answer in public, then put it on the website: the next guest will not have to ask.")),
    Case("guesthouse.never_came", "guesthouse", Kind.FAKE_REVIEW, REVIEW, 20, 3, 2,
         N_("Dirty pool, rude waiter. One star. (Casa Alba has neither a pool nor a restaurant.)"),
         N_("State the two facts calmly for those who read along, and report it. Never accuse anybody by name.")),
    Case("guesthouse.flood", "guesthouse", Kind.CRISIS, COMMENT, 2, 4, 2,
         N_("They say the river has cut the road. Is the house under water? We arrive tonight."),
         N_("Tell them what you know, what you do not, and when you will say more. Safety first, then the booking."),
         Cause.VICTIM),
    Case("guesthouse.double", "guesthouse", Kind.COMPLAINT, REVIEW, 10, 4, 2,
         N_("We booked in March, and when we came our room had been given to others. Nobody said sorry."),
         N_("Apologise, pay back, and say what keeps it from happening again. Booking details go by phone."),
         Cause.PREVENTABLE),
    Case("guesthouse.water", "guesthouse", Kind.COMPLAINT, REVIEW, 26, 3, 2,
         N_("No hot water on Sunday. Somebody wrote the same in May."),
         N_("A boiler can break. Twice asks for an apology and a date on which it is mended."), Cause.ACCIDENT,
         history=True),
    Case("guesthouse.fiesta", "guesthouse", Kind.COMPLAINT, REVIEW, 15, 2, 2,
         N_("Lovely house, but the village fiesta kept us awake until four. Three stars."),
         N_("The music is not yours. Say when the fiesta is and which room is quiet; that helps the next guests."),
         Cause.VICTIM),
    Case("guesthouse.stars", "guesthouse", Kind.PRAISE, DIRECT, 3, 1, 1,
         N_("We are still talking about the stars and your quince jelly. Thank you, Nuria."),
         N_("Thank them, and ask whether they would write that where others can read it.")),
    Case("guesthouse.password", "guesthouse", Kind.SPAM, MAIL, 2, 3, 1,
         N_("Your booking account will be closed today. Enter your password here to keep it."),
         N_("Somebody wants your password. Do not click; report it and open your account the way you always do.")),
    Case("guesthouse.child", "guesthouse", Kind.PRIVACY, COMMENT, 3, 4, 3,
         N_("That is my daughter in your photo of the garden. Nobody asked us. Take it down."),
         N_("Take the photo down first. Then write in private. In public not a word about the family.")),
    Case("guesthouse.access", "guesthouse", Kind.PRIVACY, MAIL, 624, 3, 1,
         N_("On the third I asked which of our data you keep. I have heard nothing since."),
         N_("The month is nearly over. Answer today; if you need longer, say so and why before it ends.")),
    Case("guesthouse.magazine", "guesthouse", Kind.JOURNALIST, MAIL, 3, 2, 3,
         N_("We are preparing an issue on quiet villages for the spring. Could you tell us about the house?"),
         N_("No hurry, but an answer today costs little. The owner speaks; ask what they need and by when.")),
    Case("guesthouse.gas", "guesthouse", Kind.SAFETY, DIRECT, 0.5, 5, 1,
         N_("There is a smell of gas in the annexe kitchen. Should we leave?"),
         N_("Ring them: out of the house, no switches, no flame, 112. Everything else waits.")),
    Case("guesthouse.cleaner", "guesthouse", Kind.TROLL, COMMENT, 2, 3, 2,
         N_("(An insult against the woman who cleans, with her full name.)"),
         N_("An insult against a person is hidden and reported today. Tell her, and keep a copy.")),
)

_WORKSHOP = (
    Case("workshop.quote", "workshop", Kind.QUESTION, MAIL, 20, 3, 1,
         N_("Could you make 200 flanges in stainless steel by the end of the month? Drawing attached."),
         N_("Say today that you have it and when the price comes. That answer often decides.")),
    Case("workshop.late", "workshop", Kind.COMPLAINT, MAIL, 30, 4, 1,
         N_("The brackets are nine days late and our line is standing. I want a date."),
         N_("Ring, say sorry, give a date you can keep, and say what you do about the cost."), Cause.PREVENTABLE),
    Case("workshop.crack", "workshop", Kind.SAFETY, MAIL, 3, 5, 1,
         N_("One of your brackets has cracked under load. Nobody was hurt. Forty more are fitted."),
         N_("Ring at once: which batch, under which load, and stop using the rest until you know."),
         Cause.ACCIDENT, unclear=True),
    Case("workshop.video", "workshop", Kind.CRISIS, COMMENT, 5, 4, 3,
         N_("Nice video: a man at the saw without guard or glasses. The labour inspectorate should see this."),
         N_("They are right. The owner decides today: say so, take the video down, show what has changed."),
         Cause.PREVENTABLE),
    Case("workshop.first_page", "workshop", Kind.SPAM, DIRECT, 8, 1, 1,
         N_("We put your company on the first page of the search results. Guaranteed!"),
         N_("Nobody can guarantee that. Report it or leave it; it costs you nothing.")),
    Case("workshop.trainee", "workshop", Kind.JOB, DIRECT, 30, 3, 1,
         N_("I am in my second year of machining. Do you take trainees in September?"),
         N_("Íñigo has been looking for apprentices for a year. Answer today and name a person to call.")),
    Case("workshop.weld", "workshop", Kind.PRAISE, COMMENT, 20, 1, 2,
         N_("Clean weld! We have had one of your frames since 2011 and it still stands straight."),
         N_("Thank them and ask whether you may show that frame.")),
    Case("workshop.lorries", "workshop", Kind.COMPLAINT, COMMENT, 5, 3, 2,
         N_("Your lorries wake the whole street."),
         N_("You do not know yet which lorries or when. Ask in private or ring; then answer where all can read it."),
         Cause.PREVENTABLE, unclear=True),
    Case("workshop.closing", "workshop", Kind.CRISIS, COMMENT, 4, 4, 3,
         N_("I hear Talleres Arga is closing and has stopped paying suppliers. Has anybody heard more?"),
         N_("It is false, and silence would feed it. One calm answer with a fact, from the owner’s name."),
         Cause.RUMOUR),
    Case("workshop.team_page", "workshop", Kind.PRIVACY, MAIL, 100, 3, 1,
         N_("I left in spring and my photo is still on your team page. Please remove it."),
         N_("Remove it, confirm in writing, and look for the picture on your networks as well.")),
    Case("workshop.trade_magazine", "workshop", Kind.JOURNALIST, DIRECT, 10, 2, 3,
         N_("I write for a trade magazine about apprentices in metal. Would you talk to me this month?"),
         N_("Pass it on with the date. Whoever speaks asks first what the article is about.")),
    Case("workshop.sofa", "workshop", Kind.FAKE_REVIEW, REVIEW, 48, 2, 2,
         N_("I paid for a sofa and it never came. Do not buy here. (Talleres Arga makes no sofas.)"),
         N_("Probably the wrong firm. Say kindly that you make no furniture, and report the review.")),
    Case("workshop.dinosaurs", "workshop", Kind.TROLL, COMMENT, 12, 1, 2,
         N_("Metal is for dinosaurs, lol."),
         N_("Leave it. Nobody is hurt and nothing is asked.")),
    Case("workshop.code", "workshop", Kind.IDEA, DIRECT, 30, 2, 1,
         N_("If each part carried a code with its drawing, we would find the right spare in a minute."),
         N_("Thank them, ask for an example, and take it to the Monday meeting with their name.")),
)

CASES: tuple[Case, ...] = (*_BAKERY, *_GUESTHOUSE, *_WORKSHOP)
"""Every message, by firm."""
