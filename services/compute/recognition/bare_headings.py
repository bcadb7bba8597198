"""A heading without what stands on it or behind it: marks of footnotes, letters of columns, units, formulas."""

import re

from services.compute.recognition.factors import SCALES
from services.compute.recognition.formulas import formula_over_variables

_FOOTNOTE = re.compile(
    r"\s*\(\s*[a-z0-9]{1,2}\s*\)|(?<=[^\W\d])\s?\d{1,2}/?(?=\s|$)|(?<=\b(?:19|20)\d\d)\s+\d{1,2}/(?=\s|$)|^\d{1,2}/?\s+(?=[^\W\d])|(?<=[^\W\d]{3})[¹²³⁰⁴-⁹]+",
    re.IGNORECASE,
)
MARK_IN_BRACKETS = re.compile(r"\(\s*\w\s*\)")
_RAISED = re.compile(r"\s*[¹²³⁰⁴-⁹]+")
_UNIT = re.compile(
    rf"\(\s*(?:en\s+)?(?:(?:{SCALES}\s+de\s+)*(?:pesos|mdp)|{SCALES}(?:\s+de\s+{SCALES})*)\s*\)", re.IGNORECASE
)
_FORMULA = re.compile(
    r"\(?\s*\w{1,3}(?:\.\d)?\s*=.*$|(?:\s\d{1,2})?\s*\(\s*[\da-z]{1,2}(?:\s*[+\-–*/]\s*[\da-z]{1,2})+\s*\)\s*$"
)
"""A formula behind a heading: ``3 = (1 + 2)``, ``h = d + e``, ``4 (1 + 2 - 3)``."""
_FEWEST_GARBLED, _MOST_GARBLED_LETTERS = 3, 2


def plain(label: str) -> str:
    """`label` without footnote marks, letters of columns and stated formulas: ``Final (h) h=d+e`` is Final."""
    formula = formula_over_variables(label) if "ariable" in label else None
    label = re.split(r"[(\[{$]|\bVariable", label)[0].strip() or label if formula else label
    stripped = _FOOTNOTE.sub("", _without_garbled_formula(_FORMULA.sub("", _UNIT.sub("", label)))).strip()
    return stripped or label


def without_marks(label: str) -> str:
    """`label` without raised footnote marks and letters of columns, its own numbers kept: ``Año 1 (d)`` is Año 1."""
    return _RAISED.sub("", MARK_IN_BRACKETS.sub("", label)).strip()


def _without_garbled_formula(label: str) -> str:
    """`label` without what OCR leaves of a formula printed too small under it: ``Modificado 2 - 11 + 2 1``."""
    words = label.split()
    kept = len(words)
    while kept > 1 and sum(char.isalnum() for char in words[kept - 1]) <= _MOST_GARBLED_LETTERS:
        kept -= 1
    rest = words[kept:]
    signs = any(not any(char.isalnum() for char in word) for word in rest)
    digits = any(char.isdigit() for word in rest for char in word)
    return " ".join(words[:kept]) if len(rest) >= _FEWEST_GARBLED and signs and digits else label
