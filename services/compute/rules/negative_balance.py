"""An account stands below zero that cannot.

Cash, receivables, stocks and payables are owned or owed; below zero they say that an entry was booked twice, on the
wrong side, or in the wrong account. Accounts that are meant to be negative (accumulated depreciation, estimates of
loss) and those of results may be.
"""

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.folding import fold
from services.compute.recognition.statement import Statement
from services.compute.recognition.vocabulary import vocabulary
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import printed
from shared.report import Text

RULE = Rule(
    id="negative-balance",
    version=1,
    severity="warning",
    title=Text(es="Saldo negativo", en="Negative balance"),
    why=Text(
        es="Una cuenta que no puede ser negativa y lo es encierra un registro duplicado o en la cuenta equivocada.",
        en="An account that cannot be negative and is holds an entry made twice or in the wrong account.",
    ),
    source=Text(
        es="CONAC, Manual de Contabilidad Gubernamental, capítulo IV (naturaleza del saldo de cada cuenta)",
        en="CONAC, manual of government accounting, chapter IV (nature of the balance of each account)",
    ),
    fails=Text(
        es="Proveedores por Pagar a Corto Plazo: -392,937.37",
        en="Suppliers to be paid in the short term: -392,937.37",
    ),
    passes=Text(
        es="Depreciación, Deterioro y Amortización Acumulada de Bienes: -33,421,136.68",
        en="Accumulated depreciation, impairment and amortisation of assets: -33,421,136.68",
    ),
)

_BALANCES = ("amount", "opening_balance", "closing_balance")


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a balance of a statement of position or of its analyses."""
    outcome = Outcome()
    positions = [kind.code for kind in vocabulary().statements if kind.balances]
    balances = statement.facts.filter(
        pl.col("statement").is_in(positions) & pl.col("concept").is_in(_BALANCES) & pl.col("exact").is_not_null()
    )
    outcome.does_not_apply("no balance", statement.facts.height - balances.height)
    for row in balances.iter_rows(named=True):
        if _may_be_negative(f"{row['section'] or ''} {row['subject_name'] or ''}"):
            outcome.does_not_apply("an account that may be negative")
            continue
        outcome.bounded.add(row["fact"])
        if row["exact"] >= 0:
            outcome.passed += 1
            continue
        text = printed(statement, row["fact"])
        outcome.findings.append(
            Finding(
                subject=subject_of(row),
                message=Text(
                    es=f"«{row['subject_name']}» tiene un saldo de {text}, que no puede ser negativo.",
                    en=f"“{row['subject_name']}” has a balance of {text}, which cannot be negative.",
                ),
                facts=(row["fact"],),
                observed=row["exact"],
                stake=abs(row["exact"]),
            )
        )
    return outcome


def _may_be_negative(name: str) -> bool:
    folded = f" {fold(name)} "
    return any(f" {word}" in folded for word in vocabulary().may_be_negative)
