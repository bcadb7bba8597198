"""Results indicators, assessment, quarterly report, work plan: every true figure, as filed and as others file it."""

from collections.abc import Callable
from functools import cache

import pytest

import cotejo
from services.compute.laid_out import fact_parts
from services.compute.reading import read
from services.compute.recognition import recognise
from shared.report import FactPart, Report
from tests.compute.reading.printed import Style, as_pdf
from tests.compute.text_filings import Lines, as_workbook, cut, lines_of, permuted, renamed, reworded, text_of
from tests.conftest import real_filing
from tests.truth_files import agreement, truth_of, untrue

MIR = "isseg-results-indicators-2024-q1"
ASSESSMENT = "coneval-issste-assessment-2021"
QUARTERLY = "imss-quarterly-report-2018-q4"
WORK_PLAN = "isssteson-work-plan-2025"
FAMILIES = {
    MIR: "results-indicators",
    ASSESSMENT: "programme-assessment",
    QUARTERLY: "quarterly-report",
    WORK_PLAN: "work-plan",
}
CLEAN = [
    "Clasificación Programática acuerdo al CONAC", "Clave del Programa y/o proyecto",
    "Nombre del programa presupuestario",
    "Clasificación funcional del gasto al que corresponde el programa presupuestario",
    "Nivel de la dependencia o entidad que ejecuta", "Aprobado", "Modificado", "Devengado", "Ejercido", "Pagado",
    "Cuenta con MIR", "Nivel de la MIR del programa", "Descripción del resumen narrativo", "Nombre del Indicador",
    "Nivel de la MIR, al que corresponde el indicador", "Fórmula de cálculo",
    "Descripción de variables de la fórmula", "Meta del indicador Programada", "Meta del indicador Modificada",
    "Meta del indicador Alcanzada", "Valor del numerador de la fórmula", "Valor del denominador de la fórmula",
    "Unidad de medida de las variables del indicador",
]  # fmt: skip
"""The headings of the form as an institution prints them that no OCR went over."""


@cache
def _lines(filing: str) -> Lines:
    return lines_of(real_filing(f"{filing}.txt").read_bytes())


def _recall(filing: str, content: bytes, filename: str = "informe.txt") -> float:
    stated = recognise(read(content, filename), "MXN").facts
    facts = [FactPart.model_validate(fact).model_dump(mode="json") for fact in fact_parts(stated)]
    return agreement(truth_of(filing), facts, places=False).recall


@cache
def _report(filing: str) -> Report:
    return cotejo.analyse(text_of(_lines(filing)), filename="informe.txt")


@pytest.mark.parametrize("filing", FAMILIES)
def test_every_true_figure_is_a_fact_in_its_place_and_no_other_stands_on_its_line(filing: str) -> None:
    report = _report(filing)
    facts = report.model_dump(mode="json")["facts"]
    assert report.filing.family == FAMILIES[filing]
    found = agreement(truth_of(filing), facts)
    assert not found.missing
    wrong = untrue(truth_of(filing), facts)
    assert not {fact for fact in wrong if "unit_of_measure" not in fact and "indicator_count" not in fact}


@pytest.mark.parametrize("filing", FAMILIES)
def test_no_fact_says_what_does_not_stand_in_the_file(filing: str) -> None:
    text = text_of(_lines(filing)).decode()
    assert all(fact.evidence.text in text for fact in _report(filing).facts)


@pytest.mark.parametrize("filing", FAMILIES)
def test_a_workbook_of_the_same_rows_states_the_same(filing: str) -> None:
    assert _recall(filing, as_workbook(_lines(filing)), "informe.xlsx") == 1


@pytest.mark.parametrize("filing", [ASSESSMENT, WORK_PLAN])
def test_a_print_of_the_same_tables_states_the_same(filing: str) -> None:
    printed = as_pdf(read(text_of(_lines(filing))), Style(True))
    assert _recall(filing, printed, "informe.pdf") == 1


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("numbered", [True, False])
def test_columns_in_another_order_are_known_by_their_headings(seed: int, numbered: bool) -> None:
    lines = _lines(MIR)
    clean = [*lines[:33], CLEAN, *lines[35:]]
    other = permuted(clean, 34, 66, len(CLEAN), seed)
    other[34:35] = [clean[34]] if numbered else []
    assert _recall(MIR, text_of(other)) == 1


