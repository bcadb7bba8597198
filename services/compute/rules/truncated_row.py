"""A row ends in the middle: the figures that all other rows go on to are not there."""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.cut import cut_rows
from services.compute.rules.notes import quoted
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from shared.report import Text

RULE = Rule(
    id="truncated-row",
    version=2,
    severity="warning",
    title=Text(es="Renglón cortado", en="Row cut short"),
    why=Text(
        es="Lo que falta no es cero: el renglón se cortó y sus cifras no están en el informe.",
        en="What is missing is not zero: the row was cut and its figures are not in the filing.",
    ),
    source=Text(es="Los demás renglones del cuadro", en="The other rows of the table"),
    fails=Text(
        es="el último renglón de una página termina en su fórmula; todos los demás siguen hasta la meta y el resultado",
        en="the last row of a page ends with its formula; every other row goes on to target and result",
    ),
    passes=Text(es="todos los renglones terminan en la misma columna", en="every row ends in the same column"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a row that states something."""
    cut = cut_rows(statement)
    outcome = Outcome(passed=statement.subjects.height - len(cut))
    rows = {row["subject_row"]: row for row in statement.subjects.iter_rows(named=True)} if cut else {}
    for subject, (table, cells, lost) in cut.items():
        labels = _labels(statement, table, lost)
        outcome.findings.append(
            Finding(
                subject=subject_of(rows[subject]),
                message=Text(
                    es=f"El renglón termina en «{cells[-1].text[:80]}»; le falta {labels}.",
                    en=f"The row ends with “{cells[-1].text[:80]}”; it lacks {labels}.",
                ),
                cells=cells,
                table=table,
                origin="reading",
            )
        )
    return outcome


def _labels(statement: Statement, table: str, concepts: tuple[str, ...]) -> str:
    columns = next(entry.columns for entry in statement.tables if entry.id == table)
    named = {column.concept.code: column.label for column in columns if column.concept}
    return quoted(tuple(named[code] for code in concepts if code in named))
