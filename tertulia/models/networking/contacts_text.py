"""A contact map as a list: one contact a line, as people write it by hand or keep it in a spreadsheet.

    name; group; how often; what they know about; knows

Only the name must be there. Lists inside a cell stand between commas, or between | where an item holds a comma.
Words are read in both languages of the course, so a list saved in one opens in the other. A line that cannot be
read is returned with its number and the reason; nothing is left out in silence.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tertulia.models.errors import InputError
from tertulia.models.networking.contacts import (
    MOST,
    NAME_MOST,
    Contact,
    ContactMap,
    Group,
    Need,
    Often,
    folded,
    from_plain,
)

TEXT_MOST = 60_000
"""Characters of a list at most."""

COLUMNS = 5

_FORMULA = re.compile("'+[=+@\uff1d\uff0b\uff0d\uff20-]")
"""The start of a text which a spreadsheet would compute, behind the apostrophe that keeps it from doing so."""

HEADS = frozenset({"name", "nombre", "contact", "contacto"})
"""First cells that show that a line holds the names of the columns."""

GROUP_WORDS: Mapping[str, Group] = {
    word: group
    for group, words in {
        Group.CUSTOMERS: "customers customer client clients clientes cliente clienta clientas",
        Group.SUPPLIERS: "suppliers supplier proveedores proveedor proveedora",
        Group.FIRMS: "firms firm companies company other_firms empresas empresa otras_empresas otra_empresa",
        Group.ADVISERS: "advisers adviser advisor advisors advisers_and_bank asesores asesor asesora asesoria "
        "asesores_y_banco",
        Group.PUBLIC: "public public_bodies public_body town_hall school schools public_bodies_and_schools "
        "administracion ayuntamiento escuela escuelas administracion_y_escuelas",
        Group.PRESS: "press media journalist journalists prensa medios periodista periodistas prensa_y_medios "
        "press_and_media",
        Group.NEIGHBOURS: "neighbours neighbour neighbors neighbor association associations club clubs "
        "neighbours_and_associations vecinos vecino vecina asociacion asociaciones vecinos_y_asociaciones",
        Group.FAMILY: "family friends friend family_and_friends familia familiar amigos amigo amiga amigas "
        "familia_y_amigos",
        Group.OTHER: "other others somebody_else otros otro otra otras otras_personas",
    }.items()
    for word in words.split()
}
"""Words for groups, as they are compared (`folded`, blanks as _)."""

OFTEN_WORDS: Mapping[str, Often] = {
    word: often
    for often, words in {
        Often.WEEKLY: "weekly every_week each_week often daily every_day semanal semanalmente cada_semana "
        "todas_las_semanas a_menudo a_diario cada_dia mucho",
        Often.MONTHLY: "monthly every_month each_month sometimes mensual mensualmente cada_mes todos_los_meses a_veces",
        Often.YEARLY: "yearly a_few_times_a_year occasionally seldom unas_veces_al_ano algunas_veces_al_ano "
        "varias_veces_al_ano de_vez_en_cuando",
        Often.RARELY: "rarely once_a_year_or_less once_a_year almost_never rara_vez una_vez_al_ano_o_menos "
        "una_vez_al_ano casi_nunca poco",
    }.items()
    for word in words.split()
}
"""Words for how often."""

NEED_WORDS: Mapping[str, Need] = {
    word: need
    for need, words in {
        Need.CUSTOMERS: "customers new_customers clientes nuevos_clientes clientes_nuevos",
        Need.PARTNER: "partner partners a_firm_to_share_work_with subcontractor colaboradores subcontrata "
        "una_empresa_con_la_que_repartir_trabajo",
        Need.SUPPLIES: "supplies materials supplier materiales suministros proveedor",
        Need.STAFF: "staff new_staff apprentices apprentice workers personal personal_nuevo aprendices aprendiz",
        Need.TRAINING: "training courses formacion cursos",
        Need.ACCOUNTANT: "accountant accounts taxes accounts_and_taxes gestoria gestor contabilidad impuestos contable "
        "cuentas_e_impuestos",
        Need.LAWYER: "lawyer law contracts law_and_contracts abogado abogada derecho contratos leyes_y_contratos",
        Need.BANK: "bank money loans money_and_loans banco dinero creditos prestamos dinero_y_prestamos",
        Need.INSURANCE: "insurance seguros seguro",
        Need.GRANTS: "grants grant ayudas subvenciones subvencion ayudas_y_subvenciones",
        Need.TOWN_HALL: "town_hall the_town_hall permits licences ayuntamiento el_ayuntamiento licencias permisos",
        Need.ASSOCIATION: "association trade_association trade_associations asociacion asociacion_empresarial "
        "asociaciones_empresariales gremio",
        Need.PREMISES: "premises rooms local locales locales_y_naves nave",
        Need.TRANSPORT: "transport transporte portes",
        Need.EXPORT: "export selling_abroad exportar exportacion vender_fuera ventas_en_el_extranjero",
        Need.COMPUTERS: "computers computer it informatica ordenadores",
        Need.WEB: "web website websites webs pagina_web paginas_web",
        Need.PHOTO: "photo photos photographs photographer video photos_and_video fotos foto fotografia fotografo "
        "fotos_y_video",
        Need.PRESS: "press the_press journalist media prensa la_prensa periodista periodismo medios",
    }.items()
    for word in words.split()
}
"""Words for what people know about; any other word is kept as it was written."""


@dataclass(frozen=True)
class Problem:
    """A line of which something could not be read.

    line: its number, the first is 1; 0 for the whole text. code: no_name, name_long, name_sign, name_twice (other),
    group_unknown (word), often_unknown (word), about_many, about_long, about_sign, knows_unknown (name),
    knows_itself, cells (n), full (most), text_long (most), json. kept: whether the contact was taken all the same.
    """

    line: int
    code: str
    text: str
    values: Mapping[str, str | int]
    kept: bool = False


@dataclass(frozen=True)
class Reading:
    """What a list gave: the map with its contacts, the places of the new ones, and what could not be read."""

    known: ContactMap
    added: tuple[int, ...]
    problems: tuple[Problem, ...]
    joined: int = 0
    """Contacts that were on the map already and got new ties or topics."""

    @property
    def unread(self) -> tuple[str, ...]:
        """The lines that gave no contact, to be mended and read again."""
        return tuple(problem.text for problem in self.problems if not problem.kept and problem.text)


def _word(text: str) -> str:
    return folded(text).replace(" ", "_").strip(".")


def topic(text: str) -> str:
    """A topic as it is kept: the key of a need where the word is one of its words, else the words themselves."""
    return NEED_WORDS.get(_word(text), text)


def cells_of(line: str) -> list[str]:
    """A line cut into its cells: by tabs, else by semicolons, else by commas; quotes as in a CSV file."""
    sign = next((sign for sign in "\t;" if sign in line), ",")
    found = next(csv.reader([line], delimiter=sign), [])
    return [_bare(cell) for cell in found]


def _bare(cell: str) -> str:
    """Without blanks, and without the apostrophe that keeps a spreadsheet from taking a text for a formula."""
    told = cell.strip()
    return told[1:] if _FORMULA.match(told) else told


def items_of(cell: str) -> list[str]:
    """The items of a list inside a cell."""
    return [item for item in (part.strip() for part in cell.split("|" if "|" in cell else ",")) if item]


def together(items: Sequence[str]) -> str:
    """Items as `items_of` reads them again."""
    if any("," in item for item in items):
        return _kept(" | ".join(items) + (" |" if len(items) == 1 else ""))
    return _kept(", ".join(items))


def _kept(cell: str) -> str:
    """A cell from which `_bare` takes no apostrophe of the learner's own."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def read(text: str, known: ContactMap | None = None) -> Reading:
    """The contacts of a list, added to those known. A line for somebody who is there adds ties and topics to them.

    A text that begins with { is read as the JSON of `to_plain`: then it is the whole map.
    """
    start = known or ContactMap()
    if len(text) > TEXT_MOST:
        return Reading(start, (), (Problem(0, "text_long", "", {"most": TEXT_MOST}),))
    if text.lstrip("\ufeff \n\r\t").startswith("{"):
        return _read_json(text, start)
    people, ties = list(start.people), set(start.ties)
    place = {folded(person.name): k for k, person in enumerate(people)}
    problems: list[Problem] = []
    added: list[int] = []
    joined: set[int] = set()
    waiting: list[tuple[int, str, int, list[str]]] = []
    heads = True
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if not line.strip(" ;,\t"):
            continue
        try:
            cells = cells_of(line)
        except csv.Error:
            cells = [line.strip()]
        first, heads = heads, False
        if first and _word(cells[0]) in HEADS and (len(cells) == 1 or _word(cells[1]) not in GROUP_WORDS):
            continue

        def wrong(code: str, kept: bool = False, number: int = number, line: str = line, **values: str | int) -> None:
            problems.append(Problem(number, code, line.strip()[:500], values, kept))

        if len(cells) > COLUMNS and any(cells[COLUMNS:]):
            wrong("cells", n=len(cells))
            continue
        cells = (cells + [""] * COLUMNS)[:COLUMNS]
        person = _contact(cells, wrong)
        if person is None:
            continue
        key = folded(person.name)
        if key in place:
            _join(people, place[key], person, cells, added, joined, wrong)
        elif len(people) >= MOST:
            wrong("full", most=MOST)
            continue
        else:
            place[key] = len(people)
            added.append(len(people))
            people.append(person)
        waiting.append((number, line.strip()[:500], place[key], items_of(cells[4])))
    for number, line, one, names in waiting:
        for name in names:
            other = place.get(folded(name))
            if other is None:
                problems.append(Problem(number, "knows_unknown", line, {"name": name[:NAME_MOST]}, kept=True))
            elif other == one:
                problems.append(Problem(number, "knows_itself", line, {"name": name[:NAME_MOST]}, kept=True))
            else:
                pair = (min(one, other), max(one, other))
                if pair not in ties and one not in added:
                    joined.add(one)
                ties.add(pair)
    problems.sort(key=lambda problem: problem.line)
    return Reading(ContactMap(tuple(people), tuple(ties)), tuple(added), tuple(problems), len(joined))


