"""The tables of a filing in a list: those of one name together."""

from collections.abc import Sequence
from typing import Any

from shared.names import statement_name
from shared.problems import Language

_LONGEST = 90


def tables_by_name(tables: Sequence[dict[str, Any]], language: Language) -> list[tuple[str, list[dict[str, Any]]]]:
    """The tables under what they are called, in the order in which each name first comes: the statement that a table
    is of, else its title; "" where it has none.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for table in tables:
        found.setdefault(_name(table, language), []).append(table)
    return list(found.items())


def _name(table: dict[str, Any], language: Language) -> str:
    if statement := table.get("statement"):
        return statement_name(statement, language)
    title = " ".join(table["title"].split())
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…"
