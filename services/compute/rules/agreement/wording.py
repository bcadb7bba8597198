"""Contradictions in words: what is said, what the parts come to, and which figure is doubted."""

from decimal import Decimal

from services.compute.recognition.columns import label_among
from services.compute.recognition.statement import Statement
from services.compute.rules.agreement.contradictions import Contradiction, Suspect
from services.compute.rules.agreement.equation import Equation, Known
from services.compute.rules.wording import print_scale, printed
from shared.report import Text

_LONGEST = 70
_MOST_NAMED = 3
_VERBS = {
    "Sum": ("la suma de sus {n} partes da", "its {n} parts come to"),
    "Average": ("el promedio de sus {n} partes es", "the average of its {n} parts is"),
    "Division": ("su cociente da", "the quotient gives"),
    "RelativeChange": ("la variación da", "the change gives"),
}


def named(statement: Statement, figure: Known) -> str:
    """A figure by its row and column: «Total del Gasto», Devengado."""
    row = statement.facts.row(int(figure.fact[1:]) - 1, named=True)
    table = next(table for table in statement.tables if table.id == figure.table)
    column = next((column for column in table.columns if column.index == figure.column), None)
    label = label_among(column, table.columns) if column else ""
    name = str(row["subject_name"] or row["subject_code"] or f"{figure.row + 1}")
    short = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
    return f"«{short}»{', ' + label if label else ''}"


def figure(value: Decimal, scale: Decimal = Decimal(1)) -> str:
    """A value as a table prints it that gives figures in units of `scale`, with two decimals, or six under 1."""
    if not value:
        return "0"
    value = value / scale
    rounded = value.quantize(Decimal("0.01")) if abs(value) >= 1 else value.quantize(Decimal("0.000001"))
    return f"{rounded:,f}"


def mismatch(statement: Statement, contradiction: Contradiction) -> Text:
    """What does not agree, and who is suspected."""
    equation = main_equation(contradiction)
    aggregate = equation.aggregate
    name, stated = named(statement, aggregate), printed(statement, aggregate.fact)
    scale = print_scale(statement, equation.facts)
    made, off = figure(equation.made, scale), figure(abs(equation.off), scale)
    spanish, english = (verb.format(n=len(equation.parts)) for verb in _VERBS[equation.operator])
    if equation.stated:
        spanish, english = "su propia fórmula da", "its own formula gives"
    return Text(
        es=f"{name} dice {stated}; {spanish} {made}: difieren en {off}. {_suspicion(statement, contradiction).es}",
        en=f"{name} says {stated}; {english} {made}: they differ by {off}. {_suspicion(statement, contradiction).en}",
    )


def main_equation(contradiction: Contradiction) -> Equation:
    """The equation to show: one that no rounding explains before one that it would, one that the form states before
    one that was found, a shorter one before a longer.
    """
    return min(contradiction.equations, key=lambda one: (one.is_rounded, one.source == "found", len(one.parts)))


def _suspicion(statement: Statement, contradiction: Contradiction) -> Text:
    suspects = contradiction.suspects
    first, count = suspects[0], len(contradiction.equations)
    scale = print_scale(statement, main_equation(contradiction).facts)
    if contradiction.sure:
        name, text, value = (
            named(statement, first.figure),
            printed(statement, first.figure.fact),
            figure(first.expected, scale),
        )
        return Text(
            es=f"La cifra dudosa es {name} ({text}): con {value} cuadra{' todo' if count > 1 else ''}.",
            en=f"The figure in doubt is {name} ({text}): with {value} {'all agrees' if count > 1 else 'it agrees'}.",
        )
    options = "; ".join(_option(statement, suspect, scale) for suspect in suspects[:_MOST_NAMED])
    more = len(suspects) - _MOST_NAMED
    return Text(
        es=f"Puede estar mal una de estas: {options}{f'; u otra de {more} más' if more > 0 else ''}.",
        en=f"One of these may be wrong: {options}{f'; or one of {more} more' if more > 0 else ''}.",
    )


def _option(statement: Statement, suspect: Suspect, scale: Decimal) -> str:
    text, expected = printed(statement, suspect.figure.fact), figure(suspect.expected, scale)
    return f"{named(statement, suspect.figure)} ({text} → {expected})"
