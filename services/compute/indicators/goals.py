"""How much of its target a subject reached, at what cost, and whether the money and the goal keep step.

Of a rise, more is better; of a fall, less; what is to stay constant is judged by its distance from the target.
"""

import tomllib
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from services.compute.indicators.indicator import Figures, Indicator, over, quotient
from services.compute.indicators.subject import Subject
from services.compute.recognition.folding import fold


@cache
def words() -> dict[str, tuple[str, ...]]:
    """The words of ``words.toml`` by what they tell."""
    content = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return {name: tuple(content[name]) for name in content}


def direction(subject: Subject) -> str:
    """Where it is to go: ``ascending``, ``descending`` or ``constant``; ascending where it does not say, empty where it
    goes by none of them.
    """
    said = subject.said.get("direction")
    return "ascending" if said is None else way_of(said)


def way_of(said: str) -> str:
    """The way that `said`, folded, means, as `direction` has it; empty where it means none."""
    return next((way for way in ("ascending", "descending", "constant") if said in words()[way]), "")


def reached(way: str, achieved: Decimal, goal: Decimal) -> Decimal | None:
    """How much of a goal was reached, going `way` as `direction` has it; None where that is not told, or over zero."""
    match way:
        case "ascending":
            return over(achieved, goal)
        case "descending":
            return over(goal, achieved)
        case "constant":
            distance = over(abs(achieved - goal), abs(goal))
            return None if distance is None else 1 - distance
    return None


def counts(subject: Subject) -> bool:
    """Whether what it achieves is counted in units of its own, and no rate, average or year."""
    if subject.unit("achieved") == "ratio":
        return False
    return not is_level(subject.texts.get("unit_of_measure") or subject.unit("achieved") or "")


@lru_cache(maxsize=1 << 14)
def is_level(unit: str) -> bool:
    """Whether `unit` is of a rate, an average or a year: of what neither adds up nor has a cost by the piece."""
    return f"{fold(unit)} ".startswith(tuple(f"{word} " for word in words()["levels"]))


def _directed(way: str, target: str) -> Indicator:
    formulas = {
        "descending": f"{target} / achieved",
        "constant": f"1 - abs(achieved - {target}) / abs({target})",
    }

    return Indicator(
        "directed_achievement_rate",
        formulas[way],
        ("achieved", target),
        lambda figures: reached(way, figures["achieved"], figures[target]),
        "achievement",
        applies=lambda subject: subject.target == target and direction(subject) == way,
    )


def _achievement(name: str, target: str) -> Indicator:
    formula, value = f"achieved / {target}", quotient("achieved", target)
    return Indicator(name, formula, ("achieved", target), value, "achievement", name)


def _gap(target: str) -> Indicator:
    def value(figures: Figures) -> Decimal | None:
        money = over(figures["accrued"], figures["modified"])
        goal = over(figures["achieved"], figures[target])
        return None if money is None or goal is None else money - goal

    return Indicator(
        "financial_physical_gap",
        f"accrued / modified - achieved / {target}",
        ("accrued", "modified", "achieved", target),
        value,
        applies=lambda subject: subject.target == target and direction(subject) == "ascending",
    )


def _unit_cost(name: str, money: str, goal: str) -> Indicator:
    return Indicator(
        name,
        f"{money} / {goal}",
        (money, goal),
        quotient(money, goal),
        unit="unit",
        applies=lambda subject: counts(subject) and (goal == "achieved" or subject.target == goal),
    )


GOALS = (
    _achievement("achievement_rate_original", "target_original"),
    _achievement("achievement_rate_modified", "target_modified"),
    *(
        _directed(way, target)
        for way in ("descending", "constant")
        for target in ("target_modified", "target_original")
    ),
    *(_gap(target) for target in ("target_modified", "target_original")),
    _unit_cost("unit_cost", "accrued", "achieved"),
    *(_unit_cost("planned_unit_cost", "modified", target) for target in ("target_modified", "target_original")),
)
"""Worked out for every subject that states the figures."""
