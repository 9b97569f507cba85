"""Address books are read as names and firms; what else they hold is counted, and nothing of it comes out."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter

import pytest
import vobject
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.exports.address_book import (
    AddressBook,
    BookKind,
    BookPerson,
    BookRefusal,
    PeopleTable,
    pasted_people,
    read_people,
)
from tertulia.exports.address_words import PersonField
from tertulia.exports.cells import FileRefusal, OwnFile
from tertulia.exports.vcards import cards
from tertulia.models.errors import InputError

SECRET = ("ana@taller.example", "600 111 222", "linkedin.com", "Calle Mayor", "1980", "gerente", "Gerente")
"""What stands in the samples and may come out of none."""


def book(content: str | bytes, encoding: str = "utf-8") -> AddressBook:
    found = read_people(OwnFile("contacts", content if isinstance(content, bytes) else content.encode(encoding)))
    assert isinstance(found, AddressBook)
    assert not any(secret in str((found.people, found.left_out)) for secret in SECRET)
    return found


def people(content: str | bytes, encoding: str = "utf-8") -> list[tuple[str, str]]:
    return [(person.name, person.firm) for person in book(content, encoding).people]


def packed(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def workbook(rows: list[list[object]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as made:
        sheet = made.add_worksheet("Hoja1")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return content.getvalue()


LINKEDIN = (
    'Notes:\r\n"When exporting, you may notice that some addresses are missing, because of their settings."\r\n\r\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    'Ana,Íñiguez,https://www.linkedin.com/in/a,ana@taller.example,"Forja Íñiguez, S.L.",Gerente,12 Mar 2024\r\n'
    "Leo,Paz,https://www.linkedin.com/in/l,,,,03 Jan 2023\r\n"
    ",,,,,,\r\n"
    ",,https://www.linkedin.com/in/x,,,,03 Jan 2023\r\n"
    "Leo,Paz,https://www.linkedin.com/in/l2,,,,04 Jan 2023\r\n"
)

LINKEDIN_ES = (
    "Notas:\n\nNombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Fecha de conexión\n"
    "Ana,Íñiguez,https://www.linkedin.com/in/a,ana@taller.example,Forja Íñiguez,Gerente,12 mar 2024\n"
)

GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,"
    "Phone 1 - Value,Organization 1 - Name,Organization 1 - Title\n"
    "Ana Ruiz,Ana,,Ruiz,* myContacts,* Work,ana@taller.example,Mobile,600 111 222,Forja Ruiz,gerente\n"
    ",,,,* myContacts,,otra@taller.example,,,,\n"
)

GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Nickname,File As,Organization Name,Organization Title,Birthday,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
    "Ana,María,Ruiz,,,Forja Ruiz,gerente,1980-02-03,* myContacts,Work,ana@taller.example,,600 111 222\n"
    ",,,,,Aceros Sol,,,* myContacts,,,,600 111 222\n"
)

OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Company,Job Title,Business Street,Mobile Phone,E-mail Address\n"
    "Sra.,Ana,,Ruiz,Forja Ruiz,gerente,Calle Mayor 1,600 111 222,ana@taller.example\n"
)

OUTLOOK_ES = (
    '"Tratamiento","Nombre","Segundo nombre","Apellidos","Organización","Cargo","Calle del trabajo","Teléfono móvil",'
    '"Dirección de correo electrónico"\n'
    '"","Ana","","Ruiz Íñigo","Forja Ruiz","gerente","Calle Mayor 1","600 111 222","ana@taller.example"\n'
)


@pytest.mark.parametrize(
    ("content", "kind", "found"),
    [
        (LINKEDIN, BookKind.LINKEDIN, [("Ana Íñiguez", "Forja Íñiguez, S.L."), ("Leo Paz", "")]),
        (LINKEDIN_ES, BookKind.LINKEDIN, [("Ana Íñiguez", "Forja Íñiguez")]),
        (GOOGLE_OLD, BookKind.GOOGLE, [("Ana Ruiz", "Forja Ruiz")]),
        (GOOGLE_NEW, BookKind.GOOGLE, [("Ana María Ruiz", "Forja Ruiz"), ("Aceros Sol", "")]),
        (OUTLOOK, BookKind.OUTLOOK, [("Ana Ruiz", "Forja Ruiz")]),
        (OUTLOOK_ES, BookKind.OUTLOOK, [("Ana Ruiz Íñigo", "Forja Ruiz")]),
        (
            "Cliente;NIF;Teléfono;Correo\nAna Ruiz;1X;600 111 222;ana@taller.example\n",
            BookKind.TABLE,
            [("Ana Ruiz", "")],
        ),
        ("ID;Cliente;Teléfono\n7;Ana Ruiz;600 111 222\n", BookKind.TABLE, [("Ana Ruiz", "")]),
        ("Apellidos, Nombre;Móvil\nRuiz Gil, Ana;600 111 222\n", BookKind.TABLE, [("Ana Ruiz Gil", "")]),
        ("Ana\nLeo R.\nana@taller.example\n", BookKind.TABLE, [("Ana", ""), ("Leo R.", "")]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_the_tables_of_networks_and_programs_are_read(content, kind, found, encoding):
    assert book(content, encoding).kind is kind
    assert people(content, encoding) == found


def test_what_was_left_out_is_counted_by_people():
    linkedin = book(LINKEDIN)
    assert linkedin.left_out == {
        PersonField.LINK: 4,
        PersonField.EMAIL: 1,
        PersonField.POSITION: 1,
        PersonField.DATE: 4,
    }
    assert (linkedin.nameless, linkedin.repeated) == (1, 1)
    google = book(GOOGLE_OLD)
    assert google.left_out[PersonField.EMAIL] == 2 and google.left_out[PersonField.PHONE] == 1
    assert "Group Membership" in google.headings and google.nameless == 1


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_table_that_a_spreadsheet_saved_again_is_the_same(separator):
    rows = [["", "", ""], ["", "Nombre", "Empresa"], ["", "Ana Íñiguez", "Forja"], ["", "Leo", ""]]
    text = "\r\n".join(separator.join(row) for row in rows)
    assert people(text) == people(workbook(rows)) == [("Ana Íñiguez", "Forja"), ("Leo", "")]
    assert people(workbook([[";".join(row[1:])] for row in rows])) == [("Ana Íñiguez", "Forja"), ("Leo", "")]


def test_a_file_with_headings_of_our_list_is_given_as_lines_with_their_numbers():
    found = read_people(
        OwnFile("mine.csv", "\r\n;Nombre;Grupo;;\r\n;;;;\r\n;Ana Íñiguez;clientes;;\r\n".encode("cp1252"))
    )
    assert found == PeopleTable(lines=((2, ("Nombre", "Grupo")), (4, ("Ana Íñiguez", "clientes"))))


# cards ----------------------------------------------------------------------------------------------------------

CARDS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=8D=C3=B1iguez;=C3=81na;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=81na=20=C3=8D=C3=B1iguez=20=
de=20la=20Torre
TEL;CELL:600 111 222
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gestor=C3=ADa
PHOTO;ENCODING=BASE64;JPEG:AAAAAAAAAAAA
 AAAAAAA=

END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Mar;Leo;;;
FN:Leo
 \x20Mar
ORG:Forja Mar\\, S.L.;Ventas
item1.EMAIL;type=INTERNET:ana@taller.example
NOTE:dice: llamar; luego
END:VCARD
BEGIN:VCARD
VERSION:4.0
N:;Neha;;;
FN:Neha
ADR:;;Calle Mayor 1;;;;
END:VCARD
"""


