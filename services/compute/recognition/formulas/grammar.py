"""The grammar in ``grammar.lark``, and the expressions that it makes."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Transformer
from lark.exceptions import LarkError

from services.compute.recognition.formulas.expression import Constant, Expression, Name, Operation, Operator
from services.compute.recognition.formulas.wording import unmarked

_OPERATORS: dict[str, Operator] = {"+": "+", "-": "-", "*": "*", "/": "/", "÷": "/", ":": "/"}


def parse(text: str) -> Expression | None:
    """The expression that `text` is, read in one way; None where it is none."""
    try:
        tree: Expression = _grammar().parse(text)  # type: ignore[assignment]
    except LarkError:
        return None
    return tree


@cache
def _grammar() -> Lark:
    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", transformer=_Tree(), maybe_placeholders=False)


class _Tree(Transformer[Any, Expression]):
    """Builds the expression as the grammar reduces."""

    def constant(self, found: list[Any]) -> Expression:
        return Constant(Decimal(str(found[0]).replace(",", "")))

    def counted(self, found: list[Any]) -> Expression:
        return self.constant(found[:1])

    def percent(self, found: list[Any]) -> Expression:
        return Constant(Decimal(str(found[0]).replace(",", "")) / 100)

    def variable(self, found: list[Any]) -> Expression:
        return Name(unmarked(str(found[0])))

    def negation(self, found: list[Any]) -> Expression:
        return Operation("-", Constant(Decimal(0)), found[1])

    def operation(self, found: list[Any]) -> Expression:
        left, mark, right = found
        operator = _OPERATORS.get(str(mark)) or ("*" if mark.type == "TIMES" else "-")
        return Operation(operator, left, right)
