"""Working a formula out over figures as intervals, and holding the result against what a filing reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from services.compute.arithmetic import Figure
from services.compute.recognition.formulas.expression import Constant, Expression, Name, hundredfold

_DIGITS = 40


class NoValue(ArithmeticError):
    """The formula has no value over these figures: it divides by zero, or by what may be zero."""


@dataclass(frozen=True, slots=True)
class Interval:
    """`value` is what the figures as printed give; the digits shown allow all from `low` to `high`."""

    value: Decimal
    low: Decimal
    high: Decimal


def evaluate(expression: Expression, figures: Mapping[str, Figure]) -> Interval:
    """The value of `expression` over `figures` by name. Raises `NoValue`, and `KeyError` for a name without figure."""
    with localcontext(prec=_DIGITS):
        return _evaluate(expression, figures)


def meets(expression: Expression, result: Interval, reported: Figure) -> Interval | None:
    """`result` in the scale of `reported` if the two agree within the digits shown; None if they do not.

    A formula times one hundred gives points: 31.65 agrees with a reported 31.65 % and with 31.65.
    """
    for scaled in _scales(expression, result, reported):
        if scaled.low <= reported.value + reported.half_unit and scaled.high >= reported.value - reported.half_unit:
            return scaled
    return None


def in_scale(expression: Expression, result: Interval, reported: Figure) -> Interval:
    """`result` in the scale in which `reported` is most likely given."""
    return _scales(expression, result, reported)[0]


def _scales(expression: Expression, result: Interval, reported: Figure) -> list[Interval]:
    if not reported.percent:
        return [result]
    in_points = Interval(result.value / 100, result.low / 100, result.high / 100)
    return [in_points] if hundredfold(expression) else [result, in_points]


def _evaluate(expression: Expression, figures: Mapping[str, Figure]) -> Interval:
    if isinstance(expression, Constant):
        return Interval(expression.value, expression.value, expression.value)
    if isinstance(expression, Name):
        figure = figures[expression.text]
        return Interval(figure.value, figure.value - figure.half_unit, figure.value + figure.half_unit)
    left, right = _evaluate(expression.left, figures), _evaluate(expression.right, figures)
    match expression.operator:
        case "+":
            return Interval(left.value + right.value, left.low + right.low, left.high + right.high)
        case "-":
            return Interval(left.value - right.value, left.low - right.high, left.high - right.low)
        case "*":
            corners = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
            return Interval(left.value * right.value, min(corners), max(corners))
    if right.low <= 0 <= right.high:
        raise NoValue
    corners = [a / b for a in (left.low, left.high) for b in (right.low, right.high)]
    return Interval(left.value / right.value, min(corners), max(corners))
