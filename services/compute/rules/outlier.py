"""A programme spends a share of its budget that stands far from that of all the others.

The distance is taken from the median, in median absolute deviations, so that a few far ones do not hide each other.
Not asked of few programmes, nor where so many stand far out that none is an exception.
"""

from decimal import Decimal
from statistics import median

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import NAMED, Finding, Outcome, Rule, subject_of
from services.compute.rules.statistics.tails import normal_tail, printed_chance
from services.compute.rules.wording import percent
from shared.report import Text

RULE = Rule(
    id="outlier",
    version=1,
    severity="information",
    title=Text(es="Valor atípico", en="Outlier"),
    why=Text(
        es="Un programa que gasta muy distinto de todos los demás merece que se pregunte por qué.",
        en="A programme that spends very unlike all the others is worth asking about.",
    ),
    source=Text(
        es="Iglewicz y Hoaglin (1993): puntaje z modificado de más de 3.5; Bonferroni sobre todos los "
        "programas; muestra: 30",
        en="Iglewicz and Hoaglin (1993): modified z-score over 3.5; Bonferroni over all programmes; sample: 30",
    ),
    fails=Text(
        es="40 programas devengan entre 85 % y 99 % de lo modificado, uno 12 %",
        en="40 programmes accrue 85 % to 99 % of what was modified, one 12 %",
    ),
    passes=Text(
        es="40 programas devengan de 10 % a 100 %, de manera pareja; 8 programas, uno de los cuales devenga 12 %",
        en="40 programmes accrue from 10 % to 100 %, evenly; 8 programmes, one of which accrues 12 %",
    ),
)

_TO_DEVIATIONS = 0.6745


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a programme."""
    outcome = Outcome()
    subjects = statement.subjects.filter(pl.col("subject_kind") == "programme")
    if not {"accrued", "modified"} <= set(subjects.columns):
        outcome.does_not_apply("no spending of programmes", subjects.height)
        return outcome
    stating = subjects.filter(pl.col("accrued").is_not_null() & (pl.col("modified") > 0))
    outcome.does_not_apply("no rate", subjects.height - stating.height)
    stating = stating.select(*NAMED, "accrued", "modified", "accrued.fact", "modified.fact")
    rates = [float(accrued / modified) for accrued, modified in stating.select("accrued", "modified").iter_rows()]
    if len(rates) < policy.threshold(RULE.id, "sample"):
        outcome.does_not_apply("too few programmes", len(rates))
        return outcome
    middle = median(rates)
    spread = median(abs(rate - middle) for rate in rates)
    if not spread:
        outcome.does_not_apply("most programmes spend the same share", len(rates))
        return outcome
    scores = [_TO_DEVIATIONS * (rate - middle) / spread for rate in rates]
    far = [abs(score) > policy.threshold(RULE.id, "score") for score in scores]
    if sum(far) > policy.threshold(RULE.id, "share") * len(rates):
        outcome.does_not_apply("no common share from which to stand out", len(rates))
        return outcome
    for row, score, out in zip(stating.iter_rows(named=True), scores, far, strict=True):
        chance = min(1.0, normal_tail(score) * len(rates))
        outcome.bounded.update((row["accrued.fact"], row["modified.fact"]))
        if not out or chance >= policy.threshold(RULE.id, "chance"):
            outcome.passed += 1
            continue
        own = percent(row["accrued"] / row["modified"])
        told = f"{percent(Decimal(middle))} (z = {score:.1f}, {printed_chance(chance)})"
        outcome.findings.append(
            Finding(
                subject=subject_of(row),
                message=Text(
                    es=f"Devengó {own} de lo modificado; la mediana de {len(rates):,} programas es {told}.",
                    en=f"Accrued {own} of what was modified; the median of {len(rates):,} programmes is {told}.",
                ),
                facts=(row["accrued.fact"], row["modified.fact"]),
                stake=abs(row["modified"] - row["accrued"]),
            )
        )
    return outcome
