"""Two statements of one period give different figures for what law makes one.

The ties are data (``services/compute/ties/ties.toml``), each with its source. Of three voices or more the odd one out
is the suspect; of two, both are shown. The digits printed say how far figures may differ: a statement in whole pesos
agrees with one in centavos. A form that holds nothing but zeros says nothing.
"""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="statement-mismatch",
    version=2,
    severity="error",
    title=Text(es="Estados que se contradicen", en="Statements that contradict each other"),
    why=Text(
        es="Las cifras que la ley hace una sola no pueden diferir de un estado a otro; uno de ellos está mal.",
        en="Figures that law makes one cannot differ from statement to statement; one of them is wrong.",
    ),
    source=Text(
        es="LGCG, artículos 44 y 46; CONAC, Manual de Contabilidad Gubernamental, capítulo VII; LDF, anexos",
        en="LGCG, articles 44 and 46; CONAC, manual of government accounting, chapter VII; LDF, annexes",
    ),
    fails=Text(
        es="gasto devengado: 188,383,103.05 en cinco clasificaciones, 841.50 en programas y proyectos",
        en="spending accrued: 188,383,103.05 in five classifications, 841.50 in programmes and projects",
    ),
    passes=Text(
        es="gasto devengado: 188,383,103.05 en todas las clasificaciones; 188,383,103 donde se informa sin centavos",
        en="spending accrued: 188,383,103.05 in every classification; 188,383,103 where a statement is in whole pesos",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """By itself a filing has nothing to be held against; filings with company are checked together."""
    outcome = Outcome()
    outcome.does_not_apply("no other statement of the period")
    return outcome
