"""A table of a personnel office as the list that `staff_list` reads: its headings say what stands where.

Names written "Ruiz Gil, Ana" are turned round, bosses told by a number get their names, and columns that are not needed
(salary, identity number, telephone) are left out and counted: they stand in no list.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tertulia.models.inside.workplace import MOST
from tertulia.models.person_names import put_together, turned_round

HEADING_WITHIN = 30
"""A heading is looked for in so many rows that hold something."""


class StaffColumn(StrEnum):
    """What a column of a staff list holds; the first four in the order of a list without headings."""

    NAME = "name"
    DEPARTMENT = "department"
    BOSS = "boss"
    TALKS = "talks"
    GIVEN = "given"
    FAMILY = "family"
    FAMILY_TOO = "family_too"
    """A second family name in a column of its own."""
    NUMBER = "number"
    """By which the office knows the person."""


_ORDER = tuple(StaffColumn)[:4]

_NUMBER = r"(?:n\.?[ºo°]?\.?|num\.?|numero|codigo|cod\.?|id)"
_WHOSE = r"(?: de| del| de la)? ?(?:emplead[oa]|personal|trabajador[a]?|persona|matricula)"
_CHIEF = r"(?:responsable|jef[ea]|superior|supervisor[a]?|manager|encargad[oa]|mando|director[a]?)"

_HEADINGS = {
    StaffColumn.NAME: r"nombre completo|nombre y apellidos?|apellidos? y nombre|apellidos?, nombre|nombres?|"
    r"(?:nombre )?(?:del? |de la )?(?:emplead[oa]|trabajador[a]?|colaborador[a]?|companer[oa])s?(?:/as?|\(as?\))?|"
    r"persona|personal|plantilla|name|full name|employee(?: name)?|worker|person|staff(?: member| name)?|who|quien",
    StaffColumn.DEPARTMENT: r"departamento|dpto\.?|depto\.?|dep\.?|seccion|area|equipo|unidad(?: organizativa)?|"
    r"division|department|dept\.?|section|team|unit|department name",
    StaffColumn.BOSS: rf"(?:nombre del? )?{_CHIEF}(?:/a|\(a\))?(?: direct[oa]| inmediat[oa]| jerarquic[oa]| de \w+)?|"
    rf"{_NUMBER}(?: de| del)? ?(?:{_CHIEF})|(?:responsable|jefe) \({_NUMBER}\)|"
    r"supervisado por|reporta a|depende de|a quien reporta|(?:line |direct )?manager(?:'s)?(?: name| id| number)?|"
    r"reports to|boss|supervisor(?: name| id)?|team leader|lead(?:er)?|head",
    StaffColumn.TALKS: r"(?:se )?habla con|con quien habla|habla mas con|talks (?:with|to)|speaks (?:with|to)|"
    r"works with|trabaja con|se relaciona con|asks|pregunta a|consulta(?: a| con)?|pide (?:ayuda|consejo) a|"
    r"with whom|contactos",
    StaffColumn.GIVEN: r"first name|given name|nombre de pila|forename",
    StaffColumn.FAMILY: r"apellidos?|primer apellido|apellido ?1|1(?:er|º)? apellido|last name|surname|family name",
    StaffColumn.FAMILY_TOO: r"segundo apellido|apellido ?2|2(?:o|º)? apellido|second surname",
    StaffColumn.NUMBER: rf"{_NUMBER}(?:{_WHOSE})?|matricula|legajo|(?:employee|personnel|staff)(?: id| number| no\.?)|"
    r"number|no\.?|#",
}

_PERHAPS = {
    StaffColumn.NAME: r"\b(?:nombre|name|empleado|empleada|employee|trabajador|trabajadora)\b",
    StaffColumn.DEPARTMENT: r"\b(?:departamento|department|seccion|section|area|centro|grupo|planta|sede|site)\b",
    StaffColumn.BOSS: rf"\b(?:{_CHIEF}|reports?|reporta|boss|supervised|supervisad[oa])\b",
    StaffColumn.TALKS: r"\b(?:habla|hablan|talks?|speaks?|relaciona)\b",
}
"""Words inside a heading, for what no heading says outright."""

_OF_OTHERS = re.compile(
    r"correo|mail|telefono|\btel\b|movil|phone|cargo|puesto|position|title|fecha|date|categoria|salario|salary|empresa|company"
    r"|firma|signature|usuario|user"
)
"""Headings of what somebody has, and not of who it is."""

_NOBODY = frozenset({"", "-", "--", "–", "—", "n/a", "na", "ninguno", "ninguna", "nadie", "none", "nobody", "no"})
"""What stands in a cell for a boss where there is none."""

_TOTAL = re.compile(r"(?:sub)?tota(?:l|les)\b.*")


class StaffRowLeft(StrEnum):
    """Why a row of a table is not in the list."""

    PARTS = "parts"
    """It has more cells than the headings, so that nobody can say what is what."""
    NAMELESS = "nameless"
    """It names nobody."""
    ABOVE = "above"
    """It stands above the headings."""
    TOTAL = "total"
    """It sums up."""
    FULL = "full"
    """So many people fit, and it comes after them."""


@dataclass(frozen=True, kw_only=True)
class StaffTable:
    """A table as a list of staff.

    text: the list, a person a line. people: how many lines. plain: the table is such a list already. turned: names that
    were turned round. told_apart: people of one name with different numbers, as they are called now. unsure: bosses and
    ties left out because two people have that name. left_out: headings that are not needed, and in how many rows
    something stood. rows: why rows are not in the list, and which, as the table numbers them.
    """

    text: str
    people: int
    plain: bool = False
    turned: int = 0
    told_apart: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[StaffRowLeft, tuple[int, ...]] = field(default_factory=dict)


def same(text: str) -> str:
    """A text without capitals, accents and blanks too many: how two spellings of a name are compared."""
    bare = unicodedata.normalize("NFKD", text)
    return " ".join("".join(sign for sign in bare if not unicodedata.combining(sign)).casefold().split())


def staff_columns(cells: Sequence[str], *, loosely: bool = False) -> tuple[StaffColumn | None, ...] | None:
    """What each column holds where these cells are the headings of a staff list; None where they are not.

    loosely: a word inside a longer heading is enough.
    """
    columns: list[StaffColumn | None] = []
    for cell in cells:
        bare = same(cell.replace("_", " ")).strip(" :*?")
        found = next((column for column, words in _HEADINGS.items() if re.fullmatch(words, bare)), None)
        columns.append(None if found in columns and found is not StaffColumn.BOSS else found)
    if StaffColumn.FAMILY in columns and StaffColumn.NAME in columns:
        place = columns.index(StaffColumn.NAME)
        if same(cells[place]) in ("nombre", "name", "nombres"):
            columns[place] = StaffColumn.GIVEN
    for column, words in _PERHAPS.items() if loosely else ():
        if column not in columns and not (column is StaffColumn.NAME and StaffColumn.FAMILY in columns):
            said = (same(cell) for cell in cells)
            found_at = (at for at, bare in enumerate(said) if re.search(words, bare) and not _OF_OTHERS.search(bare))
            place = next((at for at in found_at if columns[at] is None), -1)
            if place >= 0:
                columns[place] = column
    known = set(columns)
    named = StaffColumn.NAME in known or {StaffColumn.GIVEN, StaffColumn.FAMILY} <= known
    more = known & {StaffColumn.DEPARTMENT, StaffColumn.BOSS, StaffColumn.TALKS}
    return tuple(columns) if named and more else None


def staff_table(lines: Sequence[tuple[int, Sequence[str]]], *, commas: bool = False) -> StaffTable | None:
    """The rows of a table, each with its number, as a list of staff; None where no heading says what stands where.

    Without headings, at most four columns whose names are all written "Ruiz Gil, Ana" are taken in the usual order.
    commas: the cells were cut at commas, so a name may have been cut in two.
    """
    filled = [
        (number, [" ".join(cell.split()) for cell in cells]) for number, cells in lines if any(map(str.strip, cells))
    ]
    for place, (_number, cells) in enumerate(filled[:HEADING_WITHIN]):
        width = max((at for at, cell in enumerate(cells, 1) if cell), default=0)
        titles = all(sum(map(bool, above)) < sum(map(bool, cells)) for _number, above in filled[:place])
        columns = staff_columns(cells[:width], loosely=titles)
        if columns:
            headings, below, above = cells[:width], filled[place + 1 :], [number for number, _cells in filled[:place]]
            break
    else:
        names = [cells[0] for _number, cells in filled]
        if commas or not names or any(turned_round(name) == name for name in names):
            return None
        columns, headings, below, above = _ORDER, [""] * len(_ORDER), filled, []
        if any(any(cells[len(_ORDER) :]) for _number, cells in below):
            return None
    table = _Table(columns, headings, below, commas=commas)
    if above:
        table.rows[StaffRowLeft.ABOVE] = above
    return table.list()


class _Table:
    """A table whose columns are known."""

    def __init__(
        self,
        columns: Sequence[StaffColumn | None],
        headings: Sequence[str],
        lines: Sequence[tuple[int, list[str]]],
        *,
        commas: bool,
    ) -> None:
        self.columns, self.headings = columns, headings
        self.rows: dict[StaffRowLeft, list[int]] = {}
        self.turned = 0
        self.left_out: Counter[str] = Counter()
        self.unsure: dict[str, None] = {}
        self.told: list[dict[StaffColumn, list[str]]] = []
        for number, cells in self._cut_names_joined(lines) if commas else lines:
            self._take(number, cells)
        self._call_by_name()

    def _cut_names_joined(self, lines: Iterable[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
        """Rows in which each name was cut at its own comma, put right; none of them where that is not certain.

        It is certain when every row comes out even and every boss is somebody of the table, or, where no bosses are
        told, when every row was too long.
        """
        whole = list(lines)
        too_long = [len(cells) > len(self.columns) and any(cells[len(self.columns) :]) for _number, cells in whole]
        if not any(too_long):
            return whole
        plain = [self._with_ties_at_the_end(cells) for _number, cells in whole]
        if all(plain) and self._everybody_is_known(plain):
            return [(number, cells) for (number, _cells), cells in zip(whole, plain, strict=True) if cells]
        mended = [self._with_cut_names(cells) for _number, cells in whole]
        bosses = StaffColumn.BOSS in self.columns
        certain = all(mended) and (self._everybody_is_known(mended) if bosses else all(too_long))
        if certain:
            return [(number, cells) for (number, _cells), cells in zip(whole, mended, strict=True) if cells]
        self.rows.setdefault(StaffRowLeft.PARTS, []).extend(number for number, _cells in whole)
        return []

    def _everybody_is_known(self, rows: Sequence[Sequence[str] | None]) -> bool:
        """Whether every boss in these rows is somebody who stands in one, and there is a boss at all."""
        tables = [dict(zip(self.columns, cells, strict=False)) for cells in rows if cells]
        names = {same(turned_round(told.get(StaffColumn.NAME, ""))) for told in tables}
        bosses = [told[StaffColumn.BOSS] for told in tables if told.get(StaffColumn.BOSS)]
        return bool(bosses) and all(same(turned_round(boss)) in names for boss in bosses)

    def _with_ties_at_the_end(self, cells: list[str]) -> list[str] | None:
        """The cells of a row whose last column names several people; None where another column is the last."""
        width = len(self.columns)
        if self.columns[-1] is not StaffColumn.TALKS:
            return None
        return [*cells[: width - 1], ", ".join(part for part in cells[width - 1 :] if part)]

    def _with_cut_names(self, cells: Sequence[str]) -> list[str] | None:
        """The cells of a row with two for each name; None if it does not come out even."""
        joined, rest, width = [], list(cells), len(self.columns)
        for place, column in enumerate(self.columns):
            if column is StaffColumn.TALKS and place == width - 1:
                joined.append(", ".join(part for part in rest if part))
                rest = []
                break
            take = 2 if column in (StaffColumn.NAME, StaffColumn.BOSS) and rest and rest[0] else 1
            if take == 2 and not (len(rest) > 1 and rest[1]):
                return None
            joined.append(", ".join(rest[:take]))
            rest = rest[take:]
        return None if any(rest) else joined

    def _take(self, number: int, cells: list[str]) -> None:
        if self.columns[-1] is StaffColumn.TALKS:  # more cells are more people
            last = len(self.columns) - 1
            cells = [*cells[:last], *filter(None, ["; ".join(filter(None, cells[last:]))])]
        if any(cells[len(self.columns) :]):
            self.rows.setdefault(StaffRowLeft.PARTS, []).append(number)
            return
        if any(_TOTAL.fullmatch(same(cell)) for cell in cells):
            self.rows.setdefault(StaffRowLeft.TOTAL, []).append(number)
            return
        told: dict[StaffColumn, list[str]] = {}
        for place, (column, heading, cell) in enumerate(zip(self.columns, self.headings, cells, strict=False), 1):
            if column:
                told.setdefault(column, []).append(cell)
            elif cell:
                self.left_out[heading or f"({place})"] += 1
        name = self._name(told)
        if not name:
            self.rows.setdefault(StaffRowLeft.NAMELESS, []).append(number)
        elif len(self.told) == MOST:
            self.rows.setdefault(StaffRowLeft.FULL, []).append(number)
        else:
            self.told.append({**told, StaffColumn.NAME: [name]})

    def _name(self, told: Mapping[StaffColumn, Sequence[str]]) -> str:
        whole = told.get(StaffColumn.NAME, [""])[0]
        if whole:
            self.turned += turned_round(whole) != whole
            return _listed(turned_round(whole))
        parts = (StaffColumn.GIVEN, StaffColumn.FAMILY, StaffColumn.FAMILY_TOO)
        return _listed(put_together([told.get(part, [""])[0] for part in parts]))

    def _call_by_name(self) -> None:
        """Give people of one name with different numbers a name each, and find everybody by name and number."""
        names = Counter(same(told[StaffColumn.NAME][0]) for told in self.told)
        numbers = {
            key: {told.get(StaffColumn.NUMBER, [""])[0] for told in self.told if same(told[StaffColumn.NAME][0]) == key}
            for key, times in names.items()
            if times > 1
        }
        self.twins = {key for key, found in numbers.items() if len(found) == names[key] and "" not in found}
        self.doubtful = {key for key, found in numbers.items() if len(found) > 1 or "" in found}
        self.told_apart: list[str] = []
        self.by_name: dict[str, str] = {}
        self.by_number: dict[str, str] = {}
        for told in self.told:
            name = told[StaffColumn.NAME][0]
            key = same(name)
            if key in self.twins:
                department = told.get(StaffColumn.DEPARTMENT, [""])[0]
                name = self._free(name, department)
                told[StaffColumn.NAME] = [name]
                self.told_apart.append(name)
            self.by_name[same(name)] = name
            number = told.get(StaffColumn.NUMBER, [""])[0]
            if number:
                self.by_number.setdefault(_bare_number(number), name)

    def _free(self, name: str, department: str) -> str:
        wanted = f"{name} ({_listed(department)})" if department else name
        tried, count = wanted, 1
        while same(tried) in self.by_name or (not department and count == 1):
            count += 1
            tried = f"{name} ({count - (0 if department else 1)})"
        return tried

    def _person(self, said: str) -> str:
        """The name of whom a cell means; what it says, where that is nobody in the table; empty for nobody at all."""
        if same(said) in _NOBODY:
            return ""
        for key in (said, turned_round(said)):
            if same(key) in self.doubtful:
                self.unsure[_listed(turned_round(said))] = None
                return ""
            if same(key) in self.by_name:
                return self.by_name[same(key)]
        number = _bare_number(said)
        if number in self.by_number:
            return self.by_number[number]
        behind = re.fullmatch(r"(?P<one>\d+)\s*[-–:.]\s*(?P<name>\D+)|(?P<name2>\D+)\s*\((?P<two>\d+)\)", said)
        if behind:
            number = _bare_number(behind["one"] or behind["two"])
            return self.by_number.get(number) or self._person((behind["name"] or behind["name2"]).strip())
        return _listed(turned_round(said))

    def _known(self, said: str) -> bool:
        return any(same(key) in self.by_name or same(key) in self.doubtful for key in (said, turned_round(said))) or (
            _bare_number(said) in self.by_number
        )

    def _joined_by_and(self, said: str) -> list[str]:
        """The two of "Leo y Eva", if both are known."""
        for word in (" y ", " e ", " and ", " & "):
            one, found, other = said.partition(word)
            if found and self._known(one) and self._known(other):
                return [one, other]
        return [said]

    def _people(self, cell: str) -> list[str]:
        """Whom a cell names: between ; / or |, else between commas, which may stand inside a name as well."""
        found: list[str] = []
        for part in filter(None, (part.strip() for part in re.split(r"[;/|]", cell))):
            pieces = [part] if self._known(part) else [piece.strip() for piece in part.split(",") if piece.strip()]
            pieces = [one for piece in pieces for one in self._joined_by_and(piece)]
            while pieces:
                both = ", ".join(pieces[:2])
                take = 2 if len(pieces) > 1 and self._known(both) else 1
                found.append(self._person(", ".join(pieces[:take])))
                pieces = pieces[take:]
        return [name for name in found if name]

    def list(self) -> StaffTable:
        """The whole as a list."""
        lines = []
        for told in self.told:
            bosses = [self._person(cell) for cell in told.get(StaffColumn.BOSS, []) if cell]
            known = [boss for boss in bosses if same(boss) in self.by_name]
            boss = next(iter(known or filter(None, bosses)), "")
            talks = ", ".join(self._people(told.get(StaffColumn.TALKS, [""])[0]))
            department = _listed(told.get(StaffColumn.DEPARTMENT, [""])[0])
            lines.append("; ".join((told[StaffColumn.NAME][0], department, boss, talks)).rstrip("; "))
        return StaffTable(
            text="\n".join(line if ";" in line else f"{line};" for line in lines),
            people=len(lines),
            plain=tuple(self.columns) == _ORDER[: len(self.columns)]
            and not (self.turned or self.left_out or self.rows or self.told_apart),
            turned=self.turned,
            told_apart=tuple(self.told_apart),
            unsure=tuple(self.unsure),
            left_out=self.left_out,
            rows={code: tuple(numbers) for code, numbers in self.rows.items()},
        )


def _listed(text: str) -> str:
    """A text without the signs with which the list is written."""
    return " ".join(re.sub(r"[;|/,\t\n]", " ", text).split())


def _bare_number(text: str) -> str:
    """A number of a person without zeros before it, and without the decimals a spreadsheet gave it."""
    found = re.fullmatch(r"0*(\d+)(?:[.,]0+)?", text.strip())
    return found[1] if found else same(text)
