"""Parsing a formula's text: the ways it can be read, each tried by the grammar."""

import re
from functools import lru_cache

from services.compute.recognition.formulas.expression import Expression, Operation, names_in
from services.compute.recognition.formulas.wording import readings

_MOST_CHARACTERS = 2000
_MOST_DEPTH = 60
_VARIABLE = re.compile(r"variable\s*_?\d+", re.IGNORECASE)


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
    if "variable" not in heading.lower():
        return None
    starts = [found.start() for found in re.finditer(r"[(\[{]|\bvariable", heading, re.IGNORECASE)]
    for start in starts:
        for way in readings(heading[start:]):
            tree = _parse(way)
            names = names_in(tree) if tree is not None else ()
            if names and isinstance(tree, Operation) and all(_VARIABLE.fullmatch(name) for name in names):
                return tree
    return None


def _parse(text: str) -> Expression | None:
    from services.compute.recognition.formulas.grammar import parse  # imported here: few filings have formulas

    return None if sum(text.count(bracket) for bracket in "([{") > _MOST_DEPTH else parse(text)
