"""Ideas for posts: what a baker, a metal workshop or a guesthouse could really publish this week.

The ideas are content, not findings: ours, written for the course, evidence grade D. Their texts stand here
in English inside N_("...") so that the catalogue finds them; whoever shows one translates it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tertulia.models.strategy.objective import Objective


class PostKind(StrEnum):
    """What a post is for the person who reads it."""

    USEFUL = "useful"
    """Help and how-to."""
    PEOPLE = "people"
    """Behind the counter: the team, the day, the human side."""
    CONVERSATION = "conversation"
    """A question, a poll, an answer to a customer."""
    PROOF = "proof"
    """Work done for a customer, or a customer's words, with permission."""
    PROMOTION = "promotion"
    """An offer, a new product, a price, a vacancy."""


class PostFormat(StrEnum):
    """How a post is made."""

    PHOTO = "photo"
    SHORT_VIDEO = "short_video"
    TEXT = "text"
    STORY = "story"


class Sector(StrEnum):
    """The three invented firms, and the sectors a learner's own firm may be in."""

    BAKERY = "bakery"
    WORKSHOP = "workshop"
    GUESTHOUSE = "guesthouse"
    FOOD_SHOP = "food_shop"
    RETAIL = "retail"
    TRADE_WORKSHOP = "trade_workshop"
    PROFESSIONAL = "professional"
    HOSPITALITY = "hospitality"
    OTHER = "other"


WIDER: dict[Sector, Sector] = {
    Sector.BAKERY: Sector.FOOD_SHOP,
    Sector.WORKSHOP: Sector.TRADE_WORKSHOP,
    Sector.GUESTHOUSE: Sector.HOSPITALITY,
}
"""The general sector an invented firm also draws ideas from. Every firm draws from OTHER last."""


@dataclass(frozen=True, kw_only=True)
class Idea:
    """One thing to publish."""

    key: str
    """Stable name, "bakery.crumb"."""
    sector: Sector
    kind: PostKind
    objectives: tuple[Objective, ...]
    """What it serves, the strongest first."""
    formats: tuple[PostFormat, ...]
    """How it can be made, the best one first."""
    minutes: int
    """To make it in its first format, for somebody who has done it a few times (grade D)."""
    text: str
    """English, to be translated when shown."""


@dataclass(frozen=True, kw_only=True)
class Season:
    """A fixed date that holds in all of Spain."""

    key: str
    month: int
    day: int
    by_law: bool
    """A public holiday (article 45.1 of Real Decreto 2001/1983; the autonomous communities may replace 6 January), or
    else a custom."""
    text: str
    """Its English name, to be translated when shown."""


def N_(message: str) -> str:
    """Mark a text for the catalogue and leave it as it is."""
    return message


USEFUL, PEOPLE, CONVERSATION, PROOF, PROMOTION = PostKind
PHOTO, VIDEO, TEXT, STORY = PostFormat
FOUND, NEW, BACK, LISTEN, RECRUIT, QUIET = Objective

_Row = tuple[str, PostKind, tuple[Objective, ...], tuple[PostFormat, ...], int, str]


def _of(sector: Sector, *rows: _Row) -> tuple[Idea, ...]:
    return tuple(
        Idea(
            key=f"{sector}.{name}",
            sector=sector,
            kind=kind,
            objectives=objectives,
            formats=formats,
            minutes=minutes,
            text=text,
        )
        for name, kind, objectives, formats, minutes, text in rows
    )


