"""Quotients within the digits shown."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from services.compute.arithmetic import Figure, Verdict, quotient

AMOUNTS = st.decimals(min_value="0.01", max_value="99999999.99", places=2)


def _figure(text: str) -> Figure:
    value = Decimal(text)
    return Figure(value, Decimal("0.5").scaleb(int(value.as_tuple().exponent)))


@given(numerator=AMOUNTS, denominator=AMOUNTS, places=st.integers(0, 6))
def test_a_rate_rounded_from_its_own_figures_always_holds(
    numerator: Decimal, denominator: Decimal, places: int
) -> None:
    rate = round(numerator / denominator, places)
    checked = quotient(_figure(str(numerator)), _figure(str(denominator)), _figure(f"{rate:f}"))
    assert checked.verdict == Verdict.HOLDS


@given(numerator=AMOUNTS, denominator=AMOUNTS, off=st.integers(2, 50))
def test_a_rate_off_by_more_than_its_last_digit_fails(numerator: Decimal, denominator: Decimal, off: int) -> None:
    exact = Figure(numerator, Decimal(0)), Figure(denominator, Decimal(0))
    rate = round(numerator / denominator, 2) + Decimal(off) / 100
    assert quotient(*exact, _figure(f"{rate:.2f}")).verdict == Verdict.FAILS


def test_over_zero() -> None:
    nothing = Figure(Decimal("0.00"), Decimal("0.005"))
    some = Figure(Decimal("5.00"), Decimal("0.005"))
    zero, seven = Figure(Decimal(0), Decimal("0.005")), Figure(Decimal("0.07"), Decimal("0.005"))
    assert quotient(some, nothing, zero).verdict == Verdict.VACUOUS
    assert quotient(some, nothing, seven).verdict == Verdict.FAILS


def test_the_interval_carries_the_digits_shown() -> None:
    checked = quotient(Figure(Decimal(1), Decimal("0.5")), Figure(Decimal(2), Decimal(0)), _figure("0.50"))
    assert (checked.low, checked.high, checked.expected) == (Decimal("0.25"), Decimal("0.75"), Decimal("0.5"))
