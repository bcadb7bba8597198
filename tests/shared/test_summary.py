"""What heads a page: totals and counts of programmes."""

from dataclasses import replace
from decimal import Decimal

import pytest

import cotejo
from shared.summary import summarise
from shared.summary_words import budget_told
from tests import programmes


def test_a_programme_that_states_its_money_by_categories_too_counts_once() -> None:
    rows = [programmes.row(), programmes.row(code="B2"), programmes.row(code="B2")]
    report = cotejo.analyse(programmes.text(rows), filename="a.txt")
    assert (summarise(report).programmes, summarise(report).totals["accrued"]) == (3, Decimal("240.00"))
    parts = [
        fact.model_copy(update={"id": f"{fact.id} of salaries", "context": {"group": "Salaries"}})
        for fact in report.facts
    ]
    by_category = report.model_copy(update={"facts": [*report.facts, *parts]})
    assert summarise(by_category) == summarise(report)


def test_the_light_of_spending_is_given_to_no_row_that_sums_programmes() -> None:
    report = cotejo.analyse(programmes.text([programmes.row(), programmes.row(code="B2")]), filename="a.txt")
    rated = next(one for one in report.indicators if one.rating and one.name == "execution_rate_modified")
    branch = rated.model_copy(update={"id": "i-branch", "inputs": ["f-branch-accrued", "f-branch-modified"]})
    with_branch = report.model_copy(update={"indicators": [*report.indicators, branch]})
    assert sum(summarise(report).lights["execution"].values()) == 2
    assert summarise(with_branch).lights == summarise(report).lights


def test_a_filing_without_programmes_opens_with_the_totals_that_it_prints() -> None:
    lines = [
        "Concepto,Aprobado,Modificado,Devengado",
        "Servicios personales,700.00,700.00,350.00",
        "Materiales,200.00,150.00,60.00",
        "Subtotal,900.00,850.00,410.00",
        "Deuda,100.00,100.00,40.00",
        "Total,1000.00,950.00,450.00",
    ]
    report = cotejo.analyse("\n".join(lines).encode(), filename="a.csv")
    totals = {"approved": Decimal("1000.00"), "modified": Decimal("950.00"), "accrued": Decimal("450.00")}
    assert summarise(report).totals == totals


IN_ANOTHER_UNIT = [
    "Clave,Programa,Aprobado,Modificado,Devengado",
    'E1,Salud,"7,310,250.75","7,518,300.10","5,207,118.42"',
    'E2,Obra,"2,715,400,600.00","3,006,950,450.00","2,988,215,090.00"',
    'E3,Parques,"1,184,006.15","1,190,772.80","1,151,364.71"',
    'E4,Riego,"2,940,118.20","1,873,000.35","1,660,431.87"',
    ',Total,"14,149,775.70","13,589,023.70","11,007,130.09"',
]
"""The second row stands in thousandths of what the others stand in, as the total tells."""


def test_a_row_in_another_unit_is_left_out_of_what_a_report_opens_with() -> None:
    report = cotejo.analyse("\n".join(IN_ANOTHER_UNIT).encode(), filename="a.csv")
    summary = summarise(report)
    assert summary.totals == {
        "approved": Decimal("11434375.10"),
        "modified": Decimal("10582073.25"),
        "accrued": Decimal("8018915.00"),
    }
    assert (summary.programmes, summary.left_out, summary.execution) == (4, 1, None)
    spanish, english = (budget_told(summary, "es"), budget_told(summary, "en"))
    assert spanish.endswith(" (sin contar 1 renglón que está en otra unidad)")
    assert english.endswith(" (1 row that stands in another unit left out)")


def test_what_was_exercised_is_told_where_nothing_was_accrued() -> None:
    lines = [
        "Clave,Programa,Aprobado,Modificado,Ejercido",
        "E1,Salud,700.00,700.00,350.00",
        "E2,Obra,300.00,200.00,90.00",
    ]
    summary = summarise(cotejo.analyse("\n".join(lines).encode(), filename="a.csv"))
    assert list(summary.totals) == ["approved", "modified", "exercised"]
    said = budget_told(summary, "en").replace("\N{NO-BREAK SPACE}", " ")
    assert said.endswith("exercised 440.00 pesos: 48.9 % of the modified budget was spent")


