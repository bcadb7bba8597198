"""The period that a filing is of: what most of its titles say, and a quarter told up to its end."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

import cotejo
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.recognition.periods import Period, find_period
from shared.report import Report

_TABLE = "Concepto\tAprobado\tModificado\tDevengado\nPresidencia\t10.00\t12.00\t6.00\nObra\t5.00\t5.00\t1.00"
_TORN = "Primer trimestre 2025. Del 1 de enero al 30 de junio de 2025"


def _workbook(path: Path, *titles: str) -> Report:
    book = xlsxwriter.Workbook(path)
    for number, title in enumerate(titles, 1):
        sheet = book.add_worksheet(f"Hoja{number}")
        lines = ["Municipio de Prueba", "Estado Analítico del Ejercicio del Presupuesto de Egresos", title, ""]
        for row, text in enumerate((*lines, *_TABLE.split("\n"))):
            for column, cell in enumerate(text.split("\t")):
                sheet.write(row, column, float(cell) if cell.replace(".", "").isdigit() else cell)
    book.close()
    return cotejo.analyse(path)


def _days(report: Report) -> tuple[date, date] | None:
    period = report.filing.period
    return (period.start, period.end) if period else None


_MARCH, _JUNE = (date(2025, 1, 1), date(2025, 3, 31)), (date(2025, 1, 1), date(2025, 6, 30))


@pytest.mark.parametrize("place", [0, 1])
def test_a_title_that_contradicts_itself_is_accused_and_not_the_right_one(tmp_path: Path, place: int) -> None:
    titles = ["Del 1 de enero al 31 de marzo de 2025"]
    titles.insert(place, _TORN)
    report = _workbook(tmp_path / "libro.xlsx", *titles)
    assert _days(report) == _MARCH
    (conflict,) = [one for one in report.anomalies if one.rule == "period-conflict"]
    assert conflict.evidence[0].cell == f"Hoja{place + 1}!A3"
    assert "30 de junio" in conflict.message.es and "31 de marzo" in conflict.message.es
    assert {fact.period.end for fact in report.facts if fact.period} == {_MARCH[1]}


def test_the_filing_is_of_what_most_titles_say(tmp_path: Path) -> None:
    right, wrong = "Del 1 de enero al 31 de marzo de 2025", "Del 1 de enero al 30 de junio de 2025"
    report = _workbook(tmp_path / "libro.xlsx", wrong, right, right)
    assert _days(report) == _MARCH
    (conflict,) = [one for one in report.anomalies if one.rule == "period-conflict"]
    assert conflict.evidence[0].cell == "Hoja1!A3"


def test_a_title_alone_that_contradicts_itself_is_told(tmp_path: Path) -> None:
    report = _workbook(tmp_path / "libro.xlsx", _TORN)
    (conflict,) = [one for one in report.anomalies if one.rule == "period-conflict"]
    assert "30 de junio" in conflict.message.es and "31 de marzo" in conflict.message.es


@pytest.mark.parametrize(
    "title",
    ["Segundo trimestre 2025. Del 1 de abril al 30 de junio de 2025", "Segundo trimestre, enero a junio de 2025"],
)
def test_a_quarter_beside_days_that_end_with_it_is_no_contradiction(tmp_path: Path, title: str) -> None:
    assert not [one for one in _workbook(tmp_path / "libro.xlsx", title).anomalies if one.rule == "period-conflict"]


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("De enero a junio de 2025 el Municipio devengó 7.00 pesos en total.", date(2025, 1, 1)),
        ("Al segundo trimestre de 2025 se devengaron 7.00 pesos en total.", date(2025, 1, 1)),
        ("En el segundo trimestre de 2025 se devengaron 7.00 pesos en total.", date(2025, 4, 1)),
        ("El Municipio devengó 7.00 pesos en total, sin más que decir.", date(2025, 4, 1)),
    ],
)
def test_a_quarter_is_the_year_up_to_its_end_where_the_text_says_so(said: str, start: date) -> None:
    text = f"Municipio de Prueba\nInforme de avance\nSegundo trimestre de 2025\n\n{said}\n\n{_TABLE}"
    report = cotejo.analyse(text.encode(), filename="informe.txt")
    assert _days(report) == (start, _JUNE[1])
    assert {fact.period.start for fact in report.facts if fact.period} == {start}
    assert not [one for one in report.anomalies if one.rule == "period-conflict"]


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("Tercer trimestre de 2024 (enero-septiembre)", date(2024, 1, 1), date(2024, 9, 30)),
        ("Cuarto trimestre 2023 octubre-diciembre", date(2023, 10, 1), date(2023, 12, 31)),
        ("Ejercicio 2024, de enero a junio", date(2024, 1, 1), date(2024, 6, 30)),
        ("2023 enero a marzo de 2024", date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_months_may_follow_their_year(title: str, start: date, end: date) -> None:
    assert find_period(title) == Period(start, end)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Tercer trimestre de 2024", "Del 1 de enero al 30 de junio de 2024"), True),
        (("Tercer trimestre de 2024 (enero-junio)",), True),
        (("Tercer trimestre de 2024", "Del 1 de enero al 30 de septiembre de 2024"), False),
        (("Tercer trimestre de 2024", "Comparado con el 1 de enero al 30 de junio de 2023"), False),
        (("Programa anual", "Del 1 de enero al 30 de junio de 2024"), False),
    ],
)
def test_title_lines_that_contradict_each_other_are_told(lines: tuple[str, ...], told: bool) -> None:
    table = ("Programa\tAprobado\tDevengado", "Becas\t100.00\t50.00", "Salud\t90.00\t45.00")
    text = "\n".join(("Instituto de Pensiones de Prueba", *lines, "", *table))
    report = cotejo.analyse(text.encode(), filename="a.txt")
    assert [a.rule for a in report.anomalies if a.rule == "period-conflict"] == ["period-conflict"] * told


def test_names_may_begin_with_two_words_that_alone_begin_others() -> None:
    table = ("Concepto\tAprobado\tDevengado", "Pensiones\t100.00\t50.00", "Salud\t90.00\t45.00")
    text = "\n".join(("Pensiones Civiles del Estado de Prueba", "Junio de 2024", "", *table))
    report = cotejo.analyse(text.encode(), filename="a.txt")
    assert report.filing.institution is not None
    assert report.filing.institution.name == "Pensiones Civiles del Estado de Prueba"


@pytest.mark.parametrize(
    ("titles", "months"),
    [
        (["Municipio de Prueba", "FORTAMUN 2024"], (1, 12)),
        (["Programa Anual de Obra 2024"], (1, 12)),
        (["FORTAMUN 2024 al 30 de junio"], (1, 6)),
        (["FORTAMUN 2024", "del 1 de abril al 30 de junio"], (4, 6)),
    ],
)
def test_the_only_year_that_ends_a_title_is_that_of_the_filing(titles: list[str], months: tuple[int, int]) -> None:
    found = _period_of(titles)
    assert found is not None
    assert (found.start, found.end.year, (found.start.month, found.end.month)) == (
        date(2024, months[0], 1),
        2024,
        months,
    )


@pytest.mark.parametrize(
    "titles",
    [
        ["Ley de Coordinación 2024"],
        ["Plan Municipal 2024"],
        ["FORTAMUN 2024", "FAIS 2023"],
        ["Programa 2021-2024"],
        ["Calle 2024 número 5"],
    ],
)
def test_years_of_laws_or_among_others_are_none_of_the_filing(titles: list[str]) -> None:
    assert _period_of(titles) is None


def _period_of(titles: list[str]) -> Period | None:
    rows = ("Destino\tMonto Pagado", "Seguridad\t1,200.00", "Alumbrado\t300.00")
    return recognise(read("\n".join((*titles, "", *rows)).encode(), "informe.txt"), "MXN").period


_POSITION = """Instituto Tecnológico de Prueba
Estado de Situación Financiera
Al 30 de septiembre de {year}

