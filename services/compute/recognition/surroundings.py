"""What stands around each table: the titles over it, the names beside values, the text of the filing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Document, Table
from services.compute.recognition.folding import fold
from services.compute.recognition.heading_rows import announces
from services.compute.recognition.kinds import kinds_titled
from services.compute.recognition.lines import line_of
from services.compute.recognition.periods import find_period
from services.compute.recognition.running import sentences_among
from services.compute.recognition.titles import leading_titles, period_over
from services.compute.recognition.vocabulary import vocabulary

MOST_WORDS_OF_A_TITLE = 60
_ROWS_THAT_TELL = 6
MOST_ROWS_OF_HEADINGS = 12


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`titles` has for each table the text over it, `dated` that of it which may tell its period: sentences only where
    no title does. `texts` are the filing's paragraphs; `names` stand beside labels
    such as "Ente Público:".
    """

    titles: tuple[str, ...]
    dated: tuple[str, ...]
    texts: tuple[str, ...]
    names: tuple[str, ...]


def surroundings_of(document: Document) -> Surroundings:
    """What stands around the tables of `document`."""
    every, sentences = range(len(document.tables)), sentences_among(document)
    titles = tuple(_title(document, number) for number in every)
    told = {document.paragraphs[place].tables_before for place in sentences}
    dated = tuple(
        bare if number in told and find_period(bare := _title(document, number, sentences)) else titles[number]
        for number in every
    )
    texts = tuple(paragraph.text for paragraph in document.paragraphs)
    return Surroundings(titles, dated, texts, tuple(_labelled_names(document.tables)))


def _title(document: Document, number: int, without: frozenset[int] = frozenset()) -> str:
    """The text between table `number` and the one before it on its page, and that which heads the table itself; but
    for the paragraphs numbered `without`.
    """
    table = document.tables[number]
    above = [
        paragraph.text
        for place, paragraph in enumerate(document.paragraphs)
        if place not in without
        and paragraph.tables_before == number
        and paragraph.page == table.page
        and len(paragraph.text.split()) <= MOST_WORDS_OF_A_TITLE
    ]
    first_of_page = not any(other.page == table.page for other in document.tables[:number])
    if first_of_page and not any(map(kinds_titled, (*above, table.title))):
        above += _named_on_page(document, table.page)
    lead = [text for row in lead_of(table) for text in _said_in(row)]
    said = [text for text in (*above, table.title, *lead) if text]
    if not any(map(find_period, said)):
        said.append(period_over([line_of(row) for row in table.rows[:MOST_ROWS_OF_HEADINGS]]))
    return "\n".join(dict.fromkeys(text for text in said if text))


def _said_in(row: Sequence[Cell]) -> list[str]:
    """What a row of a title says: a label and what it announces is one text, other cells are each one."""
    cells = filled(row)
    if len(cells) == 2 and fold(cells[0].text) in vocabulary().institution_labels:
        return [f"{cells[0].text} {cells[1].text}"]
    return [cell.text for cell in cells]


def _named_on_page(document: Document, page: int) -> list[str]:
    """The short texts of a page that name a statement, where it is not known whether they stand above its tables."""
    return [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.page == page
        and paragraph.tables_before is None
        and len(paragraph.text.split()) <= MOST_WORDS_OF_A_TITLE
        and kinds_titled(paragraph.text)
    ]


def lead_of(table: Table) -> list[Sequence[Cell]]:
    """The first rows of `table` that hold one text, or a label and what it announces, or that end with one which names
    the statement or the institution: its title, within the grid.
    """
    titled = leading_titles([line_of(row) for row in table.rows[:MOST_ROWS_OF_HEADINGS]])
    rows: list[Sequence[Cell]] = list(table.rows[:titled])
    for number, row in enumerate(table.rows[titled:], titled):
        cells = filled(row)
        labelled = len(cells) == 2 and fold(cells[0].text) in vocabulary().institution_labels
        if len(cells) > 1 and not (labelled and _announces(table, number)):
            break
        rows.append(row)
    return rows


def _labelled_names(tables: Sequence[Table]) -> list[str]:
    names = []
    for table in tables:
        for number, row in enumerate(table.rows):
            names += [
                f"{label.text.rstrip(': ')}: {name.text}"
                for label, name in pairwise(filled(row))
                if not (label.is_number or label.text[0].isdigit())
                and fold(label.text) in vocabulary().institution_labels
                and _announces(table, number)
            ]
    return names


def _announces(table: Table, number: int) -> bool:
    """Whether a label in row `number` of `table` stands beside what it announces and heads no columns."""
    return announces([line_of(row) for row in table.rows[number : number + _ROWS_THAT_TELL]])