def test_revenue_opens_with_what_was_collected_of_the_estimate_and_has_no_light_of_spending() -> None:
    lines = (
        "Municipio de Prueba", "Estado analítico de ingresos", "Del 1 de enero al 30 de junio de 2024", "",
        "Rubro\tEstimado\tModificado\tDevengado\tRecaudado",
        "Impuestos\t1,000.00\t1,000.00\t990.00\t990.00", "Derechos\t500.00\t600.00\t610.00\t600.00",
        "Total\t1,500.00\t1,600.00\t1,600.00\t1,590.00",
    )  # fmt: skip
    report = cotejo.analyse("\n".join(lines).encode(), filename="a.txt")
    summary = summarise(report)
    assert list(summary.totals) == ["estimated", "modified", "collected"]
    assert budget_told(summary, "es").endswith("se recaudó 106.0\xa0% de lo estimado")
    assert "execution" not in summary.lights


POSITION = [
    "Municipio de Prueba", "Estado de Situación Financiera", "Al 30 de junio de 2024 y al 31 de diciembre de 2023", "",
    "Concepto\t2024\t2023", "ACTIVO", "Efectivo y Equivalentes\t3,000,000.00\t2,000,000.00",
    "Bienes Muebles\t1,500,000.00\t1,500,000.00", "Total del Activo\t4,500,000.00\t3,500,000.00", "PASIVO",
    "Cuentas por Pagar\t1,250,000.00\t500,000.00", "Total del Pasivo\t1,250,000.00\t500,000.00",
    "HACIENDA PÚBLICA/PATRIMONIO", "Aportaciones\t3,250,000.00\t3,000,000.00",
    "Total Hacienda Pública/Patrimonio\t3,250,000.00\t3,000,000.00",
    "Total del Pasivo y Hacienda Pública/Patrimonio\t4,500,000.00\t3,500,000.00",
]  # fmt: skip


@pytest.mark.parametrize("left_out", [None, "Total del Pasivo\t"])
def test_a_statement_of_position_opens_with_its_three_totals_or_with_none(left_out: str | None) -> None:
    lines = [line for line in POSITION if left_out is None or not line.startswith(left_out)]
    summary = summarise(cotejo.analyse("\n".join(lines).encode(), filename="a.txt"))
    said = budget_told(summary, "en").replace("\N{NO-BREAK SPACE}million pesos", "")
    assert said == ("" if left_out else "assets 4.5, liabilities 1.3, equity 3.3")


def test_an_amount_that_others_outvote_is_told_with_theirs_and_no_rate_is_worked_out_with_it() -> None:
    report = cotejo.analyse(programmes.text([programmes.row(), programmes.row(code="B2")]), filename="a.txt")
    summary = summarise(report)
    spent = budget_told(summary, "es")
    assert "se ejerció" in spent and "los demás" not in spent
    told = budget_told(replace(summary, against={"accrued": Decimal(2_500_000)}), "es")
    assert told.endswith("(los demás estados dan 2.5\xa0mdp)") and "se ejerció" not in told


def test_an_only_amount_speaks_for_one_table_and_not_for_a_filing_of_several() -> None:
    donations = ["Donativos\tEjercido", "Cruz Roja\t100.00", "Bomberos\t50.00", "Total\t150.00"]
    contracts = ["Contratos\tPlazas", "Honorarios\t12", "Asesores\t7", "Total\t19"]
    (alone, among) = (
        summarise(cotejo.analyse("\n".join(lines).encode(), filename="a.txt")).totals
        for lines in (donations, [*donations, "", "", *contracts])
    )
    assert (alone, among) == ({"exercised": Decimal("150.00")}, {})
