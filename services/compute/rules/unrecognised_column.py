"""A column of figures whose heading names nothing known; its figures are kept under its own words."""

from collections.abc import Sequence

from services.compute.policy import Policy
from services.compute.recognition.columns import Column
from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="unrecognised-column",
    version=4,
    severity="information",
    title=Text(es="Columna no reconocida", en="Column not recognised"),
    why=Text(
        es="Sus cifras se conservan, pero ninguna regla que dependa de su significado pudo revisarlas.",
        en="Its figures are kept, but no rule that depends on what they mean could check them.",
    ),
    source=Text(
        es="Criterio propio de este proyecto: el silencio no debe parecer éxito",
        en="A default of this project: silence must not look like success",
    ),
    fails=Text(
        es="una columna de cifras con el encabezado «Zafra» junto a «Aprobado» y «Devengado»",
        en="a column of figures headed “Zafra” beside “Aprobado” and “Devengado”",
    ),
    passes=Text(
        es="una columna de cifras con el encabezado «Devengado»; una de observaciones con el encabezado «Notas»",
        en="a column of figures headed “Devengado”; a column of remarks headed “Notas”",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a column of figures of a table some of whose columns are known, or whose columns, several or those of a
    known statement, have no headings; a finding a table.
    """
    outcome = Outcome()
    by_rows = _named_by_rows(statement)
    for table in statement.tables:
        measures = [column for column in table.columns if column.is_measure]
        bare = [column for column in measures if column.reason == "own-label" and not column.path]
        if bare and len(bare) == len(measures) and (table.statement or len(bare) > 1):
            outcome.findings.append(_without_headings(table, bare))
            continue
        unknown = [column for column in measures if column.reason == "own-label" and column.path]
        unknown = [column for column in unknown if (table.id, column.index) not in by_rows]
        if not measures or len(unknown) + len(bare) == len(measures):
            outcome.does_not_apply("a table of no known kind", len(measures))
            continue
        outcome.passed += len(measures) - len(unknown) - len(bare)
        if not unknown:
            continue
        named = ", ".join(f"«{column.path}»" for column in unknown)
        es, en = ("dice la columna", "the column") if len(unknown) == 1 else ("dicen las columnas", "the columns")
        message = Text(
            es=f"No se reconoció qué {es} {named}; sus cifras quedan con su propio nombre.",
            en=f"What {en} {named} {'states' if len(unknown) == 1 else 'state'} was not recognised; "
            f"{'its' if len(unknown) == 1 else 'their'} figures keep their own name.",
        )
        heads = {column.label for column in unknown}
        cells = tuple(cell for row in table.table.rows for cell in row if cell.text in heads)[: len(unknown)]
        outcome.findings.append(Finding(("period", None, None), message, cells=cells, table=table.id))
    return outcome


def _named_by_rows(statement: Statement) -> set[tuple[str, int]]:
    """The columns, each with its table, all of whose figures have their meaning from their rows, as where measures go
    down them: the heading says of what they are.
    """
    own = {
        (table.id, column.index, column.concept.code)
        for table in statement.tables
        for column in table.columns
        if column.concept is not None
    }
    of_cells = statement.facts.select("table", "column", "concept").unique().rows()
    theirs = {entry[:2] for entry in of_cells if entry in own}
    return {entry[:2] for entry in of_cells} - theirs


def _without_headings(table: RecognisedTable, columns: Sequence[Column]) -> Finding:
    count = len(columns)
    message = Text(
        es=f"El cuadro no dice qué son sus {count} columnas de cifras; quedan numeradas, sin significado.",
        en=f"The table does not say what its {count} columns of figures are; they are numbered, without a meaning.",
    )
    places = {column.index for column in columns}
    cells = tuple(cell for row in table.table.rows[:1] for cell in row if cell.text and cell.column in places)
    return Finding(("period", None, None), message, cells=cells, table=table.id)