# A line of a table is one idea
# fmt: off
BAKERY = _of(
    Sector.BAKERY,
    ("crumb", USEFUL, (FOUND, NEW), (PHOTO, STORY), 15,
     N_("Show the crumb of today’s rye loaf and say how long it fermented.")),
    ("keep", USEFUL, (BACK, FOUND), (VIDEO, PHOTO, TEXT), 45,
     N_("Show how to keep a loaf good for three days: in a cloth, in a bag or in the freezer, "
        "and what each does to the crust.")),
    ("yesterday", USEFUL, (BACK,), (PHOTO, TEXT), 30,
     N_("Give one recipe for yesterday’s bread with five ingredients, and write it out in full.")),
    ("allergens", USEFUL, (FOUND, NEW), (TEXT, PHOTO), 30,
     N_("List the loaves that contain milk, egg, nuts or sesame, and say plainly what you cannot promise "
        "about traces.")),
    ("oven_times", USEFUL, (QUIET, FOUND), (PHOTO, STORY, TEXT), 15,
     N_("Say at what time each bread comes out of the oven, so that people know when to come.")),
    ("five_in_the_morning", PEOPLE, (FOUND, RECRUIT), (VIDEO, STORY), 30,
     N_("Film twenty seconds of the workroom at five in the morning: the mixer, the scales, no talking.")),
    ("shaper", PEOPLE, (RECRUIT, NEW), (PHOTO, TEXT), 20,
     N_("Introduce whoever shapes the baguettes: the name, the years at the table, the loaf they take home. "
        "Ask them first.")),
    ("did_not_rise", PEOPLE, (BACK, FOUND), (PHOTO, STORY), 15,
     N_("Show the batch that did not rise and say what went wrong.")),
    ("two_breads", CONVERSATION, (LISTEN, BACK), (STORY, PHOTO, TEXT), 10,
     N_("Ask which of two breads should come back on Saturdays, and bake the one that wins.")),
    ("bread_question", CONVERSATION, (LISTEN, NEW), (PHOTO, VIDEO, TEXT), 15,
     N_("Answer a question about bread that somebody asked at the counter this week, with the loaf in your "
        "hand.")),
    ("bought_elsewhere", CONVERSATION, (LISTEN,), (TEXT, STORY, PHOTO), 15,
     N_("Ask which bread people buy elsewhere because you do not bake it, and reply to every answer.")),
    ("slices", CONVERSATION, (LISTEN, QUIET), (STORY, TEXT, PHOTO), 10,
     N_("Ask how thick people want their sliced loaf, and tell them next day how you set the machine.")),
    ("cake_leaves", PROOF, (NEW, BACK), (PHOTO, STORY), 15,
     N_("Show a birthday cake on its way out of the door, once the customer has said yes.")),
    ("bar_next_door", PROOF, (NEW, FOUND), (PHOTO, TEXT), 20,
     N_("Show the toast at the bar that buys your bread, and name the bar, with its permission.")),
    ("read_review", PROOF, (NEW, BACK), (VIDEO, PHOTO), 40,
     N_("Read out what a customer wrote about one bread, with permission, and show that bread.")),
    ("quiet_afternoon", PROMOTION, (QUIET,), (PHOTO, STORY, TEXT), 15,
     N_("Say what you offer on the quiet afternoon, at what price, from what hour until what hour.")),
    ("feast_orders", PROMOTION, (NEW, BACK), (PHOTO, TEXT), 20,
     N_("Open the orders for the next feast-day cake: sizes, prices, the last day to order and the number "
        "to write to.")),
    ("saturday_loaf", PROMOTION, (BACK, NEW), (PHOTO, STORY), 15,
     N_("Present Saturday’s loaf with its price, and say how many you will bake.")),
    ("night_baker", PROMOTION, (RECRUIT,), (TEXT, PHOTO), 15,
     N_("Say that you are looking for a baker: the hours, the pay, who teaches, and whom to ask for.")),
)

