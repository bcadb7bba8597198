"""A formula whose variables are not described, though the form has a place for it."""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.quality import Described
from services.compute.rules.quality.outcome import judged, row_moved
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="undescribed-variables",
    version=1,
    severity="information",
    title=Text(es="Variables sin descripción", en="Variables without a description"),
    why=Text(
        es="Sin la descripción de sus variables, la fórmula se entiende sólo por quien la escribió.",
        en="Without a description of its variables a formula is understood only by who wrote it.",
    ),
    source=Text(
        es="CONEVAL, manual para el diseño de indicadores (monitoreable); CONAC, lineamientos de indicadores",
        en="CONEVAL, manual for the design of indicators (monitorable); CONAC, guidelines for indicators",
    ),
    fails=Text(
        es="(a / b) * 100, y nada en «Descripción de variables»",
        en="(a / b) * 100, and nothing under “Descripción de variables”",
    ),
    passes=Text(
        es="(a / b) * 100; a: consultas otorgadas, b: consultas solicitadas",
        en="(a / b) * 100; a: consultations given, b: consultations asked for",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case an indicator with a formula, in a form that has a column for what its variables are."""
    forms = {
        table.id
        for table in statement.tables
        if any(column.concept and column.concept.code == "formula_variables" for column in table.columns)
    }
    moved = row_moved(statement)

    def why_not(one: Described) -> str | None:
        if not one.formula:
            return "no formula"
        if one.texts["formula"].table not in forms:
            return "the form has no place for it"
        return "a row of which cells were moved" if one.texts["formula"].subject_row in moved else None

    return judged(statement, why_not, _fails, together=_together, concept="formula")


def _fails(one: Described) -> Text | None:
    if "formula_variables" in one.texts:
        return None
    return Text(
        es=f"No se describen las variables de «{one.formula}».",
        en=f"The variables of “{one.formula}” are not described.",
    )


def _together(count: int, of: int) -> Text:
    return Text(
        es=f"{count} de {of} fórmulas no describen sus variables.",
        en=f"{count} of {of} formulas do not describe their variables.",
    )
