"""Indicators and the traffic light."""

import pytest

from services.compute.indicators import derive
from services.compute.indicators.pace import elapsed
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
        "amendment": "20.00",
        "amendment_rate": "0.2500",
        "underspend": "50.00",
        "financial_physical_gap": "-0.4000",
        "unit_cost": "5.5556",
        "planned_unit_cost": "10.0000",
        "total_approved": "80.00",
        "total_modified": "100.00",
        "total_accrued": "50.00",
        "aggregate_outturn": "0.6250",
        "aggregate_execution_rate": "0.5000",
        "aggregate_amendment_rate": "0.2500",
    }
    assert found["unit_cost"]["unit"] == "MXN / Informes"


def test_inputs_formula_and_the_rate_that_the_filing_reports() -> None:
    entry = _by_name(row())["execution_rate_modified"]
    assert entry["formula"] == "accrued / modified"
    assert entry["inputs"] == ["f3", "f2"]
    assert (entry["reported"], entry["reported_value"], entry["difference"]) == ("f8", "0.80", "0")


def test_the_difference_to_what_is_printed_is_in_the_digits_printed() -> None:
    cells = row(accrued="26.60")
    cells[10] = "37%"
    entry = _by_name(cells)["execution_rate_modified"]
    assert (entry["value"], entry["reported_value"], entry["difference"]) == ("0.2660", "0.37", "0.1")


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


def test_a_part_of_a_year_is_not_rated_but_its_pace_is() -> None:
    found = _by_name(row(accrued="25.00", achieved="2"), period=QUARTER)
    assert found["execution_rate_modified"]["rating"] is None
    pace = found["annualised_execution_rate"]
    assert (pace["value"], pace["rating"], pace["formula"]) == (
        "1.0000",
        "acceptable",
        "accrued / modified / (3 / 12)",
    )
    assert (found["annualised_achievement_rate"]["value"], found["annualised_achievement_rate"]["rating"]) == (
        "0.8000",
        "at-risk",
    )


@pytest.mark.parametrize(("accrued", "rating"), [("17.49", "critical"), ("17.50", "at-risk"), ("22.50", "acceptable")])
def test_the_light_of_the_pace_at_its_thresholds(accrued: str, rating: str) -> None:
    assert _by_name(row(accrued=accrued), period=QUARTER)["annualised_execution_rate"]["rating"] == rating


@pytest.mark.parametrize(
    ("period", "part"),
    [
        ("Del 1 de enero al 30 de junio de 2024", (6, 12)),
        ("Del 1 de enero al 24 de marzo de 2024", (84, 366)),
        ("Del 1 de abril al 30 de junio de 2024", None),
        (YEAR, None),
    ],
)
def test_which_part_of_the_year_is_gone(period: str, part: tuple[int, int] | None) -> None:
    assert elapsed(statement(row(), period=period).period) == part


@pytest.mark.parametrize("unit", ["Porcentaje", "Tasa de variación", "Año"])
def test_what_is_no_count_has_neither_cost_by_the_piece_nor_pace(unit: str) -> None:
    assert not {"unit_cost", "annualised_achievement_rate"} & _by_name(row(unit=unit), period=QUARTER).keys()


def test_a_target_left_at_nothing_is_not_in_force() -> None:
    found = _by_name(row(target_modified="0"))
    assert found["financial_physical_gap"]["formula"] == "accrued / modified - achieved / target_original"


def test_totals_are_not_added_to_what_they_sum() -> None:
    total = row(code="", name="Total", approved="200.00", modified="200.00", accrued="160.00")
    aggregate = _by_name(row(), row(code="B2"), total)["aggregate_outturn"]
    assert aggregate["value"] == "0.8000"
    assert len(aggregate["inputs"]) == 4  # type: ignore[arg-type]
