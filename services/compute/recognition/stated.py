"""The formula that a row, its heading or its data sheet states for a figure of the row."""

from collections.abc import Sequence

from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.facts import Row
from services.compute.recognition.sheets import Sheet
from services.compute.recognition.statement import StatedFormula

_PARTS = ("variable_", "numerator", "denominator")
_REPORTED = ("indicator_value", "achieved")


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
            if code.startswith(_PARTS):
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
