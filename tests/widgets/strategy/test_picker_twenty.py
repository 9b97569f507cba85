"""Twenty-two firms as one meets them, and what the picker tells each with the figures of the data.

Each line says why the answer is right for that firm. A change of a judgement that turns one of them must be defended.
"""

from __future__ import annotations

import pytest

from tertulia.models.customer_groups import EVERY_AGE
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker import pick
from tertulia.models.strategy.picker_input import PickerInput
from tertulia.widgets.strategy.picker_audience import audience

PAGE = None
"""Website and e-mail, no network."""

MIXED = (0, 1, 3, 4, 2)


def firm(aim, hours, ages=MIXED, *, women=0.5, firms=0.0, regulars=1.0, **makes):
    """A firm with all gates open; ages from the youngest, of ten."""
    return PickerInput(
        website=True,
        basics_right=True,
        email_daily=True,
        owner_named=True,
        answers_within=24,
        hours=hours,
        aim=Objective(aim),
        firms=firms,
        women=women,
        regulars=regulars,
        ages=dict(zip(EVERY_AGE, ages, strict=True)),
        skills=makes,
    )


SOME = {"photo": 1.0, "writing": 0.5, "conversation": 0.5}
CLIPS = {"photo": 0.5, "short_video": 1.0, "conversation": 0.5}
TEENS = (6, 3, 1, 0, 0)
OLD = (0, 0, 0, 0, 10)
TRADE = {"ages": (0, 0, 2, 6, 2), "women": 0.2, "firms": 0.9}

