"""Years, balances and targets by the headings over them and the days that they name."""

import pytest

from services.compute.recognition.matching import match
from services.compute.recognition.periods import find_period
from tests.compute.recognition.told import of_columns, report_of, units_of_columns


def test_years_under_moments_of_money_are_of_these() -> None:
    report = report_of(
        "Programa\tAprobado\t\tDevengado\t\n\t2022\t2023\t2022\t2023\nSalud\t100.50\t110.20\t90.10\t100.40\n"
        "Agua\t200.50\t210.20\t190.10\t200.40\nTotal\t301.00\t320.40\t280.20\t300.80\n"
    )
    assert of_columns(report) == {
        1: ("approved", "MXN", "2022-12-31"),
        2: ("approved", "MXN", "2023-12-31"),
        3: ("accrued", "MXN", "2022-12-31"),
        4: ("accrued", "MXN", "2023-12-31"),
    }


def test_years_under_other_headings_are_of_these_each_with_its_change() -> None:
    report = report_of(
        "Hospital de Prueba\n\nServicio\tConsultas\t\t\tUrgencias\t\t\n\t2022\t2023\tVar. %\t2022\t2023\tVar. %\n"
        "Medicina\t400\t500\t25.0\t80\t100\t25.0\nCirugía\t200\t150\t-25.0\t160\t120\t-25.0\n"
        "Total\t600\t650\t8.3\t240\t220\t-8.3\n"
    )
    assert of_columns(report) == {
        1: ("consultas", None, "2022-12-31"),
        2: ("consultas", None, "2023-12-31"),
        3: ("variation_rate", "ratio", None),
        4: ("urgencias", None, "2022-12-31"),
        5: ("urgencias", None, "2023-12-31"),
        6: ("variation_rate", "ratio", None),
    }
    assert not report.anomalies


def test_of_two_balances_by_their_days_the_earlier_opens() -> None:
    report = report_of(
        "Informe de la deuda al 31 de marzo de 2023\n\nAcreedor\tSaldo al 31 de diciembre de 2022\tDisposiciones\t"
        "Amortizaciones\tAjustes\tSaldo al 31 de marzo de 2023\n"
        "Banco 1\t1,000.50\t100.00\t50.25\t0.00\t1,050.25\nBanco 2\t2,000.00\t0.00\t80.10\t0.00\t1,919.90\n"
        "Total\t3,000.50\t100.00\t130.35\t0.00\t2,970.15\n"
    )
    told = of_columns(report)
    assert told[1] == ("opening_balance", "MXN", "2022-12-31") and told[5] == ("closing_balance", "MXN", "2023-03-31")
    assert {one.unit for one in told.values()} == {"MXN"}