def test_cards_of_every_version_are_read_as_a_second_reader_reads_them():
    others = list(vobject.readComponents(CARDS, allowQP=True))
    assert [name for name, _firm in people(CARDS)] == [card.fn.value for card in others]
    assert [firm for _name, firm in people(CARDS)] == ["Gestoría", "Forja Mar, S.L.", ""]
    assert book(CARDS).left_out == {
        PersonField.PHONE: 1,
        PersonField.PICTURE: 1,
        PersonField.EMAIL: 1,
        PersonField.NOTES: 1,
        PersonField.ADDRESS: 1,
    }


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff\n" + text])
def test_the_ends_of_lines_and_a_mark_at_the_start_change_nothing(change):
    assert people(change(CARDS)) == people(CARDS)
    assert people(change(CARDS), "utf-16") == people(CARDS)


def test_a_damaged_picture_a_group_and_an_address_for_a_name_do_no_harm():
    text = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nPHOTO;ENCODING=b:%%%\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Clientes\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:ana@taller.example\nEMAIL:ana@taller.example\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:600 111 222\nN:;;;;\nORG:Aceros Sol\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Leo"
    )
    found = book(text)
    assert [person.name for person in found.people] == ["Ana", "Aceros Sol", "Leo"]
    assert (found.groups, found.nameless) == (1, 1)


