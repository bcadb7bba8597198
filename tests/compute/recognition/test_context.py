"""Whose filing, of when, in what: read from titles, never from the file's name."""

from datetime import date
from decimal import Decimal

import pytest

from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.recognition.dated_headings import period_of_heading
from services.compute.recognition.factors import amount_factor
from services.compute.recognition.institutions import find_institution
from services.compute.recognition.kinds import find_kind
from services.compute.recognition.look_alikes import likened
from services.compute.recognition.periods import Period, find_period
from services.compute.recognition.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Del 1 de Enero al 31 de Diciembre de 2023", (2023, 1, 1), (2023, 12, 31)),
        ("DEL 1 DE ENERO AL 31 DE MARZO DEL 2024", (2024, 1, 1), (2024, 3, 31)),
        ("del 1 de octubre de 2023 al 30 de septiembre de 2024", (2023, 10, 1), (2024, 9, 30)),
        ("enero a junio de 2022", (2022, 1, 1), (2022, 6, 30)),
        ("Enero-Septiembre 2019", (2019, 1, 1), (2019, 9, 30)),
        ("Segundo trimestre de 2021", (2021, 4, 1), (2021, 6, 30)),
        ("Ejercicio fiscal 2020", (2020, 1, 1), (2020, 12, 31)),
        ("PLAN DE LABORES 2025", (2025, 1, 1), (2025, 12, 31)),
        ("Programa Operativo Anual 2023", (2023, 1, 1), (2023, 12, 31)),
        ("Al 4° trimestre de 2016", (2016, 1, 1), (2016, 12, 31)),
        ("Enero-Sept. 2019", (2019, 1, 1), (2019, 9, 30)),
        ("Periodo: 01 enero 2019 - 30 septiembre 2019", (2019, 1, 1), (2019, 9, 30)),
        ("Del 1 de Ener0 a1 30 de 5eptiembre de 2O19", (2019, 1, 1), (2019, 9, 30)),
        ("Del 1 de enero hasta el 31 de marzo de 2016", (2016, 1, 1), (2016, 3, 31)),
        ("Del 1 de enero al 31 de mzo. de 2,016", (2016, 1, 1), (2016, 3, 31)),
        ("Del 1 al 31 de marzo de 2016", (2016, 3, 1), (2016, 3, 31)),
        ("Correspondiente al mes de marzo de 2016", (2016, 3, 1), (2016, 3, 31)),
        ("Al mes de marzo de 2016", (2016, 1, 1), (2016, 3, 31)),
        ("Al cierre de marzo de 2016", (2016, 1, 1), (2016, 3, 31)),
        ("Al 31/12/2016", (2016, 1, 1), (2016, 12, 31)),
        ("31 de marzo de 2016", (2016, 1, 1), (2016, 3, 31)),
        ("IV Trimestre 2016", (2016, 10, 1), (2016, 12, 31)),
        ("Trimestre II de 2016", (2016, 4, 1), (2016, 6, 30)),
        ("Segundo semestre del ejercicio fiscal 2016", (2016, 7, 1), (2016, 12, 31)),
        ("Avance al primer semestre de 2016", (2016, 1, 1), (2016, 6, 30)),
    ],
)
def test_periods(text: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    period = find_period(text)
    assert period is not None
    assert (period.start, period.end) == (date(*start), date(*end))


@pytest.mark.parametrize(
    ("label", "rest", "end"),
    [
        ("2019", "", (2019, 9, 30)),
        ("2018 (d)", "", (2018, 12, 31)),
        ("sep-19", "", (2019, 9, 30)),
        ("30/09/2019", "", (2019, 9, 30)),
        ("2018-12-31 00:00:00", "", (2018, 12, 31)),
        ("31 de diciembre de 2018 (e)", "", (2018, 12, 31)),
        ("2T 2019", "", (2019, 6, 30)),
        ("Ejercicio Anterior", "", (2018, 12, 31)),
        ("Año en curso", "", (2019, 9, 30)),
        ("Devengado 2018", "devengado", (2018, 12, 31)),
        ("Aprobado", "Aprobado", None),
        ("Saldo al inicio", "Saldo al inicio", None),
    ],
)
def test_a_heading_may_name_a_period(label: str, rest: str, end: tuple[int, int, int] | None) -> None:
    own = Period(date(2019, 1, 1), date(2019, 9, 30))
    left, period = period_of_heading(label, own)
    assert left == rest
    assert (period and period.end) == (end and date(*end))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Informe anual",
        "publicado el 3 de mayo de 2016",
        "frente a marzo de 2015",
        "al 31 de febrero de 2024 de nada",
        "Plan de trabajo 2021-2027",
        "Plan Estatal de Desarrollo 2021",
        "Del 31 al 3 de marzo",
    ],
)
def test_a_text_that_names_no_period(text: str) -> None:
    assert find_period(text) is None


def test_the_institution_ends_at_a_code_and_is_no_program_that_printed_the_page() -> None:
    title = "Ramo o Dependencia: Instituto de Capacitación de Anáhuac 000 GOBIERNO DEL ESTADO DE ANÁHUAC"
    institution = find_institution(["SISTEMA CONTABLE GUBERNAMENTAL", title], [])
    assert institution is not None
    assert institution.name == "Instituto de Capacitación de Anáhuac"
    assert find_institution(["Sistema Contable Gubernamental"], []) is None


