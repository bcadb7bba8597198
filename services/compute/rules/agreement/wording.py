"""Contradictions in words: what is said, what the parts come to, and which figure is doubted."""

from services.compute.recognition.statement import Statement, place_of
from services.compute.rules.agreement.contradictions import Contradiction, Suspect
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.row_wording import of_row
from services.compute.rules.agreement.running import is_running
from services.compute.rules.agreement.style import Style, column_label, shortened
from services.compute.rules.wording import printed
from shared.report import Text

_MOST_NAMED, _MOST_SIGNED = 3, 8
_SUMS = ("Sum", "Average")
_VERBS = {
    "Sum": ("la suma de sus {n} partes da", "its {n} parts come to"),
    "Average": ("el promedio de sus {n} partes es", "the average of its {n} parts is"),
    "Division": ("su cociente da", "the quotient gives"),
    "RelativeChange": ("la variación da", "the change gives"),
}


def named(statement: Statement, figure: Known) -> str:
    """A figure by its row and column: «Total del Gasto», Devengado."""
    label = column_label(statement, figure)
    return f"{row_name(statement, figure)}{', ' + label if label else ''}"


def row_name(statement: Statement, figure: Known) -> str:
    """The row of a figure: «Total del Gasto», or where it is if nothing names it."""
    row = statement.facts.row(place_of(figure.fact), named=True)
    name = str(row["subject_name"] or row["subject_code"] or row["cell"] or row["line"] or row["row"] + 1)
    return f"«{shortened(name)}»"


def mismatch(statement: Statement, contradiction: Contradiction) -> Text:
    """What does not agree, and who is suspected."""
    if contradiction.slip is not None:
        return of_row(statement, contradiction.slip)
    equation = main_equation(contradiction)
    aggregate, value = equation.shown
    name, stated = named(statement, aggregate), printed(statement, aggregate.fact)
    style = Style.of(statement, equation)
    made, off = style.shown(value, aggregate), style.shown(abs(aggregate.value - value), aggregate)
    verb, suspicion = _verb(statement, equation), _suspicion(statement, contradiction)
    return Text(
        es=f"{name} dice {stated}; {verb.es} {made}: difieren en {off}. {suspicion.es}",
        en=f"{name} says {stated}; {verb.en} {made}: they differ by {off}. {suspicion.en}",
    )


def _verb(statement: Statement, equation: Equation) -> Text:
    """What it is that comes to another value: the form's own formula, a few columns by their names, or the parts."""
    if equation.stated and equation.source == "column":
        return Text(es="la fórmula de su encabezado da", en="the formula of its heading gives")
    if equation.stated:
        sides = _worked(statement, equation)
        return Text(es=f"la fórmula de su renglón{sides} da", en=f"the formula of its row's label{sides} gives")
    if equation.is_product:
        factors = equation.aggregate, equation.parts[1]
        named_so = " × ".join(filter(None, (column_label(statement, one) for one in factors)))
        product = ", ".join(filter(None, (named_so, " × ".join(printed(statement, one.fact) for one in factors))))
        return Text(es=f"{product}, da", en=f"{product}, gives")
    labels = [column_label(statement, part) for part in equation.parts]
    most = _MOST_NAMED if min(equation.signs) > 0 else _MOST_SIGNED
    if equation.operator == "Sum" and equation.across and len(labels) <= most and all(labels):
        signed = sorted(zip(equation.signs, labels, strict=True), key=lambda one: -one[0])
        formula = "".join(f" {'−' if sign < 0 else '+'} {_times(sign)}{label}" for sign, label in signed)
        formula = formula.removeprefix(" + ")
        return Text(es=f"{formula} da", en=f"{formula} gives")
    if equation.source == "law" and len(equation.parts) == 1:
        other = row_name(statement, equation.parts[0])
        return Text(es=f"{other} dice", en=f"{other} says")
    if equation.source == "law":
        terms = zip(equation.signs, equation.parts, strict=True)
        in_several = len({part.column for part in equation.parts}) > 1
        said = named if in_several else row_name
        formula = "".join(f" {'−' if sign < 0 else '+'} {said(statement, part)}" for sign, part in terms)
        formula = f"{formula.removeprefix(' + ')}{_worked(statement, equation)}"
        return Text(es=f"{formula} da", en=f"{formula} gives")
    if is_running(equation):
        above = row_name(statement, equation.parts[0])
        return Text(es=f"lo de {above} y lo de su renglón dan", en=f"that of {above} and that of its row come to")
    if equation.source == "again":
        return Text(es="el otro cuadro de lo mismo da", en="the other table of the same gives")
    if equation.source == "carried":
        before = named(statement, equation.parts[0])
        return Text(es=f"{before} es", en=f"{before} is")
    if equation.operator == "Sum" and not equation.across and len(equation.parts) == 1:
        row = row_name(statement, equation.parts[0])
        return Text(es=f"su único renglón, {row}, dice", en=f"its only row, {row}, says")
    es, en = (verb.format(n=len(equation.parts)) for verb in _VERBS[equation.operator])
    return Text(es=es, en=en)


