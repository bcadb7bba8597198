"""The way from a document to a statement: titles, columns, then row by row the figures."""

from collections import Counter
from dataclasses import replace
from itertools import groupby

from services.compute.reading.document import Cell, Document
from services.compute.recognition.across import Reader
from services.compute.recognition.asserted import asserted_claims
from services.compute.recognition.cards import with_cards_as_rows
from services.compute.recognition.conflicts import conflicts_of
from services.compute.recognition.continued import parted_by_page
from services.compute.recognition.counted import counted_claims
from services.compute.recognition.institutions import find_institution
from services.compute.recognition.kinds import find_family
from services.compute.recognition.legends import legend_texts
from services.compute.recognition.money_held import money_claims
from services.compute.recognition.narrative import read_texts
from services.compute.recognition.outline import Outline
from services.compute.recognition.periods import period_of_filing
from services.compute.recognition.quantified import quantified_claims
from services.compute.recognition.said import read_group, read_sheet
from services.compute.recognition.scattered import gathered
from services.compute.recognition.sheets import kind_of_sheet, sheets_of
from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.recognition.stretches import Stretch, goes_on_over_pages, stretches_of
from services.compute.recognition.subject_rows import by_subject
from services.compute.recognition.surroundings import surroundings_of
from services.compute.recognition.times_of_rows import time_of_all
from services.compute.recognition.told_in_prose import prose_of
from services.compute.recognition.transposed import Group, groups_of, last_objective, runs_across
from services.compute.recognition.unstated import unstated
from services.compute.recognition.variable_rows import with_variables_beside


def recognise(document: Document, currency: str) -> Statement:
    """Find what `document` states. Figures whose meaning or value is in doubt become notes, never facts.

    `currency` (ISO 4217) is that of money columns, which filings of one country do not name.
    """
    document = with_variables_beside(with_cards_as_rows(gathered(document)))
    around = surroundings_of(document)
    sheets = {number: sheet for sheet in sheets_of(document) for number in sheet.tables}
    period = period_of_filing(around.dated, around.texts)
    reader = Reader(currency)
    tables: dict[int, RecognisedTable] = {}
    before: list[Stretch] = []
    above: Group | None = None
    objective: Cell | None = None
    for number, stretches in groupby(stretches_of(document, around, period), key=lambda stretch: stretch.table):
        outlines: list[Outline] = []
        if sheet := sheets.get(number):
            first = next(iter(stretches))
            first = replace(first, kind=first.kind or kind_of_sheet(sheet))
            rows = read_sheet(reader, sheet, first) if number == min(sheet.tables) else 0
            tables[number] = replace(_recognised(document, number, [(first, rows)]), columns=())
            continue
        table = document.tables[number]
        if not parted_by_page(document, number):
            above = objective = None
        below = document.tables[number + 1] if parted_by_page(document, number + 1) else None
        if runs_across(table, below, above):
            first = next(iter(stretches))
            groups = list(groups_of(table, above, objective))
            rows = sum(read_group(reader, group, first) for group in groups)
            tables[number] = replace(_recognised(document, number, [(first, rows)]), columns=())
            above, objective = groups[-1], last_objective(table.rows) or objective
            continue
        above, objective = None, last_objective(table.rows[-1:])
        read = [(stretch, reader.read(stretch, outlines)) for stretch in stretches]
        here = [stretch for stretch, _ in read]
        tables[number] = replace(_recognised(document, number, read), goes_on=goes_on_over_pages(here, before))
        before = here
    claims, pending = read_texts(document, reader.facts, reader.rows, period, currency)
    frame = reader.facts.frame()
    figures = Counter(kind for kind in frame["statement"].to_list() if kind)
    figures.update({table.statement: 0 for table in tables.values() if table.statement})
    nothing = unstated(document)
    figures.update(dict.fromkeys(nothing, 0))
    titles = [*around.names, *around.titles, *around.texts]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row if "(" in cell.text]
    read_tables = tuple(tables[number] for number in range(len(document.tables)))
    quantified = quantified_claims(document, frame)
    of_money, unheld_money = money_claims(
        pending, frame, period, {table.id: table.table.title for table in read_tables}
    )
    claims = (*claims, *of_money, *counted_claims(frame))
    asserted, unheld = asserted_claims(document, read_tables, frame, reader.notes, quantified)
    institution = find_institution(titles, [*around.texts, *cells])
    return Statement(
        family=find_family(titles, figures),
        institution=institution,
        period=period or time_of_all(frame, (table.columns for table in read_tables)),
        currency=currency,
        pages=document.pages,
        tables=read_tables,
        facts=frame,
        subjects=by_subject(frame, period),
        notes=tuple(reader.notes),
        numeric_cells=reader.numeric_cells,
        filing_notes=conflicts_of(document, period, institution, read_tables),
        formulas=tuple(reader.formulas),
        claims=claims,
        quantified=(*quantified, *asserted),
        unheld=(*unheld_money, *unheld),
        prose=prose_of(document, frame, claims, (*quantified, *asserted)),
        hidden_sheets=document.hidden_sheets,
        texts=(*reader.texts, *legend_texts(document, frame, reader.texts)),
        unstated=nothing,
    )


def _recognised(document: Document, number: int, read: list[tuple[Stretch, int]]) -> RecognisedTable:
    """Table `number`, with the columns of its stretch that states most."""
    most, _ = max(read, key=lambda entry: entry[1])
    columns = most.columns if any(column.concept for column in most.columns) else ()
    return RecognisedTable(
        f"t{number + 1}",
        document.tables[number],
        columns,
        sum(rows for _, rows in read),
        most.kind.code if most.kind else None,
        most.period,
    )
