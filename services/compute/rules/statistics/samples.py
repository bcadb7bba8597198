"""The figures that tests of many figures take: money of one concept, totals and repeats of a subject apart."""

import polars as pl

from services.compute.recognition.statement import Statement


def amounts(statement: Statement, concept: str) -> pl.DataFrame:
    """The facts of `concept` in money that are not zero: of programmes, or of rows under which no row stands."""
    parents = statement.facts["parent"].drop_nulls().unique().to_list()
    of_amounts = ("fact", "exact", "half_unit", "concept", "unit", "subject_kind", "subject_row")
    return statement.facts.select(of_amounts).filter(
        (pl.col("concept") == concept)
        & (pl.col("unit") == statement.currency)
        & (pl.col("subject_kind") != "total")
        & ~pl.col("subject_row").is_in(parents)
        & pl.col("exact").is_not_null()
        & (pl.col("exact") != 0)
    )


def money_concepts(statement: Statement) -> list[str]:
    """The concepts that are stated in money, in reading order."""
    stated = statement.facts.select("concept", "unit", "exact")
    of_money = stated.filter((pl.col("unit") == statement.currency) & pl.col("exact").is_not_null())
    return of_money["concept"].unique(maintain_order=True).to_list()
