"""Shares that a filing prints beside the figure that they are the share of: "5, 33%", worked out over the same whole.

Which total is the whole is told by the shares themselves: the one that most of the table's shares are of.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from services.compute.arithmetic import Figure, Verdict, quotient
from services.compute.arithmetic.quotient import Quotient
from services.compute.recognition.statement import Statement

_FEWEST_SHARES = 3


@dataclass(frozen=True, slots=True)
class PrintedShare:
    """Facts: the `share`, the `part` that stands in its cell, the `whole`; and what the one over the other gives."""

    share: dict[str, Any]
    part: dict[str, Any]
    whole: dict[str, Any]
    worked: Quotient


def printed_shares(statement: Statement) -> Iterator[PrintedShare]:
    """Every share beside its figure in the tables of `statement` whose whole is told."""
    shares = statement.facts.filter((pl.col("concept") == "share") & pl.col("exact").is_not_null())
    for (table,), group in shares.group_by("table", maintain_order=True):
        no_ratio = pl.col("unit").is_null() | (pl.col("unit") != "ratio")
        facts = statement.facts.filter((pl.col("table") == table) & pl.col("exact").is_not_null() & no_ratio)
        if group.join(facts, on=("row", "column"), how="semi", nulls_equal=True).height < _FEWEST_SHARES:
            continue
        beside: dict[tuple[int, int], dict[str, Any]] = {
            (fact["row"], fact["column"]): fact for fact in facts.iter_rows(named=True)
        }
        pairs = [
            (share, part)
            for share in group.iter_rows(named=True)
            if (part := beside.get((share["row"], share["column"])))
        ]
        holds: Counter[str] = Counter()
        for fact in beside.values():
            holds[fact["fact"]] = sum(_worked(share, part, fact).verdict == Verdict.HOLDS for share, part in pairs)
        best, times = holds.most_common(1)[0]
        if times * 2 > len(pairs):
            whole = next(fact for fact in beside.values() if fact["fact"] == best)
            yield from (PrintedShare(share, part, whole, _worked(share, part, whole)) for share, part in pairs)


def _worked(share: dict[str, Any], part: dict[str, Any], whole: dict[str, Any]) -> Quotient:
    top, bottom, said = (Figure(Decimal(fact["exact"]), fact["half_unit"]) for fact in (part, whole, share))
    return quotient(top, bottom, said)
