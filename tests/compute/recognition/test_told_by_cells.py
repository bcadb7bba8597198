"""What headings do not say and cells, titles or misspelt words still tell."""

from datetime import date

import pytest

import cotejo
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.recognition.institutions import find_institution
from services.compute.recognition.periods import find_period
from services.compute.recognition.statement import Statement

_OBJECT = "Estado Analítico del Ejercicio del Presupuesto de Egresos Clasificación por Objeto del Gasto\n\n"


def _statement(text: str) -> Statement:
    return recognise(read(text.encode(), "a.txt"), "MXN")


def test_plain_numbers_left_of_the_names_are_codes_and_what_describes_the_rows_names_them() -> None:
    headings = "CAPG\tCG\tDESCRIPCIÓN\tAPROBADO\tMODIFICADO\n"
    rows = headings + "4000\t\tTransferencias\t10.00\t12.00\n\t4100\tAyudas\t8.00\t9.00\n"
    facts = _statement(_OBJECT + rows).facts
    assert set(facts["concept"]) == {"approved", "modified"}
    assert facts.select("subject_code", "subject_name").unique(maintain_order=True).rows() == [
        ("4000", "Transferencias"),
        ("4100", "Ayudas"),
    ]


def test_figures_that_all_part_decimals_by_a_comma_are_read() -> None:
    rows = "Mes\t2020\t2021\n" + "".join(
        f"{month}\t{n},5\t{n},1\n" for n, month in enumerate(("Enero", "Mayo", "Julio"))
    )
    facts = _statement("Existencias\n\n" + rows).facts
    assert facts["value"].to_list() == ["0.5", "0.1", "1.5", "1.1", "2.5", "2.1"]


def test_percentages_under_a_word_that_says_nothing_are_the_rate_that_they_come_out_as() -> None:
    head = "Matriz de Indicadores para Resultados\n\nNivel\tNombre del indicador\tMeta anual\tResultado\tAvance\n"
    rows = "Fin\tHogares\t200\t150\t75%\nPropósito\tCréditos\t100\t90\t90%\nComponente\tAcciones\t50\t60\t120%\n"
    facts = _statement(head + rows).facts
    rates = facts.filter(facts["concept"] == "achievement_rate_original")
    assert rates.select("value", "unit").rows() == [("0.75", "ratio"), ("0.90", "ratio"), ("1.20", "ratio")]
    assert "achieved" in set(facts["concept"])


def test_words_between_the_same_measures_name_the_rows_of_a_second_half() -> None:
    rows = (
        "ACTIVO\t2022\t2021\tPASIVO\t2022\t2021\n"
        "Efectivo\t10.00\t9.00\tCuentas por Pagar\t4.00\t3.00\n"
        "Inventarios\t5.00\t6.00\tProvisiones\t2.00\t1.00\n"
    )
    facts = _statement("Estado de Situación Financiera\nAl 31 de diciembre de 2022\n\n" + rows).facts
    assert facts.filter(facts["subject_name"] == "Provisiones")["value"].to_list() == ["2.00", "1.00"]
    assert set(facts["concept"]) == {"amount"}


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Del 1 de enero al 31 de diiembre de 2019", date(2019, 12, 31)),
        ("Del 01/ene./2021 AI 31/mar./2021", date(2021, 3, 31)),
        ("Del 1 de enero al 30 de septlembre de 2020", date(2020, 9, 30)),
    ],
)
def test_months_that_are_misspelt(text: str, end: date) -> None:
    period = find_period(text)
    assert period is not None
    assert period.end == end


def test_a_word_that_is_no_month_makes_no_period() -> None:
    assert find_period("Marca registrada en 2019 por la entidad") is None


def test_who_files_within_a_government_goes_before_the_government() -> None:
    titles = ["GOBIERNO DEL ESTADO DE ANÁHUAC", "INSTITUTO DE CAPACITACIÓN DEL ESTADO DE ANÁHUAC (PESOS)"]
    institution = find_institution(titles, [])
    assert institution is not None
    assert (institution.name, institution.acronym) == ("INSTITUTO DE CAPACITACIÓN DEL ESTADO DE ANÁHUAC", None)
    alone = find_institution(titles[:1], [])
    assert alone is not None
    assert alone.name == "GOBIERNO DEL ESTADO DE ANÁHUAC"


