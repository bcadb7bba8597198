"""Rules that are a condition over the figures of one subject, such as ``accrued > modified``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Outcome

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cases:
    """The subjects of which the condition is true, and the outcome so far: what passed, and what was left out."""

    failing: list[Row]
    outcome: Outcome


def cases(
    statement: Statement, needs: Sequence[str], fails: pl.Expr, unless: Mapping[str, pl.Expr] | None = None
) -> Cases:
    """Try `fails` on every subject that states all the concepts in `needs`.

    `unless` names conditions under which the rule does not apply. Totals are not subjects of their own.
    """
    outcome = Outcome()
    left = statement.subjects.filter(pl.col("subject_kind") != "total")
    for need in needs:
        if need not in left.columns:
            outcome.does_not_apply(f"no {need}", left.height)
            return Cases([], outcome)
    for need in needs:
        stating = left.filter(pl.col(need).is_not_null())
        outcome.does_not_apply(f"no {need}", left.height - stating.height)
        left = stating
    for why, condition in (unless or {}).items():
        applies = left.filter(~condition)
        outcome.does_not_apply(why, left.height - applies.height)
        left = applies
    failing = left.filter(fails)
    outcome.passed = left.height - failing.height
    for need in needs:
        outcome.checked.update(left[f"{need}.fact"].to_list())
    return Cases(list(failing.iter_rows(named=True)), outcome)