WORKSHOP = _of(
    Sector.WORKSHOP,
    ("tolerance", USEFUL, (FOUND, NEW), (VIDEO, PHOTO, TEXT), 60,
     N_("With two parts in your hand, explain what a tolerance of a tenth of a millimetre means, and when it "
        "is not worth paying for.")),
    ("drawing", USEFUL, (NEW,), (PHOTO, TEXT), 30,
     N_("Show a drawing with three things missing, and say what you need to know before you can quote.")),
    ("which_steel", USEFUL, (NEW, FOUND), (PHOTO, TEXT), 30,
     N_("Compare stainless and galvanised steel for an outdoor railing: what it costs, what care it needs, "
        "how it looks in ten years.")),
    ("weld_check", USEFUL, (FOUND, RECRUIT), (PHOTO, VIDEO), 30,
     N_("Show how you check a weld by eye, with one that passed and one you did again.")),
    ("apprentice_part", PEOPLE, (RECRUIT, FOUND), (VIDEO, PHOTO), 45,
     N_("Let the apprentice show the first part they made from start to finish, if they like.")),
    ("bench", PEOPLE, (RECRUIT, FOUND), (PHOTO, TEXT), 20,
     N_("Photograph one bench at the end of the shift, and let its owner say why each tool hangs where it "
        "hangs.")),
    ("set_up", PEOPLE, (FOUND, NEW), (VIDEO, PHOTO), 45,
     N_("Film a machine being set up, in thirty seconds, and say how long it really takes.")),
    ("compare_quotes", CONVERSATION, (LISTEN, NEW), (TEXT, PHOTO), 15,
     N_("Ask buyers what makes it hard for them to compare two quotes.")),
    ("delivery_times", CONVERSATION, (LISTEN, NEW), (TEXT, PHOTO, VIDEO), 20,
     N_("Answer a question a customer really asked about delivery times, and give the honest range.")),
    ("guess_the_part", CONVERSATION, (FOUND, LISTEN), (PHOTO, STORY), 15,
     N_("Show a part, ask what machine it belongs to, and give the answer next day. Check first that the "
        "customer allows it.")),
    ("repair_or_new", PROOF, (NEW, BACK), (PHOTO, TEXT), 25,
     N_("Show a repair beside the price of a new piece, if the customer agrees, and say why it was worth it, "
        "or not.")),
    ("in_place", PROOF, (NEW, FOUND), (PHOTO, VIDEO), 25,
     N_("Show a structure in its place, name who put it up and say what it has to carry.")),
    ("came_back", PROOF, (BACK, NEW), (TEXT, PHOTO), 20,
     N_("Ask a customer for two sentences on why they came back, and publish them with the name and with "
        "permission.")),
    ("free_machine", PROMOTION, (QUIET, NEW), (TEXT, PHOTO), 15,
     N_("Say which machine has free hours next month, for parts of what size, and whom to call.")),
    ("new_machine", PROMOTION, (NEW, BACK), (PHOTO, VIDEO, TEXT), 25,
     N_("Present a new machine by what it can make: the longest piece, the thickest sheet, the smallest "
        "batch.")),
    ("welder_wanted", PROMOTION, (RECRUIT,), (TEXT, PHOTO), 15,
     N_("Say that you are looking for a welder: the shift, the pay, the kind of work, and whom to ask for.")),
)

GUESTHOUSE = _of(
    Sector.GUESTHOUSE,
    ("walk", USEFUL, (FOUND, NEW), (PHOTO, TEXT, VIDEO), 30,
     N_("Describe one walk from the door: how many hours, how steep, where there is shade and where there is "
        "water.")),
    ("last_bend", USEFUL, (NEW, BACK), (VIDEO, PHOTO), 45,
     N_("Film the last bend of the road and the place to park, for those who arrive after dark.")),
    ("rain", USEFUL, (FOUND, NEW), (TEXT, PHOTO), 30,
     N_("Say what there is to do within half an hour when it rains all day, with the opening hours.")),
    ("honest_room", USEFUL, (NEW, FOUND), (PHOTO, VIDEO), 25,
     N_("Show one room as it is: the bed, the stairs, the view, and where the phone has no signal.")),
    ("breakfast", PEOPLE, (NEW, FOUND), (PHOTO, STORY), 20,
     N_("Show who makes the breakfast and where the eggs and the jam come from.")),
    ("before_guests", PEOPLE, (FOUND, BACK), (STORY, PHOTO, VIDEO), 10,
     N_("Show the house in the hour before guests arrive: windows open, beds made, fire laid.")),
    ("cheese", PEOPLE, (FOUND, NEW), (PHOTO, TEXT), 25,
     N_("Introduce the neighbour who sells you cheese, and say when the door is open. Ask them first.")),
    ("changeover", PEOPLE, (RECRUIT,), (PHOTO, TEXT, STORY), 20,
     N_("Let whoever helps with the rooms tell how a Saturday changeover goes, if they like.")),
    ("wish_i_knew", CONVERSATION, (LISTEN, BACK), (TEXT, STORY, PHOTO), 15,
     N_("Ask past guests what they would have liked to know before they came.")),
    ("breakfast_hour", CONVERSATION, (LISTEN, BACK), (STORY, TEXT, PHOTO), 10,
     N_("Ask whether breakfast should begin at half past seven or at nine, and say what you decide.")),
    ("dogs_and_cots", CONVERSATION, (NEW, LISTEN), (PHOTO, TEXT, VIDEO), 15,
     N_("Answer one question that guests send every week: dogs, cots, a late arrival, the road in snow.")),
    ("guest_photo", PROOF, (NEW, FOUND), (PHOTO, STORY), 20,
     N_("Show a photograph a guest took, with name and permission, and say where they stood.")),
    ("guest_book", PROOF, (BACK, NEW), (PHOTO, STORY), 15,
     N_("Show a page of the guest book whose writer has agreed, and add what you remember of that stay.")),
    ("hard_review", PROOF, (NEW, LISTEN), (TEXT, PHOTO), 25,
     N_("Quote a critical review and show what you changed because of it.")),
    ("weeknights", PROMOTION, (QUIET, NEW), (PHOTO, TEXT), 20,
     N_("Offer the nights from Sunday to Thursday of one month, with the price for two and what is in it.")),
    ("book_direct", PROMOTION, (BACK, NEW), (TEXT, PHOTO), 15,
     N_("Say what guests get when they book with you by phone or e-mail, and give both.")),
    ("last_room", PROMOTION, (QUIET, NEW), (STORY, TEXT, PHOTO), 10,
     N_("Say that one room is free this weekend, with the price and the number to call.")),
)

