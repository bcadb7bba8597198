"""The first two digits of the amounts are not spread as those of amounts that arise freely.

Asked only of three thousand different amounts or more that span three powers of ten, one concept at a time: among
fewer, chance alone comes near the limit. An amount that is repeated, as subtotals of one row are, counts once. Amounts
that a person sets, as budgets and targets are, do not follow the law and are left out.
"""

import math
from collections import Counter
from decimal import Decimal

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Finding, Outcome, Rule
from services.compute.rules.statistics.samples import amounts, money_concepts
from services.compute.rules.statistics.tails import chi_square_tail, printed_chance
from shared.report import Text
from shared.words import words

RULE = Rule(
    id="benford-deviation",
    version=1,
    severity="information",
    title=Text(es="Desviación de la ley de Benford", en="Deviation from Benford's law"),
    why=Text(
        es="Importes que no surgieron solos (repartidos, inventados, bajo un tope) cargan unos dígitos.",
        en="Amounts that did not arise freely (shared out, made up, kept under a limit) favour some digits.",
    ),
    source=Text(
        es="Nigrini, Benford's Law (2012): primeros dos dígitos, desviación absoluta media de más de 0.0022; "
        "muestra: 3,000",
        en="Nigrini, Benford's Law (2012): first two digits, mean absolute deviation over 0.0022; sample: 3,000",
    ),
    fails=Text(
        es="4,000 importes devengados, de los que la décima parte empieza con 49",
        en="4,000 amounts accrued, a tenth of which begin with 49",
    ),
    passes=Text(
        es="4,000 importes devengados, repartidos como la ley dice; 300 importes, como quiera que se repartan",
        en="4,000 amounts accrued, spread as the law has it; 300 amounts, however spread",
    ),
)

_SPENT = ("accrued", "exercised", "paid")
_DIGITS = range(10, 100)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a concept of spending."""
    outcome = Outcome()
    for concept in money_concepts(statement):
        if concept not in _SPENT:
            outcome.does_not_apply("amounts that are set, not arisen")
            continue
        facts = amounts(statement, concept)
        values = list({abs(value) for value in facts["exact"] if abs(value) >= min(_DIGITS)})
        if len(values) < policy.threshold(RULE.id, "sample"):
            outcome.does_not_apply("too few amounts")
        elif max(values) < min(values) * policy.threshold(RULE.id, "span"):
            outcome.does_not_apply("amounts of one size")
        else:
            outcome.bounded.update(facts["fact"].to_list())
            finding = _judge(concept, values, policy)
            outcome.passed += finding is None
            outcome.findings += [finding] if finding else []
    return outcome


def _judge(concept: str, values: list[Decimal], policy: Policy) -> Finding | None:
    size = len(values)
    seen = Counter(int(value.scaleb(1 - value.adjusted())) for value in values)
    law = {digits: math.log10(1 + 1 / digits) for digits in _DIGITS}
    statistic = sum((seen[digits] - size * share) ** 2 / (size * share) for digits, share in law.items())
    mean = sum(abs(seen[digits] / size - share) for digits, share in law.items()) / len(law)
    chance = chi_square_tail(statistic, len(law) - 1)
    if mean <= policy.threshold(RULE.id, "mean_deviation") or chance >= policy.threshold(RULE.id, "chance"):
        return None
    most = max(law, key=lambda digits: seen[digits] / size - law[digits])
    told = f"MAD {mean:.4f}, χ²({len(law) - 1}) = {statistic:.0f}, {printed_chance(chance)}"
    return Finding(
        subject=("period", None, None),
        message=Text(
            es=f"Los dos primeros dígitos de {size:,} importes ({words('es', concept)}) se apartan de la ley de "
            f"Benford ({told}); sobra sobre todo {most}: {seen[most]} veces, esperadas {size * law[most]:.0f}.",
            en=f"The first two digits of {size:,} amounts ({words('en', concept)}) depart from Benford's law ({told}); "
            f"most in excess is {most}: {seen[most]} times, {size * law[most]:.0f} expected.",
        ),
    )
