"""The statements of government accounting and financial discipline: each known for what it is, its rows in place."""

import pytest

from tests.analysed import analysed

QUARTER = "statements/inaeba-2019-q3"
KINDS = {
    "5.1-estado-de-actividades": {"activities"},
    "5.2-estado-de-situacion-financiera": {"financial-position"},
    "5.3-variacion-en-la-hacienda-publica": {"equity-changes"},
    "5.4-cambios-en-la-situacion-financiera": {"position-changes"},
    "5.5-flujos-de-efectivo": {"cash-flows"},
    "5.6-analitico-del-activo": {"asset-analysis"},
    "5.7-deuda-y-otros-pasivos": {"debt-and-liabilities"},
    "5.8-pasivos-contingentes": {"contingent-liabilities"},
    "6.1-ingresos-1": {"revenue-by-item"},
    "6.2-ingresos-2": {"revenue-by-source"},
    "6.3-ingresos-3": {"revenue-by-item", "revenue-by-source"},
    "6.4-egresos-administrativa": {"expenditure-by-office"},
    "6.5-egresos-economica": {"expenditure-by-economic-class"},
    "6.6-egresos-por-objeto": {"expenditure-by-object"},
    "6.7-egresos-funcional": {"expenditure-by-function"},
    "6.8-endeudamiento-neto": {"net-borrowing"},
    "6.9-intereses-de-la-deuda": {"debt-interest"},
    "6.10-postura-fiscal": {"fiscal-posture"},
    "7.1-gasto-por-categoria-programatica": {"expenditure-by-programme-category"},
    "7.2-programas-y-proyectos-de-inversion": {"investment-programmes"},
    "7.3-indicadores-para-resultados": {"results-indicators"},
    "10.1-ldf-situacion-financiera": {"ldf-financial-position"},
    "10.2-ldf-deuda": {"ldf-debt"},
    "10.3-ldf-obligaciones": {"ldf-long-term-obligations"},
    "10.4-ldf-balance-presupuestario": {"ldf-budget-balance"},
    "10.5-ldf-ingresos": {"ldf-revenue"},
    "10.6-ldf-egresos-por-objeto": {"ldf-expenditure-by-object"},
    "10.7-ldf-egresos-administrativa": {"ldf-expenditure-by-office"},
    "10.8-ldf-egresos-funcional": {"ldf-expenditure-by-function"},
    "10.9-ldf-servicios-personales": {"ldf-personnel"},
}


@pytest.mark.parametrize("name", KINDS)
def test_a_statement_is_known_and_none_of_its_figures_lost(name: str) -> None:
    report = analysed(f"{QUARTER}/{name}.xlsx")
    assert {fact.context["statement"] for fact in report.facts} == (KINDS[name] if report.facts else set())
    assert KINDS[name] <= set(report.filing.statements)
    assert report.coverage.as_facts == report.coverage.numeric_cells
    assert report.filing.period is not None and report.filing.institution is not None
    assert (report.filing.period.start.isoformat(), report.filing.period.end.isoformat()) == (
        "2019-01-01",
        "2019-09-30",
    )
    assert report.filing.institution.name.startswith("INSTITUTO DE ALFABETIZACIÓN")