FOOD_SHOP = _of(
    Sector.FOOD_SHOP,
    ("in_season", USEFUL, (FOUND, BACK), (PHOTO, TEXT), 25,
     N_("Say what is in season this week, how to tell a good one, and how to store it at home.")),
    ("side_by_side", USEFUL, (NEW, BACK), (PHOTO, VIDEO), 30,
     N_("Put two cuts or two varieties side by side and say which dish each is for.")),
    ("label", USEFUL, (FOUND, NEW), (PHOTO, TEXT), 25,
     N_("Take one label and explain the two lines that most people skip.")),
    ("where_you_buy", PEOPLE, (FOUND, NEW), (VIDEO, PHOTO), 45,
     N_("Show where you buy: the market at dawn, the farm, the auction, and who sells to you.")),
    ("own_kitchen", PEOPLE, (NEW, RECRUIT), (PHOTO, STORY), 20,
     N_("Let each person in the shop name the one thing they buy for their own kitchen.")),
    ("how_do_you_cook", CONVERSATION, (LISTEN, BACK), (TEXT, STORY, PHOTO), 15,
     N_("Ask how people cook what you sold most this week, try one of the answers and say how it went.")),
    ("queue", CONVERSATION, (QUIET, LISTEN), (STORY, TEXT, PHOTO), 10,
     N_("Ask at what hour people would rather come if there were no queue.")),
    ("customers_dish", PROOF, (NEW, BACK), (PHOTO, STORY), 15,
     N_("Show a dish a customer made with what they bought from you, with permission.")),
    ("first_time", PROOF, (NEW,), (TEXT, PHOTO), 20,
     N_("Ask a regular why they came the first time, and quote the answer with permission.")),
    ("basket", PROMOTION, (NEW, BACK), (PHOTO, TEXT), 25,
     N_("Put together a basket for two days: what is in it, the price, and until when it can be ordered.")),
    ("before_closing", PROMOTION, (QUIET, BACK), (STORY, PHOTO, TEXT), 10,
     N_("Say what should be sold before closing today, and at what price.")),
    ("tasting", PROMOTION, (NEW, QUIET), (PHOTO, STORY), 15,
     N_("Invite people to taste a new product: the day, the hour and the price, with no need to buy.")),
)