Concepto\t{first}\t{second}
Efectivo y Equivalentes\t100.50\t90.25
Total del Activo\t100.50\t90.25"""


@pytest.mark.parametrize(
    ("year", "first", "second", "told"),
    [
        ("2018", "2017", "2016", ["encabezadas 2017 y 2016"]),
        ("2018", "2018", "2017", []),
        ("2018", "2017", "2018", []),
        ("2018", "Sep-2018", "Dic-2017", []),
    ],
)
def test_columns_of_other_years_than_the_title_are_told(year: str, first: str, second: str, told: list[str]) -> None:
    text = _POSITION.format(year=year, first=first, second=second)
    report = cotejo.analyse(text.encode(), filename="situacion.txt")
    said = [one for one in report.anomalies if one.rule == "period-conflict"]
    assert [one.message.es.rstrip(".").rpartition("están ")[2] for one in said] == told
    assert all(first in (one.evidence[0].text or "") for one in said)


@pytest.mark.parametrize(
    "title",
    [
        "Al 31 de diciembre de 2019 y al 30 de septiembre de 2020",
        "Al 30 de septiembre de 2020 y al 31 de diciembre de 2019",
        "Al 30 de septiembre de 2020 y 2019",
    ],
)
def test_of_two_days_the_later_is_told(title: str) -> None:
    assert find_period(title) == Period(date(2020, 1, 1), date(2020, 9, 30))