def _worked(statement: Statement, equation: Equation) -> str:
    """What a formula of few rows comes out of, as printed: ``, 180.00 − 20.00,``."""
    if len(equation.parts) > _MOST_SIGNED:
        return ""
    terms = zip(equation.signs, equation.parts, strict=True)
    said = "".join(f" {'−' if sign < 0 else '+'} {_times(sign)}{printed(statement, part.fact)}" for sign, part in terms)
    return f", {said.removeprefix(' + ').removeprefix(' ')},"


def _times(sign: int) -> str:
    return f"{abs(sign)} × " if abs(sign) > 1 else ""


def main_equation(contradiction: Contradiction) -> Equation:
    """The equation to show: one that no rounding explains before one that it would, a sum or product before a rate,
    which is rounded, one that the form states before one that was found, and a shorter one before a longer.
    """
    if contradiction.slip is not None:
        return contradiction.slip.equations[0]
    return min(
        contradiction.equations,
        key=lambda one: (one.is_rounded, not _is_exact(one), one.source == "found", len(one.parts)),
    )


def _is_exact(equation: Equation) -> bool:
    """Whether nothing is rounded in it but what its figures are: a sum, or a count times its price."""
    return equation.operator in _SUMS or equation.is_product


def _suspicion(statement: Statement, contradiction: Contradiction) -> Text:
    suspects = contradiction.suspects
    first, count = suspects[0], len(contradiction.equations)
    main = main_equation(contradiction)
    style, shown = Style.beside(statement, main, first.figure), main.shown[0]
    if contradiction.sure and not first.contested:
        name, text, value = (
            named(statement, first.figure),
            printed(statement, first.figure.fact),
            style.shown(first.expected, first.figure),
        )
        if first.figure == shown:
            return Text(
                es=f"Es la cifra dudosa: con {value} cuadra{' todo' if count > 1 else ''}.",
                en=f"It is the figure in doubt: with {value} {'all agrees' if count > 1 else 'it agrees'}.",
            )
        return Text(
            es=f"La cifra dudosa es {name} ({text}): con {value} cuadra{' todo' if count > 1 else ''}.",
            en=f"The figure in doubt is {name} ({text}): with {value} {'all agrees' if count > 1 else 'it agrees'}.",
        )
    if len(suspects) == 1:
        if first.figure == shown and first.contested:
            return Text(es="Es la cifra dudosa.", en="It is the figure in doubt.")
        option = _option(statement, first, main)
        return Text(es=f"La cifra dudosa es {option}.", en=f"The figure in doubt is {option}.")
    options = "; ".join(_option(statement, suspect, main) for suspect in suspects[:_MOST_NAMED])
    es, en = _others(len(suspects) - _MOST_NAMED)
    return Text(
        es=f"Puede estar mal una de estas: {options}{es}.",
        en=f"One of these may be wrong: {options}{en}.",
    )


def _others(count: int) -> tuple[str, str]:
    """That so many more than those named may be wrong, in Spanish and English; nothing where there are none."""
    if count < 1:
        return "", ""
    return (
        ("; u otra más", "; or one more") if count == 1 else (f"; u otra de {count} más", f"; or one of {count} more")
    )


def _option(statement: Statement, suspect: Suspect, main: Equation) -> str:
    """A suspect with what it says and, if nothing speaks against that, what it should be."""
    style = Style.beside(statement, main, suspect.figure)
    text, expected = printed(statement, suspect.figure.fact), style.shown(suspect.expected, suspect.figure)
    return f"{named(statement, suspect.figure)} ({text}{'' if suspect.contested else f' → {expected}'})"