RETAIL = _of(
    Sector.RETAIL,
    ("brought_back", USEFUL, (BACK, NEW), (PHOTO, VIDEO, TEXT), 30,
     N_("Take the thing people bring back most often and show how to choose the right one.")),
    ("care", USEFUL, (BACK, FOUND), (VIDEO, PHOTO, TEXT), 45,
     N_("Show how to clean, mend or store one thing you sell, so that it lasts.")),
    ("cheap_and_dear", USEFUL, (NEW, FOUND), (PHOTO, VIDEO), 30,
     N_("Put a cheap and a dear version side by side and say for whom the cheap one is enough.")),
    ("window", PEOPLE, (FOUND, NEW), (VIDEO, PHOTO), 40,
     N_("Film the shop window being changed, from empty to finished.")),
    ("bought_myself", PEOPLE, (NEW, RECRUIT), (PHOTO, STORY), 15,
     N_("Let somebody from the shop show what they bought here for themselves, and why.")),
    ("what_to_order", CONVERSATION, (LISTEN, BACK), (STORY, PHOTO, TEXT), 10,
     N_("Show two things a supplier offers and ask which one you should order.")),
    ("did_not_have", CONVERSATION, (LISTEN, NEW), (TEXT, STORY, PHOTO), 15,
     N_("Tell people what you were asked for this week and did not have, and ask who else would want it.")),
    ("where_it_lives", PROOF, (NEW, BACK), (PHOTO, STORY), 20,
     N_("Show something you sold in the place where it now lives, with the customer’s permission.")),
    ("years_later", PROOF, (BACK, NEW), (PHOTO, TEXT), 20,
     N_("Show a thing that came back after years to be mended, and say how old it is.")),
    ("arrived_today", PROMOTION, (BACK, NEW), (PHOTO, STORY), 15,
     N_("Show what arrived today, with the price, the sizes and how many there are.")),
    ("quiet_advice", PROMOTION, (QUIET, NEW), (TEXT, PHOTO, STORY), 15,
     N_("Offer half an hour of advice on the quiet morning, and give the number to book it.")),
    ("saturday_help", PROMOTION, (RECRUIT,), (TEXT, PHOTO), 15,
     N_("Say that you need somebody on Saturdays: the hours, the pay, and what they will learn.")),
)

TRADE_WORKSHOP = _of(
    Sector.TRADE_WORKSHOP,
    ("before_you_call", USEFUL, (FOUND, BACK), (TEXT, PHOTO), 30,
     N_("List three things to check before calling you, so that nobody pays for a visit they did not need.")),
    ("worn_part", USEFUL, (FOUND, NEW), (PHOTO, VIDEO), 30,
     N_("Show a worn part beside a new one and say what sound or smell gives it away.")),
    ("quote_line_by_line", USEFUL, (NEW,), (PHOTO, TEXT), 30,
     N_("Explain one of your quotes line by line, with the name covered.")),
    ("toolbox", PEOPLE, (RECRUIT, FOUND), (PHOTO, VIDEO), 20,
     N_("Open a toolbox and let its owner explain the three tools that never leave it.")),
    ("first_job", PEOPLE, (RECRUIT, NEW), (TEXT, PHOTO), 25,
     N_("Ask somebody in the workshop about the first job they did alone, and tell it in their words.")),
    ("mended_yourself", CONVERSATION, (LISTEN, BACK), (TEXT, STORY, PHOTO), 15,
     N_("Ask what people have tried to mend themselves, and tell each of them what to do next time.")),
    ("two_finishes", CONVERSATION, (LISTEN, NEW), (PHOTO, STORY), 15,
     N_("Show two finishes of the same piece and ask which one people would choose, and why.")),
    ("three_pictures", PROOF, (NEW, FOUND), (PHOTO, STORY), 25,
     N_("Show one job in three pictures: as you found it, half way, finished. Ask the customer first.")),
    ("held_up", PROOF, (NEW, BACK), (PHOTO, VIDEO), 30,
     N_("Go back to a job from years ago and show how it has held, with the owner’s permission.")),
    ("seasonal_check", PROMOTION, (BACK, QUIET), (TEXT, PHOTO), 15,
     N_("Offer a check before the season at a fixed price, and say what is included and what is not.")),
    ("small_jobs", PROMOTION, (QUIET, NEW), (TEXT, STORY, PHOTO), 10,
     N_("Say which days of next week are still free for small jobs.")),
    ("apprentice_wanted", PROMOTION, (RECRUIT,), (TEXT, PHOTO), 15,
     N_("Say what an apprentice does with you in the first month, what is paid, and how to apply.")),
)