FIRMS = {
    "fashion for teenagers, with video, wants new customers": (
        firm("new_customers", 8, TEENS, women=0.7, regulars=0.5, **CLIPS),
        "tiktok",
        "Short videos are what it makes, and at 12-17 TikTok (77) is ahead of Instagram (71).",
    ),
    "the same shop, photos only": (
        firm("new_customers", 8, TEENS, women=0.7, regulars=0.5, photo=1.0, conversation=0.5),
        "instagram",
        "TikTok lives on videos it does not make.",
    ),
    "guesthouse that wants to fill quiet weeks": (
        firm("quiet_hours", 5, women=0.6, regulars=0.0, short_video=0.5, **SOME),
        "instagram",
        "Its guests come once, so strangers must fill the weeks: WhatsApp and Telegram reach none.",
    ),
    "guesthouse that wants to be found": (
        firm("be_found", 5, women=0.6, regulars=0.0, short_video=0.5, **SOME),
        PAGE,
        "Whoever looks for a room searches and reads opinions.",
    ),
    "haberdashery, customers of 55-74, wants new ones": (
        firm("new_customers", 4, OLD, women=0.9, **SOME),
        "facebook",
        "In every source Facebook is ahead of Instagram at this age.",
    ),
    "association of pensioners looks for helpers": (
        firm("recruit", 4, OLD, women=0.6, **SOME),
        "facebook",
        "The same, and WhatsApp finds nobody who is not a member.",
    ),
    "choir of 55-74 keeps its members together": (
        firm("bring_back", 3, OLD, women=0.6, photo=0.5, writing=0.5, conversation=1.0),
        "whatsapp",
        "Nine in ten of them have it, and they gave their number.",
    ),
    "supplier to firms that does not write": (
        firm("new_customers", 4, **TRADE, photo=1.0, short_video=0.5, conversation=0.5),
        PAGE,
        "LinkedIn lives on writing, and on Instagram nobody looks for a supplier.",
    ),
    "supplier to firms that writes": (
        firm("new_customers", 4, **TRADE, photo=1.0, writing=1.0, conversation=0.5),
        "linkedin",
        "Buyers are there as professionals, and writing is what it takes.",
    ),
    "software firm looks for staff": (
        firm("recruit", 5, (0, 2, 4, 4, 0), women=0.3, firms=0.9, photo=0.5, writing=1.0, conversation=0.5),
        "linkedin",
        "People say there what they can do.",
    ),
    "bakery fills its quiet hours with regulars": (
        firm("quiet_hours", 4, (0, 1, 2, 4, 3), women=0.6, photo=1.0, writing=0.5, conversation=1.0),
        "whatsapp",
        "Regulars can be told that the bread is half price at six.",
    ),
    "bakery wants new customers": (
        firm("new_customers", 4, (0, 1, 2, 4, 3), women=0.6, photo=1.0, writing=0.5, conversation=1.0),
        "instagram",
        "It makes photos every week; Facebook is close, and the answer says so.",
    ),
    "hairdresser wants customers back": (
        firm("bring_back", 3, women=0.8, photo=0.5, conversation=1.0),
        "whatsapp",
        "Appointments are made there with people who gave their number.",
    ),
    "hairdresser wants new customers": (
        firm("new_customers", 6, women=0.8, photo=1.0, short_video=0.5, conversation=1.0),
        "instagram",
        "Cuts are pictures, women under 55 are there, and six hours are enough.",
    ),
    "restaurant wants to be found, three hours": (
        firm("be_found", 3, regulars=0.5, photo=1.0, conversation=0.5),
        PAGE,
        "59 % of guests asked by a booking site go by opinions, 2 % by networks, press or guides.",
    ),
    "restaurant wants new customers, five hours": (
        firm("new_customers", 5, regulars=0.5, short_video=0.5, **SOME),
        "instagram",
        "With photos and hours it can be seen by those who did not look.",
    ),
    "plumber, two hours, few photos": (
        firm("new_customers", 2, firms=0.1, regulars=0.5, photo=0.5),
        PAGE,
        "He makes too little for any network; whoever has a leak searches.",
    ),
    "garage, two hours": (
        firm("new_customers", 2, women=0.4, firms=0.2, photo=0.5, conversation=0.5),
        PAGE,
        "The same; opinions on the map weigh more than a quiet profile.",
    ),
    "potter wants to be found, with photos": (
        firm("be_found", 6, women=0.8, regulars=0.3, photo=1.0, short_video=0.5, writing=0.5),
        PAGE,
        "To be found by those who look is what a page and the map are for.",
    ),
    "academy that films lessons, wants new pupils": (
        firm("new_customers", 12, (3, 4, 2, 1, 0), regulars=0.5, long_video=1.0, short_video=0.5, writing=0.5),
        "youtube",
        "Lessons are long videos, its age is there, and it has the hours.",
    ),
    "tax adviser wants to listen": (
        firm("listen", 4, firms=0.5, writing=1.0, conversation=1.0),
        "whatsapp",
        "Clients ask there what they would not ask in public.",
    ),
    "florist wants new customers": (
        firm("new_customers", 4, women=0.8, regulars=0.7, **SOME),
        "instagram",
        "Flowers are pictures; four hours bear one network.",
    ),
}


@pytest.mark.parametrize("name", FIRMS)
def test_the_answer_is_the_one_that_can_be_defended(name):
    asked, expected, reason = FIRMS[name]
    answer = pick(asked, audience())
    assert answer.network == expected, reason
    assert all(state.open for state in answer.gates)
    assert answer.ranking[0].first_share > 0.4


def test_every_network_that_can_win_does_somewhere_and_no_network_does_too():
    told = {expected for _firm, expected, _reason in FIRMS.values()}
    assert told >= {PAGE, "whatsapp", "instagram", "facebook", "linkedin", "tiktok", "youtube"}


@pytest.mark.parametrize("aim", list(Objective))
@pytest.mark.parametrize("women", [0.2, 0.8])
def test_for_customers_of_55_to_74_facebook_stands_before_instagram(aim, women):
    ranked = [each.network for each in pick(firm(aim, 4, OLD, women=women, **SOME), audience()).ranking]
    assert ranked.index("facebook") < ranked.index("instagram")


def test_for_them_whatsapp_and_telegram_find_nobody():
    for aim in ("be_found", "new_customers"):
        for hours in (2, 4, 8):
            answer = pick(firm(aim, hours, OLD, **SOME), audience())
            assert answer.network is None or NETWORKS[answer.network].finds
