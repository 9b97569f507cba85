"""Words are joined as each language joins them: "padres e hijos", "agua y hielo", "siete u ocho"."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest

from tertulia import language
from tertulia.firms import FIRMS
from tertulia.language import and_list, or_list
from tertulia.models.strategy.networks import NETWORKS
from tertulia.plan.examples import EXAMPLES, example
from tertulia.records import plain
from tertulia.widgets.networking.contacts_firms import contacts_of


@pytest.fixture(autouse=True)
def spanish():
    language.speak("es")
    yield
    language.speak("en")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("Fermín", "Iker", "Fermín e Iker"),
        ("padres", "hijos", "padres e hijos"),
        ("agua", "hielo", "agua y hielo"),
        ("Amaia", "Íñigo", "Amaia e Íñigo"),
        ("Amaia", "Ibai", "Amaia e Ibai"),
        ("Facebook", "Instagram", "Facebook e Instagram"),
        ("Facebook", "«Instagram»", "Facebook e «Instagram»"),
        ("García", "Ybarra", "García e Ybarra"),
        ("Ana", "Yolanda", "Ana y Yolanda"),
        ("TikTok", "YouTube", "TikTok y YouTube"),
        ("Ana", "Youssef", "Ana y Youssef"),
        ("átomos", "iones", "átomos y iones"),
        ("pan", "hierba", "pan y hierba"),
        ("Hugo", "Hiyab", "Hugo e Hiyab"),
        ("Leo", "Ana", "Leo y Ana"),
        ("nosotros", "ella", "nosotros y ella"),
    ],
)
def test_and_before_its_own_sound(first, last, said):
    assert and_list([first, last]) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("siete", "ocho", "siete u ocho"),
        ("minutos", "horas", "minutos u horas"),
        ("7", "8", "7 u 8"),
        ("70", "80", "70 u 80"),
        ("10", "11", "10 u 11"),
        ("10.000", "11.000", "10.000 u 11.000"),
        ("100", "110", "100 o 110"),
        ("1", "18", "1 o 18"),
        ("esto", "«otra cosa»", "esto u «otra cosa»"),
        ("Ana", "Óscar", "Ana u Óscar"),
        ("ver", "oír", "ver u oír"),
        ("uno", "dos", "uno o dos"),
        ("pan", "huevos", "pan o huevos"),
    ],
)
def test_or_before_its_own_sound(first, last, said):
    assert or_list([first, last]) == said


def test_of_three_only_the_last_counts():
    assert and_list(["Iker", "Ibai", "Ana"]) == "Iker, Ibai y Ana"
    assert or_list(["ocho", "once", "doce"]) == "ocho, once o doce"
    assert and_list(["Iker"]) == "Iker" and and_list([]) == "" and or_list(iter(["a", "b"])) == "a o b"


def test_english_has_one_word_for_each():
    language.speak("en")
    assert and_list(["A", "B", "Iker"]) == "A, B and Iker" and or_list(["seven", "ocho"]) == "seven or ocho"


def shipped() -> set[str]:
    """Every name and every text of the course that could stand last: firms, people, networks, plans, the catalogue."""
    words = {text for texts in language._catalogue("es").values() for text in texts}
    words |= {firm.owner for firm in FIRMS.values()} | {network.name for network in NETWORKS.values()}
    words |= {person.name for firm in FIRMS for person in contacts_of(firm).people}
    for firm in EXAMPLES:
        words |= set(texts_in(plain(example(firm, date(2026, 11, 25)))))
    return {word for word in words if re.search(r"\w", word)}


def texts_in(content: object) -> list[str]:
    if isinstance(content, str):
        return [content]
    if isinstance(content, dict | list):
        inside = content.values() if isinstance(content, dict) else content
        return [text for each in inside for text in texts_in(each)]
    return []


def sound(word: str) -> str:
    """How a word begins: its first letters or figures without accents, and without a silent h."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(sign))
    return next(iter(re.findall(r"[^\W_]+", bare)), "").removeprefix("h")


def test_all_the_course_ships_is_joined_by_its_sound():
    before_e, before_u = set(), set()
    for word in shipped():
        begins = sound(word)
        if begins[:1] in ("i", "y") and begins[1:2] not in tuple("aeiou"):
            before_e.add(word)
        if begins[:1] in ("o", "8") or begins == "11":
            before_u.add(word)
        assert (and_list(["A", word]) == f"A e {word}") is (word in before_e), word
        assert (or_list(["A", word]) == f"A u {word}") is (word in before_u), word
    assert {"Instagram", "Íñigo", "Iker"} <= before_e and before_u
