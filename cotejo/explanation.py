"""Why each column of a report's tables was taken for what it was, for reading in a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from shared.problems import Language
from shared.report import Report, TablePart
from shared.words import words

_LONGEST_TITLE = 90


def print_explanation(console: Console, report: Report, language: Language) -> None:
    """Print a table for each table of `report`: its columns, their concepts, how sure they are and why."""
    for table in report.tables:
        console.print()
        console.print(Line(_heading(table, language), style="bold"), soft_wrap=True)
        if not table.columns:
            console.print(words(language, "no_columns"))
            continue
        grid = Table(box=None, pad_edge=False, header_style="dim")
        for heading in ("column", "label", "concept", "confidence", "reason"):
            grid.add_column(words(language, heading), justify="right" if heading == "confidence" else "left")
        for column in table.columns:
            sure = f"{column.confidence:.2f}" if column.confidence else ""
            why = words(language, f"reason-{column.reason}") if column.reason else ""
            grid.add_row(str(column.index + 1), column.label, column.concept or "—", sure, why)
        console.print(grid)


def _heading(table: TablePart, language: Language) -> str:
    title = " ".join(table.title.split())
    short = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
    kind = table.statement or words(language, "no_statement")
    return " · ".join(part for part in (table.id, kind, words(language, "page").format(table.page), short) if part)