def test_years_beside_a_name_of_their_own_are_answers_and_head_nothing() -> None:
    rows = (
        "\tPensiones y jubilaciones\tSalud\nActivos\t1,200\t900\nAño de descapitalización\t2031\t2040\n"
        "Tasa de rendimiento\t3.5%\t4.5%\n"
    )
    facts = _statement("Informe sobre Estudios Actuariales - LDF\n\n" + rows).facts
    stated = {(row["subject_name"], row["concept"]): str(row["value"]) for row in facts.iter_rows(named=True)}
    assert stated == {
        ("Activos", "pensiones_y_jubilaciones"): "1200",
        ("Activos", "salud"): "900",
        ("Año de descapitalización", "pensiones_y_jubilaciones"): "2031",
        ("Año de descapitalización", "salud"): "2040",
        ("Tasa de rendimiento", "pensiones_y_jubilaciones"): "0.035",
        ("Tasa de rendimiento", "salud"): "0.045",
    }


def test_works_are_named_by_what_they_are_and_not_by_who_builds_them() -> None:
    lines = ["Nombre de la obra\tContratista\tMonto contratado", "Escuela\tACME\t1,000.00", "Camino\tACME\t2,000.00"]
    report = cotejo.analyse("\n".join(("Ejercicio 2023", "", *lines)).encode(), filename="obras.txt")
    assert [fact.subject.name for fact in report.facts] == ["Escuela ACME", "Camino ACME"]
    assert {fact.subject.kind for fact in report.facts} == {"programme"}


@pytest.mark.parametrize("heading", ["Comité", "Proyecto", "Sede"])
def test_names_right_of_the_numbers_of_rows_are_found_under_any_heading(heading: str) -> None:
    lines = [
        f"Núm.,{heading},Programado,Realizado,% de avance",
        "1,Comedores,20,15,75.0",
        "2,Pisos,400,400,100.0",
        "3,Becas,1000,1120,102.0",
    ]
    report = cotejo.analyse("\n".join(lines).encode(), filename="avance.csv")
    assert {fact.subject.name for fact in report.facts} == {"Comedores", "Pisos", "Becas"}
    assert [(a.rule, a.subject.name) for a in report.anomalies if a.severity == "error"] == [
        ("ratio-mismatch", "Becas")
    ]


@pytest.mark.parametrize(("last", "told"), [("24.0", []), ("42.0", ["Becas"])])
def test_a_rate_is_held_against_the_figures_of_its_own_group(last: str, told: list[str]) -> None:
    lines = [
        "Avance de metas del 1 de enero al 31 de marzo de 2024",
        "Actividad\tPrimer trimestre\t\t\tAcumulado anual\t\t",
        "\tProgramado\tRealizado\t% de avance\tProgramado\tRealizado\t% de avance",
        "Consultas\t850\t816\t96.0\t3,400\t816\t24.0",
        "Talleres\t30\t27\t90.0\t125\t27\t21.6",
        "Visitas\t64\t48\t75.0\t250\t48\t19.2",
        "Terapias\t0\t40\tN/A\t1,000\t40\t4.0",
        f"Becas\t200\t204\t102.0\t850\t204\t{last}",
    ]
    report = cotejo.analyse("\n".join(lines).encode(), filename="avance.txt")
    assert [a.subject.name for a in report.anomalies if a.severity == "error"] == told
    ends = {str(fact.period.end) for fact in report.facts if fact.period and fact.concept == "target_original"}
    assert ends == {"2024-03-31", "2024-12-31"}


def test_levels_that_are_numbers_are_the_codes_of_the_posts_beside_them() -> None:
    lines = ["Analítico de plazas 2025", "", "Nivel\tPuesto\tPlazas\tSueldo mensual\tCosto anual"]
    lines += [
        f"{n:02d}\tPuesto {name}\t3\t1,{n}00.50\t{n}0,018.00" for n, name in zip((11, 12, 13), "ABC", strict=True)
    ]
    report = cotejo.analyse("\n".join(lines).encode(), filename="plazas.txt")
    assert {(one.subject.code, one.subject.name) for one in report.facts} == {
        *(("11", "Puesto A"), ("12", "Puesto B"), ("13", "Puesto C")),
    }
    assert not [one for one in report.anomalies if one.rule == "stray-figure"]
