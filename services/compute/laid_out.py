"""Facts and indicators as reports have them, kept in columns until they are looked at."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

import polars as pl

from services.compute.recognition.statement import PLACE
from services.compute.tight import column, once_each
from shared.parts import Parts, Plain
from shared.report import FactPart, IndicatorPart

_GATHERED = 20_000
"""Indicators that stand in memory as they were worked out, before they go into columns."""
_INDICATORS: dict[str, pl.DataType | type[pl.DataType]] = {
    "name": pl.Categorical,
    "subject_kind": pl.Categorical,
    "subject_code": pl.String,
    "subject_name": pl.String,
    "value": pl.String,
    "formula": pl.Categorical,
    "unit": pl.Categorical,
    "inputs": pl.String,
    "reported": pl.String,
    "reported_value": pl.String,
    "difference": pl.String,
    "category": pl.Categorical,
    "rating": pl.Categorical,
}
"""The columns of indicators; `inputs` are facts parted by blanks."""


def fact_parts(facts: pl.DataFrame) -> Parts[FactPart]:
    """`facts`, with the columns of `FACTS`, as reports have them."""
    named = facts.filter(pl.col("subject_row").is_in(facts["parent"].unique().drop_nulls().to_list()))
    labels = dict(named.select("subject_row", pl.coalesce("subject_name", "subject_code")).iter_rows())

    def plain(begin: int, end: int) -> Iterator[Plain]:
        return (_fact(row, labels) for row in facts.slice(begin, end - begin).iter_rows(named=True))

    def of(ids: Collection[str]) -> Iterator[Plain]:
        return (_fact(row, labels) for row in facts.filter(pl.col("fact").is_in(list(ids))).iter_rows(named=True))

    return Parts(FactPart, facts.height, plain, of)


def _fact(row: dict[str, Any], labels: dict[int, str]) -> Plain:
    start, end = row["period_start"], row["period_end"]
    context = {
        "group": row["group"],
        "section": row["section"],
        "parent": labels.get(row["parent"]),
        "level": row["level"],
        "statement": row["statement"],
    }
    return {
        "id": row["fact"],
        "subject": {"kind": row["subject_kind"], "code": row["subject_code"], "name": row["subject_name"]},
        "concept": row["concept"],
        "value": row["value"],
        "category": row["category"],
        "unit": row["unit"],
        "context": {name: said for name, said in context.items() if said is not None},
        "period": {"start": start.isoformat(), "end": end.isoformat()} if start else None,
        "evidence": {"filing": None, "filing_id": None, **{name: row[name] for name in PLACE}},
    }


def indicator_parts(indicators: Iterable[dict[str, Any]]) -> Parts[IndicatorPart]:
    """`indicators`, as they are worked out, as reports have them, numbered."""
    every = iter(indicators)
    frames = [pl.DataFrame(schema=_INDICATORS)]
    while some := list(islice(every, _GATHERED)):
        frames.append(pl.DataFrame([column(name, _column(some, name), kind) for name, kind in _INDICATORS.items()]))
    frame = once_each(pl.concat(frames))

    def plain(begin: int, end: int) -> Iterator[Plain]:
        rows = frame.slice(begin, end - begin).iter_rows(named=True)
        return (_indicator(number, row) for number, row in enumerate(rows, begin + 1))

    return Parts(IndicatorPart, frame.height, plain)


def _column(entries: list[dict[str, Any]], name: str) -> list[Any]:
    if name == "inputs":
        return [" ".join(entry[name]) for entry in entries]
    of_subject = name.removeprefix("subject_")
    return [entry[name] if name == of_subject else entry["subject"][of_subject] for entry in entries]


def _indicator(number: int, row: dict[str, Any]) -> Plain:
    return {
        "id": f"i{number}",
        "name": row["name"],
        "subject": {name: row[f"subject_{name}"] for name in ("kind", "code", "name")},
        "value": row["value"],
        "formula": row["formula"],
        "unit": row["unit"],
        "inputs": row["inputs"].split(),
        **{name: row[name] for name in ("reported", "reported_value", "difference", "category", "rating")},
    }
