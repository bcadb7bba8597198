"""The figures of tables that a sentence may mean by an amount: those of the row that it names, else the totals."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from services.compute.arithmetic import Figure
from services.compute.recognition.folding import fold
from services.compute.recognition.prose import instead_of
from services.compute.recognition.prose.cues import CODE

_NEAR = Decimal("0.1")
_FEWEST_DIGITS, _LEAST_LETTERS = 4, 4
Fact = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Total:
    """A figure that may be meant, and the facts that give it; the table, the row and the column that it stands in."""

    figure: Figure
    facts: tuple[str, ...]
    table: str
    row: int
    period: date | None
    group: str | None


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
        named = _coded(code, own) if code else _named(scope, own.iter_rows(named=True))
        above = () if named else _coded(code, tables) if code else _named(scope, tables.iter_rows(named=True))
        under = tables.filter(pl.col("parent").is_in([row["subject_row"] for row in above]))
        yield from map(_total, named)
        if not under.is_empty():
            yield from totals_of(concept, "", None, under.with_columns(parent=pl.lit(None, pl.Int64)))
        return
    summed = own.filter(pl.col("subject_kind") == "total")
    yield from map(_total, summed.iter_rows(named=True))
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
            )


def _stands_under(own: pl.DataFrame) -> pl.Expr:
    """Whether a row belongs under another that has figures."""
    return pl.col("parent").is_in(own["subject_row"].unique().implode()).fill_null(False)


def _coded(code: str, rows: pl.DataFrame) -> list[Fact]:
    return list(rows.filter(pl.col("subject_code") == code).iter_rows(named=True))


def _named(scope: str, rows: Iterable[Fact]) -> list[Fact]:
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


def _total(row: Fact) -> Total:
    figure = Figure(row["exact"], row["half_unit"])
    return Total(figure, (row["fact"],), row["table"], row["subject_row"], row["period_end"], row["group"])


def is_near(said: Decimal, total: Decimal) -> bool:
    """Whether `said` is nearly `total`, or but one of its digits, or two that changed places, is another."""
    if abs(said - total) <= _NEAR * abs(total):
        return True
    if said.adjusted() != total.adjusted():
        return False
    one, other = (f"{value:f}".replace(".", "").rstrip("0") for value in (said, total))
    if len(one) != len(other) or len(one) < _FEWEST_DIGITS:
        return False
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(places) == 2 and sorted(one) == sorted(other) and places[1] - places[0] == 1
    return len(places) == 1 or swapped
