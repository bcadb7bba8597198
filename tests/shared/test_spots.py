"""Which fact stands where an anomaly points, whatever stands before it."""

from shared.report import EvidencePart
from shared.spots import facts_at


def _spot(row: int, column: int = 0, table: str = "t1") -> EvidencePart:
    return EvidencePart(table=table, row=row, column=column, text="5, 33%")


def test_cells_without_a_fact_may_stand_anywhere() -> None:
    spots = [_spot(3, table="text"), _spot(5), None, _spot(7, 2), _spot(9)]
    assert facts_at(spots, [("f1", _spot(5)), ("f2", _spot(7, 2))]) == [None, "f1", None, "f2", None]


def test_two_facts_of_one_cell_are_taken_in_their_order() -> None:
    assert facts_at([_spot(5), _spot(5), _spot(5)], [("f1", _spot(5)), ("f2", _spot(5))]) == ["f1", "f2", None]
