"""Which figure each name of a formula means: a numbered variable, a column of that name, numerator or denominator."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from services.compute.recognition.folding import fold
from services.compute.recognition.formulas.expression import Expression, Name, names_in, over

_VARIABLE = re.compile(r"variable\s*_?(\d+)")
_LEAST_LIKENESS = 92


@dataclass(frozen=True, slots=True)
class Bound:
    """An expression each of whose names has a concept: `concepts` by name."""

    expression: Expression
    concepts: Mapping[str, str]


def bind(expressions: Sequence[Expression], labels: Mapping[str, str]) -> Bound | None:
    """The first of `expressions` all of whose names mean a figure. `labels` gives the columns' words by concept
    (``variable_1``, ``numerator`` ..). None where a name stays open: nothing is guessed.

    Two names parted by one division, in a row with a numerator and a denominator, are those.
    """
    for expression in expressions:
        names = names_in(expression)
        concepts = {name: concept for name in names if (concept := _concept(name, labels))}
        if names and len(set(concepts.values())) == len(names):
            return Bound(expression, concepts)
    for expression in expressions:
        quotient = over(expression)
        if quotient and len(names_in(expression)) == 2 and {"numerator", "denominator"} <= labels.keys():
            top, bottom = names_in(quotient.left)[0], names_in(quotient.right)[0]
            return Bound(expression, {top: "numerator", bottom: "denominator"})
        if isinstance(expression, Name) and "numerator" in labels and "denominator" not in labels:
            return Bound(expression, {expression.text: "numerator"})
    return None


def _concept(name: str, labels: Mapping[str, str]) -> str | None:
    folded = fold(name)
    if found := _VARIABLE.fullmatch(folded):
        concept = f"variable_{found[1]}"
        return concept if concept in labels else None
    alike = {
        concept: fuzz.ratio(folded, fold(_VARIABLE.sub("", label.casefold()))) for concept, label in labels.items()
    }
    best = max(alike, key=lambda concept: alike[concept], default=None)
    return best if best is not None and alike[best] >= _LEAST_LIKENESS else None
