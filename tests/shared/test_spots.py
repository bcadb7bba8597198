"""Which fact stands where an anomaly points, whatever stands before it."""

import pytest

from shared.report import EvidencePart
from shared.spots import facts_at, own_number, place_on_sheet


def _spot(row: int, column: int = 0, table: str = "t1") -> EvidencePart:
    return EvidencePart(table=table, row=row, column=column, text="5, 33%")


def test_cells_without_a_fact_may_stand_anywhere() -> None:
    spots = [_spot(3, table="text"), _spot(5), None, _spot(7, 2), _spot(9)]
    assert facts_at(spots, [("f1", _spot(5)), ("f2", _spot(7, 2))]) == [None, "f1", None, "f2", None]


def test_two_facts_of_one_cell_are_taken_in_their_order() -> None:
    assert facts_at([_spot(5), _spot(5), _spot(5)], [("f1", _spot(5)), ("f2", _spot(5))]) == ["f1", "f2", None]


@pytest.mark.parametrize(
    ("cell", "place"),
    [("Hoja1!K412", (411, 10)), ("B2", (1, 1)), ("A!B!AA10", (9, 26)), ("Hoja1", None), ("", None)],
)
def test_an_address_is_a_row_and_a_column(cell: str, place: tuple[int, int] | None) -> None:
    assert place_on_sheet(cell) == place


@pytest.mark.parametrize(
    ("runs", "own"), [([], [1, 2, 3, 4]), ([[0, 4]], [4, 5, 6, 7]), ([[1, 9], [3, 20]], [1, 9, 10, 20])]
)
def test_rows_go_by_the_numbers_that_the_file_has(runs: list[list[int]], own: list[int]) -> None:
    assert [own_number(number, runs) for number in range(4)] == own
