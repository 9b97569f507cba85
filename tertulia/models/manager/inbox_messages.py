"""The messages of the inbox drill: invented, for the three invented firms of the course.

Nobody wrote them and no firm received them. Severity, reach and age are part of the invention; what they lead to is in
`inbox`. Texts stand here in English inside N_("...") so that the catalogue finds them; whoever shows one translates it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MessageKind(StrEnum):
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


@dataclass(frozen=True, kw_only=True)
class Case:
    """One message.

    Attributes
    ----------
    key
        Stable name; it begins with the firm's.
    kind, channel, cause
        What it is, where it came in, and whom people hold responsible.
    age
        Hours since it came.
    severity
        1 nobody minds, 2 somebody waits, 3 somebody is upset or there is a date, 4 money, law or the firm's name are
        at stake, 5 somebody may be hurt.
    reach
        1 its writer, 2 who looks at the page, 3 it is being shared or printed.
    history, unclear
        The same happened before; facts are missing.
    text, lesson
        English, to be translated when shown.
    """

    key: str
    kind: MessageKind
    channel: Channel
    age: float
    severity: int
    reach: int
    text: str
    lesson: str
    cause: Cause = Cause.NONE
    history: bool = False
    unclear: bool = False

    @property
    def firm(self) -> str:
        """Key of the invented firm it was written to."""
        return self.key.partition(".")[0]


def N_(message: str) -> str:
    """Mark a text for the catalogue; it is translated when shown.

    Parameters
    ----------
    message
        English.

    Returns
    -------
    str
        The same.
    """
    return message


COMMENT, REVIEW, DIRECT, MAIL = Channel

_BAKERY = (
    Case(
        key="bakery.rye",
        kind=MessageKind.QUESTION,
        channel=COMMENT,
        age=3,
        severity=2,
        reach=2,
        text=N_("Do you have rye bread without yeast on Fridays?"),
        lesson=N_("Answer where it was asked: others wonder too. Then bake a trial batch."),
    ),
    Case(
        key="bakery.hazelnut",
        kind=MessageKind.SAFETY,
        channel=DIRECT,
        age=1,
        severity=5,
        reach=1,
        text=N_("My son is allergic to hazelnuts. Is there any in the almond cake? We are coming at five."),
        lesson=N_("Look at the recipe and the label first, then answer. If you cannot rule out traces, say so."),
    ),
    Case(
        key="bakery.wire",
        kind=MessageKind.SAFETY,
        channel=COMMENT,
        age=2,
        severity=5,
        reach=2,
        text=N_("I found a piece of wire in this morning’s loaf. Photo below."),
        lesson=N_("Take the batch off the shelf, ring the customer, tell the owner. Words come after that."),
        cause=Cause.PREVENTABLE,
    ),
    Case(
        key="bakery.card",
        kind=MessageKind.COMPLAINT,
        channel=REVIEW,
        age=18,
        severity=2,
        reach=2,
        text=N_("Your card reader did not work yesterday and I left without bread. Two stars."),
        lesson=N_("Say what happened and that it works again. It was the first time; nobody expects more."),
        cause=Cause.ACCIDENT,
    ),
    Case(
        key="bakery.laughed",
        kind=MessageKind.COMPLAINT,
        channel=REVIEW,
        age=30,
        severity=3,
        reach=2,
        text=N_("On Saturday the person at the counter laughed at the way I speak. I will not come back."),
        lesson=N_("Say sorry without “if”, say what you will do, and speak with the team before you open."),
        cause=Cause.PREVENTABLE,
    ),
    Case(
        key="bakery.best",
        kind=MessageKind.PRAISE,
        channel=REVIEW,
        age=5,
        severity=1,
        reach=2,
        text=N_("The best croissants in the neighbourhood, and they know my name."),
        lesson=N_("A line of thanks with a detail only you know is enough, and it can wait until tomorrow."),
    ),
    Case(
        key="bakery.earn",
        kind=MessageKind.SPAM,
        channel=COMMENT,
        age=10,
        severity=1,
        reach=2,
        text=N_("I earn 3,000 a week from home!!! Ask me how. Link in my profile."),
        lesson=N_("Hide it and report it when you have a minute. Do not answer."),
    ),
    Case(
        key="bakery.losers",
        kind=MessageKind.TROLL,
        channel=COMMENT,
        age=6,
        severity=1,
        reach=2,
        text=N_("Bread is for losers. Get a life."),
        lesson=N_("There is nothing here to answer. Every answer lifts it up the page."),
    ),
    Case(
        key="bakery.draw",
        kind=MessageKind.PRIVACY,
        channel=MAIL,
        age=50,
        severity=4,
        reach=1,
        text=N_("I took part in your prize draw. Delete my phone number and tell me what else you have about me."),
        lesson=N_(
            "Confirm in writing today, note the date, delete, and answer in full within the month the law gives."
        ),
    ),
    Case(
        key="bakery.paper",
        kind=MessageKind.JOURNALIST,
        channel=MAIL,
        age=2,
        severity=4,
        reach=3,
        text=N_("I write for the local paper about the price of bread. May I quote you? I close at six today."),
        lesson=N_(
            "The person who speaks for the firm rings back before six. Ask what it is about before you answer anything."
        ),
    ),
    Case(
        key="bakery.apprentice",
        kind=MessageKind.JOB,
        channel=DIRECT,
        age=40,
        severity=2,
        reach=1,
        text=N_("Are you looking for anybody? I finish my baking course in June."),
        lesson=N_("Thank them, say yes or no, and by when. A kind no today may be a yes next year."),
    ),
    Case(
        key="bakery.old_bread",
        kind=MessageKind.CRISIS,
        channel=COMMENT,
        age=3,
        severity=4,
        reach=3,
        text=N_("A friend of a friend says they knead yesterday’s bread into today’s dough. Share this!"),
        lesson=N_("It is not true, so say so once, with a fact anybody can check, where it is being shared."),
        cause=Cause.RUMOUR,
    ),
    Case(
        key="bakery.sliced",
        kind=MessageKind.IDEA,
        channel=COMMENT,
        age=6,
        severity=1,
        reach=2,
        text=N_("Could you leave sliced bread at the bar opposite for those who come home late?"),
        lesson=N_("Thank them and ask how many would want it. Write the idea down where the owner sees it."),
    ),
)

_GUESTHOUSE = (
    Case(
        key="guesthouse.dog",
        kind=MessageKind.QUESTION,
        channel=DIRECT,
        age=5,
        severity=3,
        reach=1,
        text=N_("Two adults and a dog, the first weekend of May. Is there a room, and may the dog come?"),
        lesson=N_("They are asking elsewhere too. Answer today with a price, and until when you hold the room."),
    ),
    Case(
        key="guesthouse.bus",
        kind=MessageKind.QUESTION,
        channel=COMMENT,
        age=2,
        severity=2,
        reach=2,
        text=N_("Does the bus come up to the village on Sundays?"),
        lesson=N_("Answer in public, then put it on the website: the next guest will not have to ask."),
    ),
    Case(
        key="guesthouse.never_came",
        kind=MessageKind.FAKE_REVIEW,
        channel=REVIEW,
        age=20,
        severity=3,
        reach=2,
        text=N_("Dirty pool, rude waiter. One star. (Casa Alba has neither a pool nor a restaurant.)"),
        lesson=N_(
            "State the two facts calmly for those who read along, and report it. If you can prove that its author was "
            "never a guest, you may ask for its removal. Never accuse anybody by name."
        ),
    ),
    Case(
        key="guesthouse.flood",
        kind=MessageKind.CRISIS,
        channel=COMMENT,
        age=2,
        severity=4,
        reach=2,
        text=N_("They say the river has cut the road. Is the house under water? We arrive tonight."),
        lesson=N_(
            "Tell them what you know, what you do not, and when you will say more. Safety first, then the booking."
        ),
        cause=Cause.VICTIM,
    ),
    Case(
        key="guesthouse.double",
        kind=MessageKind.COMPLAINT,
        channel=REVIEW,
        age=10,
        severity=4,
        reach=2,
        text=N_("We booked in March, and when we came our room had been given to others. Nobody said sorry."),
        lesson=N_("Apologise, pay back, and say what keeps it from happening again. Booking details go by phone."),
        cause=Cause.PREVENTABLE,
    ),
    Case(
        key="guesthouse.water",
        kind=MessageKind.COMPLAINT,
        channel=REVIEW,
        age=26,
        severity=3,
        reach=2,
        text=N_("No hot water on Sunday. Somebody wrote the same in May."),
        lesson=N_("A boiler can break. Twice asks for an apology and a date on which it is mended."),
        cause=Cause.ACCIDENT,
        history=True,
    ),
    Case(
        key="guesthouse.fiesta",
        kind=MessageKind.COMPLAINT,
        channel=REVIEW,
        age=15,
        severity=2,
        reach=2,
        text=N_("Lovely house, but the village fiesta kept us awake until four. Three stars."),
        lesson=N_(
            "The music is not yours. Say when the fiesta is and which room is quiet; that helps the next guests."
        ),
        cause=Cause.VICTIM,
    ),
    Case(
        key="guesthouse.stars",
        kind=MessageKind.PRAISE,
        channel=DIRECT,
        age=3,
        severity=1,
        reach=1,
        text=N_("We are still talking about the stars and your quince jelly. Thank you, Nuria."),
        lesson=N_("Thank them, and ask whether they would write that where others can read it."),
    ),
    Case(
        key="guesthouse.password",
        kind=MessageKind.SPAM,
        channel=MAIL,
        age=2,
        severity=3,
        reach=1,
        text=N_("Your booking account will be closed today. Enter your password here to keep it."),
        lesson=N_("Somebody wants your password. Do not click; report it and open your account the way you always do."),
    ),
    Case(
        key="guesthouse.child",
        kind=MessageKind.PRIVACY,
        channel=COMMENT,
        age=3,
        severity=4,
        reach=3,
        text=N_("That is my daughter in your photo of the garden. Nobody asked us. Take it down."),
        lesson=N_("Take the photo down first. Then write in private. In public not a word about the family."),
    ),
    Case(
        key="guesthouse.access",
        kind=MessageKind.PRIVACY,
        channel=MAIL,
        age=624,
        severity=3,
        reach=1,
        text=N_("On the third I asked which of our data you keep. I have heard nothing since."),
        lesson=N_("The month is nearly over. Answer today; if you need longer, say so and why before it ends."),
    ),
    Case(
        key="guesthouse.magazine",
        kind=MessageKind.JOURNALIST,
        channel=MAIL,
        age=3,
        severity=2,
        reach=3,
        text=N_("We are preparing an issue on quiet villages for the spring. Could you tell us about the house?"),
        lesson=N_("No hurry, but an answer today costs little. The owner speaks; ask what they need and by when."),
    ),
    Case(
        key="guesthouse.gas",
        kind=MessageKind.SAFETY,
        channel=DIRECT,
        age=0.5,
        severity=5,
        reach=1,
        text=N_("There is a smell of gas in the annexe kitchen. Should we leave?"),
        lesson=N_("Ring them: out of the house, no switches, no flame, 112. Everything else waits."),
    ),
    Case(
        key="guesthouse.cleaner",
        kind=MessageKind.TROLL,
        channel=COMMENT,
        age=2,
        severity=3,
        reach=2,
        text=N_("(An insult against the woman who cleans, with her full name.)"),
        lesson=N_("An insult against a person is hidden and reported today. Tell her, and keep a copy."),
    ),
)

_WORKSHOP = (
    Case(
        key="workshop.quote",
        kind=MessageKind.QUESTION,
        channel=MAIL,
        age=20,
        severity=3,
        reach=1,
        text=N_("Could you make 200 flanges in stainless steel by the end of the month? Drawing attached."),
        lesson=N_("Say today that you have it and when the price comes. That answer often decides."),
    ),
    Case(
        key="workshop.late",
        kind=MessageKind.COMPLAINT,
        channel=MAIL,
        age=30,
        severity=4,
        reach=1,
        text=N_("The brackets are nine days late and our line is standing. I want a date."),
        lesson=N_("Ring, say sorry, give a date you can keep, and say what you do about the cost."),
        cause=Cause.PREVENTABLE,
    ),
    Case(
        key="workshop.crack",
        kind=MessageKind.SAFETY,
        channel=MAIL,
        age=3,
        severity=5,
        reach=1,
        text=N_("One of your brackets has cracked under load. Nobody was hurt. Forty more are fitted."),
        lesson=N_("Ring at once: which batch, under which load, and stop using the rest until you know."),
        cause=Cause.ACCIDENT,
        unclear=True,
    ),
    Case(
        key="workshop.video",
        kind=MessageKind.CRISIS,
        channel=COMMENT,
        age=5,
        severity=4,
        reach=3,
        text=N_("Nice video: a man at the saw without guard or glasses. The labour inspectorate should see this."),
        lesson=N_("They are right. The owner decides today: say so, take the video down, show what has changed."),
        cause=Cause.PREVENTABLE,
    ),
    Case(
        key="workshop.first_page",
        kind=MessageKind.SPAM,
        channel=DIRECT,
        age=8,
        severity=1,
        reach=1,
        text=N_("We put your company on the first page of the search results. Guaranteed!"),
        lesson=N_("Nobody can guarantee that. Report it or leave it; it costs you nothing."),
    ),
    Case(
        key="workshop.trainee",
        kind=MessageKind.JOB,
        channel=DIRECT,
        age=30,
        severity=3,
        reach=1,
        text=N_("I am in my second year of machining. Do you take trainees in September?"),
        lesson=N_("Íñigo has been looking for apprentices for a year. Answer today and name a person to call."),
    ),
    Case(
        key="workshop.weld",
        kind=MessageKind.PRAISE,
        channel=COMMENT,
        age=20,
        severity=1,
        reach=2,
        text=N_("Clean weld! We have had one of your frames since 2011 and it still stands straight."),
        lesson=N_("Thank them and ask whether you may show that frame."),
    ),
    Case(
        key="workshop.lorries",
        kind=MessageKind.COMPLAINT,
        channel=COMMENT,
        age=5,
        severity=3,
        reach=2,
        text=N_("Your lorries wake the whole street."),
        lesson=N_(
            "You do not know yet which lorries or when. Ask in private or ring; then answer where all can read it."
        ),
        cause=Cause.PREVENTABLE,
        unclear=True,
    ),
    Case(
        key="workshop.closing",
        kind=MessageKind.CRISIS,
        channel=COMMENT,
        age=4,
        severity=4,
        reach=3,
        text=N_("I hear Talleres Arga is closing and has stopped paying suppliers. Has anybody heard more?"),
        lesson=N_("It is false, and silence would feed it. One calm answer with a fact, from the owner’s name."),
        cause=Cause.RUMOUR,
    ),
    Case(
        key="workshop.team_page",
        kind=MessageKind.PRIVACY,
        channel=MAIL,
        age=100,
        severity=3,
        reach=1,
        text=N_("I left in spring and my photo is still on your team page. Please remove it."),
        lesson=N_("Remove it, confirm in writing, and look for the picture on your networks as well."),
    ),
    Case(
        key="workshop.trade_magazine",
        kind=MessageKind.JOURNALIST,
        channel=DIRECT,
        age=10,
        severity=2,
        reach=3,
        text=N_("I write for a trade magazine about apprentices in metal. Would you talk to me this month?"),
        lesson=N_("Pass it on with the date. The person who speaks asks first what the article is about."),
    ),
    Case(
        key="workshop.sofa",
        kind=MessageKind.FAKE_REVIEW,
        channel=REVIEW,
        age=48,
        severity=2,
        reach=2,
        text=N_("I paid for a sofa and it never came. Do not buy here. (Talleres Arga makes no sofas.)"),
        lesson=N_("Probably the wrong firm. Say kindly that you make no furniture, and report the review."),
    ),
    Case(
        key="workshop.dinosaurs",
        kind=MessageKind.TROLL,
        channel=COMMENT,
        age=12,
        severity=1,
        reach=2,
        text=N_("Metal is for dinosaurs, lol."),
        lesson=N_("Leave it. Nobody is hurt and nothing is asked."),
    ),
    Case(
        key="workshop.code",
        kind=MessageKind.IDEA,
        channel=DIRECT,
        age=30,
        severity=2,
        reach=1,
        text=N_("If each part carried a code with its drawing, we would find the right spare in a minute."),
        lesson=N_("Thank them, ask for an example, and take it to the Monday meeting with their name."),
    ),
)

CASES: tuple[Case, ...] = (*_BAKERY, *_GUESTHOUSE, *_WORKSHOP)
"""Every message, by firm."""
