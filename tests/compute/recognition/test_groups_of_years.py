"""Years, balances and targets by the headings over them and the days that they name."""

import pytest

import cotejo
from services.compute.recognition.periods import find_period
from shared.report import Report


def _report(text: str) -> Report:
    return cotejo.analyse(text.encode(), filename="informe.txt")


def _of_columns(report: Report) -> dict[int, tuple[str, str | None, str | None]]:
    return {
        fact.evidence.column or 0: (fact.concept, fact.unit, fact.period and fact.period.end.isoformat())
        for fact in report.facts
        if fact.concept not in ("mir_level", "frequency", "unit_of_measure")
    }


def test_years_under_moments_of_money_are_of_these() -> None:
    report = _report(
        "Programa\tAprobado\t\tDevengado\t\n\t2022\t2023\t2022\t2023\nSalud\t100.50\t110.20\t90.10\t100.40\n"
        "Agua\t200.50\t210.20\t190.10\t200.40\nTotal\t301.00\t320.40\t280.20\t300.80\n"
    )
    assert _of_columns(report) == {
        1: ("approved", "MXN", "2022-12-31"),
        2: ("approved", "MXN", "2023-12-31"),
        3: ("accrued", "MXN", "2022-12-31"),
        4: ("accrued", "MXN", "2023-12-31"),
    }


def test_years_under_other_headings_are_of_these_each_with_its_change() -> None:
    report = _report(
        "Hospital de Prueba\n\nServicio\tConsultas\t\t\tUrgencias\t\t\n\t2022\t2023\tVar. %\t2022\t2023\tVar. %\n"
        "Medicina\t400\t500\t25.0\t80\t100\t25.0\nCirugía\t200\t150\t-25.0\t160\t120\t-25.0\n"
        "Total\t600\t650\t8.3\t240\t220\t-8.3\n"
    )
    assert _of_columns(report) == {
        1: ("consultas", None, "2022-12-31"),
        2: ("consultas", None, "2023-12-31"),
        3: ("variation_rate", "ratio", None),
        4: ("urgencias", None, "2022-12-31"),
        5: ("urgencias", None, "2023-12-31"),
        6: ("variation_rate", "ratio", None),
    }
    assert not report.anomalies


def test_of_two_balances_by_their_days_the_earlier_opens() -> None:
    report = _report(
        "Informe de la deuda al 31 de marzo de 2023\n\nAcreedor\tSaldo al 31 de diciembre de 2022\tDisposiciones\t"
        "Amortizaciones\tAjustes\tSaldo al 31 de marzo de 2023\n"
        "Banco 1\t1,000.50\t100.00\t50.25\t0.00\t1,050.25\nBanco 2\t2,000.00\t0.00\t80.10\t0.00\t1,919.90\n"
        "Total\t3,000.50\t100.00\t130.35\t0.00\t2,970.15\n"
    )
    told = _of_columns(report)
    assert told[1] == ("opening_balance", "MXN", "2022-12-31") and told[5] == ("closing_balance", "MXN", "2023-03-31")
    assert {unit for _, unit, _ in told.values()} == {"MXN"}


def test_targets_of_the_year_and_of_the_period_under_a_heading_with_the_year() -> None:
    report = _report(
        "Avance en los indicadores, Ejercicio Fiscal 2022, segundo trimestre\n\n"
        "Nivel\tIndicador\tUnidad de medida\tMetas 2022\t\t\tAvance % al periodo\n"
        "\t\t\tAprobada anual\tProgramada al periodo\tAlcanzada al periodo\t\n"
        "Fin\tTasa de mortalidad\tTasa\t80.0\t40.0\t38.0\t95.0\n"
        "Componente\tRecetas surtidas\tPorcentaje\t96.0\t48.0\t48.0\t100.0\n"
        "Actividad\tConsultas\tPorcentaje\t60.0\t30.0\t27.0\t90.0\n"
    )
    assert {column: (concept, end) for column, (concept, _, end) in _of_columns(report).items()} == {
        3: ("target_original", "2022-12-31"),
        4: ("target_original", "2022-06-30"),
        5: ("achieved", "2022-06-30"),
        6: ("achievement_rate_original", "2022-06-30"),
    }


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Ejercicio Fiscal 2022, segundo trimestre", "2022-04-01", "2022-06-30"),
        ("Cuenta Pública 2022. Primer semestre", "2022-01-01", "2022-06-30"),
        ("Ejercicio 2021 y primer trimestre 2022", "2022-01-01", "2022-03-31"),
        ("Ejercicio 2021, cuarto trimestre de 2022", "2022-10-01", "2022-12-31"),
        ("Cuenta Pública 2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_a_part_of_the_year_behind_it(text: str, start: str, end: str) -> None:
    found = find_period(text)
    assert found is not None and (found.start.isoformat(), found.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        ("Presupuesto\tEjercido\tDiferencia", ["approved", "exercised", "difference"]),
        ("Presupuesto 2024\tEjercido 2024\tVariación", ["approved", "exercised", "variation"]),
        ("Presupuesto\tRecaudado\tDiferencia", ["estimated", "collected", "difference"]),
        ("Presupuesto\tReal\tVariación", ["approved", "exercised", "variation"]),
    ],
)
def test_the_budget_alone_is_what_was_approved_or_estimated(headings: str, told: list[str]) -> None:
    report = _report(
        f"Informe 2024\n\nConcepto\t{headings}\nSalud\t100.50\t90.25\t10.25\nAgua\t200.00\t150.00\t50.00\n"
        "Total\t300.50\t240.25\t60.25\n"
    )
    assert [concept for concept, _, _ in _of_columns(report).values()] == told
    assert not [one for one in report.anomalies if one.severity == "error"]
