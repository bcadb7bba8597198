"""What data sheets, and tables whose subjects run across, say of each of their subjects."""

from dataclasses import replace

from services.compute.reading.document import Cell
from services.compute.recognition.concepts import Concept
from services.compute.recognition.facts import Row
from services.compute.recognition.figures import is_absent, parse
from services.compute.recognition.gathering import Gathering
from services.compute.recognition.looks import category_of
from services.compute.recognition.outline import Place
from services.compute.recognition.periods import Period, whole_year
from services.compute.recognition.sheets import Sheet
from services.compute.recognition.statement import RowNote, StatedText
from services.compute.recognition.stretches import Stretch
from services.compute.recognition.transposed import Group

_WORKED_OUT_OF = ("numerator", "denominator")


def read_sheet(gathering: Gathering, sheet: Sheet, stretch: Stretch) -> int:
    """Take what `sheet` says of its indicator; the values that follow are that indicator's."""
    subject = ("indicator", None, sheet.name)
    row = Row(gathering.rows, f"t{stretch.table + 1}", stretch.kind.code if stretch.kind else None, subject)
    years = sheet.of_year or (False,) * len(sheet.said)
    for (concept, cell), number, of_year in zip(sheet.said, sheet.places, years, strict=True):
        row = replace(row, table=f"t{number + 1}")
        period = (whole_year(stretch.period) if of_year else None) or stretch.period
        if concept.kind == "category" or concept.code == "unit_of_measure":
            said = category_of(cell.text, concept.code)
            gathering.facts.add_category(row, cell, concept.code, said, None, stretch.period)
        figure = parse(cell) if concept.kind in ("target", "ratio", "amount", "other") else None
        if figure is not None:
            unit = _unit(concept, sheet, gathering.currency)
            gathering.facts.add(row, cell, concept.code, figure, "ratio" if figure.percent else unit, None, period)
            gathering.numeric_cells += 1
        if concept.kind == "role":
            gathering.texts.append(StatedText(row.number, row.table, concept.code, (cell,)))
    gathering.sheet = sheet
    gathering.rows += 1
    return 1


def _unit(concept: Concept, sheet: Sheet, currency: str) -> str | None:
    """The unit of a figure of `concept`: that of the indicator for a target, but not for what it is worked out of."""
    if concept.kind in ("amount", "ratio"):
        return currency if concept.kind == "amount" else "ratio"
    own = sheet.cell("unit_of_measure") if concept.code not in _WORKED_OUT_OF else None
    return own.text if own is not None and concept.kind == "target" else None


def read_group(gathering: Gathering, group: Group, stretch: Stretch) -> int:
    """Take what a table of subjects across says of each; how many of them it names. What goes on from the table above
    is said of the subjects read last.
    """
    table, kind = f"t{stretch.table + 1}", stretch.kind.code if stretch.kind else None
    if group.goes_on:
        gathering.rows -= len(group.standings)
    for standing in group.standings:
        section = standing.objective.text if standing.objective else None
        row = Row(
            gathering.rows, table, kind, (standing.kind, standing.code, standing.cell.text), Place(0, None, section)
        )
        for concept, cell in standing.said:
            _add_said(gathering, row, concept, cell, stretch.period)
        gathering.rows += 1
    for cells in group.uneven:
        first = group.standings[0]
        subject = (first.kind, first.code, first.cell.text)
        note = RowNote("ragged", table, subject, cells, gathering.rows - len(group.standings), width=len(cells))
        gathering.notes.append(note)
    return 0 if group.goes_on else len(group.standings)


def _add_said(gathering: Gathering, row: Row, concept: Concept, cell: Cell, period: Period | None) -> None:
    figure = None if concept.kind == "category" else parse(cell)
    if figure is not None:
        unit = "ratio" if figure.percent or concept.kind == "ratio" else None
        gathering.facts.add(row, cell, concept.code, figure, unit, None, period)
        gathering.numeric_cells += 1
    elif not is_absent(cell):
        said = category_of(cell.text, concept.code)
        gathering.facts.add_category(row, cell, concept.code, said, None, period)