def _contact(cells: Sequence[str], wrong: Callable[..., None]) -> Contact | None:
    """The contact of a line, or None after saying what is wrong."""
    name, group_word, often_word, about, _knows = cells
    group, often = Group.OTHER, Often.MONTHLY
    if group_word:
        known_group = GROUP_WORDS.get(_word(group_word))
        if known_group is None:
            wrong("group_unknown", word=group_word[:NAME_MOST])
            return None
        group = known_group
    if often_word:
        known_often = OFTEN_WORDS.get(_word(often_word))
        if known_often is None:
            wrong("often_unknown", word=often_word[:NAME_MOST])
            return None
        often = known_often
    try:
        return Contact(name, group, often, tuple(topic(item) for item in items_of(about)))
    except InputError as error:
        code = "no_name" if (error.field, error.code) == ("name", "empty") else f"{error.field}_{error.code}"
        wrong(code, **{k: v for k, v in error.values.items() if not isinstance(v, float)})
        return None


def _join(
    people: list[Contact],
    there: int,
    person: Contact,
    cells: Sequence[str],
    added: Sequence[int],
    joined: set[int],
    wrong: Callable[..., None],
) -> None:
    """Add the topics of a line to a contact who is there; say where the line contradicts what is known."""
    old = people[there]
    if (cells[1] and person.group is not old.group) or (cells[2] and person.often is not old.often):
        wrong("name_twice", kept=True, other=old.name)
    try:
        new = replace(old, about=(*old.about, *person.about))
    except InputError:
        wrong("about_many", kept=True, most=len(old.about))
        return
    if new != old and there not in added:
        joined.add(there)
    people[there] = new


def _read_json(text: str, start: ContactMap) -> Reading:
    try:
        known = from_plain(json.loads(text.lstrip("\ufeff")))
    except (ValueError, RecursionError):  # InputError is a ValueError, and so is JSON that breaks
        return Reading(start, (), (Problem(0, "json", "", {}),))
    return Reading(known, tuple(range(len(known.people))), ())


def rows(
    known: ContactMap,
    group_words: Mapping[Group, str],
    often_words: Mapping[Often, str],
    need_words: Mapping[Need, str],
) -> Iterable[tuple[str, str, str, str, str]]:
    """The map as rows of a table in the learner's words; each tie stands in both of its rows.

    `read` gives the same map again if the words are among those of this module.
    """
    for place, person in enumerate(known.people):
        about = [need_words[Need(item)] if item in set(Need) else item for item in person.about]
        knows = [known.people[k].name for k in known.knows(place)]
        yield _kept(person.name), group_words[person.group], often_words[person.often], together(about), together(knows)
