"""The figures of tables that a sentence may mean by an amount: those of the row that it names, else the totals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from services.compute.arithmetic import Figure
from services.compute.recognition.folding import fold
from services.compute.recognition.prose import Mention, instead_of
from services.compute.recognition.prose.cues import CODE

_NEAR, _ABOUT = Decimal("0.1"), 2
_FEWEST_DIGITS, _LEAST_LETTERS = 3, 4
Fact = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Total:
    """A figure that may be meant, and the facts that give it; the table, the row and the column that it stands in, what
    it is of, and whether its row is one that the text names.
    """

    figure: Figure
    facts: tuple[str, ...]
    table: str
    row: int
    period: date | None
    group: str | None
    concept: str = ""
    named: bool = False


def codes_of(concept: str, tables: pl.DataFrame) -> tuple[str, ...]:
    """`concept`; where no table has it, what may be called so."""
    known = set(tables["concept"].unique())
    return (concept,) if concept in known else tuple(code for code in instead_of(concept) if code in known)


def totals_of(concept: str, scope: str, code: str | None, tables: pl.DataFrame) -> Iterator[Total]:
    """The figures of `concept` that may be meant: of the row that the text names, or the totals under it; where it
    names none, the totals of tables.
    """
    own = tables.filter((pl.col("concept") == concept) & pl.col("exact").is_not_null())
    if code or scope:
        named = _coded(code, own) if code else rows_named(scope, own.iter_rows(named=True))
        above = () if named else _coded(code, tables) if code else rows_named(scope, tables.iter_rows(named=True))
        under = tables.filter(pl.col("parent").is_in([row["subject_row"] for row in above]))
        yield from (replace(total_of(row), named=True) for row in named)
        if not under.is_empty():
            yield from totals_of(concept, "", None, under.with_columns(parent=pl.lit(None, pl.Int64)))
        return
    summed = own.filter(pl.col("subject_kind") == "total")
    yield from map(total_of, summed.iter_rows(named=True))
    unsummed = own.filter(~pl.col("table").is_in(summed["table"].unique().implode()) & ~_stands_under(own))
    for _, rows in unsummed.group_by("table", "period_end", "group", maintain_order=True):
        every = list(rows.iter_rows(named=True))
        if len({row["level"] for row in every}) == 1:
            figure = Figure(
                sum((row["exact"] for row in every), Decimal(0)), sum((row["half_unit"] for row in every), Decimal(0))
            )
            yield Total(
                figure,
                tuple(row["fact"] for row in every),
                every[0]["table"],
                -1,
                every[0]["period_end"],
                every[0]["group"],
                concept,
            )


def rates_of(concepts: Sequence[str], scope: str, tables: pl.DataFrame) -> list[Total]:
    """The rates of one of `concepts`, patterns of them, that may be meant: of the row that `scope` names, else of the
    tables' totals.
    """
    own = tables.filter(pl.col("concept").str.contains(f"^(?:{'|'.join(concepts)})$") & pl.col("exact").is_not_null())
    if scope:
        return [replace(total_of(row), named=True) for row in rows_named(scope, own.iter_rows(named=True))]
    return [total_of(row) for row in own.filter(pl.col("subject_kind") == "total").iter_rows(named=True)]


def _stands_under(own: pl.DataFrame) -> pl.Expr:
    """Whether a row belongs under another that has figures."""
    return pl.col("parent").is_in(own["subject_row"].unique().implode()).fill_null(False)


def _coded(code: str, rows: pl.DataFrame) -> list[Fact]:
    return list(rows.filter(pl.col("subject_code") == code).iter_rows(named=True))


def rows_named(scope: str, rows: Iterable[Fact]) -> list[Fact]:
    """The rows whose name, or code, the words of `scope` are about: those of the longest name in it."""
    padded = f" {fold(scope)} "
    found: dict[int, list[Fact]] = {}
    for row in rows:
        code, name = row["subject_code"] or _code_in(row["subject_name"]), fold(row["subject_name"] or "")
        name = name.removeprefix(fold(code or "")).strip()
        length = len(name) if len(name) >= _LEAST_LETTERS and f" {name} " in padded else 0
        length = max(length, len(code) if code and f" {fold(code)} " in padded else 0)
        if length:
            found.setdefault(length, []).append(row)
    return found[max(found)] if found else []


def _code_in(name: str | None) -> str | None:
    """The code that `name` begins with: ``E002 Obra``."""
    found = CODE.match(name or "")
    return found[0] if found else None


def total_of(row: Fact) -> Total:
    """The figure of one fact."""
    figure = Figure(row["exact"], row["half_unit"])
    return Total(
        figure, (row["fact"],), row["table"], row["subject_row"], row["period_end"], row["group"], row["concept"]
    )


def is_near(said: Mention, total: Decimal) -> bool:
    """Whether `said` is nearly `total`, or but one of its digits, or two that changed places, is another."""
    value = said.figure.value
    return abs(value - total) <= _NEAR * abs(total) or _is_slip(said, total)


def is_about(said: Mention, total: Decimal) -> bool:
    """Whether `said`, which is called the whole, may be meant for `total`: up to twice, or down to half of it."""
    value = said.figure.value
    return value * total > 0 and abs(total) <= _ABOUT * abs(value) and abs(value) <= _ABOUT * abs(total)


def _is_slip(said: Mention, total: Decimal) -> bool:
    """Whether one digit of `said` is another in `total`, as far as it is printed, or two beside each other changed."""
    unit = 2 * said.figure.half_unit or Decimal(1)
    one, other = (f"{round(value / unit)}" for value in (said.figure.value, total))
    if said.scale == 1:
        while one.endswith("0") and other.endswith("0"):
            one, other = one[:-1], other[:-1]
    if len(one) != len(other):
        return False
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(places) == 2 and sorted(one) == sorted(other) and places[1] - places[0] == 1
    return swapped or (len(places) == 1 and len(one) >= _FEWEST_DIGITS)