def test_targets_of_the_year_and_of_the_period_under_a_heading_with_the_year() -> None:
    report = report_of(
        "Avance en los indicadores, Ejercicio Fiscal 2022, segundo trimestre\n\n"
        "Nivel\tIndicador\tUnidad de medida\tMetas 2022\t\t\tAvance % al periodo\n"
        "\t\t\tAprobada anual\tProgramada al periodo\tAlcanzada al periodo\t\n"
        "Fin\tTasa de mortalidad\tTasa\t80.0\t40.0\t38.0\t95.0\n"
        "Componente\tRecetas surtidas\tPorcentaje\t96.0\t48.0\t48.0\t100.0\n"
        "Actividad\tConsultas\tPorcentaje\t60.0\t30.0\t27.0\t90.0\n"
    )
    assert {place: (told.concept, told.end) for place, told in of_columns(report).items()} == {
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
    report = report_of(
        f"Informe 2024\n\nConcepto\t{headings}\nSalud\t100.50\t90.25\t10.25\nAgua\t200.00\t150.00\t50.00\n"
        "Total\t300.50\t240.25\t60.25\n"
    )
    assert [one.concept for one in of_columns(report).values()] == told
    assert not [one for one in report.anomalies if one.severity == "error"]


def test_percentages_beside_the_amounts_of_each_year_are_their_shares() -> None:
    report = report_of(
        "Presupuesto por capítulo\n\nCapítulo\t2021\t\t2022\t\n\tImporte\t%\tImporte\t%\n"
        "1000 Servicios personales\t500.00\t50.0\t300.00\t25.0\n2000 Materiales\t300.00\t30.0\t300.00\t25.0\n"
        "3000 Servicios generales\t200.00\t20.0\t600.00\t50.0\nTotal\t1,000.00\t100.0\t1,200.00\t100.0\n"
    )
    assert of_columns(report) == {
        1: ("amount", "MXN", "2021-12-31"),
        2: ("share", "ratio", "2021-12-31"),
        3: ("amount", "MXN", "2022-12-31"),
        4: ("share", "ratio", "2022-12-31"),
    }


def test_a_total_whose_rate_over_the_target_is_given_is_what_was_achieved() -> None:
    report = report_of(
        "Educandos atendidos de enero a marzo de 2022\n\nEntidad\tHombres\tMujeres\tTotal\tMeta\t% de avance\n"
        "Norte\t120\t180\t300\t400\t75.0\nSur\t200\t250\t450\t500\t90.0\nCentro\t90\t60\t150\t200\t75.0\n"
        "Total\t410\t490\t900\t1,100\t81.8\n"
    )
    told = [one.concept for one in of_columns(report).values()]
    assert told[2:] == ["achieved", "target_original", "achievement_rate_original"]


def test_a_number_beside_an_amount_counts_and_numbers_no_row() -> None:
    report = report_of(
        "Nómina de pensiones 2023\n\nMes\tJubilados\t\tPensionados\t\n\tNúmero\tImporte\tNúmero\tImporte\n"
        "Enero\t9,120\t912,000.50\t1,100\t88,000.10\nFebrero\t9,140\t914,000.50\t1,104\t88,320.10\n"
        "Marzo\t9,151\t915,100.50\t1,109\t88,720.10\n"
    )
    assert units_of_columns(report) == {
        1: None,
        2: "MXN",
        3: None,
        4: "MXN",
    }
    assert len(report.facts) == 12


def test_balances_of_years_are_amounts_of_their_banks() -> None:
    report = report_of(
        "Notas a los estados financieros al 30 de junio de 2023\n\nBanco\tNúmero de cuenta\tSaldo 2023\tSaldo 2022\n"
        "Banco del Norte\t0011234567\t1,500.25\t900.00\nBanco del Sur\t0021234567\t2,500.75\t1,100.00\n"
        "Total\t\t4,001.00\t2,000.00\n"
    )
    assert {place: told.concept for place, told in of_columns(report).items()} == {2: "amount", 3: "amount"}
    assert {fact.subject.name for fact in report.facts} == {"Banco del Norte", "Banco del Sur", "Total"}


def test_large_figures_to_the_cent_beside_amounts_are_money() -> None:
    report = report_of(
        "Ingresos al 31 de agosto de 2022\n\nFuente\tAutorizado anual\tRecibido\tPor recibir\tTasa\n"
        "Subsidio\t361,206.75\t240,804.50\t120,402.25\t8.25\nPropios\t907,186.62\t604,791.08\t302,395.54\t7.50\n"
    )
    assert units_of_columns(report) == {
        1: "MXN",
        2: "MXN",
        3: "MXN",
        4: None,
    }


def test_things_counted_in_two_years_are_no_money_nor_is_their_difference() -> None:
    report = report_of(
        "Consultas otorgadas de enero a junio\n\nUnidad\t2023\t2024\tDiferencia\tVariación %\n"
        "Norte\t4,000\t5,000\t1,000\t25.0\nSur\t2,000\t1,500\t-500\t-25.0\nCentro\t800\t900\t100\t12.5\n"
    )
    assert units_of_columns(report) == {
        1: None,
        2: None,
        3: None,
        4: "ratio",
    }


def test_quarters_under_a_schedule_are_of_its_targets() -> None:
    report = report_of(
        "Programa Operativo Anual 2025\n\nActividad\tUnidad de medida\tMeta anual\tProgramación trimestral\t\t\t\n"
        "\t\t\t1°\t2°\t3°\t4°\nVisitas\tVisita\t100\t20\t30\t25\t25\nTalleres\tTaller\t40\t10\t10\t10\t10\n"
        "Asesorías\tAsesoría\t66\t16\t20\t15\t15\n"
    )
    ends = ("2025-12-31", "2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")
    assert [(one.concept, one.end) for one in of_columns(report).values()] == [("target_original", end) for end in ends]
    assert not [one for one in report.anomalies if one.severity == "error"]


@pytest.mark.parametrize("text", ["Reporte de indicadores 4T 2023", "T4-2023", "Avance 4T2023"])
def test_a_quarter_by_its_letter(text: str) -> None:
    found = find_period(text)
    assert found is not None and (found.start.isoformat(), found.end.isoformat()) == ("2023-10-01", "2023-12-31")


@pytest.mark.parametrize("label", ["Aprobada anual", "Modificada anual"])
def test_what_stands_under_targets_is_no_money_by_words_that_are_nearly_so(label: str) -> None:
    assert match("Metas", label) is None and match("", label) is not None


def test_what_years_stand_under_may_be_called_as_the_rows_are_told() -> None:
    report = report_of(
        "Nombre\tTable\t\tSection\t\n\t2022\t2023\t2022\t2023\nUno\t1.50\t2.50\t3.50\t4.50\nDos\t5.50\t6.50\t7.50\t8.50\n"
    )
    assert len(report.facts) == 8 and {"table", "section"}.isdisjoint(one.concept for one in report.facts)
