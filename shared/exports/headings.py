"""What a workbook's sheets, columns and coded values are called, read from ``headings.toml``."""

import tomllib
from functools import cache
from pathlib import Path

from shared.exports.rows import COLUMNS, Part
from shared.names import concept_name, formula_in_words, statement_name
from shared.problems import Language
from shared.words import words

TOLD_BESIDE = {"rule_title": "rule"}
"""The columns that say in words, beside it, what another holds as a code."""
_CODED = frozenset({"subject_kind", "unit", "severity", "scope", "origin", "rating", "review"})
_NAMED = {
    "concept": concept_name,
    "formula": formula_in_words,
    "statement": statement_name,
    "subject_code": statement_name,  # what is about a whole statement has its kind for a code
}


def columns_of(kind: type[Part], language: Language) -> tuple[str, ...]:
    """The columns of `kind` that a reader of `language` is given: of what is said in two, one; what a code means
    beside it.
    """
    other = "_en" if language == "es" else "_es"
    beside = {code: told for told, code in TOLD_BESIDE.items()}
    own = [column for column in COLUMNS[kind] if not column.endswith(other)]
    return tuple(name for column in own for name in (column, beside.get(column)) if name)


def sheet_name(name: str, language: Language) -> str:
    """What the sheet of a kind of part is called."""
    return _called("sheets", name, language)


def heading(column: str, language: Language) -> str:
    """What a column is headed by."""
    return _called("columns", column, language)


def has_codes(column: str) -> bool:
    """Whether `coded` may say what stands in `column` otherwise."""
    return column in _NAMED or column in _CODED


def coded(column: str, value: str, language: Language) -> str:
    """`value` of `column` in words, where it is a code that has any."""
    if column in _NAMED:
        return _NAMED[column](value, language)
    if column not in _CODED:
        return value
    return _called("values", value, language) if value in _headings()["values"] else words(language, value)


def _called(part: str, name: str, language: Language) -> str:
    return _headings()[part][name][language == "en"]


@cache
def _headings() -> dict[str, dict[str, list[str]]]:
    content: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return content
