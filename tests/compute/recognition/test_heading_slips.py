"""Headings that lost a cell or hold one twice: the rows below say over which columns they belong, and it is told."""

import pytest

import cotejo
from shared.report import Report

TITLE = (
    "Instituto de Prueba",
    "Estado Analítico del Ejercicio del Presupuesto",
    "Del 1 de enero al 30 de junio de 2024",
    "",
)
HEADS = ["Concepto", "Aprobado", "Ampliaciones/(Reducciones)", "Modificado", "Devengado", "Pagado", "Subejercicio"]
MOMENTS = ("name", "approved", "adjustment", "modified", "accrued", "paid", "underspend")


def _rows() -> list[str]:
    """Rows of which the modified amount is the approved and its adjustment, and what is left that less the accrued."""
    rows = []
    for n, name in enumerate(("Sueldos", "Papel", "Renta", "Becas", "Obra"), 1):
        approved, adjustment, accrued = 100 * n, 3 * n, 40 * n + 1
        figures = (approved, adjustment, approved + adjustment, accrued, accrued - 2, approved + adjustment - accrued)
        rows.append("\t".join([name, *(f"{figure}.00" for figure in figures)]))
    return rows


def _report(heads: list[str]) -> Report:
    return cotejo.analyse("\n".join((*TITLE, "\t".join(heads), *_rows())).encode(), filename="informe.txt")


def _facts(report: Report) -> set[tuple[str, str | None, str]]:
    return {(one.concept, one.subject.name, one.evidence.text) for one in report.facts}


TRUE = _facts(_report(HEADS))


@pytest.mark.parametrize("place", range(7))
@pytest.mark.parametrize("blank", [False, True])
def test_a_heading_too_many_moves_no_column(place: int, blank: bool) -> None:
    assert ("modified", "Papel", "206.00") in TRUE and len(TRUE) == 30
    report = _report([*HEADS[:place], "" if blank else HEADS[place], *HEADS[place:]])
    assert _facts(report) == TRUE
    told = [one for one in report.anomalies if one.rule == "ragged-row"]
    assert [one.evidence[0].text for one in told] == ["Concepto"]


def test_a_heading_of_names_that_is_lost_leaves_the_others_over_their_columns() -> None:
    assert _facts(_report(HEADS[1:])) == TRUE


@pytest.mark.parametrize("place", range(1, 7))
def test_no_figure_stands_under_a_heading_that_may_not_be_its_own(place: int) -> None:
    found = _facts(_report([*HEADS[:place], *HEADS[place + 1 :]]))
    known = {one for one in found if one[0] in MOMENTS}
    assert known <= TRUE


def test_headings_that_fit_are_not_told() -> None:
    assert "ragged-row" not in {one.rule for one in _report(HEADS).anomalies}
    assert "ragged-row" not in {one.rule for one in _report([*HEADS, ""]).anomalies}


@pytest.mark.parametrize("place", range(1, 7))
def test_a_heading_that_a_form_has_there_is_told_by_the_others(place: int) -> None:
    report = _report([*HEADS[:place], *HEADS[place + 1 :]])
    assert _facts(report) == TRUE
    moved = place < len(HEADS) - 1
    assert bool([one for one in report.anomalies if one.rule == "ragged-row"]) == moved


@pytest.mark.parametrize("place", range(1, 7))
def test_a_heading_left_blank_is_what_a_form_has_there(place: int) -> None:
    assert _facts(_report([*HEADS[:place], "", *HEADS[place + 1 :]])) == TRUE


def test_measures_in_another_order_than_a_form_has_them_tell_no_heading() -> None:
    heads = ["Concepto", "Aprobado", "Modificado", "", "Devengado", "Pagado", "Subejercicio"]
    assert "adjustment" not in {concept for concept, *_ in _facts(_report(heads))}


def test_headings_over_a_gap_are_held_to_the_rows_below_it() -> None:
    lines = [*TITLE, "\t".join(HEADS[1:]), "", *_rows()]
    report = cotejo.analyse("\n".join(lines).encode(), filename="informe.txt")
    assert _facts(report) == TRUE


def test_words_right_of_all_headings_are_no_damage() -> None:
    lines = [*TITLE, "\t".join(HEADS), *(f"{row}\tuna nota" for row in _rows())]
    report = cotejo.analyse("\n".join(lines).encode(), filename="informe.txt")
    assert _facts(report) == TRUE and not [one for one in report.anomalies if one.rule == "ragged-row"]
