"""Columns headed by months, or by chapters of spending, are of the moment of money that the title names."""

import pytest

import cotejo
from services.compute.recognition.by_title import moment_titled
from shared.report import Report

MONTHS = ("Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio")
CHAPTERS = [
    ["1000", "2000", "3000"],
    ["1,000", "2,000", "3,000"],
    ["Capítulo 1000", "Capítulo 2000", "Capítulo 3000"],
    ["1000 Servicios personales", "2000 Materiales", "3000 Servicios generales"],
]


def _report(title: str, *rows: list[str]) -> Report:
    text = "\n".join(["Colegio de Bachilleres de Sonora", title, "Ejercicio fiscal 2023", "(Pesos)", ""])
    table = "\n".join("\t".join(row) for row in rows)
    return cotejo.analyse(f"{text}\n{table}".encode(), filename="gasto.txt")


def _concepts(report: Report) -> list[str | None]:
    return [column.concept for column in report.tables[0].columns]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Presupuesto devengado por fuente", "accrued"),
        ("Calendario del gasto pagado", "paid"),
        ("Calendario de ingresos recaudados", "collected"),
        ("Estado analítico del ejercicio del presupuesto de egresos", None),
        ("Presupuesto aprobado y gasto devengado", None),
        ("Se tuvo un presupuesto devengado de 12 millones de pesos.", None),
    ],
)
def test_the_moment_that_a_title_names(title: str, code: str | None) -> None:
    assert moment_titled(title) == code


@pytest.mark.parametrize(
    ("title", "concept"),
    [
        ("Calendario de gasto devengado por capítulo", "accrued"),
        ("Calendario de presupuesto de egresos", "approved"),
        ("Calendario de ingresos recaudados", "collected"),
    ],
)
def test_the_months_of_a_calendar_are_of_the_moment_in_its_title(title: str, concept: str) -> None:
    rows = [[f"{n}000 Capítulo", *["10.00"] * 6, "60.00"] for n in (1, 2, 3)]
    report = _report(title, ["Concepto", *MONTHS, "Total anual"], *rows)
    assert _concepts(report)[1:] == [concept] * 7


@pytest.mark.parametrize("over", ["Mes", "M E S", "MESES"])
def test_numbers_below_the_word_month_are_months(over: str) -> None:
    numbers = [str(n) for n in range(1, 13)]
    rows = [[f"1{n}0", f"Unidad {n}", "69.6", *["5.8"] * 12] for n in (1, 2, 3)]
    report = _report("Calendario de presupuesto de egresos", ["", "", "", over], ["", "", "Total", *numbers], *rows)
    assert _concepts(report) == ["code", "name", *["approved"] * 13]
    ends = [fact.period.end.month for fact in report.facts[:13] if fact.period]
    assert ends == [12, *range(1, 13)] and len(report.facts) == 39


def test_numbers_in_the_middle_of_which_the_word_month_stands_are_months() -> None:
    rows = [[f"Unidad {n}", *["5.8"] * 4] for n in (1, 2, 3)]
    report = _report("Calendario de presupuesto de egresos", ["", "", "", "Mes"], ["", "4", "5", "6", "7"], *rows)
    assert [fact.period.end.month for fact in report.facts[:4] if fact.period] == [4, 5, 6, 7]


def test_counts_of_a_month_that_follow_each_other_are_no_months() -> None:
    rows = [["Enero", "1", "2", "3"], ["Febrero", "4", "4", "9"], ["Marzo", "7", "5", "2"]]
    report = _report("Movimientos", ["Mes", "Altas", "Bajas", "Cambios"], *rows)
    assert [fact.value for fact in report.facts] == [figure for row in rows for figure in row[1:]]


def test_money_under_a_heading_of_names_is_not_lost() -> None:
    report = _report("Gasto", ["Unidad", "Mes", "Mes"], *[[f"Unidad {n}", "1,205.10", "980.00"] for n in (1, 2, 3)])
    assert [fact.value for fact in report.facts[:2]] == ["1205.10", "980.00"]


