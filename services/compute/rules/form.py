"""The equations that a form states, each with the figures it is about: under its headings, and in its labels."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from services.compute.arithmetic.stated import Equation, equation_in, number_of, signs_that_hold, worked
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import subject_of

_CENTAVO = Decimal("0.005")
_LABEL_CODE = re.compile(r"^\s*([A-Z]{1,4}\d{0,2}(?:\.\d{1,2})?|[a-z]\d{0,2}|\d{1,2})\s*[.)]?\s+(?=\S)")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact as equations take it."""

    fact: str
    value: Decimal
    half_unit: Decimal


@dataclass(frozen=True, slots=True)
class Case:
    """An equation worked out once: `stated` should be `expected`, the sum of `parts` by `signs`, within `slack`.

    `says` is the equation in words: the headings or the label that state it.
    """

    subject: tuple[str, str | None, str | None]
    says: str
    stated: Figure
    parts: tuple[Figure, ...]
    signs: tuple[int, ...]
    expected: Decimal
    slack: Decimal


def column_cases(statement: Statement) -> Iterator[Case]:
    """The equations under headings, for each row of their table."""
    facts = statement.facts.filter(statement.facts["exact"].is_not_null())
    by_table = facts.partition_by("table", as_dict=True, maintain_order=True)
    for table in statement.tables:
        numbers = {column.index: number for column in table.columns if (number := number_of(column.stated))}
        equations = {
            column.index: equation
            for column in table.columns
            if column.is_measure and (equation := equation_in(column.stated or column.label))
        }
        if not numbers or not equations or (table.id,) not in by_table:
            continue
        labels = {column.index: column.label for column in table.columns}
        rows = [
            list(cells)
            for _, cells in groupby(by_table[(table.id,)].iter_rows(named=True), key=lambda fact: fact["subject_row"])
        ]
        for index, equation in equations.items():
            yield from _along_rows(rows, index, equation, numbers, labels)


def _along_rows(
    rows: Sequence[Sequence[Row]], index: int, equation: Equation, numbers: Mapping[int, str], labels: Mapping[int, str]
) -> Iterator[Case]:
    known = []
    for cells in rows:
        by_column = {cell["column"]: cell for cell in cells}
        named = {number: by_column[column] for column, number in numbers.items() if column in by_column}
        if index in by_column and all(name in named for _, name in equation.terms):
            known.append((by_column[index], named))
    values = [(stated["exact"], {name: cell["exact"] for name, cell in named.items()}) for stated, named in known]
    turned = signs_that_hold(equation, values, 3 * _CENTAVO if _in_centavos(known) else Decimal("1.5"))
    of_number = {number: labels[column] for column, number in numbers.items()}
    says = f"{labels[index]} = " + _in_words(equation, of_number)
    for stated, named in known:
        yield _case(equation, stated, named, turned, " ".join(says.split()))


def _in_words(equation: Equation, names: Mapping[str, str]) -> str:
    words = [f"{'-' if sign < 0 else '+'} {names.get(name, name)}" for sign, name in equation.terms]
    return " ".join(words).removeprefix("+ ")


def _in_centavos(known: Sequence[tuple[Row, Mapping[str, Row]]]) -> bool:
    return any(stated["half_unit"] < Decimal("0.1") for stated, _ in known)


def label_cases(statement: Statement) -> Iterator[Case]:
    """The equations in labels, for each column of their statement.

    Its numbers are those of the rows that belong under it; of a total, those of the nearest rows above it in its
    section. Where one of them stands nowhere, or on two rows under it, there is nothing to work out.
    """
    named = statement.facts["subject_name"].is_not_null() & statement.facts["exact"].is_not_null()
    keys = ["statement", "concept", "group", "period_end"]
    for column in statement.facts.filter(named).partition_by(keys, maintain_order=True):
        cells = list(column.unique("subject_row", keep="first", maintain_order=True).iter_rows(named=True))
        codes = [_code(cell["subject_name"]) for cell in cells]
        for place, cell in enumerate(cells):
            equation = equation_in(cell["subject_name"])
            if equation is not None and equation.left is not None and equation.left == codes[place]:
                parts = _parts(equation, place, cells, codes)
                if parts:
                    yield _case(equation, cell, parts, frozenset(), " ".join(str(cell["subject_name"]).split()))


def _parts(equation: Equation, place: int, cells: Sequence[Row], codes: Sequence[str | None]) -> dict[str, Row] | None:
    """The rows that the terms of `equation` name, or None."""
    row = cells[place]
    wanted = {name for _, name in equation.terms}
    own = [
        (code, cell)
        for code, cell in zip(codes, cells, strict=True)
        if cell["parent"] == row["subject_row"] and code in wanted
    ]
    if own:
        named = {str(code): cell for code, cell in own}
        return named if wanted == named.keys() and len(own) == len(wanted) else None
    if len(wanted) < 2:
        return None
    above: dict[str, Row] = {}
    for other in range(place - 1, -1, -1):
        code, cell = codes[other], cells[other]
        if code in wanted and cell["level"] <= row["level"] and _within(cell["section"], row["section"]):
            above.setdefault(str(code), cell)
    return above if wanted == above.keys() else None


def _within(section: str | None, of: str | None) -> bool:
    return of is None or (section or "").startswith(of)


def _code(label: str) -> str | None:
    found = _LABEL_CODE.match(label)
    return found[1] if found else None


def _case(equation: Equation, stated: Row, named: Mapping[str, Row], turned: frozenset[str], says: str) -> Case:
    expected = worked(equation, {name: cell["exact"] for name, cell in named.items()}, turned)
    parts = tuple(_figure(named[name]) for _, name in equation.terms)
    signs = tuple(-sign if name in turned else sign for sign, name in equation.terms)
    mine = _figure(stated)
    slack = mine.half_unit + sum((part.half_unit for part in parts), Decimal(0))
    return Case(subject_of(stated), says, mine, parts, signs, expected or Decimal(0), slack)


def _figure(cell: Row) -> Figure:
    return Figure(cell["fact"], cell["exact"], max(cell["half_unit"], _CENTAVO))
