"""One workbook of several statements is held against itself."""

from collections.abc import Sequence

import cotejo
from shared.report import AnomalyPart
from tests.one_workbook import HALF, NORTH, OBJECT, OFFICE, PERSONNEL, SOUTH, SOUTH_OTHERWISE, SUPPLIES, workbook


def _told(*sheets: tuple[str, Sequence[tuple[str | float, ...]], str]) -> list[AnomalyPart]:
    """What is told of a workbook of `sheets`."""
    report = cotejo.analyse(workbook(*sheets), filename="egresos.xlsx")
    return [one for one in report.anomalies if one.severity != "information"]


def test_statements_of_one_workbook_that_agree_are_not_accused() -> None:
    assert not _told((OBJECT, (PERSONNEL, SUPPLIES), HALF), (OFFICE, (NORTH, SOUTH), HALF))


def test_statements_of_one_workbook_that_contradict_each_other_are_told_once_as_its_own() -> None:
    told = _told((OBJECT, (PERSONNEL, SUPPLIES), HALF), (OFFICE, (NORTH, SOUTH_OTHERWISE), HALF))
    assert [one.rule for one in told] == ["statement-mismatch"], "what was not spent follows from what was"
    assert {place.text for place in told[0].evidence} == {"380.4", "388.4"}
    assert all(place.filing is None for place in told[0].evidence)


def test_a_sheet_of_another_quarter_is_not_held_against_the_others() -> None:
    quarter = "Del 1 de enero al 31 de marzo de 2024"
    told = _told((OBJECT, (PERSONNEL, SUPPLIES), HALF), (OFFICE, (NORTH, SOUTH_OTHERWISE), quarter))
    assert [one.rule for one in told] == ["period-conflict"]


def test_what_a_statement_tells_of_its_own_total_is_not_told_between_it_and_the_others_again() -> None:
    wrong = ("Total del Gasto", 811.0, 10.0, 821.0, 388.4, 370.3, 440.6)
    told = _told((OBJECT, (PERSONNEL, SUPPLIES), HALF), (OFFICE, (NORTH, SOUTH, wrong), HALF))
    assert [(one.rule, one.evidence[0].text) for one in told] == [("total-mismatch", "388.4")]
