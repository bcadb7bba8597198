"""Tests of many figures: the tails against published values, and when the rules speak and when they do not."""

import math
from dataclasses import replace

import pytest

from services.compute.policy import load_policy
from services.compute.rules import Outcome, catalogue
from services.compute.rules.statistics.tails import binomial_tail, chi_square_tail, normal_tail
from tests.programmes import outcome, row, statement


def test_tails_are_those_of_the_tables() -> None:
    assert normal_tail(1.959964) == pytest.approx(0.05, abs=1e-6)
    assert chi_square_tail(112.022, 89) == pytest.approx(0.05, abs=1e-3)
    assert chi_square_tail(18.307, 10) == pytest.approx(0.05, abs=1e-3)
    assert binomial_tail(3, 5, 0.5) == pytest.approx(0.5)
    assert binomial_tail(1, 10, 0.1) == pytest.approx(1 - 0.9**10)
    assert (binomial_tail(0, 5, 0.5), chi_square_tail(0, 89)) == (1.0, 1.0)


def _spent(amounts: list[str]) -> list[list[str]]:
    return [row(code=f"P{number}", name=f"Programa {number}", accrued=text) for number, text in enumerate(amounts)]


def _digits(amounts: list[str], sample: str = "1000") -> Outcome:
    policy = load_policy()
    rules = policy.rules | {"benford-deviation": policy.rules["benford-deviation"] | {"sample": sample}}
    return catalogue()["benford-deviation"][1](statement(*_spent(amounts)), replace(policy, rules=rules))


def _free(size: int) -> list[str]:
    """Amounts spread over four powers of ten as Benford's law has it."""
    return [f"{math.pow(10, 2 + 4 * (number * 0.6180339887 % 1)):.2f}" for number in range(size)]


def test_amounts_that_follow_benford_are_left_alone() -> None:
    free = _digits(_free(1000))
    assert (free.findings, free.passed) == ([], 1)


_CROWDED = [*_free(900), *[f"4,9{number:02}.10" for number in range(100)]]


def test_amounts_that_crowd_under_a_limit_are_told_with_test_and_chance() -> None:
    (finding,) = _digits(_CROWDED).findings
    assert "49" in finding.message.en and "p < 0.0001" in finding.message.en and "MAD" in finding.message.es


def test_few_amounts_and_one_amount_repeated_bear_no_law_of_digits() -> None:
    assert "too few amounts" in _digits(_CROWDED[1:]).not_applicable
    assert "too few amounts" in _digits(["4,900.10"] * 500 + _CROWDED[1:]).not_applicable
    assert "too few amounts" in outcome("benford-deviation", *_spent(_CROWDED)).not_applicable


@pytest.mark.parametrize(("rounds", "size", "fires"), [(9, 100, 0), (10, 100, 1), (99, 99, 0)])
def test_round_amounts_are_told_from_a_tenth_of_a_hundred_on(rounds: int, size: int, fires: int) -> None:
    texts = [f"{20 + n},000.00" for n in range(rounds)] + [f"{20 + n},123.45" for n in range(size - rounds)]
    assert len(outcome("round-number-excess", *_spent(texts)).findings) == fires


def _rates(rates: list[int]) -> list[list[str]]:
    return [
        row(code=f"P{number}", name=f"Programa {number}", accrued=f"{rate}.00") for number, rate in enumerate(rates)
    ]


def test_a_programme_far_from_all_others_is_told() -> None:
    (finding,) = outcome("outlier", *_rates([90 + number % 7 for number in range(39)] + [12])).findings
    assert finding.subject[1] == "P39" and "z = -" in finding.message.en


def test_programmes_spread_evenly_alike_or_few_have_no_outlier() -> None:
    assert outcome("outlier", *_rates([10 + 2 * number for number in range(40)])).findings == []
    assert outcome("outlier", *_rates([90] * 39 + [12])).findings == []
    assert outcome("outlier", *_rates([90 + number % 7 for number in range(28)] + [12])).findings == []
    assert len(outcome("outlier", *_rates([90 + number % 7 for number in range(29)] + [12])).findings) == 1
