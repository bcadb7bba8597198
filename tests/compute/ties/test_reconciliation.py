"""What the reconciliations start from and end at is what the statements of budget and accounts say."""

from dataclasses import replace

import pytest

import cotejo
from services.compute.ties.stated import Filed, filed_of
from tests.compute.text_filings import as_workbook
from tests.compute.ties.quarters import mismatches
from tests.further_statements import INSTITUTION, REVENUE, SPENDING, SPENDING_2015, Form

_TIMES = {2022: "Del 1 de enero al 30 de junio de 2022", 2015: "Del 1 de enero al 30 de junio de 2015"}


def _beside(year: int) -> dict[str, list[list[str]]]:
    """The statements of activities, of revenue and of spending that the reconciliations of `year` are held against."""
    head = [[INSTITUTION], [_TIMES[year]]]
    across = [
        "Concepto",
        "Aprobado",
        "Ampliaciones/ (Reducciones)",
        "Modificado",
        "Devengado",
        "Pagado",
        "Subejercicio",
    ]
    revenue = [
        "Rubro de Ingresos",
        "Estimado",
        "Ampliaciones y Reducciones",
        "Modificado",
        "Devengado",
        "Recaudado",
        "Diferencia",
    ]
    spent = ["5,000,000.00", "0.00", "5,000,000.00", "4,000,000.00", "3,900,000.00", "1,000,000.00"]
    earned = ["6,000,000.00", "0.00", "6,000,000.00", "5,000,000.25", "4,900,000.00", "-1,100,000.00"]
    return {
        "activities": [
            ["Estado de Actividades"], *head, ["Concepto", str(year), str(year - 1)],
            ["Ingresos y Otros Beneficios"], ["Productos", "4,751,500.35", "12.50"],
            ["Total de Ingresos y Otros Beneficios", "4,751,500.35", "12.50"],
            ["Gastos y Otras Pérdidas"], ["Servicios Personales", "3,755,000.50", "9.25"],
            ["Total de Gastos y Otras Pérdidas", "3,755,000.50", "9.25"],
            ["Resultados del Ejercicio (Ahorro/Desahorro)", "996,499.85", "3.25"],
        ],
        "revenue": [["Estado Analítico de Ingresos"], *head, revenue, ["Productos", *earned], ["Total", *earned]],
        "object": [
            ["Estado Analítico del Ejercicio del Presupuesto de Egresos por Capítulo del Gasto"], *head, across,
            ["1000 Servicios Personales", *spent], ["Total del Gasto", *spent],
        ],
    }  # fmt: skip


def _company(*forms: Form, year: int = 2022) -> dict[str, Filed]:
    sheets = _beside(year) | {form.kind: form.rows for form in forms}
    filed = {}
    for name, rows in sheets.items():
        report = cotejo.analyse(as_workbook(rows), filename=f"{name}.xlsx").model_dump(mode="json")
        filed[name] = found = filed_of(name, report)
        assert found is not None
    return filed  # type: ignore[return-value]


def _with(form: Form, row: int, text: str) -> Form:
    body = list(form.body)
    body[row] = [*body[row][:2], text]
    return replace(form, body=tuple(body))


@pytest.mark.parametrize(("forms", "year"), [((REVENUE, SPENDING), 2022), ((SPENDING_2015,), 2015)])
def test_reconciliations_that_agree_are_not_told(forms: tuple[Form, ...], year: int) -> None:
    assert not mismatches(_company(*forms, year=year))


@pytest.mark.parametrize("form", [REVENUE, SPENDING, SPENDING_2015])
@pytest.mark.parametrize("row", [0, -1])
def test_a_reconciliation_of_another_figure_is_an_error(form: Form, row: int) -> None:
    year = form.years[0]
    (found,) = mismatches(_company(_with(form, row, "4,123,456.78"), year=year)).values()
    assert found.severity == "error"
    assert form.kind in {figure.filing for figure in found.figures}
