"""Reported rates against the figures beside them."""

from decimal import Decimal

import pytest

from tests.programmes import outcome, row, statement

RULE = "ratio-mismatch"


def test_a_rate_that_its_figures_do_not_give() -> None:
    cells = row()
    cells[10] = "90%"
    (finding,) = outcome(RULE, cells).findings
    assert (finding.expected, finding.observed) == (Decimal("0.8000"), Decimal("0.9"))
    assert (
        finding.message.es == "Devengado ÷ modificado: 80.00 ÷ 100.00 da 80.0\N{NO-BREAK SPACE}%; el informe dice 90%."
    )
    assert (
        finding.message.en == "Accrued ÷ modified: 80.00 ÷ 100.00 gives 80.0\N{NO-BREAK SPACE}%; the report says 90%."
    )


@pytest.mark.parametrize(("said", "fires"), [("80%", False), ("80.0%", False), ("80.1%", True), ("79.9%", True)])
def test_the_digits_shown_say_how_exact_a_rate_is(said: str, fires: bool) -> None:
    cells = row()
    cells[10] = said
    assert bool(outcome(RULE, cells).findings) is fires


@pytest.mark.parametrize(("accrued", "fires"), [("12.49", False), ("12.50", False), ("12.51", True)])
def test_rounding_at_the_half(accrued: str, fires: bool) -> None:
    cells = row(accrued=accrued)
    cells[9] = cells[10] = "12%"
    assert bool(outcome(RULE, cells).findings) is fires


def test_over_zero_only_a_reported_zero_is_let_pass() -> None:
    cells = row(approved="0.00")
    assert not outcome(RULE, cells).findings
    cells[9] = "7%"
    (finding,) = outcome(RULE, cells).findings
    assert finding.expected is None
    assert "no tiene cociente" in finding.message.es


def test_the_figure_that_spoils_two_rates_is_the_first_suspect() -> None:
    cells = row()
    cells[4] = "50.00"
    findings = outcome(RULE, cells).findings
    accrued = statement(cells).facts["fact"].to_list()[2]
    assert [finding.facts[0] for finding in findings] == [accrued, accrued]


def test_rates_that_are_not_reported_are_counted() -> None:
    cells = row()
    cells[12] = ""
    found = outcome(RULE, cells)
    assert (found.passed, found.not_applicable) == (3, {"no reported ratio": 1})
