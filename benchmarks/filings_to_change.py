"""Filings to change figures of: what takes part in a relation, whether a change breaks one, and a changed digit."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from benchmarks.at_best import Cell as At
from benchmarks.at_best import first_at_best
from services.compute.arithmetic.numerals import Numbers, numbers_of
from services.compute.policy import Policy
from services.compute.reading import Document
from services.compute.reading.document import Cell, Table
from services.compute.recognition import Statement, recognise
from services.compute.rules import catalogue
from services.compute.rules.agreement import agreement_of
from services.compute.rules.references import column_number, place_of

ARITHMETIC = (
    *("total-mismatch", "difference-mismatch", "ratio-mismatch", "share-mismatch", "formula-mismatch"),
    *("breakdown-mismatch", "count-mismatch"),
)
"""The rules whose checks say that a figure takes part in a sum, a difference, a ratio or a formula."""
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")

Place = tuple[str, int, int]
"""The id of a table, and row and column there."""
Visible = Callable[[Place, Statement], bool]
"""Whether a relation of the filing shows the change at a place that made it the statement given."""
AtBest = Callable[[Statement], float]
"""How likely the likeliest figure of the statement given is to be the one changed, for whom knows all relations."""


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing to change figures of: those in `related` take part in a relation. Where its relations are known by other
    ways than those measured, there is what could be told by them `at_best`.
    """

    name: str
    document: Document
    statement: Statement
    related: frozenset[Place]
    visible: Visible
    at_best: AtBest | None = None


def filing_of(name: str, document: Document, policy: Policy) -> Filing:
    """The filing that `document` is, its relations those that it is checked for, and those of its formulas."""
    formulas = _in_formulas(document)
    bare = _with_cells(document, lambda _, cell: cell._replace(formula="") if cell.formula else cell)
    statement = recognise(bare, policy.currency)
    by_rule = {rule: _checked(statement, rule, policy, passed=True) for rule in ARITHMETIC}

    def visible(place: Place, changed: Statement) -> bool:
        return place in formulas or _breaks_an_equation(statement, place, changed) or _decided(place, changed)

    def _decided(place: Place, changed: Statement) -> bool:
        """Whether a check that passed with the figure at `place` fails, or cannot be made any more."""
        rules = [rule for rule, places in by_rule.items() if place in places and rule not in ARITHMETIC[:2]]
        return any(place not in _checked(changed, rule, policy, passed=True) for rule in rules)

    return Filing(name, bare, statement, formulas.union(*by_rule.values()), visible)


def _checked(statement: Statement, rule: str, policy: Policy, *, passed: bool = False) -> frozenset[Place]:
    """The figures that `rule` checked, or those of them that it found nothing wrong with."""
    outcome = catalogue()[rule][1](statement, policy)
    failed = {fact for finding in outcome.findings for fact in finding.facts} if passed else set()
    return frozenset(_place(statement, fact) for fact in outcome.checked - failed)


def _place(statement: Statement, fact: str) -> Place:
    table, row, column = statement.facts.select("table", "row", "column").row(int(fact[1:]) - 1)
    return table, row, column


def _breaks_an_equation(statement: Statement, place: Place, changed: Statement) -> bool:
    """Whether an equation that holds in `statement` does not with what stands at `place` in `changed`."""
    agreement = agreement_of(statement)
    table, row, column = (pl.col(name) == part for name, part in zip(("table", "row", "column"), place, strict=True))
    fact = statement.facts.filter(table & row & column & pl.col("exact").is_not_null())["fact"][0]
    now = next((row[0] for row in changed.facts.select("exact", "table", "row", "column").iter_rows()
                if row[1:] == place), None)  # fmt: skip
    rooms = [room for one in agreement.holding.of(fact) if (room := one.mended(fact))]
    return bool(rooms) and (now is None or any(not room.low <= now <= room.high for room in rooms))


def _in_formulas(document: Document) -> frozenset[Place]:
    """The cells of a workbook that a formula works out or refers to, in its own sheet."""
    found: set[Place] = set()
    for number, table in enumerate(document.tables, 1):
        places = {place: cell for row in table.rows for cell in row if (place := place_of(cell))}
        for cell in (cell for cell in places.values() if cell.formula not in ("", "=") and "!" not in cell.formula):
            named = [places[place] for place in _referred(cell.formula) if place in places]
            found.update((f"t{number}", one.row, one.column) for one in (*named, *([cell] if named else [])))
    return frozenset(found)


