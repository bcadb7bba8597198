"""A block declares how many indicators it has, and another number of them is listed under it.

A block of labels and values above a list ("Total indicadores: 6") says how long the list is; one that is shorter lost
rows, one that is longer has rows that nobody declared. A number beside the codes of several such blocks is the
sum of what they declare.
"""

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from shared.report import Text

RULE = Rule(
    id="count-mismatch",
    version=3,
    severity="warning",
    title=Text(es="Número declarado que la lista no da", en="Declared number that the list does not give"),
    why=Text(
        es="Si se declaran más renglones que los que hay, faltan algunos; si menos, sobran o nadie los declaró.",
        en="If more rows are declared than there are, some are missing; if fewer, some were declared by nobody.",
    ),
    source=Text(es="Lo que el propio informe declara, contado", en="The filing's own declaration, counted"),
    fails=Text(
        es="Total indicadores: 6, y cinco indicadores en la lista de abajo",
        en="Total indicadores: 6, and five indicators in the list below",
    ),
    passes=Text(
        es="Total indicadores: 6, y seis indicadores en la lista de abajo",
        en="Total indicadores: 6, and six indicators in the list below",
    ),
)

_CODES = re.compile(r"(?<!\w)[A-Z]*\d{2,}\w*(?!\w)")


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a block that declares a number and has a list below it."""
    outcome = Outcome()
    listed = Counter(statement.subjects.filter(pl.col("subject_kind") == "indicator")["parent"].drop_nulls().to_list())
    of_block = pl.col("subject_kind").is_in(["activity", "programme"])
    declared = statement.facts.filter((pl.col("concept") == "indicator_count") & of_block)
    blocks = {row["subject_code"]: row for row in declared.iter_rows(named=True) if listed[row["subject_row"]]}
    for row in declared.iter_rows(named=True):
        parts = [] if listed[row["subject_row"]] else _named(statement, row, blocks)
        count = sum((part["exact"] for part in parts), Decimal(listed[row["subject_row"]]))
        if not count:
            outcome.does_not_apply("no list below it")
            continue
        facts = (row["fact"], *(part["fact"] for part in parts))
        outcome.checked.update(facts)
        if row["exact"] == count:
            outcome.passed += 1
        else:
            outcome.findings.append(_finding(row, count, facts))
    return outcome


def _finding(row: Mapping[str, Any], count: Decimal, facts: tuple[str, ...]) -> Finding:
    gives = Text(es="la lista tiene", en="the list has")
    if len(facts) > 1:
        gives = Text(es="lo que comprende declara", en="what it takes in declares")
    return Finding(
        subject=subject_of(row),
        message=Text(
            es=f"Declara {row['text']} indicadores; {gives.es} {count.normalize():f}.",
            en=f"Declares {row['text']} indicators; {gives.en} {count.normalize():f}.",
        ),
        facts=facts,
        expected=Decimal(f"{count.normalize():f}"),
        observed=row["exact"],
    )


def _named(
    statement: Statement, declared: Mapping[str, Any], blocks: Mapping[str | None, Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The declared numbers of the blocks whose codes stand in the row of `declared`."""
    rows = next(table.table.rows for table in statement.tables if table.id == declared["table"])
    texts = [cell.text for row in rows for cell in row if cell.row == declared["row"] and cell.text != declared["text"]]
    codes = set(_CODES.findall(" ".join(texts)))
    return [block for code, block in blocks.items() if code in codes]
