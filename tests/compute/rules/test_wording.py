"""Figures in messages: as the filing prints them, and what is worked out of them in the same style and unit."""

import re
from decimal import Decimal

import openpyxl
import pytest

import cotejo
from services.compute.rules.wording import like, parted, shown, with_points
from shared.report import AnomalyPart
from tests.compute.reading.files import saved


@pytest.mark.parametrize(
    ("value", "texts", "said"),
    [
        ("5053575638", {"approved": "8,484,636,012.0", "modified": "13,538,211,650.0"}, "5,053,575,638.0"),
        ("12.5", {"approved": "100.00", "modified": "112.50"}, "12.50"),
        ("12000", {"approved": "8", "modified": "20"}, "12"),
        ("12.345", {"approved": "100", "modified": "112"}, "12.345"),
        ("5", {"approved": "$ -"}, "5.00"),
    ],
)
def test_what_is_worked_out_reads_as_what_it_is_worked_out_of(value: str, texts: dict[str, str], said: str) -> None:
    exact = {"8": "8000", "20": "20000"}
    row = {name: Decimal(exact.get(text, text.replace(",", "").strip("$ -") or "0")) for name, text in texts.items()}
    assert like(Decimal(value), row, texts) == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [("0.220", "ratio", "22 %"), ("0.00000416763758177153", "ratio", "0.0004168 %"), ("1234.5", "MXN", "1,234.50")],
)
def test_a_value_is_shown_in_its_unit(value: str, unit: str, said: str) -> None:
    assert shown(value, unit).replace("\N{NO-BREAK SPACE}", " ") == said


def _found(total: float) -> list[AnomalyPart]:
    parts = [1310.1, 2220.2, 4730.4, 988.7]
    head: list[str | float] = ["Concepto", "Aprobado", "Devengado"]
    rows: list[list[str | float]] = [[f"Capítulo {number}", part * 2, part] for number, part in enumerate(parts, 1)]
    book = openpyxl.Workbook()
    lines: list[list[str | float]] = [head, *rows, ["Total del Gasto", sum(parts) * 2, total]]
    for line in lines:
        book.worksheets[0].append(line)
    return list(cotejo.analyse(saved(book), filename="a.xlsx").anomalies)


def test_what_binary_numbers_leave_in_a_sum_is_no_difference() -> None:
    assert [one.rule for one in _found(9249.400000001) if one.rule == "rounding-difference"] == []
    (told,) = (one for one in _found(9349.4) if one.rule == "total-mismatch")
    assert "dice 9,349.40" in told.message.es and "difieren en 100.00" in told.message.es


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("48.000.000,00", "48,000,000.00"),
        ("$ 1.234,5", "$ 1,234.5"),
        ("(1.234.567)", "(1,234,567)"),
        ("1.234", "1.234"),
        ("12,50", "12.50"),
        ("48,000,000.00", "48,000,000.00"),
        ("1,234", "1,234"),
        ("3,544,052,125,20", "3,544,052,125,20"),
        ("n.d.", "n.d."),
    ],
)
def test_figures_are_shown_with_a_point_before_decimals(text: str, shown: str) -> None:
    assert with_points(text) == shown


def test_a_message_has_one_style_and_its_evidence_the_filings() -> None:
    text = (
        "Instituto de Prueba\nInforme del 1 de enero al 31 de diciembre de 2024\n\n"
        "Programa\tAprobado\tModificado\nBecas\t1.000,50\t1.500,50\nObra\t1.200\t1.900\nTotal\t2.200,50\t3.400,50\n"
    )
    told = [one for one in cotejo.analyse(text.encode(), filename="a.txt").anomalies if one.rule == "large-amendment"]
    assert [one.message.en.partition(":")[0] for one in told] == [
        "From 1,200 approved to 1,900 modified",
        "From 1,000.50 approved to 1,500.50 modified",
    ]
    assert {place.text for one in told for place in one.evidence} == {"1.200", "1.900", "1.000,50", "1.500,50"}


def test_an_amount_in_millions_is_told_in_millions() -> None:
    text = (
        "Instituto de Prueba\nInforme del 1 de enero al 31 de diciembre de 2024\n\n"
        "El presupuesto devengado ascendió a 1,198.3 millones de pesos en el año.\n\n"
        "Concepto\tAprobado\tDevengado\nBecas\t1,200,000,000.00\t1,189,274,827.07\n"
        "Total\t1,200,000,000.00\t1,189,274,827.07\n"
    )
    (told,) = [one for one in cotejo.analyse(text.encode(), filename="a.txt").anomalies if "millones" in one.message.es]
    assert told.message.es.startswith("El texto dice 1,198.3 millones; las tablas dan 1,189.3 millones: «")
    assert told.message.en.startswith("The text says 1,198.3 million; the tables give 1,189.3 million: “")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("300000.00", "300,000.00"),
        ("$ -1234567", "$ -1,234,567"),
        ("(4500.5)", "(4,500.5)"),
        ("20,000.00", "20,000.00"),
        ("999.00", "999.00"),
        ("2024", "2024"),
        ("2024.00", "2,024.00"),
        ("0012345", "0012345"),
        ("12 345 678", "12 345 678"),
        ("1500 %", "1,500 %"),
        ("35%", "35%"),
        ("n.d.", "n.d."),
    ],
)
def test_figures_of_a_message_have_their_thousands_parted_alike(text: str, told: str) -> None:
    assert parted(text) == told


def test_a_message_prints_what_is_read_and_what_is_worked_out_in_one_style() -> None:
    lines = ["Concepto,Aprobado", "Nómina,300000.00", "Obra,250000.00", "Deuda,70000.00", "Total,640000.00"]
    report = cotejo.analyse("\n".join(lines).encode(), filename="a.csv")
    (told,) = [one for one in report.anomalies if one.rule == "total-mismatch"]
    figures = re.findall(r"\d[\d.,]*\d", told.message.es)
    assert figures and all(re.fullmatch(r"\d{1,3}(,\d{3})*(\.\d+)?", figure) for figure in figures), told.message.es
    assert told.evidence[0].text == "640000.00", "evidence stays as it is read"


@pytest.mark.parametrize("stored", [0.724, 72.4])
def test_a_rate_that_a_workbook_stores_as_a_fraction_or_in_points_reads_alike(stored: float) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Programa", "Modificado", "Devengado", "% devengado/modificado"])
    for name, modified, accrued in (("Uno", 200.0, 162.8), ("Dos", 300.0, 180.0), ("Tres", 500.0, 410.0)):
        rate = accrued / modified * (1 if stored < 1 else 100)
        sheet.append([name, modified, accrued, stored if name == "Uno" else round(rate, 4)])
    (found,) = [one for one in cotejo.analyse(saved(book), filename="a.xlsx").anomalies if one.severity == "error"]
    assert "el informe dice 72.4\N{NO-BREAK SPACE}%" in found.message.es
