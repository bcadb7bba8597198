"""What a row says in words: the formula for its figure, which may stand in its heading or its data sheet, and texts."""

from collections.abc import Sequence
from dataclasses import replace

from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.facts import Row
from services.compute.recognition.sheets import Sheet
from services.compute.recognition.statement import StatedFormula, StatedText

PARTS = ("variable_", "numerator", "denominator")
"""How the codes begin of what an indicator is worked out of."""
_TELLING = ("formula", "formula_variables", "mir_level", "light_")
_RUNNING_ON = {"formula", "formula_variables", "description"}
_REPORTED = ("indicator_value", "achieved")


def states_formulas(columns: Sequence[Column]) -> bool:
    """Whether `formula_of` may find a formula in rows under `columns`."""
    codes = [column.concept.code for column in columns if column.concept is not None]
    return any(code.startswith(PARTS) for code in codes) and not set(_REPORTED).isdisjoint(codes)


def tells_of_indicators(columns: Sequence[Column]) -> bool:
    """Whether `columns` say in words what tells of indicators."""
    return any(column.concept and column.concept.code.startswith(_TELLING) for column in columns)


def formula_of(
    cells: Sequence[Cell | None], columns: Sequence[Column], row: Row, sheet: Sheet | None
) -> StatedFormula | None:
    """The formula for the reported figure of `row`, from the row itself, else from the heading over that figure and
    from `sheet`; None where the row reports no figure of a formula, or none is stated.
    """
    labels: dict[str, str] = {}
    found: dict[str, tuple[Cell | None, Column]] = {}
    for cell, column in zip(cells, columns, strict=True):
        if column.concept is not None:
            code = column.concept.code
            found.setdefault(code, (cell, column))
            if code.startswith(PARTS):
                labels[code] = column.label
    reported = next((code for code in _REPORTED if code in found), None)
    if reported is None or not labels:
        return None
    own = found["formula"][0] if "formula" in found else None
    stated = sheet.cell("formula") if sheet is not None and reported == "indicator_value" else None
    column = found[reported][1]
    texts = [cell.text for cell in (own, stated) if cell is not None and cell.text]
    heading = " ".join(part for part in (column.group, column.label) if part)
    return StatedFormula(row.number, row.table, reported, (heading, *texts), labels, own or stated)


def texts_of(cells: Sequence[Cell | None], columns: Sequence[Column], row: Row) -> list[StatedText]:
    """What `row` says in words, a text a column."""
    return [
        StatedText(row.number, row.table, column.concept.code, (cell,))
        for cell, column in zip(cells, columns, strict=True)
        if column.concept is not None and column.concept.kind == "role" and cell is not None and cell.text
    ]


def gone_on(
    texts: list[StatedText], cells: Sequence[Cell | None], columns: Sequence[Column]
) -> list[StatedText] | None:
    """`texts` with what a row of words below goes on with; None where it holds anything else."""
    under = {
        column.concept.code if column.concept else "": cell
        for cell, column in zip(cells, columns, strict=True)
        if cell is not None and cell.text
    }
    if not under or not under.keys() <= {text.concept for text in texts} & _RUNNING_ON:
        return None
    return [
        replace(text, cells=(*text.cells, under[text.concept])) if text.concept in under else text for text in texts
    ]
