"""A budget was changed by more than the law lets pass without explanation."""

from collections.abc import Mapping

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import Row, accounts_of_statements, judge
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.wording import like, percent
from shared.report import Text

RULE = Rule(
    id="large-amendment",
    version=1,
    severity="warning",
    title=Text(es="Adecuación presupuestaria mayor", en="Large budget amendment"),
    why=Text(
        es="Cambios de esta magnitud alteran lo que se aprobó y deben informarse y justificarse.",
        en="Changes of this size alter what was approved and must be reported and justified.",
    ),
    source=Text(
        es="LFPRH, artículo 60 (las adecuaciones de más de 5 % se informan)",
        en="LFPRH, article 60 (amendments of over 5 % are to be reported)",
    ),
    fails=Text(es="aprobado 100.00, modificado 105.01", en="approved 100.00, modified 105.01"),
    passes=Text(es="aprobado 100.00, modificado 105.00", en="approved 100.00, modified 105.00"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject for which something was approved."""
    limit = pl.col("approved") * pl.lit(policy.threshold(RULE.id, "above"))
    change = pl.col("modified") - pl.col("approved")
    return judge(
        statement,
        ("modified", "approved"),
        (change > limit) | (-change > limit),
        _say,
        stake=lambda row: abs(row["modified"] - row["approved"]),
        unless={"nothing approved": pl.col("approved") <= 0} | accounts_of_statements(),
    )


def _say(row: Row, texts: Mapping[str, str]) -> Text:
    change = row["modified"] - row["approved"]
    amount, rate = like(change, row, texts), percent(change / row["approved"])
    return Text(
        es=f"De {texts['approved']} aprobado a {texts['modified']} modificado: {amount} ({rate}).",
        en=f"From {texts['approved']} approved to {texts['modified']} modified: {amount} ({rate}).",
    )
