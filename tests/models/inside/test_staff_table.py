"""A table of a personnel office becomes a list of staff, and what is not needed of it stands nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.models.inside.staff_list import read_list
from tertulia.models.inside.staff_table import StaffRowLeft, StaffTable, staff_columns, staff_table


def rows(text: str, separator: str = ";") -> list[tuple[int, list[str]]]:
    return [(number, line.split(separator)) for number, line in enumerate(text.splitlines(), 1)]


def table(text: str, separator: str = ";") -> StaffTable:
    found = staff_table(rows(text, separator), commas=separator == ",")
    assert found is not None
    return found


def told(found: StaffTable) -> dict[str, tuple[str, str, set[str]]]:
    """Of each person the department, the boss and whom they ask."""
    firm, unread = read_list(found.text)
    assert unread == ()
    return {
        name: (
            firm.departments[firm.department[at]],
            firm.names[firm.boss[at]] if firm.boss[at] >= 0 else "",
            {firm.names[other] for other in firm.asks[at].nonzero()[0]},
        )
        for at, name in enumerate(firm.names)
    }


OFFICE = {
    "Ana Ruiz Gil": ("Taller", "Leo Mar", set()),
    "Leo Mar": ("Oficina", "", {"Ana Ruiz Gil"}),
    "Eva Sanz": ("Taller", "Ana Ruiz Gil", {"Leo Mar"}),
}

SPANISH = """Nombre completo;Departamento;Responsable;Habla con
Ruiz Gil, Ana;Taller;Mar, Leo;
Mar, Leo;Oficina;;Ruiz Gil, Ana
Sanz, Eva;Taller;RUIZ GIL, ANA;Mar, Leo
"""
WORDY = """Centro;Nombre del trabajador;Correo del responsable;Su responsable es;Dpto;Habla a menudo con
Bilbao;Ruiz Gil, Ana;l@taller.example;Leo Mar;Taller;
Bilbao;Mar, Leo;;;Oficina;Ana Ruiz Gil
Vitoria;Sanz, Eva;a@taller.example;Ana Ruiz Gil;Taller;Leo Mar
"""
ENGLISH = """Reports to;Employee;Team;Talks with
Leo Mar;Ana Ruiz Gil;Taller;
-;Leo Mar;Oficina;Ruiz Gil, Ana
Ana Ruiz Gil;Eva Sanz;Taller;leo mar
"""
TWO_COLUMNS = """Listado de personal

