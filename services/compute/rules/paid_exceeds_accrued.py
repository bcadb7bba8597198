"""More was paid than accrued.

A payment settles what was accrued before; where more is paid, an accrual is missing from the report. A blank in place
of what was accrued counts as nothing where the row itself counts it so: its underspend is the whole modified budget.
"""

from collections.abc import Mapping

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import Row, judge, mixed_statements
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.wording import like
from shared.report import Text

RULE = Rule(
    id="paid-exceeds-accrued",
    version=5,
    severity="error",
    title=Text(es="Pagado mayor que el devengado", en="Paid above accrued"),
    why=Text(
        es="Solo se paga lo que se devengó; si lo pagado rebasa lo devengado, falta un devengado o sobra un pago.",
        en="Only what was accrued is paid; where payments exceed accruals, one of the two is wrong.",
    ),
    source=Text(
        es="LGCG, artículo 4, fracciones XIV a XVII (momentos del gasto); CONAC, normas sobre los momentos del gasto",
        en="LGCG, article 4, sections XIV to XVII (moments of spending); CONAC, norms on the moments of spending",
    ),
    fails=Text(es="devengado 100.00, pagado 100.01", en="accrued 100.00, paid 100.01"),
    passes=Text(es="devengado 100.00, pagado 100.00", en="accrued 100.00, paid 100.00"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject that states what was paid, and what was accrued or counts it as nothing, and a total that$
    alone in its list was paid beyond what was accrued.
    """
    outcome = judge(
        statement,
        ("paid", "accrued"),
        pl.col("paid") > pl.col("accrued"),
        _say,
        stake=lambda row: row["paid"] - row["accrued"],
        unless=mixed_statements(),
        totals=True,
        limit=True,
    )
    blank = _counted_as_nothing(statement, outcome)
    outcome.findings += blank.findings
    outcome.bounded |= blank.bounded
    return outcome


_BLANK = "no accrued"


def _counted_as_nothing(statement: Statement, outcome: Outcome) -> Outcome:
    """The subjects that leave the accrued figure blank and whose other figures take it for zero.

    They are taken out of those to which `outcome` says that the rule does not apply.
    """
    accrued = "accrued" if "accrued" in statement.subjects.columns else None
    if accrued is None or _BLANK not in outcome.not_applicable:
        return Outcome()
    nothing = pl.col("underspend") == pl.col("modified")
    found = judge(
        statement,
        ("paid", "underspend", "modified"),
        nothing & (pl.col("paid") > 0),
        _say_blank,
        stake=lambda row: row["paid"],
        unless={"an accrued figure": pl.col(accrued).is_not_null()} | mixed_statements(),
    )
    left = outcome.not_applicable.pop(_BLANK) - len(found.findings)
    outcome.does_not_apply(_BLANK, left)
    return found


def _say_blank(row: Row, texts: Mapping[str, str]) -> Text:
    return Text(
        es=f"Se pagaron {texts['paid']} y el devengado está en blanco; el subejercicio lo cuenta como cero.",
        en=f"{texts['paid']} was paid and what was accrued is blank; the underspend counts it as nothing.",
    )


def _say(row: Row, texts: Mapping[str, str]) -> Text:
    paid, accrued, excess = texts["paid"], texts["accrued"], like(row["paid"] - row["accrued"], row, texts)
    return Text(
        es=f"Se pagaron {paid} y solo se devengaron {accrued}: {excess} de más.",
        en=f"{paid} was paid and only {accrued} accrued: {excess} too much.",
    )
