"""A figure that adds up over the year, and is less than it was."""

from services.compute.rules.company import needs_company
from services.compute.rules.rule import Rule
from shared.report import Text

RULE = Rule(
    id="cumulative-decrease",
    version=1,
    severity="warning",
    title=Text(es="Acumulado que baja", en="Cumulative figure that falls"),
    why=Text(
        es="Lo gastado o cobrado desde enero no puede ser menos que hace tres meses; una de las dos cifras "
        "está mal, o se reclasificó.",
        en="What was spent or collected since January cannot be less than three months ago; one figure is "
        "wrong, or was reclassified.",
    ),
    source=Text(
        es="Aritmética; CONAC, Manual de Contabilidad Gubernamental, capítulo VII (cifras acumuladas en el año)",
        en="Arithmetic; CONAC, manual of government accounting, chapter VII (figures of the year so far)",
    ),
    fails=Text(
        es="enero a junio: devengado 119,469,802.87; enero a septiembre: 841.50",
        en="January to June: accrued 119,469,802.87; January to September: 841.50",
    ),
    passes=Text(es="enero a septiembre: 188,383,103.05", en="January to September: 188,383,103.05"),
)
check = needs_company