PROFESSIONAL = _of(
    Sector.PROFESSIONAL,
    ("deadline", USEFUL, (BACK, FOUND), (TEXT, PHOTO, VIDEO), 30,
     N_("Explain one deadline that is coming: whom it concerns and what to have ready.")),
    ("first_visit", USEFUL, (NEW, FOUND), (VIDEO, PHOTO, TEXT), 45,
     N_("Describe a first appointment: what happens, how long it takes, what it costs.")),
    ("one_word", USEFUL, (FOUND, NEW), (TEXT, PHOTO), 25,
     N_("Take one word of your trade that clients misunderstand and explain it with an example.")),
    ("colleague", PEOPLE, (NEW, RECRUIT), (PHOTO, TEXT), 20,
     N_("Introduce a colleague by the question they most like to be asked.")),
    ("how_we_prepare", PEOPLE, (NEW, FOUND), (TEXT, PHOTO), 25,
     N_("Tell how you prepare a difficult case, with nothing in it that could identify anybody.")),
    ("trainee", PEOPLE, (RECRUIT,), (TEXT, PHOTO, VIDEO), 25,
     N_("Let a trainee tell in their own words what they learnt in the first three months.")),
    ("phone_question", CONVERSATION, (LISTEN, NEW), (TEXT, VIDEO, PHOTO), 20,
     N_("Answer a question that came by telephone this week, in general terms and with no names.")),
    ("hardest_form", CONVERSATION, (LISTEN, BACK), (TEXT, STORY, PHOTO), 15,
     N_("Ask which form, rule or exercise people find hardest, and explain the one named most often.")),
    ("solved_case", PROOF, (NEW, FOUND), (TEXT, PHOTO), 30,
     N_("Describe a case from problem to result, with written permission or so changed that nobody can be "
        "recognised.")),
    ("client_sentence", PROOF, (NEW, BACK), (TEXT, PHOTO), 15,
     N_("Quote one sentence of a client, with permission, and tell what work stands behind it.")),
    ("free_hours", PROMOTION, (QUIET, NEW), (TEXT, STORY, PHOTO), 10,
     N_("Say which hours are free this week for a first talk, how long it lasts and what it costs.")),
    ("fixed_price", PROMOTION, (NEW, BACK), (TEXT, PHOTO), 20,
     N_("Present one service at a fixed price: what it includes, what it does not, how long it takes.")),
)

HOSPITALITY = _of(
    Sector.HOSPITALITY,
    ("without_a_car", USEFUL, (FOUND, NEW), (TEXT, PHOTO), 20,
     N_("Say how to reach you without a car: the line, the stop, the last journey back.")),
    ("access", USEFUL, (FOUND, NEW), (TEXT, PHOTO, VIDEO), 25,
     N_("Say plainly what you can do for a wheelchair, a pram or an allergy, and what you cannot.")),
    ("one_dish", USEFUL, (NEW, BACK), (VIDEO, PHOTO), 45,
     N_("Explain one dish of the house: who taught it, what goes in, what it goes with.")),
    ("team_meal", PEOPLE, (RECRUIT, FOUND), (PHOTO, STORY), 15,
     N_("Show what the team eats before you open.")),
    ("quiet_shift", PEOPLE, (QUIET, RECRUIT), (PHOTO, STORY, TEXT), 15,
     N_("Introduce whoever is on duty on the quietest day, and let them say what they like about it.")),
    ("which_stays", CONVERSATION, (LISTEN, BACK), (STORY, PHOTO, TEXT), 10,
     N_("Name two dishes and ask which one should stay on the menu.")),
    ("favourite_corner", CONVERSATION, (LISTEN, BACK), (TEXT, STORY, PHOTO), 15,
     N_("Ask regular guests which table or corner they ask for, and why.")),
    ("every_year", PROOF, (BACK, NEW), (PHOTO, TEXT), 25,
     N_("Tell the story of people who come back every year, with their permission.")),
    ("celebration", PROOF, (NEW,), (PHOTO, STORY), 20,
     N_("Show the table of a celebration held with you, and nobody in the picture who has not agreed.")),
    ("quiet_evening", PROMOTION, (QUIET, BACK), (PHOTO, STORY, TEXT), 15,
     N_("Offer something small on the quietest evening, with the hours, the price and how to reserve.")),
    ("opening_dates", PROMOTION, (NEW, BACK), (TEXT, PHOTO), 15,
     N_("Announce the dates of the new season or the new menu, with prices and the number to call.")),
    ("shifts", PROMOTION, (RECRUIT,), (TEXT, PHOTO), 15,
     N_("Publish the shifts you need filled, with the hours, the pay and whom to ask for.")),
)

