"""The very same amount, to the cent, was accrued by several programmes.

Spending that differs in nothing between programmes was most often shared out by formula, or one row was copied into
another. Whole amounts, as budgets are planned in, are left alone.
"""

from collections import defaultdict
from decimal import Decimal

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Finding, Outcome, Rule
from services.compute.rules.wording import money
from shared.report import Text

RULE = Rule(
    id="repeated-amounts",
    version=1,
    severity="information",
    title=Text(es="Importe repetido", en="Repeated amount"),
    why=Text(
        es="Gasto idéntico al centavo en varios programas suele ser un prorrateo o un renglón copiado.",
        en="Spending identical to the cent in several programmes is most often an apportionment or a copied row.",
    ),
    source=Text(
        es="ISSAI 240 (pruebas de datos duplicados); umbrales: propios de este proyecto",
        en="ISSAI 240 (tests of data for duplicates); thresholds: defaults of this project",
    ),
    fails=Text(es="devengado 12,921.02 en dos programas", en="12,921.02 accrued in two programmes"),
    passes=Text(
        es="devengado 12,921.02 en uno, 12,921.03 en otro; 51,500.00 en ambos",
        en="12,921.02 accrued in one, 12,921.03 in another; 51,500.00 in both",
    ),
)

Subject = tuple[str | None, str | None]


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case an amount with centavos."""
    outcome = Outcome()
    stated = statement.facts.select("fact", "exact", "concept", "subject_kind", "subject_code", "subject_name")
    accrued = stated.filter((pl.col("concept") == "accrued") & (pl.col("subject_kind") == "programme"))
    with_cents = accrued.filter(pl.col("exact") % 1 != 0)
    outcome.does_not_apply("zero or a whole amount", accrued.height - with_cents.height)
    outcome.bounded.update(with_cents["fact"].to_list())
    fewest = policy.threshold(RULE.id, "subjects")
    repeated = with_cents.filter(pl.len().over("exact") >= fewest)
    outcome.passed = with_cents["exact"].n_unique() - repeated["exact"].n_unique()
    stating: dict[Decimal, dict[str, Subject]] = defaultdict(dict)
    for fact, exact, *subject in repeated.select("fact", "exact", "subject_code", "subject_name").iter_rows():
        stating[exact][fact] = (subject[0], subject[1])
    for amount, by_fact in stating.items():
        subjects = tuple(dict.fromkeys(by_fact.values()))
        if len(subjects) < fewest:
            outcome.passed += 1
            continue
        value = Decimal(str(amount))
        codes = ", ".join(code or name or "?" for code, name in subjects)
        outcome.findings.append(
            Finding(
                subject=("period", None, None),
                message=Text(
                    es=f"{len(subjects)} programas devengaron exactamente {money(value)}: {codes}.",
                    en=f"{len(subjects)} programmes accrued exactly {money(value)}: {codes}.",
                ),
                facts=tuple(by_fact),
                observed=value,
                stake=value * len(subjects),
            )
        )
    return outcome
