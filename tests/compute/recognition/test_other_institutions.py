"""Filings as other institutions write them: their own headings, orders and ways to print figures."""

from decimal import Decimal

import pytest

import cotejo
from shared.report import Report

HEADINGS = (
    *("Nivel", "Indicador", "Método de cálculo", "Sentido", "Meta programada", "Numerador", "Denominador", "Resultado"),
    "% de cumplimiento",
)
MATRIX = "\t".join(HEADINGS) + "\n"


def _report(text: str) -> Report:
    return cotejo.analyse(text.encode(), filename="informe.txt")


def _matrix(*rows: str) -> Report:
    return _report(f"Matriz de Indicadores para Resultados\nEjercicio 2021\n\n{MATRIX}" + "\n".join(rows))


def _rules(report: Report) -> list[str]:
    return [one.rule for one in report.anomalies]


RISING = "Propósito\tApoyos entregados\t(Entregados / Programados)*100\tAscendente\t90.0\t720\t900\t80.0\t88.9"


@pytest.mark.parametrize(
    ("direction", "reported", "fires"),
    [
        ("Descendente", "100.8", False),  # target over achieved
        ("Descendente", "100.0", True),
        ("Descendente", "99.2", False),
        ("Ascendente", "100.8", True),
        ("", "100.8", False),
    ],
)
def test_the_compliance_of_an_indicator_that_is_to_fall_may_be_turned_round(
    direction: str, reported: str, fires: bool
) -> None:
    row = f"Fin\tPoblación en pobreza\t(Pobres / Total)*100\t{direction}\t64.0\t2,540\t4,000\t63.5\t{reported}"
    assert ("ratio-mismatch" in _rules(_matrix(row, RISING, RISING))) == fires


def test_a_rate_of_change_is_no_count_that_differs_from_its_numerator() -> None:
    row = "Fin\tTasa de hogares\t((Hogares t / Hogares t-1)-1)*100\tAscendente\t5.0\t1,050\t1,000\t5.0\t100.0"
    assert "achieved-differs-from-numerator" not in _rules(_matrix(row, RISING))


def test_thousands_parted_by_apostrophes_are_parts_of_sums() -> None:
    rows = [
        "Foros\tForo\t12\t$ 240,000.00",
        "Consultas\tConsulta\t4\t$ 80,000.00",
        "Jornadas\tJornada\t40\t$ 1'250,000.00",
        "Becas\tBeca\t500\t$ 2,500,000.00",
        "Total\t\t556\t$ 4,070,000.00",
    ]
    report = _report("Plan de trabajo 2024\n\nActividad\tUnidad de medida\tMeta anual\tPresupuesto\n" + "\n".join(rows))
    assert "total-mismatch" not in _rules(report)


def test_a_label_that_heads_a_column_names_no_institution() -> None:
    report = _report(
        "COMISIÓN FEDERAL DE PREVENCIÓN\nContratos plurianuales\nSegundo trimestre de 2020\n\n"
        "Entidad\tNo. de contratos\tMonto total\nNorte\t4\t120,500.00\nSur\t2\t10,500.00\n"
    )
    assert report.filing.institution is not None
    assert report.filing.institution.name == "COMISIÓN FEDERAL DE PREVENCIÓN"


@pytest.mark.parametrize("heading", ["Clave del proyecto", "Folio", "Clave de la obra"])
def test_projects_keep_their_codes(heading: str) -> None:
    report = _report(
        "Programas y proyectos de inversión\nEjercicio 2019\n\n"
        f"{heading}\tNombre del proyecto\tAprobado\tModificado\n"
        "CEA-001\tPlanta\t100.00\t120.00\nCEA-002\tPozo\t50.00\t50.00\n"
    )
    assert {fact.subject.code for fact in report.facts} == {"CEA-001", "CEA-002"}


def test_rows_of_years_are_periods_of_their_own() -> None:
    report = _report(
        "Ficha de monitoreo 2022\nEvolución del presupuesto (millones de pesos)\n\n"
        "Año\tOriginal\tModificado\tEjercido\n2021\t1,300.0\t1,310.2\t1,305.0\n2022\t1,350.7\t1,345.1\t1,344.9\n"
    )
    assert {
        (fact.subject.kind, fact.subject.name, str(fact.period and fact.period.start)) for fact in report.facts
    } == {
        ("period", "2021", "2021-01-01"),
        ("period", "2022", "2022-01-01"),
    }
    assert report.filing.period is not None and report.filing.period.start.year == 2022


@pytest.mark.parametrize(
    "headings",
    [
        ("1er. Trim", "2do. Trim", "3er. Trim", "4to. Trim"),
        ("Trimestre 1", "Trimestre 2", "Trimestre 3", "Trimestre 4"),
        ("Primer trimestre", "Segundo trimestre", "Tercer trimestre", "Cuarto trimestre"),
        ("T1", "T2", "T3", "T4"),
        ("I Trimestre", "II Trimestre", "III Trimestre", "IV Trimestre"),
    ],
)
def test_columns_of_quarters_are_of_these(headings: tuple[str, ...]) -> None:
    report = _report(
        "Plan de trabajo 2024\n\nActividad\tUnidad de medida\tMeta anual\t" + "\t".join(headings) + "\n"
        "Foros\tForo\t12\t3\t3\t3\t3\nConsultas\tConsulta\t4\t1\t1\t1\t1\n"
    )
    ends = [str(fact.period and fact.period.end) for fact in report.facts if fact.subject.name == "Foros"]
    assert ends == ["2024-12-31", "2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]
    assert [Decimal(str(fact.value)) for fact in report.facts][:5] == [12, 3, 3, 3, 3]


def test_whole_numbers_beside_amounts_to_the_cent_count() -> None:
    report = _report(
        "Informe de contrataciones por honorarios\nTercer trimestre de 2019\n(Pesos)\n\n"
        "Unidad responsable\tContratos\tMonto bruto\tMonto neto\n"
        "Dirección\t12\t1,200,000.00\t1,020,000.00\nMuseos\t48\t4,800,000.00\t4,080,000.00\nTeatro\t36\t3,600.00\t3,060.00\n"
    )
    units = {fact.evidence.column: fact.unit for fact in report.facts}
    assert units == {1: None, 2: "MXN", 3: "MXN"}


def test_revenue_over_its_estimate_is_no_spending_over_budget() -> None:
    report = _report(
        "Estado Analítico de Ingresos\nEjercicio 2017\n\n"
        "Rubro de Ingresos\tDiferencia\tRecaudado\tDevengado\tModificado\tAmpliaciones y Reducciones\tEstimado\n"
        "Derechos\t-50,000\t950,000\t960,000\t1,050,000\t50,000\t1,000,000\n"
        "Productos\t2,500\t12,500\t12,500\t10,000\t0\t10,000\n"
    )
    assert "accrued-exceeds-modified" not in _rules(report)
