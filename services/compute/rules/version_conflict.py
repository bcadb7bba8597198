"""The same statement was handed in twice, as PDF and as workbook or corrected, with different figures.

Figures are compared row by row; the digits that each version prints say how far they may differ. Where more than twenty
figures of one concept differ that is one cause: they are told together, and those furthest apart are marked.
"""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="version-conflict",
    version=3,
    severity="error",
    title=Text(es="Dos versiones del mismo estado", en="Two versions of one statement"),
    why=Text(
        es="Quien consulta una versión lee otra cifra que quien consulta la otra; solo una puede ser la oficial.",
        en="Who looks at one version reads another figure than who looks at the other; only one can be official.",
    ),
    source=Text(
        es="LGCG, artículo 56 (lo que se publica es uno solo y verificable)",
        en="LGCG, article 56 (what is published must be one and verifiable)",
    ),
    fails=Text(
        es="devengado de «Educación»: 12,203,497.88 en el PDF, 12,230,497.88 en el libro de cálculo",
        en="accrued of “Educación”: 12,203,497.88 in the PDF, 12,230,497.88 in the workbook",
    ),
    passes=Text(
        es="devengado de «Educación»: 12,203,498 en el PDF, 12,203,497.88 en el libro de cálculo",
        en="accrued of “Educación”: 12,203,498 in the PDF, 12,203,497.88 in the workbook",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """By itself a filing has no other version; filings with company are checked together."""
    outcome = Outcome()
    outcome.does_not_apply("no other version")
    return outcome
