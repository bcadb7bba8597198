"""Anomalies under their causes, each cause in a sentence."""

from decimal import Decimal

import pytest

from services.api.views.groups import Marked, Told, _templates, brief, group, pointed_at
from services.compute.policy import load_policy
from services.compute.rules import rule_parts


def _marked(rule: str, number: int, *facts: str) -> Marked:
    message = {"es": f"Dice {number}.", "en": f"Says {number}."}
    return Marked(Told(f"a{number}", rule, "error", "programme", f"P{number}", None, message, list(facts)), None)


def test_every_rule_has_a_sentence_and_every_sentence_a_rule() -> None:
    assert set(_templates()) == {rule.id for rule in rule_parts(load_policy())}


def test_one_anomaly_is_told_by_itself_and_several_by_what_their_figures_come_to() -> None:
    two = [_marked("unspent-budget", 1, "f1", "f2"), _marked("unspent-budget", 2, "f3", "f4")]
    figures = {name: ("modified", Decimal(2_000_000)) for name in ("f1", "f3")}
    figures |= {name: ("accrued", Decimal(0)) for name in ("f2", "f4")}
    (alone,) = group(two[:1], {}, figures, "es")
    assert alone.headline == "P1: Dice 1."
    (both,) = group(two, {}, figures, "es")
    assert both.headline.startswith("2 programas dejaron sin gastar 4.0")


def test_the_highest_of_several_rates_is_told() -> None:
    two = [_marked("overachievement", 1, "f1", "f2"), _marked("overachievement", 2, "f3", "f4")]
    figures = {"f1": ("achieved", Decimal(15)), "f2": ("target_original", Decimal(10))}
    figures |= {"f3": ("achieved", Decimal(25)), "f4": ("target_original", Decimal(10))}
    (both,) = group(two, {}, figures, "en")
    assert "250" in both.headline


def test_only_figures_that_a_sentence_names_are_asked_for() -> None:
    anomalies = [_marked("unspent-budget", 1, "f1").anomaly, _marked("duplicate-key", 2, "f2").anomaly]
    assert pointed_at(anomalies) == {"f1"}


def test_of_a_long_message_the_first_sentence_is_told() -> None:
    first = "«Dir. Concertación (a. b.)», Subejercicio dice 6,169,154.85; su propia fórmula da 6,314,254.07."
    assert brief(f"{first} {'Puede estar mal una de estas. ' * 5}") == first
    assert brief(first) == first
    assert brief("x" * 300) == "x" * 300


@pytest.mark.parametrize("rule", ["unknown-rule", "own-rule"])
def test_a_rule_without_a_sentence_says_its_name(rule: str) -> None:
    (both,) = group([_marked(rule, 1), _marked(rule, 2)], {}, {}, "en")
    assert both.headline == f"{rule}: 2."
