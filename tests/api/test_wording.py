"""Figures as the page says them."""

from decimal import Decimal

import pytest

from services.api.views.wording import figure, margin, points, rate


@pytest.mark.parametrize(
    ("low", "high", "rates", "said"),
    [
        ("0.78504624", "0.78504625", True, ("78.50462 %", "78.50463 %")),
        ("0.7845", "0.7855", True, ("78.4500 %", "78.5500 %")),
        ("7", "7", False, None),
        ("9.995", "10.005", False, ("9.995", "10.005")),
        ("-3.00000001", "-3.00000002", False, ("\N{MINUS SIGN}3.00000001", "\N{MINUS SIGN}3.00000002")),
        ("0.5", "0.500000000000000000001", True, None),
    ],
)
def test_a_margin_has_the_digits_that_tell_its_ends_apart(
    low: str, high: str, rates: bool, said: tuple[str, str] | None
) -> None:
    found = margin(Decimal(low), Decimal(high), rates)
    assert (found and tuple(end.replace("\N{NO-BREAK SPACE}", " ") for end in found)) == said


def test_two_rates_differ_by_points_and_what_is_below_zero_has_a_minus() -> None:
    assert points(Decimal("0.215"), "es") == "21.50\N{NO-BREAK SPACE}puntos"
    assert points(Decimal("-0.215"), "en") == "\N{MINUS SIGN}21.50\N{NO-BREAK SPACE}points"
    assert figure(Decimal(-1000)) == "\N{MINUS SIGN}1,000"
    assert rate(Decimal("-0.5")) == "\N{MINUS SIGN}50.0\N{NO-BREAK SPACE}%"
