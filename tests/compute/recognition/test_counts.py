"""Numbers of things and their rates: two figures in a cell, counts under a heading that names what they count."""

from decimal import Decimal

import pytest

import cotejo
from shared.report import Report


def _report(*lines: str) -> Report:
    return cotejo.analyse("\n".join(("Ejercicio 2023", "", *lines)).encode(), filename="informe.txt")


def _values(report: Report, column: int, concept: str | None = None) -> list[Decimal]:
    return [
        Decimal(str(fact.value))
        for fact in report.facts
        if fact.evidence.column == column and (concept is None or fact.concept == concept)
    ]


@pytest.mark.parametrize("pairs", [("5, 33%", "4, 27%", "6, 40%"), ("5 (33%)", "4 (27%)", "6 (40%)")])
@pytest.mark.parametrize("heads", ["Área", "Unidad", "Dependencia"])
def test_counts_with_their_rates_under_an_unknown_heading_are_facts(heads: str, pairs: tuple[str, ...]) -> None:
    names = ("Salud", "Educación", "Obra")
    rows = [f"{name}\t{count}\t{pair}" for name, count, pair in zip(names, (5, 4, 6), pairs, strict=True)]
    report = _report(f"{heads}\tProgramas\tIndicadores (número y %)", *rows)
    assert _values(report, 1) == [5, 4, 6]
    assert _values(report, 2, "indicadores_numero_y") == [5, 4, 6]
    assert _values(report, 2, "share") == [Decimal("0.33"), Decimal("0.27"), Decimal("0.40")]
    assert [fact.subject.name for fact in report.facts if fact.concept == "share"] == list(names)
    assert {fact.subject.code for fact in report.facts} == {None}
    assert report.coverage.as_facts == report.coverage.numeric_cells == 9


def test_a_column_of_counts_with_rates_alone_names_no_rows() -> None:
    report = _report("Nivel\tIndicadores (número y %)", "Fin\t5, 33%", "Propósito\t4, 27%", "Componente\t6 (40%)")
    assert _values(report, 1, "share") == [Decimal("0.33"), Decimal("0.27"), Decimal("0.40")]
    assert [fact.subject.name for fact in report.facts if fact.concept == "share"] == ["Fin", "Propósito", "Componente"]
    assert not [anomaly for anomaly in report.anomalies if anomaly.rule == "stray-figure"]


def test_a_share_beside_its_count_is_held_against_their_total() -> None:
    report = _report("Área\tIndicadores (número y %)", "Salud\t5, 33%", "Obra\t10, 76%", "Total\t15, 100%")
    assert [anomaly.rule for anomaly in report.anomalies if anomaly.severity == "error"] == ["share-mismatch"]


@pytest.mark.parametrize(("heading", "code"), [("Programas", None), ("Proyectos", None), ("Programa", "5")])
def test_a_heading_of_things_counts_them(heading: str, code: str | None) -> None:
    report = _report(f"Área\t{heading}\tAprobado", "Salud\t5\t100.00", "Educación\t4\t200.00", "Obra\t12\t300.00")
    assert next(fact.subject.code for fact in report.facts if fact.concept == "approved") == code
    assert _values(report, 1) == ([5, 4, 12] if code is None else [])


@pytest.mark.parametrize("codes", [("501", "402", "611"), ("1", "2", "3"), ("01", "12", "07"), ("E1", "E4", "E2")])
def test_what_is_shaped_like_codes_stays_one_under_a_plural(codes: tuple[str, ...]) -> None:
    names = ("Salud", "Educación", "Obra")
    rows = [f"{name}\t{code}\t100.00" for name, code in zip(names, codes, strict=True)]
    report = _report("Área\tProgramas\tAprobado", *rows)
    assert [fact.subject.code for fact in report.facts] == list(codes)


