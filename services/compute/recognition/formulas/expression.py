"""A formula as a tree: constants, names and the four operations between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

Operator = Literal["+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Constant:
    """A number printed in the formula."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """What the formula calls a figure, as printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Operation:
    """`left` `operator` `right`."""

    operator: Operator
    left: "Expression"
    right: "Expression"


Expression: TypeAlias = Constant | Name | Operation


def names_in(expression: Expression) -> tuple[str, ...]:
    """The names of `expression`, each once, in the order of reading."""
    if isinstance(expression, Name):
        return (expression.text,)
    if isinstance(expression, Constant):
        return ()
    return tuple(dict.fromkeys((*names_in(expression.left), *names_in(expression.right))))


def hundredfold(expression: Expression) -> bool:
    """Whether `expression` gives percentage points: somewhere in it something is multiplied by one hundred."""
    if not isinstance(expression, Operation):
        return False
    sides = (expression.left, expression.right)
    return (expression.operator == "*" and Constant(Decimal(100)) in sides) or any(map(hundredfold, sides))


def with_minus_for_star(expression: Expression) -> Iterator[Expression]:
    """`expression` with a factor of one, which says nothing, taken for the "minus one" that a scan made it of."""
    if not isinstance(expression, Operation):
        return
    if expression.operator == "*" and expression.right == Constant(Decimal(1)):
        yield Operation("-", expression.left, expression.right)
    for left in with_minus_for_star(expression.left):
        yield Operation(expression.operator, left, expression.right)
    for right in with_minus_for_star(expression.right):
        yield Operation(expression.operator, expression.left, right)


def over(expression: Expression) -> Operation | None:
    """The outermost division of two names in `expression`, if its names are just those two."""
    if not isinstance(expression, Operation):
        return None
    if expression.operator == "/" and len(names_in(expression.left)) == len(names_in(expression.right)) == 1:
        return expression
    return next((found for side in (expression.left, expression.right) if (found := over(side))), None)


def worded(expression: Expression, names: Mapping[str, str]) -> str:
    """`expression` as text, its names as `names` has them."""
    if isinstance(expression, Name):
        return names.get(expression.text, expression.text)
    if isinstance(expression, Constant):
        return format(expression.value, "f")
    left, right = (worded(side, names) for side in (expression.left, expression.right))
    sums = ("+", "-")
    if isinstance(expression.left, Operation) and expression.left.operator in sums and expression.operator not in sums:
        left = f"({left})"
    if isinstance(expression.right, Operation) and (expression.right.operator in sums or expression.operator in "/-"):
        right = f"({right})"
    return f"{left} {expression.operator} {right}"