def _referred(formula: str) -> Iterator[tuple[int, int]]:
    for left, top, right, bottom in _REFERENCE.findall(formula):
        for row in range(int(top), int(bottom or top) + 1):
            for column in range(column_number(left), column_number(right or left) + 1):
                yield row, column


def with_changed_digit(document: Document, place: Place, chance: random.Random) -> tuple[Document, str]:
    """`document` with another digit in the figure at `place`, and what it says there now."""
    said = ""

    def changed(table: str, cell: Cell) -> Cell:
        nonlocal said
        if (table, cell.row, cell.column) != place:
            return cell
        if not cell.is_number:
            said = _another(cell.text, chance)
            return cell._replace(text=said)
        said = _another(format(round(Decimal(cell.text), 6).normalize(), "f"), chance)
        return cell._replace(text=said)

    return _with_cells(document, changed), said


def _another(text: str, chance: random.Random) -> str:
    place = chance.choice([place for place, char in enumerate(text) if char.isdigit()])
    digit = chance.choice([digit for digit in "123456789" if digit != text[place]])
    return text[:place] + digit + text[place + 1 :]


def _with_cells(document: Document, changed: Callable[[str, Cell], Cell]) -> Document:
    tables = (
        replace(table, rows=tuple(tuple(changed(f"t{number}", cell) for cell in row) for row in table.rows))
        for number, table in enumerate(document.tables, 1)
    )
    return replace(document, tables=tuple(tables))


def annotated_table(table: Mapping[str, Any], policy: Policy) -> Filing:
    """A filing of one annotated table; a change is visible where it breaks an annotated relation."""
    grid = table["table_array"]
    numbers = numbers_of(grid)
    every: list[tuple[str, list[At]]] = []
    for one in table["aggregation_annotations"]:
        places = [(row, column) for row, column in (one["aggregator_index"], *one["aggregatee_indices"])]
        if _holds(one["operator"], places, numbers):
            every.append((one["operator"], places))
    relations: dict[At, list[tuple[str, list[At]]]] = defaultdict(list)
    for relation in every:
        for place in relation[1]:
            relations[place].append(relation)

    def visible(place: Place, changed: Statement) -> bool:
        said = changed.tables[0].table.rows[place[1]][place[2]].text
        now = numbers_of([*grid[: place[1]], _replaced(grid[place[1]], place[2], said), *grid[place[1] + 1 :]])
        return any(not _holds(*relation, now) for relation in relations[place[1:]])

    def at_best(changed: Statement) -> float:
        now = [[cell.text for cell in row] for row in changed.tables[0].table.rows]
        return first_at_best(now, every, _holds, figures)

    figures = {(row, column) for row, column in relations if numbers.values[row, column]}
    rows = (
        tuple(Cell(text, row, column, indent=len(text) - len(text.lstrip())) for column, text in enumerate(texts))
        for row, texts in enumerate(grid)
    )
    document = Document("text/csv", 1, (Table(tuple(rows)),))
    related = frozenset(("t1", *place) for place in relations)
    name = f"{table['file_name']} {table['table_id']}"
    return Filing(name, document, recognise(document, policy.currency), related, visible, at_best)


def _replaced(row: Sequence[str], column: int, text: str) -> list[str]:
    return [*row[:column], text, *row[column + 1 :]]


def _holds(operator: str, places: Sequence[tuple[int, int]], numbers: Numbers) -> bool:
    """Whether a relation, its aggregate first among `places`, comes out within the digits printed."""
    aggregate, *values = (float(numbers.values[place]) for place in places)
    half, *halves = (float(numbers.half_units[place]) for place in places)
    if np.isnan(aggregate):
        return False
    count = max(1, sum(not np.isnan(value) for value in values)) if operator == "Average" else 1
    if operator in ("Sum", "Average"):
        made, slack, percent = float(np.nansum(values)) / count, sum(halves) / count, 1.0
    else:
        first, second = values if operator == "Division" else values[::-1]
        if np.isnan([first, second]).any() or second == 0:
            return False
        made = first / second - (operator != "Division")
        slack, percent = sum(halves) * (1 + abs(first / second)) / abs(second), 100.0
    scales = (1.0, percent)
    return any(abs(aggregate - made * scale) <= half + slack * scale + 1e-9 * abs(aggregate) for scale in scales)