@settings(deadline=None)
@given(st.text(st.sampled_from('BEGIN:VCARD\n\rEND;=" \\,ñFN'), max_size=200))
def test_no_text_breaks_the_cards(text):
    for card in cards("BEGIN:VCARD\n" + text):
        for line in card:
            assert isinstance(line.text(), str) and line.parts()


# followers and friends ------------------------------------------------------------------------------------------


def follower(name: str, *, title: str = "", value: bool = True) -> dict[str, object]:
    data = {"href": f"https://www.instagram.com/{name}", "timestamp": 1772530200}
    return {"title": title, "media_list_data": [], "string_list_data": [data | ({"value": name} if value else {})]}


FOLLOWERS = json.dumps([follower("pan_sol"), follower("forja.mar")])
FOLLOWING = json.dumps(
    {"relationships_following": [follower("pan_sol", title="pan_sol", value=False), follower("lonja_inv", value=False)]}
)
FRIENDS = json.dumps({"friends_v2": [{"name": "Ana \u00c3\u008d\u00c3\u00b1iguez", "timestamp": 1}]})


def test_followers_and_friends_are_read_by_name():
    assert people(FOLLOWERS) == [("pan_sol", ""), ("forja.mar", "")]
    assert people(FOLLOWING) == [("pan_sol", ""), ("lonja_inv", "")]
    assert people(FRIENDS) == [("Ana Íñiguez", "")] and book(FRIENDS).kind is BookKind.FACEBOOK
    assert book(FOLLOWERS).left_out == {PersonField.LINK: 2, PersonField.DATE: 2}
    assert +Counter(book(FRIENDS).left_out) == {PersonField.DATE: 1}


def test_the_whole_download_gives_each_account_once_and_nobody_who_was_blocked():
    inside = "connections/followers_and_following/"
    blocked = json.dumps({"relationships_blocked_users": [follower("malo")]})
    content = packed(
        **{
            f"{inside}followers_1.json": FOLLOWERS,
            f"{inside}following.json": FOLLOWING,
            f"{inside}blocked_profiles.json": blocked,
            "media/posts.json": "[]",
        }
    )
    assert people(content) == [("pan_sol", ""), ("forja.mar", ""), ("lonja_inv", "")]
    assert book(content).repeated == 1
    assert people(packed(**{"a.vcf": CARDS, "b/c.VCF": CARDS})) == people(CARDS)


def test_of_a_download_of_linkedin_the_connections_are_read_and_the_rest_is_said():
    other = "First Name,Last Name,Maiden Name,Address\nOlga,Dueña,,Calle Mayor\n"
    found = book(packed(**{"Profile.csv": other, "Connections.csv": LINKEDIN}))
    assert [person.name for person in found.people] == ["Ana Íñiguez", "Leo Paz"] and found.others == 1


