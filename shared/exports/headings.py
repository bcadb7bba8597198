"""What a workbook's sheets, columns and coded values are called, read from ``headings.toml``."""

import tomllib
from functools import cache
from pathlib import Path

from shared.exports.rows import COLUMNS, Part
from shared.names import statement_name
from shared.problems import Language
from shared.words import words

_CODED = frozenset({"subject_kind", "concept", "unit", "severity", "scope", "origin", "rating", "review"})


def columns_of(kind: type[Part], language: Language) -> tuple[str, ...]:
    """The columns of `kind` that a reader of `language` is given: of what is said in two, one."""
    other = "_en" if language == "es" else "_es"
    return tuple(column for column in COLUMNS[kind] if not column.endswith(other))


def sheet_name(name: str, language: Language) -> str:
    """What the sheet of a kind of part is called."""
    return name if language == "en" else _spanish()["sheets"][name]


def heading(column: str, language: Language) -> str:
    """What a column is headed by."""
    return column if language == "en" else _spanish()["columns"][column]


def has_codes(column: str, language: Language) -> bool:
    """Whether `coded` may say what stands in `column` otherwise."""
    return language != "en" and (column == "statement" or column in _CODED)


def coded(column: str, value: str, language: Language) -> str:
    """`value` of `column` in words, where it is a code that has any."""
    if not has_codes(column, language):
        return value
    if column == "statement":
        return statement_name(value, language)
    return _spanish()["values"].get(value) or words(language, value)


@cache
def _spanish() -> dict[str, dict[str, str]]:
    content: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return content
