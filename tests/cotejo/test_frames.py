"""Reports as frames: every figure exact, the columns of the exports."""

from decimal import Decimal

import polars as pl
import pytest

import cotejo
from cotejo.frames import PartName
from shared import examples
from shared.exports.rows import COLUMNS, KINDS
from shared.report import Report

REPORT = Report.model_validate(examples.REPORT)


def test_figures_are_exact_in_both_libraries() -> None:
    value = Decimal(REPORT.facts[0].value or 0)
    assert cotejo.polars_frame(REPORT)["value"][0] == value
    frame = cotejo.pandas_frame(REPORT)
    assert frame["value"][0] == value and isinstance(frame["value"][0], Decimal)
    assert str(frame["row"].dtype) == "Int64"


def test_dates_are_dates_in_both_libraries() -> None:
    period = REPORT.facts[0].period
    assert period is not None
    assert cotejo.polars_frame(REPORT)["period_start"][0] == period.start
    assert cotejo.pandas_frame(REPORT)["period_end"][0].date() == period.end


@pytest.mark.parametrize("part", ["facts", "indicators", "anomalies"])
def test_several_reports_are_one_frame_and_none_has_its_columns(part: PartName) -> None:
    two = cotejo.polars_frame([REPORT, REPORT], part)
    assert two.height == 2 * len(getattr(REPORT, part)) == len(cotejo.pandas_frame([REPORT, REPORT], part))
    for empty in (cotejo.polars_frame([], part), cotejo.pandas_frame([], part)):
        assert tuple(empty.columns) == COLUMNS[KINDS[part]]
    assert isinstance(two, pl.DataFrame)
