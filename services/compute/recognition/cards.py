"""Cards: tables of labels with what they announce beside them, one for each indicator, under the same labels again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Document, Table
from services.compute.recognition.dated_headings import match_of_any_time
from services.compute.recognition.folding import fold
from services.compute.recognition.lines import is_figure

_FEWEST_LABELS, _FEWEST_CARDS, _MOSTLY = 5, 2, 0.5
_NAMING = frozenset({"name", "code"})
Labels = tuple[str, ...]


def with_cards_as_rows(document: Document) -> Document:
    """`document` with each run of cards as one table, its headings their labels, and a row what each of them says."""
    labels = [_labels(table) for table in document.tables]
    runs = [list(run) for _, run in groupby(range(len(labels)), key=lambda number: labels[number] or number)]
    cards = [run for run in runs if len(run) >= _FEWEST_CARDS]
    if not cards:
        return document
    tables: list[Table] = []
    above: dict[int | None, int | None] = {None: None, 0: 0}
    for run in runs:
        own = [document.tables[number] for number in run]
        tables += [_one_of(own)] if run in cards else own
        above |= {number + 1: len(tables) for number in run}
    paragraphs = tuple(replace(one, tables_before=above[one.tables_before]) for one in document.paragraphs)
    return replace(document, tables=tuple(tables), paragraphs=paragraphs)


def _labels(table: Table) -> Labels:
    """The labels of `table`, folded, if it is a card that names what it is of and states a figure; else empty."""
    pairs = [pair for row in table.rows if (pair := filled(row))]
    if len(pairs) < _FEWEST_LABELS or any(not _is_pair(pair) for pair in pairs):
        return ()
    found = [match_of_any_time(pair[0].text.rstrip(": ")) for pair in pairs]
    known = [(named.concept, pair) for named, pair in zip(found, pairs, strict=True) if named]
    naming = any(concept.code in _NAMING and not is_figure(pair[-1]) for concept, pair in known)
    stating = any(concept.kind == "target" and is_figure(pair[-1]) for concept, pair in known)
    labels = tuple(fold(pair[0].text.rstrip(": ")) for pair in pairs)
    told = naming and stating and len(known) > _MOSTLY * len(pairs) and len({*labels}) == len(labels)
    return labels if told else ()


def _is_pair(pair: Sequence[Cell]) -> bool:
    """Whether a label stands alone, as where nothing is announced, or beside one text or figure."""
    return not is_figure(pair[0]) and (len(pair) == 2 or (len(pair) == 1 and pair[0].text.rstrip().endswith(":")))


def _one_of(cards: Sequence[Table]) -> Table:
    first = [pair[0] for row in cards[0].rows if (pair := filled(row))]
    heads = tuple(
        cell._replace(text=cell.text.rstrip(": "), row=0, column=place, colspan=1) for place, cell in enumerate(first)
    )
    rows = (_row(card, number) for number, card in enumerate(cards, 1))
    return replace(cards[0], rows=(heads, *rows))


def _row(card: Table, number: int) -> tuple[Cell, ...]:
    """What a card announces, in the order of its labels."""
    pairs = [pair for row in card.rows if (pair := filled(row))]
    said: Mapping[int, Cell] = {place: pair[1] for place, pair in enumerate(pairs) if len(pair) > 1}
    blank = Cell("", number, 0, card.page)
    return tuple(
        said.get(place, blank)._replace(row=number, column=place, colspan=1, indent=0) for place in range(len(pairs))
    )