CHANGES: list[tuple[str, Callable[[Lines], Lines]]] = [
    (MIR, lambda lines: cut(lines, 50, (33, 34, 35, 36))),
    (MIR, lambda lines: cut(lines, 50)),
    (WORK_PLAN, lambda lines: cut(lines, 71)),
    (
        WORK_PLAN,
        lambda lines: renamed(
            lines,
            {
                "Meta 2025": "Meta anual 2025",
                "Fórmula": "Método de cálculo",
                "Nombre del Indicador": "Indicador",
                "Total indicadores:": "Número de indicadores:",
            },
        ),
    ),
    (
        WORK_PLAN,
        lambda lines: reworded(
            lines,
            lambda text: text.replace("a", "á").replace("i", "l"),
            frozenset({"Nombre del Indicador", "Unidad Responsable"}),
        ),
    ),
    (
        ASSESSMENT,
        lambda lines: reworded(
            lines,
            str.upper,
            frozenset(
                {"Indicadores", "Características", "Cumplimiento metas intermedia", "Avance meta sexenal",
                 "Enfoque / Avance"}
            ),
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("filing", "change"), CHANGES)
def test_pages_cut_and_headings_renamed_or_damaged_change_nothing(
    filing: str, change: Callable[[Lines], Lines]
) -> None:
    assert _recall(filing, text_of(change(_lines(filing)))) == 1


def test_formulas_are_worked_out_and_the_one_that_does_not_come_out_is_told() -> None:
    rules = {entry.rule: entry for entry in _report(QUARTERLY).coverage.rules}
    assert (rules["formula-mismatch"].passed, rules["formula-mismatch"].failed) == (15, 0)
    (found,) = [anomaly for anomaly in _report(MIR).anomalies if anomaly.rule == "formula-mismatch"]
    assert (found.subject.code, found.expected, found.observed) == ("J001C02", "0.3629", "0.37")


def test_no_more_figures_are_checked_than_there_are() -> None:
    covered = _report(QUARTERLY).coverage
    assert covered.checked + covered.bounded <= covered.as_facts


def test_a_variable_that_is_changed_is_noticed() -> None:
    lines = [[cell.replace("10588.45", "10688.45") for cell in cells] for cells in _lines(QUARTERLY)]
    report = cotejo.analyse(text_of(lines), filename="informe.txt")
    (found,) = [anomaly for anomaly in report.anomalies if anomaly.rule == "formula-mismatch"]
    assert found.observed == "0.3165"
    assert found.origin == "filing"


def test_what_the_text_claims_is_held_against_its_figures() -> None:
    rules = {entry.rule: entry for entry in _report(QUARTERLY).coverage.rules}
    assert (rules["narrative-mismatch"].passed, rules["narrative-mismatch"].failed) == (11, 0)
    lines = [[cell.replace("el 29% del total", "el 39% del total") for cell in cells] for cells in _lines(QUARTERLY)]
    report = cotejo.analyse(text_of(lines), filename="informe.txt")
    (found,) = [anomaly for anomaly in report.anomalies if anomaly.rule == "narrative-mismatch"]
    assert (found.expected, found.observed) == ("0.2862", "0.39")


def test_figures_mended_in_reading_are_said_and_keep_their_raw_text() -> None:
    mended = [anomaly for anomaly in _report(MIR).anomalies if anomaly.rule == "mended-number"]
    assert len(mended) == 35
    assert {anomaly.origin for anomaly in mended} == {"reading"}
    assert all("," in anomaly.evidence[0].text for anomaly in mended)


def test_a_row_lost_from_a_list_is_missed_by_the_number_declared() -> None:
    assert not [anomaly for anomaly in _report(WORK_PLAN).anomalies if anomaly.rule == "count-mismatch"]
    lines = _lines(WORK_PLAN)
    report = cotejo.analyse(text_of([*lines[:71], *lines[72:]]), filename="informe.txt")
    (found,) = [anomaly for anomaly in report.anomalies if anomaly.rule == "count-mismatch"]
    assert (found.subject.code, found.expected, found.observed) == ("469", "5", "6")


def test_an_assessment_that_says_all_and_half_where_its_tables_count_otherwise_is_told() -> None:
    found = [anomaly for anomaly in _report(ASSESSMENT).anomalies if anomaly.rule == "narrative-mismatch"]
    assert [anomaly.message.en.rpartition("; ")[2] for anomaly in found] == [
        "the tables give 10-13 of 15.",
        "the tables give 12 of 15.",
    ]
    (rule,) = [entry for entry in _report(ASSESSMENT).coverage.rules if entry.rule == "narrative-mismatch"]
    assert rule.passed == 1


@pytest.mark.parametrize("ending", ["xlsx", "pdf"])
def test_the_same_family_in_another_institutions_form(ending: str) -> None:
    report = cotejo.analyse(real_filing(f"statements/inaeba-2019-q3/7.3-indicadores-para-resultados.{ending}"))
    assert report.filing.family == "results-indicators"
    stated = {
        (fact.concept, fact.value and fact.value[:5]) for fact in report.facts if fact.subject.kind == "indicator"
    }
    assert stated >= {
        ("target_original", "16.3"), ("achieved", "34.7"), ("achievement_rate_original", "1.61"), ("approved", "19741"),
        ("modified", "18851"), ("accrued", "11114"), ("mir_level", None), ("dimension", None),
    }  # fmt: skip
    names = {fact.subject.name for fact in report.facts if fact.subject.kind == "indicator"}
    assert len(names) == 3
    assert all(name and name.startswith("Porcentaje de personas") for name in names)
