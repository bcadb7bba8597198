"""A figure of a scanned page was read with doubt.

What OCR is not sure of is shown with the page, so that a person can look, and is never laid at the filing's door.
"""

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from shared.report import Text

RULE = Rule(
    id="doubtful-figure",
    version=1,
    severity="information",
    title=Text(es="Cifra leída con duda", en="Figure read with doubt"),
    why=Text(
        es="En páginas digitalizadas un trazo borroso puede cambiar una cifra; conviene verla en el original.",
        en="On scanned pages a blurred stroke may change a figure; it is worth a look at the original.",
    ),
    source=Text(
        es="Certeza del OCR en su carácter menos seguro; umbral: propio de este proyecto",
        en="Confidence of the OCR in its least sure character; threshold: a default of this project",
    ),
    fails=Text(es="12,450.00 leído con una confianza de 62 %", en="12,450.00 read with a confidence of 62 %"),
    passes=Text(
        es="12,450.00 leído con una confianza de 98 %, o escrito como texto",
        en="12,450.00 read with a confidence of 98 %, or drawn as text",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a figure that OCR read."""
    limit = float(policy.threshold(RULE.id, "below"))
    scanned = statement.facts.filter(pl.col("confidence").is_not_null())
    outcome = Outcome()
    outcome.does_not_apply("not scanned", statement.facts.height - scanned.height)
    doubtful = scanned.filter(pl.col("confidence") < limit)
    outcome.passed = scanned.height - doubtful.height
    for row in doubtful.iter_rows(named=True):
        text, confidence = row["text"], f"{row['confidence']:.0%}".replace("%", "\N{NO-BREAK SPACE}%")
        outcome.findings.append(
            Finding(
                subject=subject_of(row),
                message=Text(
                    es=f"Se leyó «{text}» con una confianza de {confidence}.",
                    en=f"“{text}” was read with a confidence of {confidence}.",
                ),
                facts=(row["fact"],),
                origin="reading",
            )
        )
    return outcome
