"""The figures and the equations of each table by itself; of long ones those of the rows that are gone through."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.rules.agreement.alike import LONG, NO_ROWS, Alike, is_within_row, some_rows
from services.compute.rules.agreement.balances import balance_equations
from services.compute.rules.agreement.columns import (
    change_equations,
    column_equations,
    parts_equations,
    rate_equations,
    sum_equations,
)
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.found import found_equations
from services.compute.rules.agreement.known import AS_KNOWN, Known, knowns
from services.compute.rules.agreement.long_figures import ByFact, LongFigures, Place
from services.compute.rules.agreement.movements import movement_equations
from services.compute.rules.agreement.parts_of_time import time_equations
from services.compute.rules.agreement.parts_of_whole import share_equations
from services.compute.rules.agreement.periodic import periodic_equations
from services.compute.rules.agreement.prices import price_equations
from services.compute.rules.agreement.running import running_equations
from services.compute.rules.agreement.staggered import staggered_equations
from services.compute.tight import where

_FINDERS = (
    time_equations,
    column_equations,
    change_equations,
    parts_equations,
    sum_equations,
    staggered_equations,
    movement_equations,
    periodic_equations,
    balance_equations,
    running_equations,
    price_equations,
    share_equations,
)
_FROM_ROW_TO_ROW = (staggered_equations, balance_equations, running_equations, share_equations)


def figures_of(statement: Statement) -> tuple[Mapping[str, Known], Mapping[str, Mapping[Place, Known]]]:
    """The figures of `statement` by fact, and by table and place."""
    stated = where(statement.facts.select(AS_KNOWN), pl.col("exact").is_not_null())
    rows = dict(stated.group_by("table").agg(pl.col("row").n_unique()).iter_rows())
    long = {
        table: LongFigures(table, where(stated, pl.col("table") == table))
        for table, count in rows.items()
        if count > LONG
    }
    plain: dict[str, Known] = {}
    places: dict[str, dict[Place, Known]] = defaultdict(dict)
    for figure in knowns(stated.filter(~pl.col("table").is_in([*long])), {}):
        plain[figure.fact] = places[figure.table][figure.row, figure.column] = figure
    return ByFact(statement.facts, plain, long), {**places, **long}


def of_some_rows(table: RecognisedTable, figures: LongFigures) -> list[Equation]:
    """What some rows of a long table say within them."""
    rows = some_rows(figures)
    some = figures.in_rows(rows)
    found = [one for find in (*_FINDERS, rate_equations) for one in find(table, some)]
    chosen = {*rows}
    lines = [line for line in table.table.rows if line and line[0].row in chosen]
    renumbered = tuple(tuple(cell._replace(row=place) for cell in line) for place, line in enumerate(lines))
    at_place = {(place, one.column): one for place, line in enumerate(lines) for one in figures.of_row(line[0].row)}
    found += found_equations(replace(table, table=replace(table.table, rows=renumbered)), at_place)
    return [one for one in found if is_within_row(one)]


def of_table(
    table: RecognisedTable, figures: Mapping[Place, Known], gone_through: Mapping[Place, Known]
) -> Iterator[Equation]:
    """The equations of one table by all its `figures`, those within rows by those that are `gone_through`."""
    passed_over: Collection[int] = ()
    some: Mapping[Place, Known] = {}
    if isinstance(figures, LongFigures):
        passed_over = {*figures.rows.tolist()} - {row for row, _ in gone_through}
        some = figures.in_rows(some_rows(figures))
    for find in _FINDERS:
        if find not in _FROM_ROW_TO_ROW:
            yield from find(table, gone_through)
        elif not some or any(True for _ in find(table, some)):
            yield from find(table, figures)
    yield from found_equations(table, figures, passed_over)


def gone_through_of(figures: Mapping[Place, Known], alike: Sequence[Alike]) -> Mapping[Place, Known]:
    """The figures of the rows that are not `alike`, which are gone through one by one."""
    if not isinstance(figures, LongFigures):
        return figures
    passed_over = [one.rows for one in alike if one.figures is figures]
    return figures.in_rows(np.setdiff1d(figures.rows, np.concatenate([NO_ROWS, *passed_over])).tolist())
