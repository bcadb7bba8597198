"""What the anomalies of a rule come to, in a sentence."""

from datetime import date
from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.rules import rule_parts
from shared.headlines import Cause, Setting, _templates, brief, headline, pointed_at, told_first
from shared.problems import Language


def _causes(*facts: tuple[str, ...]) -> list[Cause]:
    return [Cause(f"P{number}", f"Dice {number}.", own) for number, own in enumerate(facts, 1)]


def _said(rule: str, causes: list[Cause], figures: dict[str, tuple[str, int]], language: Language = "es") -> str:
    return headline(
        rule, rule, causes, {fact: (name, Decimal(value)) for fact, (name, value) in figures.items()}, language
    )


def test_every_rule_has_a_sentence_and_every_sentence_a_rule() -> None:
    assert set(_templates()) == {rule.id for rule in rule_parts(load_policy())}


def test_one_anomaly_is_told_by_itself_and_several_by_what_their_figures_come_to() -> None:
    causes = _causes(("f1", "f2"), ("f3", "f4"))
    figures = {"f1": ("modified", 2_000_000), "f2": ("accrued", 0), "f3": ("modified", 2_000_000), "f4": ("accrued", 0)}
    assert _said("unspent-budget", causes[:1], figures) == "P1: Dice 1."
    assert _said("unspent-budget", causes, figures).startswith("2 programas dejaron sin gastar 4.0")


def test_the_highest_of_several_rates_is_told() -> None:
    causes = _causes(("f1", "f2"), ("f3", "f4"))
    figures = {
        "f1": ("achieved", 15),
        "f2": ("target_original", 10),
        "f3": ("achieved", 25),
        "f4": ("target_original", 10),
    }
    assert "250" in _said("overachievement", causes, figures, "en")


def test_only_figures_that_a_sentence_names_are_asked_for() -> None:
    assert pointed_at([("unspent-budget", ["f1"]), ("duplicate-key", ["f2"])]) == {"f1"}


def test_of_a_long_message_the_first_sentence_is_told() -> None:
    first = "«Dir. Concertación (a. b.)», Subejercicio dice 6,169,154.85; su propia fórmula da 6,314,254.07."
    assert brief(f"{first} {'Puede estar mal una de estas. ' * 5}") == first
    assert brief(first) == first
    assert brief("x" * 200) == "x" * 200
    assert brief("palabra, " * 100).endswith("palabra …") and len(brief("palabra, " * 100)) < 290
    assert len(brief("x" * 900)) < 290


@pytest.mark.parametrize(
    ("elsewhere", "said"),
    [
        ((False, False), "2 cifras que comparte con otros estados no son las mismas en ellos."),
        ((True, True), "En 2 cifras comunes es otro estado el que discrepa, no este."),
        ((False, True), "P1: Dice 1. En una cifra común es otro estado el que discrepa, no este."),
        ((True,), "En una cifra común es otro estado el que discrepa, no este."),
    ],
)
def test_a_statement_that_says_what_most_say_is_not_told_as_the_one_that_differs(
    elsewhere: tuple[bool, ...], said: str
) -> None:
    causes = [Cause(f"P{number}", f"Dice {number}.", (), other) for number, other in enumerate(elsewhere, 1)]
    assert _said("statement-mismatch", causes, {}) == said


@pytest.mark.parametrize("rule", ["unknown-rule", "own-rule"])
def test_a_rule_without_a_sentence_says_its_name(rule: str) -> None:
    assert _said(rule, _causes((), ()), {}, "en") == f"{rule}: 2."


def test_whose_figures_they_are_is_said_by_what_they_are() -> None:
    for kind, said in (("programme", "2 programas"), ("indicator", "2 indicadores"), ("account", "2 renglones")):
        causes = [Cause("P1", "Dice.", (), kind=kind)] * 2
        assert _said("underachievement", causes, {}).startswith(f"{said} ")
    mixed = [Cause("P1", "Dice.", (), kind=kind) for kind in ("programme", "activity")]
    assert _said("underachievement", mixed, {}, "en").startswith("2 rows ")


@pytest.mark.parametrize(
    ("language", "thresholds", "said"),
    [
        ("es", {"above": "1.20"}, "2 programas rebasan su meta en más de 20\N{NO-BREAK SPACE}% (máximo"),
        ("en", {"above": "1.20"}, "2 programmes go beyond their target by more than 20\N{NO-BREAK SPACE}% (at most"),
        ("es", {}, "2 programas rebasan su meta con holgura (máximo"),
    ],
)
def test_a_threshold_is_told_as_the_policy_has_it(language: Language, thresholds: dict[str, str], said: str) -> None:
    causes = _causes(("f1",), ("f2",))
    assert headline("overachievement", "", causes, {}, language, Setting(thresholds)).startswith(said)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), "el año"),
        (date(2023, 4, 1), date(2023, 6, 30), "el trimestre"),
        (date(2023, 1, 1), date(2023, 9, 30), "el periodo"),
        (date(2023, 4, 1), date(2024, 3, 31), "el periodo"),
        (date(2023, 1, 1), date(2023, 3, 24), "el periodo"),
    ],
)
def test_the_period_is_named_by_its_length(first: date, last: date, said: str) -> None:
    causes = _causes((), ())
    told = headline("spending-without-approval", "", causes, {}, "es", Setting({}, (first, last)))
    assert told.endswith(f"durante {said}.")


def test_what_all_mended_rows_lack_is_told_once() -> None:
    lacking = [Cause(f"P{number}", f"Recorrido {number}. Quedó sin cifra «X».", ()) for number in (1, 2)]
    said = "2 renglones venían recorridos; se leyeron en su lugar."
    assert _said("shifted-row", lacking, {}) == f"{said} En todos, quedó sin cifra «X»."
    assert _said("shifted-row", [*lacking, Cause("P3", "Recorrido 3.", ())], {}).endswith("en su lugar.")
    assert _said("shifted-row", _causes((), ()), {}) == said


def test_at_a_glance_come_the_gravest_and_after_them_what_was_read_otherwise_than_it_stands() -> None:
    rules = ["total-mismatch", "shifted-row", "outlier", "duplicate-key"]
    assert told_first(rules, 2) == ["total-mismatch", "outlier", "shifted-row"]
