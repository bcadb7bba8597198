"""What was approved or reported before, stated otherwise later."""

from services.compute.rules.company import needs_company
from services.compute.rules.rule import Rule
from shared.report import Text

RULE = Rule(
    id="restated-value",
    version=1,
    severity="warning",
    title=Text(es="Cifra que cambió después de informada", en="Value changed after it was reported"),
    why=Text(
        es="Lo aprobado para el año y lo informado de un año cerrado no cambian; si cambian sin aviso, no "
        "se puede comparar.",
        en="What is approved for a year and what was reported of a closed one do not change; changed "
        "without notice, they cannot be compared.",
    ),
    source=Text(
        es="LGCG, artículo 44; CONAC, Postulados Básicos: Consistencia",
        en="LGCG, article 44; CONAC, basic postulates: consistency",
    ),
    fails=Text(
        es="segundo trimestre: aprobado 7,033,867.13; tercer trimestre: aprobado 7,330,867.13",
        en="second quarter: approved 7,033,867.13; third quarter: approved 7,330,867.13",
    ),
    passes=Text(es="ambos trimestres: aprobado 7,033,867.13", en="both quarters: approved 7,033,867.13"),
)
check = needs_company