@pytest.mark.parametrize("heads", ["Programa\tAprobado\tDevengado", "Programa\tPartidas\tAprobado"])
def test_a_total_under_names_of_programmes_turns_no_table_around(heads: str) -> None:
    report = _report(heads, "Salud\t5\t100.00", "Obra\t6\t300.00", "Total\t11\t400.00")
    assert _values(report, 1) == [5, 6, 11]
    assert _values(report, 2) == [100, 300, 400]


def test_a_few_counts_with_their_rates_among_words_are_facts_too() -> None:
    rows = ("Salud\t12\t3 (25 %)", "Obra\t10\tSin pendientes", "Agua\t8\tConcluida", "Vías\t4\t2 (50 %)", "Luz\t6\tN/D")
    report = _report("Área\tMetas\tSituación", *rows)
    assert _values(report, 2, "situacion") == [3, 2]
    assert _values(report, 2, "share") == [Decimal("0.25"), Decimal("0.50")]
    assert {anomaly.rule for anomaly in report.anomalies} == {"unrecognised-column"}


@pytest.mark.parametrize("word", [" / ", "/", " de ", " de un total de "])
def test_so_many_of_so_many_are_two_figures(word: str) -> None:
    pairs = (("3", "4"), ("4", "4"), ("12", "15"), ("1,200", "1,450"))
    rows = [f"{name}\t{a}{word}{b}" for name, (a, b) in zip(("Salud", "Obra", "Agua", "Vías"), pairs, strict=True)]
    report = _report("Programa\tSesiones celebradas", *rows)
    assert _values(report, 1, "numerator") == [3, 4, 12, 1200]
    assert _values(report, 1, "denominator") == [4, 4, 15, 1450]
    assert {fact.context["group"] for fact in report.facts} == {"Sesiones celebradas"}
    assert report.coverage.as_facts == report.coverage.numeric_cells == 8


def test_so_many_of_so_many_beside_targets_are_held_against_none_of_them() -> None:
    rows = ("Salud\t10\t9\t3 de 4", "Obra\t20\t20\t4 de 4", "Agua\t30\t28\t1 de 2")
    report = _report("Indicador\tMeta modificada\tAlcanzado\tSesiones", *rows)
    assert _values(report, 3, "sesiones") == [3, 4, 1]
    assert _values(report, 3, "sesiones_total") == [4, 4, 2]
    assert {anomaly.rule for anomaly in report.anomalies} <= {"missing-direction", "unrecognised-column"}


@pytest.mark.parametrize(("heading", "concept"), [("Aprobado", "approved"), ("Contratos", "contratos")])
def test_a_label_of_institutions_over_rows_of_names_and_figures_heads_them(heading: str, concept: str) -> None:
    rows = ("Secretaría de Salud\t1,250", "Secretaría de Obras\t950", "Total\t2,200")
    report = _report(f"Dependencia\t{heading}", *rows)
    assert _values(report, 1, concept) == [1250, 950, 2200]
    assert not any("section" in fact.context for fact in report.facts)


def test_a_label_beside_an_institution_stays_a_label() -> None:
    report = _report("Dependencia\tSecretaría de Obras", "Programas\t12", "Indicadores\t30", "Contratos\t4")
    assert report.filing.institution is not None
    assert report.filing.institution.name == "Secretaría de Obras"


@pytest.mark.parametrize(("last", "told"), [("21", []), ("22", ["total-mismatch"])])
def test_small_whole_numbers_month_by_month_are_counts_and_exact(last: str, told: list[str]) -> None:
    report = _report(
        "Actividad\tEnero\tFebrero\tMarzo\tTotal",
        "Talleres\t12\t31\t23\t66",
        "Cursos\t17\t15\t11\t43",
        f"Visitas\t7\t6\t8\t{last}",
        "Pláticas\t3\t0\t14\t17",
    )
    assert {(fact.concept, fact.unit) for fact in report.facts} == {("count", None)}
    assert [a.rule for a in report.anomalies if a.severity != "information"] == told
