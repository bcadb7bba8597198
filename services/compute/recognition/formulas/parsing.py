"""Parsing a formula's text by the grammar in ``grammar.lark``."""

import re
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from lark import Lark, Transformer
from lark.exceptions import LarkError

from services.compute.recognition.formulas.expression import Constant, Expression, Name, Operation, Operator, names_in
from services.compute.recognition.formulas.wording import readings, unmarked

_MOST_CHARACTERS = 2000
_MOST_DEPTH = 60
_VARIABLE = re.compile(r"variable\s*_?\d+", re.IGNORECASE)
_OPERATORS: dict[str, Operator] = {"+": "+", "-": "-", "*": "*", "/": "/", "÷": "/", ":": "/"}


class UnreadableFormula(ValueError):
    """The text is no formula that can be read without guessing. Its message is the text."""


@lru_cache(maxsize=1 << 12)
def parse_formula(text: str) -> tuple[Expression, ...]:
    """The expressions that `text` can be read as, the likeliest first. Raises `UnreadableFormula` where there is none,
    as where a bracket was lost.
    """
    found = [tree for way in readings(text[:_MOST_CHARACTERS]) if (tree := _parse(way)) is not None]
    if not found or len(text) > _MOST_CHARACTERS:
        raise UnreadableFormula(text)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 12)
def formula_over_variables(heading: str) -> Expression | None:
    """The formula over ``Variable1``, ``Variable2`` .. that a heading ends in; None where it ends in none."""
    starts = [found.start() for found in re.finditer(r"[(\[{]|\bvariable", heading, re.IGNORECASE)]
    for start in starts:
        for way in readings(heading[start:]):
            tree = _parse(way)
            names = names_in(tree) if tree is not None else ()
            if names and isinstance(tree, Operation) and all(_VARIABLE.fullmatch(name) for name in names):
                return tree
    return None


def _parse(text: str) -> Expression | None:
    if sum(text.count(bracket) for bracket in "([{") > _MOST_DEPTH:
        return None
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
