"""Where the titles of one filing contradict each other: in the period that they name, or in whose filing it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from services.compute.reading.document import Cell, Document
from services.compute.recognition.folding import fold
from services.compute.recognition.institutions import Institution, name_of_title
from services.compute.recognition.periods import Period, find_period, names_months, part_beside_dates, part_beside_lines
from services.compute.recognition.running import sentences_among
from services.compute.recognition.statement import FilingNote, RecognisedTable, Said
from services.compute.recognition.surroundings import MOST_WORDS_OF_A_TITLE, lead_of
from services.compute.recognition.vocabulary import vocabulary
from shared.spots import RUNNING_TEXT

_MOST_OTHER_PERIODS = 2
"""Periods beside the filing's own: with more it is a series, each part with its own."""
_COMPARED = 2
"""Years that a statement compares, at most."""
_LEAST_LIKENESS = 75
_LEAST_LIKENESS_OF_WORDS, _FEWEST_LETTERS = 60, 4
_FEWEST_WORDS = 4
"""Words of a name that no label announces, at least: shorter ones are headings."""


def conflicts_of(
    document: Document, period: Period | None, institution: Institution | None, tables: Sequence[RecognisedTable] = ()
) -> tuple[FilingNote, ...]:
    """What the titles of `document`, and the years that head columns of its `tables`, say against its `period` and
    `institution`, each kind of conflict once.
    """
    titles = [(line, cell, table) for cell, table in _titles(document) for line in cell.text.split("\n")]
    said = _other_periods(titles, period) or _other_years(titles, period, tables)
    notes = [FilingNote("period-conflict", said)] if said else []
    notes += [FilingNote("institution-conflict", said) for said in [_other_names(titles, institution)] if said]
    return tuple(notes)


_Title = tuple[str, Cell, str]


def _titles(document: Document) -> Iterator[tuple[Cell, str]]:
    """The short texts of `document` that no table holds, but for sentences, and those that head a table in its grid."""
    sentences = sentences_among(document)
    for number, paragraph in enumerate(document.paragraphs):
        if number not in sentences and len(paragraph.text.split()) <= MOST_WORDS_OF_A_TITLE:
            yield paragraph.as_cell(number), RUNNING_TEXT
    for number, table in enumerate(document.tables, 1):
        if table.title:
            own = next((cell for cell in table.rows[0] if _reads(cell, table.title)), None) if table.rows else None
            yield (own, f"t{number}") if own else (Cell(table.title, 0, 0, table.page), RUNNING_TEXT)
        for row in lead_of(table):
            yield from ((cell, f"t{number}") for cell in row if cell.text)


def _reads(cell: Cell, title: str) -> bool:
    return cell.text.split() == title.split()


def _other_periods(titles: Sequence[_Title], own: Period | None) -> tuple[Said, ...]:
    """The filing's own period as one title has it, then each other that cannot be so at the same time.

    One that begins alike and ends otherwise, or the same days of another year; a year told without its months is that
    of a plan. A title that names days and a quarter, in one line or in two, which does not end with them says both.
    """
    if own is None:
        return ()
    named: dict[Period, Said] = {}
    torn: dict[str, Said] = {}
    for number, (line, cell, table) in enumerate(titles):
        period = find_period(line)
        if period is not None and names_months(line):
            above = titles[number - 1] if number else None
            part = part_beside_dates(line)
            part = part or (part_beside_lines(above[0], line) if above and _is_next(above, cell, table) else None)
            if part:
                torn.setdefault(line, Said(f"{_days(period)} {_days(part)}", cell, table))
            else:
                named.setdefault(period, Said(_days(period), cell, table))
    others = [said for period, said in named.items() if _contradicts(period, own)]
    if own not in named or len(others) > _MOST_OTHER_PERIODS:
        others = []
    every = [*torn.values(), *others]
    return (named.get(own) or replace(every[0], what=_days(own)), *every) if every else ()


def _other_years(titles: Sequence[_Title], own: Period | None, tables: Sequence[RecognisedTable]) -> tuple[Said, ...]:
    """The filing's own period as a title has it, then the year that heads the columns of a statement that compares two
    years, where its own is neither.
    """
    named = ((cell, table) for line, cell, table in titles if names_months(line) and find_period(line) == own)
    title = next(named, None)
    if own is None or title is None:
        return ()
    kinds = {kind.code for kind in vocabulary().statements if kind.compares_years}
    for table in tables:
        measures = [column for column in table.columns if column.is_measure]
        ends = [column.period and column.period.end for column in measures]
        years = {end.year for end in ends if end}
        if table.statement in kinds and all(ends) and 0 < len(years) <= _COMPARED and own.end.year not in years:
            places = {column.index for column in measures}
            cells = (cell for row in table.table.rows for cell in row if cell.column in places)
            head = (cell for cell in cells if str(max(years)) in cell.text)
            if (cell := next(head, None)) is not None:
                return Said(_days(own), *title), Said(" ".join(map(str, sorted(years, reverse=True))), cell, table.id)
    return ()


def _is_next(above: _Title, cell: Cell, table: str) -> bool:
    """Whether the line `above` stands just over `cell`, or in it."""
    _, before, where = above
    if before is cell:
        return True
    if before.line is not None and cell.line is not None:
        return cell.line - before.line == 1
    return where == table and before.page == cell.page and cell.row - before.row == 1


def _days(period: Period) -> str:
    return f"{period.start}/{period.end}"


def _contradicts(period: Period, own: Period) -> bool:
    if period.start == own.start:
        return period.end != own.end
    ends = ((p.start.month, p.start.day, p.end.month, p.end.day) for p in (period, own))
    return len(set(ends)) == 1


def _other_names(titles: Sequence[_Title], own: Institution | None) -> tuple[Said, ...]:
    """The institution as one title names it, then each title that names one which is not it."""
    if own is None:
        return ()
    named: dict[str, Said] = {}
    for line, cell, table in titles:
        name, labelled = name_of_title(line)
        if name and (labelled or len(name.split()) >= _FEWEST_WORDS):
            named.setdefault(fold(name), Said(name, cell, table))
    others = [said for name, said in named.items() if not _same(name, said.what, own)]
    mine = next((said for name, said in named.items() if _same(name, said.what, own)), None)
    return (mine, *others) if mine and others else ()


def _same(name: str, printed: str, own: Institution) -> bool:
    if own.acronym and printed == own.acronym:
        return True
    words, others = name.split(), fold(own.name).split()
    alike = fuzz.token_set_ratio(name, fold(own.name)) >= _LEAST_LIKENESS
    return alike and not (_left_over(words, others) and _left_over(others, words))


def _left_over(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Which of `words`, but for short ones, are like none of `others`: what tells two institutes of a state apart."""
    return [
        word
        for word in words
        if len(word) >= _FEWEST_LETTERS
        and not any(other.startswith(word) or word.startswith(other) for other in others if len(other) > 1)
        and all(fuzz.ratio(word, other) < _LEAST_LIKENESS_OF_WORDS for other in others)
    ]