def test_the_institution_is_cut_from_a_title_that_runs_on() -> None:
    title = "COMISIÓN DE AGUA DEL ESTADO Programas y Proyectos de Inversión Del 1 de enero al 31 de marzo de 2024"
    institution = find_institution([title], ["Comisión de Agua del Estado (CAE)"])
    assert institution is not None
    assert (institution.name, institution.acronym) == ("COMISIÓN DE AGUA DEL ESTADO", "CAE")


@pytest.mark.parametrize("name", ["lNSTITUTO DE VIVIENDA", "INSTITUT0 DE VIVIENDA", "Secretarla de Salud"])
def test_the_first_word_of_a_name_may_be_damaged(name: str) -> None:
    institution = find_institution([name], [])
    assert institution is not None
    assert institution.name == name


@pytest.mark.parametrize("code", ["51 GYN ", "GYN ", "51 ", "51 GYN - ", "05 2XY "])
def test_the_codes_of_branch_and_unit_before_a_name_are_no_part_of_it(code: str) -> None:
    institution = find_institution([f"{code}INSTITUTO DE PENSIONES DE ANÁHUAC"], [])
    assert institution is not None
    assert institution.name == "INSTITUTO DE PENSIONES DE ANÁHUAC"


@pytest.mark.parametrize(
    "name", ["Inst. de Salud de Colima", "INST. TECNOLÓGICO DE CALKINÍ", "DIF MUNICIPAL", "ISSSTECAM"]
)
def test_institutions_are_named_in_short(name: str) -> None:
    institution = find_institution([f"{name}\nEstado de Actividades\nDel 1 de enero al 31 de marzo de 2022"], [])
    assert institution is not None
    assert institution.name == name


@pytest.mark.parametrize(
    "title", ["CHIAPAS\nEstado de Actividades", "ISSSTECAM\nOficio 12", "TOTAL DEL\nEstado de Actividades"]
)
def test_what_stands_alone_in_capitals_is_not_always_an_institution(title: str) -> None:
    assert find_institution([title], []) is None


def test_a_title_without_an_institution_gives_none() -> None:
    assert find_institution(["Programas y Proyectos de Inversión"], ["(ABC)"]) is None


def test_statements_are_known_by_title_and_columns_or_by_columns_that_tell_it() -> None:
    money = frozenset({"name", "approved", "modified", "accrued"})
    titled = find_kind("Programas y proyectos de inversión", money)
    assert titled is not None and titled.code == "investment-programmes"
    assert find_kind("", money | {"code", "target_original", "achieved"}) == titled
    assert find_kind("", money) is None
    assert find_kind("Programas y proyectos de inversión", frozenset({"name", "approved"})) is None


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("(Miles de pesos)", 1000),
        ("Cifras en millones de pesos", 1_000_000),
        ("Del 1 de enero al 31 de marzo de 2022 Millones de pesos", 1_000_000),
        ("Miles de millones de pesos", 1_000_000_000),
        ("Cifras en miles de pesos, al tipo de cambio de 20 pesos", 1000),
        ("Pesos", 1),
        ("Se invirtieron 12.5 millones de pesos", None),
        ("Programas de apoyo", None),
    ],
)
def test_the_scale_of_money(text: str, factor: int | None) -> None:
    assert amount_factor(text) == factor


def test_each_table_has_the_scale_that_is_said_over_it_and_sums_in_the_text_are_none() -> None:
    table = "Clave\tAprobado\tModificado\tDevengado\nA1\t1,200.0\t1,300.0\t600.0\n"
    scales = ["Cifras en millones de pesos", "Programas de apoyo (Miles de pesos)", "", "Cifras en pesos"]
    found = recognise(read("\n\n".join(f"{scale}\n{table}" for scale in scales).encode()), "MXN")
    approved = found.facts.filter(found.facts["concept"] == "approved")["value"].to_list()
    assert [Decimal(value) for value in approved] == [1_200_000_000, 1_200_000, 1_200_000, 1_200]
    said = recognise(read(f"Se apoyó a 300 familias con 12.5 millones de pesos.\n\n{table}".encode()), "MXN")
    assert Decimal(said.facts["value"][0]) == 1_200


def test_what_ocr_confuses_never_turns_one_heading_into_another() -> None:
    codes: dict[str, set[str]] = {}
    for concept in vocabulary().concepts:
        for term in concept.terms:
            codes.setdefault(term, set()).add(concept.code)
    alike: dict[str, set[frozenset[str]]] = {}
    for term, meant in codes.items():
        alike.setdefault(likened(term), set()).add(frozenset(meant))
    assert not [term for term, meanings in alike.items() if len(term) > 4 and len(meanings) > 1]
    assert len({likened(month) for month in vocabulary().months}) == len(vocabulary().months)


def test_a_long_name_is_one_where_it_is_written_as_names_are() -> None:
    name = (
        "Fideicomiso Público de Administración, Inversión y Pago para el Fomento de la Vivienda, la Salud,"
        " la Educación, el Deporte, la Cultura y la Protección de los Trabajadores al Servicio del Estado"
        " y de los Municipios de Anáhuac"
    )
    assert len(name.split()) > 30
    found = find_institution([name], [])
    assert found and found.name == name
    sentence = name.replace("Fomento de", "fomento que durante el ejercicio se hizo de")
    assert find_institution([sentence], []) is None
