"""The formulas that filings print for their indicators: parsed to expressions, bound to figures, worked out exactly.

Pure. Imports `arithmetic` and how words are folded, nothing else of the services; evaluates no code.
"""

from services.compute.recognition.formulas.binding import Bound, bind
from services.compute.recognition.formulas.evaluation import Interval, NoValue, evaluate, in_scale, meets
from services.compute.recognition.formulas.expression import Expression, names_in, with_minus_for_star, worded
from services.compute.recognition.formulas.parsing import UnreadableFormula, formula_over_variables, parse_formula

__all__ = [
    "Bound",
    "Expression",
    "Interval",
    "NoValue",
    "UnreadableFormula",
    "bind",
    "evaluate",
    "formula_over_variables",
    "in_scale",
    "meets",
    "names_in",
    "parse_formula",
    "with_minus_for_star",
    "worded",
]