OTHER = _of(
    Sector.OTHER,
    ("most_asked", USEFUL, (FOUND, NEW), (TEXT, PHOTO, VIDEO), 25,
     N_("Write down the answer you give most often on the phone.")),
    ("the_door", USEFUL, (FOUND, NEW), (PHOTO, VIDEO, TEXT), 20,
     N_("Show where the door is and where to park, and say when somebody is really there.")),
    ("common_mistake", USEFUL, (BACK, FOUND), (VIDEO, PHOTO, TEXT), 45,
     N_("Show the mistake people make most often with what you sell, and how to avoid it.")),
    ("have_ready", USEFUL, (NEW, QUIET), (TEXT, PHOTO), 25,
     N_("List what people should have ready before they come to you or call.")),
    ("who_answers", PEOPLE, (NEW, LISTEN), (PHOTO, VIDEO, TEXT), 20,
     N_("Show who answers the messages, with the name and the hours.")),
    ("first_minutes", PEOPLE, (RECRUIT, FOUND), (VIDEO, STORY, PHOTO), 40,
     N_("Show the first ten minutes of a working day.")),
    ("how_it_began", PEOPLE, (FOUND, NEW), (TEXT, PHOTO), 30,
     N_("Tell how the firm began: the first customer, the first mistake, the first good day.")),
    ("thank_a_colleague", PEOPLE, (RECRUIT, BACK), (PHOTO, TEXT, STORY), 15,
     N_("Thank somebody in the firm for one particular thing they did this week, if they agree.")),
    ("one_thing_better", CONVERSATION, (LISTEN, BACK), (TEXT, STORY, PHOTO), 15,
     N_("Ask for one thing you should do better, and say which answer you will act on.")),
    ("first_heard", CONVERSATION, (LISTEN, NEW), (STORY, TEXT, PHOTO), 10,
     N_("Ask people how they first heard of you.")),
    ("you_said", CONVERSATION, (LISTEN, BACK), (PHOTO, VIDEO, TEXT), 20,
     N_("Tell what you changed because of something customers said.")),
    ("good_hour", CONVERSATION, (QUIET, LISTEN), (STORY, TEXT, PHOTO), 10,
     N_("Ask what would make it easier to come at a calmer hour.")),
    ("start_to_finish", PROOF, (NEW, FOUND), (PHOTO, VIDEO, TEXT), 25,
     N_("Show one piece of work from the first idea to the handing over, with the customer’s permission.")),
    ("thank_a_reviewer", PROOF, (BACK, NEW), (TEXT, PHOTO), 15,
     N_("Thank somebody in public for a review and add a detail only you know, with nothing private in it.")),
    ("one_thing_we_sell", PROMOTION, (NEW,), (PHOTO, VIDEO, TEXT), 20,
     N_("Present one thing you sell: whom it is for, what it costs, how to get it.")),
    ("calm_hours", PROMOTION, (QUIET,), (TEXT, STORY, PHOTO), 10,
     N_("Say which hours of the week are calm, and what people gain by coming then.")),
    ("vacancy", PROMOTION, (RECRUIT,), (TEXT, PHOTO), 15,
     N_("Say whom you are looking for: the work, the hours, the pay and how to apply.")),
)

IDEAS: tuple[Idea, ...] = (
    *BAKERY, *WORKSHOP, *GUESTHOUSE,
    *FOOD_SHOP, *RETAIL, *TRADE_WORKSHOP, *PROFESSIONAL, *HOSPITALITY, *OTHER,
)
"""All ideas, the invented firms first."""

SEASONS: tuple[Season, ...] = (
    Season(key="epiphany", month=1, day=6, by_law=True, text=N_("Epiphany, the day of the Three Kings")),
    Season(key="valentine", month=2, day=14, by_law=False, text=N_("Valentine’s Day")),
    Season(key="book_day", month=4, day=23, by_law=False, text=N_("Book Day")),
    Season(key="all_saints", month=11, day=1, by_law=True, text=N_("All Saints’ Day")),
    Season(key="christmas_eve", month=12, day=24, by_law=False, text=N_("Christmas Eve")),
)
"""Dates a post can lead up to, in the order of the year."""
# fmt: on

SEASON_DAYS = 7
"""A post leads up to a season if it appears on the day or at most this many days before (grade D)."""


@cache
def idea(key: str) -> Idea:
    """Look up an idea.

    Raises
    ------
    KeyError
        If none has this key.
    """
    for each in IDEAS:
        if each.key == key:
            return each
    raise KeyError(key)


@cache
def pool(sector: Sector) -> tuple[Idea, ...]:
    """List every idea a firm of this sector can use: its own first, then its wider sector's, then anybody's."""
    order = dict.fromkeys((sector, WIDER.get(sector, sector), Sector.OTHER))
    return tuple(each for wanted in order for each in IDEAS if each.sector is wanted)
