"""A block declares how many indicators it has, and another number of them is listed under it.

A block of labels and values above a list ("Total indicadores: 6") says how long the list is; one that is shorter lost
rows, one that is longer has rows that nobody declared.
"""

from collections import Counter
from decimal import Decimal

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from shared.report import Text

RULE = Rule(
    id="count-mismatch",
    version=1,
    severity="warning",
    title=Text(es="Número declarado que la lista no da", en="Declared number that the list does not give"),
    why=Text(
        es="Si se declaran más renglones que los que hay, faltan algunos; si menos, sobran o nadie los declaró.",
        en="If more rows are declared than there are, some are missing; if fewer, some were declared by nobody.",
    ),
    source="The filing's own declaration, counted",
    fails="Total indicadores: 6, and five indicators in the list below",
    passes="Total indicadores: 6, and six indicators in the list below",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a block that declares a number and has a list below it."""
    outcome = Outcome()
    listed = Counter(statement.subjects.filter(pl.col("subject_kind") == "indicator")["parent"].drop_nulls().to_list())
    declared = statement.facts.filter((pl.col("concept") == "indicator_count") & (pl.col("subject_kind") == "activity"))
    for row in declared.iter_rows(named=True):
        count = listed.get(row["subject_row"], 0)
        if not count:
            outcome.does_not_apply("no list below it")
            continue
        outcome.checked.add(row["fact"])
        if row["exact"] == count:
            outcome.passed += 1
            continue
        outcome.findings.append(
            Finding(
                subject=subject_of(row),
                message=Text(
                    es=f"Declara {row['text']} indicadores; la lista tiene {count}.",
                    en=f"Declares {row['text']} indicators; the list has {count}.",
                ),
                facts=(row["fact"],),
                expected=Decimal(count),
                observed=row["exact"],
            )
        )
    return outcome