@pytest.mark.parametrize("heads", CHAPTERS)
@pytest.mark.parametrize(
    ("title", "concept"),
    [("Presupuesto devengado por fuente y capítulo", "accrued"), ("Fuentes y capítulos", "amount")],
)
def test_chapters_are_categories_of_one_measure(heads: list[str], title: str, concept: str) -> None:
    report = _report(
        title,
        ["Fuente de financiamiento", *heads, "Total"],
        ["Recursos estatales", "382,000.00", "14,500.00", "61,200.00", "457,700.00"],
        ["Ingresos propios", "21,000.00", "8,905.00", "33,402.00", "63,307.00"],
        ["Total", "403,000.00", "23,405.00", "94,602.00", "521,007.00"],
    )
    assert _concepts(report) == ["name", *[concept] * 4]
    assert not report.anomalies
    groups = [str(fact.context.get("group", ""))[:13] for fact in report.facts[:4]]
    assert groups[3] == "Total" and len(set(groups)) == 4


def test_round_amounts_in_order_are_no_headings() -> None:
    report = _report(
        "Presupuesto devengado por fuente",
        ["Fuente de financiamiento", "Enero", "Febrero", "Marzo"],
        ["Recursos estatales", "1,000.00", "2,000.00", "3,000.00"],
        ["Ingresos propios", "1,500.00", "2,500.00", "3,500.00"],
    )
    assert [fact.value for fact in report.facts][:3] == ["1000.00", "2000.00", "3000.00"]


def test_beside_a_known_moment_the_title_says_nothing() -> None:
    rows = [["Sueldos", "900.00", "80.00"], ["Rentas", "400.00", "40.00"]]
    report = _report("Gasto pagado por partida", ["Concepto", "Aprobado", "Total"], *rows)
    assert "paid" not in _concepts(report)


def test_a_block_below_another_is_of_the_moment_that_its_own_title_names() -> None:
    head = ["Gobierno del Estado de Sonora", "Avance presupuestal por unidad responsable y capítulo de gasto"]
    head.append("Segundo trimestre de 2025 (enero - junio)")
    blocks = []
    for title in ("Presupuesto autorizado", "Presupuesto ejercido al 30 de junio"):
        rows = [["Unidad responsable", *CHAPTERS[3], "Total"]]
        rows += [[f"Secretaría {n}", "10.00", "20.00", "30.00", "60.00"] for n in ("de Salud", "de Obras", "Técnica")]
        blocks.append("\n".join([title, *("\t".join(row) for row in rows)]))
    text = "\n".join([*head, "(Pesos)", "", "\n\n".join(blocks)])
    report = cotejo.analyse(text.encode(), filename="avance.txt")
    found = [{column.concept for column in table.columns[1:]} for table in report.tables]
    assert found == [{"approved"}, {"exercised"}]


def test_codes_under_the_only_heading_of_names_are_no_money() -> None:
    rows = [["1.10", "500.00"], ["1.20", "320.50"], ["1.30", "90.75"]]
    report = _report("Gasto", ["Concepto", "Pagado"], *rows)
    assert [fact.value for fact in report.facts] == [paid for _, paid in rows]


@pytest.mark.parametrize(("name", "columns"), [("Concepto", 3), ("Claves", 5)])
def test_rows_of_column_numbers_are_no_figures(name: str, columns: int) -> None:
    heads = ["Nombre", *["Alfa", "Beta", "Gama", "Delta", "Épsilon"][:columns]]
    rows = [[unit, *[str(figure * 10 + n) for n in range(columns)]] for unit, figure in (("Luz", 7), ("Agua", 5))]
    report = _report("Gasto", heads, [name, *[str(n + 1) for n in range(columns)]], *rows)
    assert [fact.value for fact in report.facts] == [figure for row in rows for figure in row[1:]]
