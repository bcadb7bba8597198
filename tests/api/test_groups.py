"""Anomalies under their causes, each cause in a sentence."""

from decimal import Decimal

import pytest

from services.api.views.groups import Marked, Told, _templates, group
from services.api.views.programmes import Programme
from services.compute.policy import load_policy
from services.compute.rules import rule_parts


def _marked(rule: str, number: int) -> Marked:
    message = {"es": f"Dice {number}.", "en": f"Says {number}."}
    return Marked(Told(f"a{number}", rule, "error", "programme", f"P{number}", None, message), None)


def test_every_sentence_is_of_a_rule_that_there_is() -> None:
    assert set(_templates()) <= {rule.id for rule in rule_parts(load_policy())}


def test_one_anomaly_is_told_by_itself_and_several_by_what_they_come_to() -> None:
    programmes = [
        Programme("programme", f"P{number}", None, {"modified": Decimal(2_000_000), "accrued": Decimal(0)})
        for number in (1, 2)
    ]
    (alone,) = group([_marked("unspent-budget", 1)], {}, programmes, "es")
    assert alone.headline == "P1: Dice 1."
    (both,) = group([_marked("unspent-budget", number) for number in (1, 2)], {}, programmes, "es")
    assert both.headline.startswith("2 programas dejaron sin gastar 4.0")


@pytest.mark.parametrize("rule", ["unknown-rule", "own-rule"])
def test_a_rule_without_a_sentence_says_its_name(rule: str) -> None:
    (both,) = group([_marked(rule, 1), _marked(rule, 2)], {}, [], "en")
    assert both.headline == f"{rule}: 2."
