"""Tables whose columns are of several kinds: money by quarter, people beside money, shares beside what they are of."""

import pytest

from tests.compute.recognition.told import of_columns, report_of, units_of_columns


@pytest.mark.parametrize("title", ["Presupuesto por programa y trimestre 2023", "Gasto por trimestre (2023)"])
def test_moments_by_quarter_are_read_where_a_total_stands_under_them(title: str) -> None:
    report = report_of(
        f"Universidad de Prueba\n{title}\n\n"
        "Programa\tPrimer trimestre\t\tSegundo trimestre\t\tAcumulado\t\n"
        "\tAprobado\tDevengado\tAprobado\tDevengado\tAprobado\tDevengado\n"
        "Docencia\t3,612.75\t2,814.89\t3,523.58\t3,298.16\t7,136.33\t6,113.05\n"
        "Vinculación\t9,071.62\t7,278.93\t9,035.57\t8,704.83\t18,107.19\t15,983.76\n"
        "Gestión\t5,309.62\t4,966.80\t5,693.40\t5,060.89\t11,003.02\t10,027.69\n"
        "Total\t17,993.99\t15,060.62\t18,252.55\t17,063.88\t36,246.54\t32,124.50\n"
    )
    assert [(fact.concept, fact.period and fact.period.end.isoformat()) for fact in report.facts] == 4 * [
        (concept, end) for end in ("2023-03-31", "2023-06-30", "2023-12-31") for concept in ("approved", "accrued")
    ]
    assert {fact.subject.name for fact in report.facts} == {"Docencia", "Vinculación", "Gestión", "Total"}
    assert not [one for one in report.anomalies if one.severity != "information"]


def test_people_beside_money_are_no_money() -> None:
    report = report_of(
        "Municipio de Prueba\nAvance de obra al 31 de marzo de 2025\n\n"
        "Obra\tAprobado\tEjercido\tPor ejercer\tBeneficiarios\t\t\n"
        "\t\t\t\tHombres\tMujeres\tTotal\n"
        "Calle Norte\t297,850.06\t94,423.84\t203,426.22\t410\t548\t958\n"
        "Calle Sur\t657,645.46\t257,359.35\t400,286.11\t1,210\t1,303\t2,513\n"
        "Calle Oriente\t215,372.32\t81,174.54\t134,197.78\t85\t91\t176\n"
    )
    assert [(one.concept, one.unit) for one in of_columns(report).values()] == [
        ("approved", "MXN"),
        ("exercised", "MXN"),
        ("underspend", "MXN"),
        ("beneficiarios_hombres", None),
        ("beneficiarios_mujeres", None),
        ("beneficiarios_total", None),
    ]


def test_a_title_in_pesos_makes_money_of_all_but_what_is_counted() -> None:
    report = report_of(
        "Proyección del fondo de reserva (pesos)\n\n"
        "Año\tPoblación activa\tPensionados\tCuotas\tPensiones pagadas\tReserva\n"
        "2024\t8,412\t1,022\t3,361,206.75\t2,814,089.87\t61,547,116.88\n"
        "2025\t8,530\t1,107\t3,523,901.58\t3,298,591.16\t61,772,427.30\n"
        "2026\t8,655\t1,196\t3,744,160.65\t3,738,610.11\t61,777,977.84\n"
    )
    assert units_of_columns(report) == {1: None, 2: None, 3: "MXN", 4: "MXN", 5: "MXN"}


def test_what_a_payroll_is_made_of_is_money() -> None:
    report = report_of(
        "Instituto de Prueba\nRemuneraciones 2024\n\nNivel\tPuesto\tNúmero de plazas\tRemuneraciones\t\n"
        "\t\t\tBase\tCompensación\n10\tDirección\t1\t87,460.43\t3,944.14\n11\tJefatura\t48\t38,035.55\t37,306.38\n"
        "12\tAnalista\t31\t21,540.00\t12,100.25\n"
    )
    assert units_of_columns(report) == {2: None, 3: "MXN", 4: "MXN"}


@pytest.mark.parametrize(
    "heading",
    ["Participación 2024 (%)", "% del total", "Estructura %", "Distribución %", "Porcentaje de participación"],
)
def test_shares_of_a_total_are_known_by_their_headings(heading: str) -> None:
    report = report_of(
        f"Ingresos del fondo 2024\n\nConcepto\tImporte\t{heading}\nCuotas\t250.00\t25.0\nAportaciones\t500.00\t50.0\n"
        "Rendimientos\t250.00\t25.0\nTotal\t1,000.00\t100.0\n"
    )
    assert [one[:2] for one in of_columns(report).values()] == [
        ("amount", "MXN"),
        ("share", "ratio"),
    ] and not report.anomalies


def test_a_system_of_evaluation_files_nothing_itself() -> None:
    report = report_of(
        "Sistema Estatal de Evaluación\nInstituto de Cultura del Norte\n"
        "Estado Analítico del Ejercicio del Presupuesto de Egresos\nDel 1 de enero al 31 de marzo de 2024\n\n"
        "Concepto\tAprobado\tModificado\tDevengado\nServicios Personales\t100.00\t100.00\t25.00\n"
        "Materiales\t50.00\t50.00\t10.00\n"
    )
    assert report.filing.institution is not None and report.filing.institution.name == "Instituto de Cultura del Norte"
    assert "institution-conflict" not in {one.rule for one in report.anomalies}


def test_where_subjects_run_across_figures_under_an_unknown_label_keep_it() -> None:
    report = report_of(
        "Instituto de Prueba\nEvaluación 2023\n\n"
        "Indicadores\tCobertura de atención\tCosto por paciente\tTiempo de espera\n"
        "Meta\t80\t1,250\t14\nAlcanzado\t78\t1,310\t15\nMuestra revisada\t400\t220\t97\nCasos con dudas\t12\t9\n"
    )
    assert [fact.subject.name for fact in report.facts if fact.concept == "muestra_revisada"] == [
        "Cobertura de atención",
        "Costo por paciente",
        "Tiempo de espera",
    ]
    assert len(report.facts) == 11
    assert [one.rule for one in report.anomalies if one.severity != "information"] == ["ragged-row"]


def test_a_total_over_years_beside_people_is_of_people() -> None:
    report = report_of(
        "Personal\n\nNivel\tHombres\t\tMujeres\t\tTotal\t\n\t2022\t2023\t2022\t2023\t2022\t2023\n"
        "Mando\t10\t12\t8\t9\t18\t21\nOperativo\t200\t210\t190\t205\t390\t415\nTotal\t210\t222\t198\t214\t408\t436\n"
    )
    told = of_columns(report)
    assert [told[place].concept for place in (1, 3, 5)] == ["hombres", "mujeres", "total"]
    assert {one.unit for one in told.values()} == {None}


def test_what_may_be_given_as_well_as_paid_is_not_taken_for_money() -> None:
    report = report_of(
        "Informe 2023\n\nDelegación\tPrestaciones otorgadas\tRecursos humanos\nNorte\t1,200\t120\nSur\t1,300\t130\n"
    )
    assert {*units_of_columns(report).values()} == {None}
