"""Columns that take little room say what they said, and what recognition worked with is let go of."""

import gc
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

import cotejo
from services.compute.recognition.facts import Facts
from services.compute.recognition.statement import EXACT
from services.compute.tight import column, once_each, where
from tests.conftest import SAMPLES

FRAME = pl.DataFrame(
    {
        "fact": ["f1", "f2", "f3"],
        "table": ["t1", "t1", "t1"],
        "category": pl.Series([None, None, None], dtype=pl.String),
        "bbox": pl.Series([[1.0, 2.0]] * 3, dtype=pl.List(pl.Float64)),
        "nowhere": pl.Series([None] * 3, dtype=pl.List(pl.Float64)),
        "half_unit": pl.Series([Decimal("0.005")] * 3, dtype=EXACT),
        "period_end": [date(2024, 12, 31)] * 3,
        "unit": ["MXN", None, "MXN"],
        "kind": pl.Series(["total", "total", "total"], dtype=pl.Categorical),
    }
)


def test_columns_that_say_the_same_all_over_say_it_still() -> None:
    tight = once_each(FRAME)
    assert tight.schema == FRAME.schema
    assert tight.rows() == FRAME.rows()
    assert tight.filter(pl.col("fact") != "f2").rows() == FRAME.filter(pl.col("fact") != "f2").rows()
    assert once_each(FRAME.clear()).schema == FRAME.schema


def test_columns_that_say_the_same_all_over_take_no_room() -> None:
    long = pl.DataFrame({"row": range(100_000), "table": ["a table of a long name"] * 100_000})
    assert once_each(long).estimated_size() < long.estimated_size() / 3


@pytest.mark.parametrize("said", [["accrued"] * 9 + [None], [f"{number}.50" for number in range(10)], [None] * 10])
def test_texts_that_come_again_are_held_once_and_read_the_same(said: list[str | None]) -> None:
    assert column("concept", said, pl.String).equals(pl.Series("concept", said, dtype=pl.String), null_equal=True)


def test_rows_are_copied_only_where_some_are_left_out() -> None:
    assert where(FRAME, pl.col("table") == "t1") is FRAME
    assert where(FRAME, pl.col("unit") == "MXN")["fact"].to_list() == ["f1", "f3"]


def test_what_recognition_gathered_is_let_go_of_without_looking_for_cycles() -> None:
    gc.collect()
    gc.disable()
    try:
        cotejo.analyse(SAMPLES / "programas-2024.txt")
        assert not [one for one in gc.get_objects() if isinstance(one, Facts)]
    finally:
        gc.enable()
