"""Indicators and the traffic light."""

import pytest

from services.compute.indicators import derive
from services.compute.policy import load_policy
from tests.programmes import QUARTER, YEAR, row, statement


def _by_name(*rows: list[str], period: str = YEAR) -> dict[str, dict[str, object]]:
    return {entry["name"]: entry for entry in derive(statement(*rows, period=period), load_policy())}


def test_the_indicators_of_a_programme() -> None:
    found = _by_name(row(approved="80.00", modified="100.00", accrued="50.00", achieved="9"))
    values = {name: entry["value"] for name, entry in found.items()}
    assert values == {
        "execution_rate_approved": "0.6250",
        "execution_rate_modified": "0.5000",
        "achievement_rate_original": "0.9000",
        "achievement_rate_modified": "0.9000",
        "amendment_rate": "0.2500",
        "financial_physical_gap": "-0.4000",
        "aggregate_outturn": "0.6250",
        "aggregate_execution_rate": "0.5000",
        "aggregate_amendment_rate": "0.2500",
    }


def test_inputs_formula_and_the_rate_that_the_filing_reports() -> None:
    entry = _by_name(row())["execution_rate_modified"]
    assert entry["formula"] == "accrued / modified"
    assert entry["inputs"] == ["f3", "f2"]
    assert entry["reported"] == "f8"


def test_over_zero_there_is_no_rate() -> None:
    assert "execution_rate_approved" not in _by_name(row(approved="0.00"))


@pytest.mark.parametrize(
    ("accrued", "rating"),
    [
        *(("69.99", "critical"), ("70.00", "at-risk"), ("89.99", "at-risk"), ("90.00", "acceptable")),
        *(("100.00", "acceptable"), ("100.01", "at-risk"), ("110.00", "critical")),
    ],
)
def test_the_traffic_light_at_its_thresholds(accrued: str, rating: str) -> None:
    assert _by_name(row(accrued=accrued))["execution_rate_modified"]["rating"] == rating


def test_a_part_of_a_year_is_not_rated() -> None:
    assert _by_name(row(accrued="25.00"), period=QUARTER)["execution_rate_modified"]["rating"] is None


def test_totals_are_not_added_to_what_they_sum() -> None:
    total = row(code="", name="Total", approved="200.00", modified="200.00", accrued="160.00")
    aggregate = _by_name(row(), row(code="B2"), total)["aggregate_outturn"]
    assert aggregate["value"] == "0.8000"
    assert len(aggregate["inputs"]) == 4  # type: ignore[arg-type]