POSTS = (
    "Identificador de la publicación,Nombre de usuario de la cuenta,Hora de publicación,Nombre de la cuenta,Me gusta\n"
    "1,pan_sol,03/12/2026 08:05,Pan Sol,4\n"
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (json.dumps({"relationships_blocked_users": [follower("malo")]}), BookRefusal.OTHER_PEOPLE),
        (json.dumps({"removed_friends_v2": [{"name": "Ana"}]}), BookRefusal.OTHER_PEOPLE),
        ('[{"a": 1}]', BookRefusal.JSON),
        ("[" * 50_000, BookRefusal.JSON),
        ('{"version": 1', BookRefusal.JSON),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Ana\n", BookRefusal.CALENDAR),
        ("dn: cn=Ana,mail=ana@taller.example\ncn: Ana\n", BookRefusal.DIRECTORY),
        (POSTS, BookRefusal.POSTS),
        ("Notas de hoy:\nHay que comprar pan.\n- leche\n", BookRefusal.NOBODY),
        ("Nombre;Teléfono\n;600 111 222\n", BookRefusal.NOBODY),
        ("BEGIN:VCARD\nTEL:600 111 222\nEND:VCARD\n", BookRefusal.NOBODY),
        (packed(**{"followers_1.html": "<html>"}), BookRefusal.WEB_PAGES),
        (packed(**{"a.vcf": CARDS})[:-30], FileRefusal.DAMAGED),
        ("<html><table><tr><td>Ana</td></tr></table>", FileRefusal.WEB_TABLE),
        (b"%PDF-1.7 Ana", FileRefusal.NOT_A_TABLE),
        (b"\n ", FileRefusal.EMPTY),
    ],
)
def test_what_is_no_list_of_people_is_refused_as_a_whole_and_by_name(content, code):
    with pytest.raises(InputError) as caught:
        book(content)
    assert (caught.value.field, caught.value.code) == ("file", code)


@pytest.mark.parametrize("bad", ["{", "[" * 50_000], ids=["broken", "deep"])
def test_a_refusal_says_which_file_of_a_download_it_is_about(bad):
    with pytest.raises(InputError) as caught:
        book(packed(**{"a/followers_1.json": FOLLOWERS, "a/following.json": bad}))
    assert (caught.value.code, caught.value.values["file"]) == (BookRefusal.JSON, "following.json")


def test_a_bomb_of_cards_stays_closed():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for place in range(13):
            archive.writestr(f"{place}.vcf", b"0" * 10_000_000)
    with pytest.raises(InputError) as caught:
        book(content.getvalue())
    assert caught.value.code is FileRefusal.ZIP_BOMB


@pytest.mark.parametrize("content", [LINKEDIN, GOOGLE_NEW, CARDS, FOLLOWERS, FRIENDS])
def test_what_is_pasted_is_read_as_its_file_is(content):
    assert pasted_people(content) == book(content)


@pytest.mark.parametrize(
    "text",
    [
        "Ana; cliente; cada mes; web; Leo\nLeo; proveedor; cada semana; correo, foto",
        "Ana\nLeo",
        "Nombre;Grupo;Teléfono\nAna;clientes;600 111 222",
        '{"version": 1, "contacts": [], "ties": []}',
        'Juan "el Rubio; press',
    ],
)
def test_a_list_of_ones_own_is_no_address_book(text):
    assert pasted_people(text) is None


@settings(deadline=None)
@given(
    st.binary(max_size=200) | st.text(st.sampled_from('Nombre;,\t"Apellidos\nEmpresa@.'), max_size=200).map(str.encode)
)
def test_any_bytes_give_people_with_names_or_lines_or_a_refusal(content):
    try:
        found = read_people(OwnFile("x", content))
    except InputError as error:
        assert error.field == "file"
        return
    if isinstance(found, AddressBook):
        assert found.people
        assert all(isinstance(each, BookPerson) and any(map(str.isalpha, each.name)) for each in found.people)
