"""The words by which a list of contacts is read, in both languages of the course, whatever language is spoken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from tertulia.models.networking.contacts import ContactGroup, Need, Often, folded


def as_word(text: str) -> str:
    """Write a text as the words of this file are written: `folded`, blanks as _, no full stop."""
    return folded(text).replace(" ", "_").strip(".")


class ListColumn(StrEnum):
    """What a column of a list holds; the first five in the order of a list without headings."""

    NAME = "name"
    GROUP = "group"
    OFTEN = "often"
    ABOUT = "about"
    KNOWS = "knows"
    FAMILY_NAME = "family_name"
    """Where the name stands in two columns."""


COLUMN_WORDS: Mapping[str, ListColumn] = {
    word: column
    for column, words in {
        ListColumn.NAME: "name names full_name contact person nombre nombres nombre_completo nombre_y_apellidos "
        "contacto persona",
        ListColumn.GROUP: "group groups grupo grupos you_know_them_from los_conoces_de de_que_los_conoces",
        ListColumn.OFTEN: "how_often often frequency you_speak frecuencia cada_cuanto cada_cuanto_hablais "
        "con_que_frecuencia periodicidad hablais",
        ListColumn.ABOUT: "knows_about they_know_about what_they_know_about about topics sabe_de saben_de sabe "
        "de_que_sabe que_sabe temas",
        ListColumn.KNOWS: "knows whom_they_know they_know knows_whom conoce conoce_a conocen_a a_quien_conoce",
        ListColumn.FAMILY_NAME: "last_name family_name surname apellidos apellido",
    }.items()
    for word in words.split()
}
"""Headings of a list."""

HEADS = frozenset({"name", "nombre", "contact", "contacto", "nombre_completo", "full_name", "nombre_y_apellidos"})
"""First cells that show that a line holds the names of the columns."""


def columns_of(cells: Sequence[str]) -> tuple[ListColumn | None, ...] | None:
    """What each column holds where these cells are the headings of a list of contacts; None where they are not."""
    columns = tuple(COLUMN_WORDS.get(as_word(cell).strip(":?*_")) for cell in cells)
    known = [column for column in columns if column]
    if ListColumn.NAME not in known or len(set(known)) < len(known):
        return None
    return columns if set(known) - {ListColumn.NAME, ListColumn.FAMILY_NAME} else None


GROUP_WORDS: Mapping[str, ContactGroup] = {
    word: group
    for group, words in {
        ContactGroup.CUSTOMERS: "customers customer client clients clientes cliente clienta clientas",
        ContactGroup.SUPPLIERS: "suppliers supplier proveedores proveedor proveedora",
        ContactGroup.FIRMS: "firms firm companies company other_firms empresas empresa otras_empresas otra_empresa",
        ContactGroup.ADVISERS: "advisers adviser advisor advisors advisers_and_bank asesores asesor asesora asesoria "
        "asesores_y_banco",
        ContactGroup.PUBLIC: "public public_bodies public_body town_hall school schools public_bodies_and_schools "
        "administracion ayuntamiento escuela escuelas administracion_y_escuelas",
        ContactGroup.PRESS: "press media journalist journalists prensa medios periodista periodistas prensa_y_medios "
        "press_and_media",
        ContactGroup.NEIGHBOURS: "neighbours neighbour neighbors neighbor association associations club clubs "
        "neighbours_and_associations vecinos vecino vecina asociacion asociaciones vecinos_y_asociaciones",
        ContactGroup.FAMILY: "family friends friend family_and_friends familia familiar amigos amigo amiga amigas "
        "familia_y_amigos",
        ContactGroup.OTHER: "other others somebody_else otros otro otra otras otras_personas",
    }.items()
    for word in words.split()
}
"""Words for groups, as `as_word` writes them."""

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
        Need.TOWN_HALL: "town_hall the_town_hall permits licences "
        "tramites_del_ayuntamiento ayuntamiento el_ayuntamiento licencias permisos",
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
