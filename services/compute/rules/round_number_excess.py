"""Far more amounts spent end in three zeros than chance gives.

Budgets are planned in round amounts; bills do not come to them. Asked only where there are a hundred amounts or more
of ten thousand and up, printed to the unit.
"""

from decimal import Decimal

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Finding, Outcome, Rule
from services.compute.rules.statistics.samples import amounts, money_concepts
from services.compute.rules.statistics.tails import binomial_tail, printed_chance
from shared.report import Text
from shared.words import words

RULE = Rule(
    id="round-number-excess",
    version=1,
    severity="information",
    title=Text(es="Exceso de importes redondos", en="Excess of round amounts"),
    why=Text(
        es="Gasto en millares cerrados suele ser una estimación o un anticipo que se registró como gasto.",
        en="Spending in whole thousands is most often an estimate or an advance that was booked as spending.",
    ),
    source=Text(
        es="ISSAI 240 (pruebas analíticas); Nigrini (2012), duplicación de números; umbrales: propios de este proyecto",
        en="ISSAI 240 (analytical tests); Nigrini (2012), number duplication; thresholds: defaults of this project",
    ),
    fails=Text(es="30 de 120 importes devengados terminan en 000", en="30 of 120 amounts accrued end in 000"),
    passes=Text(
        es="1 de 120 importes devengados termina en 000; 10 de 20",
        en="1 of 120 amounts accrued ends in 000; 10 of 20 do",
    ),
)

_SPENT = ("accrued", "exercised", "paid")
_ROUND = 1000
_LEAST = 10 * _ROUND


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a concept of spending."""
    outcome = Outcome()
    for concept in money_concepts(statement):
        if concept not in _SPENT:
            outcome.does_not_apply("amounts that are set, not arisen")
            continue
        facts = amounts(statement, concept).filter((pl.col("exact").abs() >= _LEAST) & (pl.col("half_unit") <= 1))
        if facts.height < policy.threshold(RULE.id, "sample"):
            outcome.does_not_apply("too few amounts")
            continue
        outcome.bounded.update(facts["fact"].to_list())
        ended = facts.filter(pl.col("exact") % _ROUND == 0)
        chance = binomial_tail(ended.height, facts.height, 1 / _ROUND)
        few = ended.height < policy.threshold(RULE.id, "share") * facts.height
        if few or chance >= policy.threshold(RULE.id, "chance"):
            outcome.passed += 1
        else:
            outcome.findings.append(_finding(concept, ended, facts.height, chance))
    return outcome


def _finding(concept: str, ended: pl.DataFrame, size: int, chance: float) -> Finding:
    told = printed_chance(chance)
    return Finding(
        subject=("period", None, None),
        message=Text(
            es=f"{ended.height} de {size:,} importes ({words('es', concept)}) terminan en 000; el azar daría "
            f"{size / _ROUND:.1f} (prueba binomial, {told}).",
            en=f"{ended.height} of {size:,} amounts ({words('en', concept)}) end in 000; chance would give "
            f"{size / _ROUND:.1f} (binomial test, {told}).",
        ),
        facts=tuple(ended["fact"].to_list()),
        stake=sum((abs(value) for value in ended["exact"]), Decimal(0)),
    )
