"""The equations that a form writes into the labels of its rows: ``IV. Balance Primario (IV = III + E)``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import polars as pl

from services.compute.arithmetic.stated import Formula, formula_in
from services.compute.recognition.statement import Statement
from services.compute.rules.agreement.equation import Equation, total_of
from services.compute.rules.agreement.known import Known

_OWN_CODE = re.compile(r"^\W*([A-Za-z]{1,5}\d*(?:\.\d+)?|\d+(?:\.\d+)*)(?:[.)\-]|(?<=\d)\s)")
_CODE_BEHIND = re.compile(r"\(\s*([A-Z])\s*\)\W*$")
_SUM_BEHIND = re.compile(r"\(\s*([A-Z](?:\s*[-+−]\s*[A-Z])*\s*\+\s*[A-Z](?:\s*[-+−]\s*[A-Z])*)\s*\)\W*$")
"""What a row is called by, or made of, behind its name: ``Costo total (A + B)``."""
_MOST_READINGS = 64
_NEAREST = 2
"""Readings that look below the row, and above it."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of figures: its own code, which is written as the formula in its label has it ("a. Corto plazo
    (A=a1+a2+a3)"), that formula, and its figures by column and by concept.
    """

    code: str
    label: str
    table: str
    formula: Formula | None
    by_column: Mapping[int, Known]
    by_concept: Mapping[tuple[object, ...], Known]


def label_equations(statement: Statement, known: Mapping[str, Known]) -> Iterator[Equation]:
    """What the labels of rows say of them, for every figure of the row; `known` by fact."""
    names = statement.facts["subject_name"].unique(maintain_order=True).drop_nulls()
    if not any(map(_formula_in, names)):
        return
    for lane in _lanes(statement, known):
        for place, row in enumerate(lane):
            if row.formula is not None and not row.formula.quotient:
                yield from _best(row, row.formula, lane, place)


def _lanes(statement: Statement, known: Mapping[str, Known]) -> list[list[_Row]]:
    """The rows in their order, those of each half of tables with two sides apart."""
    halves = {(table.id, column.index): column.half for table in statement.tables for column in table.columns}
    names = "fact", "subject_row", "table", "column", "concept", "subject_code", "subject_name"
    facts = statement.facts.filter(pl.col("value").is_not_null()).select(*names, "period_end")
    lanes: dict[int, dict[int, list[tuple[object, ...]]]] = {}
    for entry in facts.iter_rows():
        _, subject_row, table, column, *_ = entry
        lanes.setdefault(halves.get((table, column), 0), {}).setdefault(subject_row, []).append(entry)
    return [[_row(entries, known) for _, entries in sorted(rows.items())] for rows in lanes.values()]


def _row(entries: Sequence[tuple[object, ...]], known: Mapping[str, Known]) -> _Row:
    _, _, table, _, _, code, name, _ = entries[0]
    label = str(name or "")
    own = _OWN_CODE.match(label) or _CODE_BEHIND.search(label)
    by_column: dict[int, Known] = {}
    by_concept: dict[tuple[object, ...], Known] = {}
    for fact, _, _, column, concept, _, _, end in entries:
        figure = known[str(fact)]
        by_column[int(str(column))] = figure
        by_concept.setdefault((concept, end), figure)
    formula = _formula_in(label)
    called = own[1] if own else str(code or "")
    if formula is not None and formula.name.casefold() == called.casefold():
        called = formula.name
    return _Row(called, label, str(table), formula, by_column, by_concept)


def _formula_in(label: str) -> Formula | None:
    """The formula that the label of a row says of it, with its name or behind all else."""
    formula = formula_in(label)
    if formula is not None and formula.name:
        return formula
    behind = _SUM_BEHIND.search(label)
    return formula_in(behind[1]) if behind else None


def _best(row: _Row, formula: Formula, lane: Sequence[_Row], place: int) -> list[Equation]:
    """The equations of `row`, with the rows that its codes name looked for below it, above it and anywhere: of these
    readings the one that holds most often, in its own table before others, and among the nearest rows where most of it
    comes out there, or any where they follow each other right there: a row that is printed again farther on, or another
    of the same code, may be wrong here.
    """
    codes = [code for code, _ in formula.terms]
    options = []
    for number, found in enumerate(_readings(codes, lane, place)):
        equations = list(_equations(row, formula, found))
        holding = sum(one.holds and (one.telling or one.aggregate.value != 0) for one in equations)
        beside = holding > 0 and all(other.table == row.table for other in found.values())
        whole = len(found) == len(set(codes))
        right_there = holding > 0 and number < _NEAREST and _stand_right_there(found, lane, place)
        near = number < _NEAREST and whole and (right_there or 2 * holding > len(equations))
        if equations and (holding or whole):
            options.append((beside, near, holding, len(found), equations))
    if not options:
        return []
    options.sort(key=lambda option: option[:-1], reverse=True)
    *_, holding, _, equations = options[0]
    surely = holding > 0 or len({tuple(one.facts for one in equations) for *_, equations in options}) == 1
    return equations if surely else [one for one in equations if one.holds]


def _stand_right_there(found: Mapping[str, _Row], lane: Sequence[_Row], place: int) -> bool:
    """Whether the rows `found` follow each other right below the row at `place`, or right above it."""
    rows = {id(row) for row in found.values()}
    below, above = lane[place + 1 : place + 1 + len(rows)], lane[max(0, place - len(rows)) : place]
    return len(rows) > 1 and any({id(row) for row in side} == rows for side in (below, above))


def _readings(codes: Sequence[str], lane: Sequence[_Row], place: int) -> Iterator[dict[str, _Row]]:
    yield _rows_of(codes, lane[place + 1 :])
    yield _rows_of(codes, lane[place - 1 :: -1] if place else [])
    named = {code: [row for row in lane if row.code == code and row is not lane[place]] for code in codes}
    choices = [[(code, row) for row in rows] for code, rows in named.items() if rows]
    if 1 < prod(map(len, choices)) <= _MOST_READINGS:
        yield from (dict(choice) for choice in product(*choices))


def _rows_of(codes: Sequence[str], order: Sequence[_Row]) -> dict[str, _Row]:
    """The first row of each code in `order`, up to where a code comes again: there another block begins."""
    found: dict[str, _Row] = {}
    for row in order:
        if row.code in codes:
            if row.code in found:
                break
            found[row.code] = row
    return found


def _equations(row: _Row, formula: Formula, found: Mapping[str, _Row]) -> Iterator[Equation]:
    for (column, aggregate), key in zip(row.by_column.items(), _concepts(row), strict=True):
        parts, signs, elsewhere = [], [], False
        for code, sign in formula.terms:
            other = found.get(code)
            if other is None:
                continue
            beside = other.table == row.table
            figure = other.by_column.get(column) if beside else other.by_concept.get(key)
            elsewhere |= figure is None and not beside
            if figure is not None:
                parts.append(figure)
                signs.append(sign)
        if parts and not elsewhere:
            yield total_of(aggregate, parts, signs, across=False, source="label", stated=row.label)


def _concepts(row: _Row) -> list[tuple[object, ...]]:
    """The concept of each figure of the row, in the order of columns; of several of one concept the first stands."""
    by_fact = {figure.fact: key for key, figure in row.by_concept.items()}
    return [by_fact.get(figure.fact, ()) for figure in row.by_column.values()]
