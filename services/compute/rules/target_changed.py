"""A target that is another in a later filing of the year."""

from services.compute.rules.company import needs_company
from services.compute.rules.rule import Rule
from shared.report import Text

RULE = Rule(
    id="target-changed",
    version=1,
    severity="warning",
    title=Text(es="Meta que cambió después de fijada", en="Target changed after it was set"),
    why=Text(
        es="Una meta que se mueve hacia lo logrado no mide nada.",
        en="A target that moves towards what was achieved measures nothing.",
    ),
    source=Text(
        es="Lineamientos sobre los indicadores para medir los avances físicos y financieros (DOF 16/05/2013), "
        "ajuste de metas",
        en="Guidelines on the indicators that measure advance (DOF 16/05/2013), on the adjustment of targets",
    ),
    fails=Text(
        es="primer trimestre: meta anual 1,200; tercer trimestre: 900",
        en="first quarter: annual target 1,200; third quarter: 900",
    ),
    passes=Text(
        es="ambos: 1,200; o todas las metas de la lista son de su propio trimestre",
        en="both: 1,200; or every target of the list is its quarter's own",
    ),
)
check = needs_company
