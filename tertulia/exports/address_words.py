"""The headings of address books, in English and Spanish, and what stands below them."""

from __future__ import annotations

import re
from enum import StrEnum

from tertulia.exports.columns import plain


class PersonField(StrEnum):
    """What a column of an address book says of somebody. Only names and firms are read."""

    NAME = "name"
    GIVEN = "given"
    MIDDLE = "middle"
    FAMILY = "family"
    FAMILY_TOO = "family_too"
    """A second family name in a column of its own."""
    NICKNAME = "nickname"
    FIRM = "firm"
    EMAIL = "email"
    PHONE = "phone"
    LINK = "link"
    POSITION = "position"
    ADDRESS = "address"
    DATE = "date"
    NOTES = "notes"
    PICTURE = "picture"
    OTHER = "other"


READ = (
    PersonField.NAME,
    PersonField.GIVEN,
    PersonField.MIDDLE,
    PersonField.FAMILY,
    PersonField.FAMILY_TOO,
    PersonField.NICKNAME,
    PersonField.FIRM,
)
"""Fields that are read; the others are counted and left out."""

_HEADINGS = {
    plain(heading): field
    for field, headings in {
        PersonField.NAME: "name | full name | display name | contact | contact name | customer name | supplier name | "
        "person | file as | username | user name | user | nombre completo | nombre y apellidos | apellidos y nombre | "
        "apellidos, nombre | apellido, nombre | nombre mostrado | nombre para mostrar | mostrar como | contacto | "
        "persona | persona de contacto | contact person | nombre de contacto | nombre del contacto | cliente | clienta "
        "| nombre cliente | nombre del cliente | proveedor | nombre proveedor | nombre del proveedor | "
        "archivar como | usuario | nombre de usuario | nombre / razón social | nombre o razón social",
        PersonField.GIVEN: "first name | given name | firstname | forename | nombre | nombre de pila | nombre propio | "
        "primer nombre",
        PersonField.MIDDLE: "middle name | additional name | segundo nombre | otros nombres",
        PersonField.FAMILY: "last name | family name | surname | lastname | apellidos | apellido | primer apellido | "
        "apellido 1 | apellido1 | 1er apellido | 1º apellido",
        PersonField.FAMILY_TOO: "segundo apellido | apellido 2 | apellido2 | 2º apellido | second surname",
        PersonField.NICKNAME: "nickname | apodo | alias | sobrenombre",
        PersonField.FIRM: "company | company name | organization | organisation | organization name | firm | "
        "business | organization 1 - name | current company | empresa | compañía | organización | "
        "organización (compañía) | "
        "nombre de la empresa | nombre de la organización | nombre empresa | razón social | firma | negocio | comercio "
        "| nombre comercial",
    }.items()
    for heading in headings.split(" | ")
}

_KINDS = (
    (PersonField.OTHER, r"\b(?:label|type|tipo|etiqueta|yomi|phonetic|prefix|suffix|sufijo|tratamiento)\b"),
    (PersonField.EMAIL, r"e-?mail|correo|mensajeria electronica"),
    (PersonField.PHONE, r"phone|mobile|\btel|telefono|movil|fax|whatsapp|pager|buscapersonas|\btelex\b"),
    (PersonField.LINK, r"\burl\b|website|web page|pagina web|\bweb\b|perfil|profile|\bhref\b|\blink"),
    (PersonField.POSITION, r"position|job title|^title$|organization title|cargo|puesto|profesion|profession|^role$"),
    (
        PersonField.ADDRESS,
        r"address|street|city|postal|country|state|region|direccion|calle|ciudad|poblacion|localidad"
        r"|provincia|\bc\.?p\.?$|pais|domicilio|municipio|location|ubicacion|apartado de correos",
    ),
    (PersonField.DATE, r"connected on|birthday|anniversary|\bdate\b|fecha|cumpleanos|aniversario|conectado|conexion"),
    (PersonField.NOTES, r"^notes?$|^notas?$|observaciones|comentarios|comments"),
    (PersonField.PICTURE, r"photo|picture|foto|imagen"),
)


def field_of(heading: object) -> PersonField:
    """What stands below a heading; OTHER for one that says nothing to us."""
    bare = plain(heading).rstrip(":*")
    if bare in _HEADINGS:
        return _HEADINGS[bare]
    return next((field for field, words in _KINDS if re.search(words, bare)), PersonField.OTHER)
