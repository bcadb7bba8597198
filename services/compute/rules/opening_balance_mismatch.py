"""An opening balance that is not the closing one of the year before."""

from services.compute.rules.company import needs_company
from services.compute.rules.rule import Rule
from shared.report import Text

RULE = Rule(
    id="opening-balance-mismatch",
    version=1,
    severity="error",
    title=Text(
        es="Saldo inicial que no es el final anterior", en="Opening balance that is not last year's closing one"
    ),
    why=Text(
        es="El año empieza con lo que terminó el anterior; una diferencia es una cuenta que se movió fuera "
        "de los libros.",
        en="A year begins with what the one before ended with; a difference is an account moved outside the books.",
    ),
    source=Text(
        es="CONAC, Manual de Contabilidad Gubernamental, capítulo VII; CONAC, Postulados Básicos: Consistencia",
        en="CONAC, manual of government accounting, chapter VII; CONAC, basic postulates: consistency",
    ),
    fails=Text(
        es="diciembre: efectivo 74,873,698.55; saldo inicial del año siguiente: 74,783,698.55",
        en="December: cash 74,873,698.55; next year's opening balance: 74,783,698.55",
    ),
    passes=Text(es="ambos: 74,873,698.55", en="both: 74,873,698.55"),
)
check = needs_company
