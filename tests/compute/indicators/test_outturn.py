"""Departures from the budget as PEFA measures them, and how the money is spread."""

from decimal import Decimal

import pytest

from services.compute.indicators import derive
from services.compute.policy import load_policy
from tests import accounts, programmes
from tests.programmes import row


def _values(*rows: list[str]) -> dict[str, str]:
    found = list(derive(programmes.statement(*rows), load_policy()))
    return {entry["name"]: entry["value"] for entry in found if entry["subject"]["kind"] == "filing"}


def test_composition_is_off_by_what_heads_depart_from_their_scaled_budgets() -> None:
    values = _values(
        row(code="A1", approved="100.00", accrued="90.00"), row(code="B2", approved="300.00", accrued="110.00")
    )
    # 200 of 400: half, so 50 and 150 are the scaled budgets, and 40 each the departures; 80 of 200.
    assert (values["aggregate_outturn"], values["composition_variance"]) == ("0.5000", "0.4000")


def test_spending_that_keeps_the_proportions_varies_nothing() -> None:
    values = _values(
        row(code="A1", approved="100.00", accrued="50.00"), row(code="B2", approved="300.00", accrued="150.00")
    )
    assert values["composition_variance"] == "0.0000"


def test_interest_and_contingencies_are_left_out_of_the_composition() -> None:
    rows = (
        row(code="A1", approved="100.00", accrued="50.00"),
        row(code="B2", approved="300.00", accrued="150.00"),
        row(code="D1", name="Intereses de la deuda", approved="100.00", accrued="900.00"),
    )
    values = _values(*rows)
    assert values["composition_variance"] == "0.0000"
    assert values["aggregate_outturn"] == "2.2000"


def test_concentration_is_the_sum_of_squared_shares() -> None:
    values = _values(*(row(code=f"A{n}", accrued=accrued) for n, accrued in enumerate(("60.00", "30.00", "10.00"))))
    assert (values["concentration"], values["largest_share"]) == ("0.4600", "0.6000")
    assert "concentration" not in _values(row())


def test_the_heads_of_a_statement_are_the_accounts_that_make_its_total() -> None:
    found = list(derive(accounts.statement(accounts.rows()), load_policy()))
    of_all = {entry["name"]: entry for entry in found if entry["subject"]["kind"] == "statement"}
    assert of_all["total_approved"]["difference"] == "0"
    assert of_all["total_approved"]["value"] == "12227.10"
    assert sum(entry["name"] == "share_of_total" for entry in found) == len(accounts.AMOUNTS)
    wrong = accounts.rows()
    wrong[-1][1] = "99,999.99"
    assert not [
        entry for entry in derive(accounts.statement(wrong), load_policy()) if entry["name"] == "total_approved"
    ]


@pytest.mark.parametrize(
    ("off", "grade"),
    [
        (("0.02", "0.30", "0.04"), "A"),
        (("0.02", "0.30", "0.05"), "A"),
        (("0.02", "0.30", "0.0501"), "B"),
        (("0.14", "0.30", "0.02"), "C"),
        (("0.30", "0.16", "0.02"), "D"),
        (("0.02", "0.02"), None),
    ],
)
def test_grades_need_three_years_and_forgive_one(off: tuple[str, ...], grade: str | None) -> None:
    assert load_policy().score("aggregate_outturn", [Decimal(one) for one in off]) == grade
