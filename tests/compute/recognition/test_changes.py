"""Relative changes: known by their headings, and held against the two columns that they lead from and to."""

import pytest

import cotejo
from shared.report import Report

TITLE = "Instituto de la Juventud de Colima\nGasto por programa presupuestario\nEjercicio 2022\n(Pesos)\n\n"
ROWS = (
    ("B001", "Orientación", "100,000.00", "120,000.00", "90,000.00"),
    ("B002", "Capacitación", "250,000.00", "240,000.00", "238,000.00"),
    ("B003", "Deporte", "80,000.00", "80,000.00", "61,500.00"),
    ("B004", "Cultura", "310,000.00", "402,000.00", "402,000.00"),
)
HEADINGS = [
    "Variación relativa",
    "Variación relativa (%)",
    "Variación relativa %",
    "% Variación",
    "Var. %",
    "Var. relativa",
]


def _report(heading: str, changes: tuple[str, ...], above: tuple[str, ...] = ()) -> Report:
    heads = "\t".join(("Clave", "Programa", "Aprobado", "Modificado", "Ejercido", heading))
    rows = ["\t".join((*row, change)) for row, change in zip(ROWS, changes, strict=True)]
    return cotejo.analyse((TITLE + "\n".join((*above, heads, *rows))).encode(), filename="gasto.txt")


def _wrong(report: Report) -> list[list[str]]:
    """The figures of each rate that the filing's figures do not give."""
    found = [anomaly.evidence for anomaly in report.anomalies if anomaly.rule == "ratio-mismatch"]
    return [[part.text for part in parts] for parts in found]


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_of_relative_changes(heading: str) -> None:
    report = _report(heading, ("20.0", "-4.0", "0.0", "29.7"))
    assert report.tables[0].columns[-1].concept == "variation_rate"
    assert not {"ratio-mismatch", "unrecognised-column"} & {anomaly.rule for anomaly in report.anomalies}


@pytest.mark.parametrize(
    "right",
    [("20.0", "-4.0", "0.0", "29.7"), ("-10.0", "-4.8", "-23.1", "29.7"), ("-25.0", "-0.8", "-23.1", "0.0")],
    ids=["modified over approved", "exercised over approved", "exercised over modified"],
)
def test_a_relative_change_is_that_of_the_two_columns_that_most_rows_say(right: tuple[str, ...]) -> None:
    assert not _wrong(_report("Variación relativa (%)", right))
    (found,) = _wrong(_report("Variación relativa (%)", (*right[:1], "44.4", *right[2:])))
    assert "44.4" in found


def test_under_a_heading_of_variation_absolute_and_relative_are_told() -> None:
    lines = [
        "Clave\tPrograma\tAprobado\tModificado\tVariación\t",
        "\t\t\t\tAbsoluta\tRelativa",
        "B001\tOrientación\t100,000.00\t120,000.00\t20,000.00\t20.0%",
        "B002\tCapacitación\t250,000.00\t240,000.00\t-10,000.00\t-4.0%",
        "B004\tCultura\t310,000.00\t402,000.00\t92,000.00\t29.7%",
    ]
    report = cotejo.analyse((TITLE + "\n".join(lines)).encode(), filename="gasto.txt")
    assert [column.concept for column in report.tables[0].columns[4:]] == ["variation", "variation_rate"]
    assert not {"ratio-mismatch", "unrecognised-column"} & {anomaly.rule for anomaly in report.anomalies}


def test_of_two_years_it_is_the_change_from_one_to_the_other() -> None:
    lines = ["Concepto\t2022\t2021\tVariación %", "Sueldos\t1,100.00\t1,000.00\t{}", "Rentas\t90.00\t100.00\t-10.0",
             "Viajes\t75.00\t50.00\t50.0"]  # fmt: skip
    for stated, wrong in (("10.0", False), ("15.0", True)):
        text = (TITLE + "\n".join(lines)).format(stated)
        found = _wrong(cotejo.analyse(text.encode(), filename="gasto.txt"))
        assert len(found) == wrong and all(stated in texts for texts in found)


def test_what_no_two_columns_give_is_left_alone() -> None:
    report = _report("Variación real (%)", ("3.1", "-7.7", "1.4", "22.2"))
    assert not _wrong(report)
