"""A figure was typed where every cell around it in its row or column is worked out by one formula.

The cells on both sides have the same formula, told from where they stand; the one between has none. It no longer
follows the figures that it is made of.
"""

from collections import Counter
from decimal import Decimal

from services.compute.policy import Policy
from services.compute.reading.document import Cell
from services.compute.recognition.statement import Statement
from services.compute.rules.references import lines_of, relative
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.figures import stored_number
from shared.report import Text

RULE = Rule(
    id="typed-over-formula",
    version=1,
    severity="warning",
    title=Text(es="Cifra escrita sobre una fórmula", en="Figure typed over a formula"),
    why=Text(
        es="Una cifra escrita a mano entre fórmulas no cambia cuando cambian las que la componen.",
        en="A figure typed by hand among formulas does not change when those it is made of do.",
    ),
    source=Text(
        es="EuSpRIG, práctica de auditoría de hojas de cálculo (constantes entre fórmulas); umbral: propio de "
        "este proyecto",
        en="EuSpRIG, spreadsheet audit practice (constants among formulas); threshold: a default of this project",
    ),
    fails=Text(es="D2=B2-C2, D3=B3-C3, D4 escrita, D5=B5-C5", en="D2=B2-C2, D3=B3-C3, D4 typed, D5=B5-C5"),
    passes=Text(es="D2 a D5 todas B-C, o todas escritas", en="D2 to D5 all B-C, or all typed"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a figure of a workbook that stands between two cells of one formula."""
    outcome = Outcome()
    least = policy.threshold(RULE.id, "formulas")
    for table in statement.tables:
        typed: dict[tuple[int, int], tuple[Cell, str]] = {}
        if not any(cell.formula for row in table.table.rows for cell in row):
            continue
        for line in lines_of(table.table):
            formulas = [relative(cell) for cell in line]
            often = Counter(formula for formula in formulas if formula)
            for before, cell, after in zip(range(len(line)), line[1:-1], formulas[2:], strict=False):
                same = formulas[before]
                if same is None or same != after or often[same] < least:
                    continue
                if cell.formula:
                    outcome.passed += 1
                elif formulas.count(None) == 1 and _adjacent(line[before], cell, line[before + 2]):
                    typed[cell.row, cell.column] = (cell, line[before].formula)
        outcome.findings += [_finding(table.id, cell, formula) for cell, formula in typed.values()]
    if not (outcome.passed or outcome.findings):
        outcome.does_not_apply("no row or column of formulas")
    return outcome


def _adjacent(before: Cell, cell: Cell, after: Cell) -> bool:
    return (after.row - before.row, after.column - before.column) in ((2, 0), (0, 2)) and not cell.hidden


def _finding(table: str, cell: Cell, formula: str) -> Finding:
    at = f"{cell.address} ({stored_number(cell.text)})"
    return Finding(
        subject=("account", None, None),
        message=Text(
            es=f"{at} está escrita a mano entre celdas que calcula una fórmula, como {formula}.",
            en=f"{at} is typed by hand between cells that a formula works out, such as {formula}.",
        ),
        cells=(cell,),
        table=table,
        observed=cell.stored,
        stake=abs(cell.stored or Decimal(0)),
    )