Nº empleado;Apellidos;Nombre;Sección;Jefe directo;Se relaciona con
001;Ruiz Gil;Ana;Taller;3;
3;Mar;Leo;Oficina;;1
12;Sanz;Eva;Taller;1,0;Mar, Leo
"""
THREE_COLUMNS = """Primer apellido;Segundo apellido;Nombre;Área;Depende de;Pregunta a
Ruiz;Gil;Ana;Taller;Leo Mar;
Mar;;Leo;Oficina;;Ana Ruiz Gil
Sanz;;Eva;Taller;Ana Ruiz Gil;Leo Mar
"""
BOTH_BOSSES = """Empleado/a;Dpto.;Nº responsable;Responsable;Habla con;Cód.
Ana Ruiz Gil;Taller;2;Mar, Leo;;1
Leo Mar;Oficina;;;Ana Ruiz Gil;2
Eva Sanz;Taller;1 - Ana Ruiz Gil;;Leo Mar;3
"""


@pytest.mark.parametrize("text", [SPANISH, WORDY, ENGLISH, TWO_COLUMNS, THREE_COLUMNS, BOTH_BOSSES])
def test_headings_in_any_order_and_wording_and_names_either_way_round(text):
    assert told(table(text)) == OFFICE


def test_a_list_without_headings_whose_names_are_all_turned_is_read_in_the_usual_order():
    assert told(table(SPANISH.split("\n", 1)[1])) == OFFICE
    assert staff_table(rows("Ana;Taller;Leo\nLeo;Oficina\nEva;Taller")) is None
    assert staff_table(rows("Ana;Taller;Leo\nLeo;Oficina\nEmpleada nueva;Sección 2;Jefa\n")) is None
    assert staff_table(rows("Ruiz, Ana;1200;600111222;x;y\nMar, Leo;1;2;3;4")) is None


def test_what_is_not_needed_is_counted_and_stands_nowhere():
    found = table(
        "Empleado;NIF;Salario;;Departamento;Jefa\n"
        "Ana;12345678Z;1.900,00;600111222;Taller;\nLeo;87654321X;;600111223;Oficina;Ana\nEva;;;;Taller;Ana\n"
    )
    assert found.left_out == {"NIF": 2, "Salario": 1, "(4)": 2}
    assert not any(secret in found.text for secret in ("12345678Z", "1.900", "600111"))
    assert told(found)["Leo"] == ("Oficina", "Ana", set())


def test_turned_names_are_counted_and_a_list_of_ones_own_is_left_as_it_is():
    assert table(SPANISH).turned == 3 and not table(SPANISH).plain
    own = table("Name; Department; Boss; Talks with\nAna; Shop; ; Leo, Eva\nLeo; Shop; Ana\nEva; Store")
    assert own.plain and own.turned == 0


@pytest.mark.parametrize("column", ["Responsable", "Habla con"])
def test_two_people_of_one_name_are_told_apart_by_their_number_and_nobody_is_guessed(column):
    found = table(
        f"Nº;Empleado;Sección;{column}\n1;Ana Ruiz;Taller;\n2;Ana Ruiz;Oficina;\n3;Leo;Taller;2\n4;Eva;Taller;Ruiz, Ana"
    )
    assert found.told_apart == ("Ana Ruiz (Taller)", "Ana Ruiz (Oficina)") and found.unsure == ("Ana Ruiz",)
    people = told(found)
    leo = people["Leo"][1:] if column == "Responsable" else ("".join(people["Leo"][2]), set())
    assert leo[0] == "Ana Ruiz (Oficina)" and people["Eva"][1:] == ("", set())


def test_two_people_of_one_name_and_department_or_none_have_a_name_each():
    same = table("Nº;Empleado;Sección\n1;Ana;Taller\n2;Ana;Taller\n3;Ana;\n4;Ana;\n")
    assert len(told(same)) == 4


def test_one_name_twice_without_numbers_is_said_and_is_nobodys_boss():
    found = table("Empleado;Sección;Responsable\nAna;Taller;\nAna;Oficina;\nLeo;Taller;Ana\nEva;Taller;Leo\n")
    assert found.unsure == ("Ana",)
    firm, unread = read_list(found.text)
    assert [part.code for part in unread] == ["twice"] and firm.boss == (-1, -1, 1)


COMMAS = """Nombre,Departamento,Responsable
Ruiz Gil, Ana,Taller,Mar, Leo
Mar, Leo,Oficina,
Sanz, Eva,Taller,Ruiz Gil, Ana
"""


@pytest.mark.parametrize("change", [lambda text: text, lambda text: text.replace("Oficina,", "Oficina")])
def test_names_that_were_cut_at_their_own_comma_are_joined_where_that_is_certain(change):
    assert {name: each[:2] for name, each in told(table(change(COMMAS), ",")).items()} == {
        name: each[:2] for name, each in OFFICE.items()
    }


@pytest.mark.parametrize(
    "text",
    [
        COMMAS.replace("Sanz, Eva", "Eva Sanz"),
        COMMAS.replace("Mar, Leo\n", "Otra, Jefa\n"),
        "Nombre,Departamento\nRuiz, Ana,Taller\nLeo Mar,Oficina, dos\nEva Sanz,Taller\n",
    ],
)
def test_where_it_is_not_certain_nothing_is_read_and_the_rows_are_named(text):
    found = staff_table([(number, [*cells, "", ""]) for number, cells in rows(text, ",")], commas=True)
    assert found == table(text, ",")
    assert found.people == 0 and found.rows == {StaffRowLeft.PARTS: (2, 3, 4)}


def test_ties_behind_commas_are_no_cut_names():
    found = table("Name,Department,Boss,Talks with\nAna,Shop,,Leo,Eva\nLeo,Shop,Ana\nEva,Store,Ana,Leo", ",")
    assert told(found) == {
        "Ana": ("Shop", "", {"Leo", "Eva"}),
        "Leo": ("Shop", "Ana", set()),
        "Eva": ("Store", "Ana", {"Leo"}),
    }


@pytest.mark.parametrize("ties", ["Leo y Eva", "Leo, Eva", "Leo; Eva", "Leo / Eva", "eva and LEO", "Paz, Eva; Leo"])
def test_several_colleagues_in_a_cell(ties):
    found = table(f"Persona;Habla con\nAna;{ties}\nLeo;\n{'Paz, Eva' if 'Paz' in ties else 'Eva'};\n")
    assert len(told(found)["Ana"][2]) == 2


def test_rows_that_are_nobody_are_named():
    people = "".join(f"P{k};Taller\n" for k in range(61))
    found = table(f"Empresa Sol;2026\nEmpleado;Sección\n;Taller\nAna;Taller;más\n{people}Total empleados;64\n")
    assert found.people == 60
    assert found.rows == {
        StaffRowLeft.NAMELESS: (3,),
        StaffRowLeft.PARTS: (4,),
        StaffRowLeft.FULL: (65,),
        StaffRowLeft.TOTAL: (66,),
        StaffRowLeft.ABOVE: (1,),
    }


@pytest.mark.parametrize(
    "line", ["Ana;Taller", "Nombre;Teléfono", "Departamento;Responsable", "Ana;Jefe de taller;Leo"]
)
def test_these_are_no_headings_of_a_staff_list(line):
    assert staff_columns(line.split(";")) is None


@settings(deadline=None)
@given(st.lists(st.lists(st.text(st.sampled_from("aÁ,;/ 1()-\n"), max_size=8), max_size=5), max_size=6), st.booleans())
def test_no_table_breaks_it(cells, commas):
    lines = [(0, ["Nombre", "Nº", "Sección", "Jefe", "Habla con"]), *enumerate(cells, 1)]
    found = staff_table(lines, commas=commas)
    assert found is not None and found.people == len(found.text.splitlines()) <= len(cells)
