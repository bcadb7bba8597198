"""A figure several times that of a year before, or a fraction of it."""

from services.compute.rules.company import needs_company
from services.compute.rules.rule import Rule
from shared.report import Text

RULE = Rule(
    id="year-over-year-jump",
    version=1,
    severity="information",
    title=Text(es="Salto de un año a otro", en="Jump from one year to the next"),
    why=Text(
        es="Puede tener su razón, pero es donde conviene preguntar.",
        en="It may have its reason, but it is where to ask.",
    ),
    source=Text(es="Criterio propio de este proyecto", en="A default of this project"),
    fails=Text(
        es="devengado 12,400,000.00; un año antes 3,100,000.00",
        en="accrued 12,400,000.00; a year before 3,100,000.00",
    ),
    passes=Text(
        es="devengado 3,400,000.00; un año antes 3,100,000.00",
        en="accrued 3,400,000.00; a year before 3,100,000.00",
    ),
)
check = needs_company
