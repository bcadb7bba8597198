"""The figures of running text, paragraphs and long cells, as facts; and what is claimed of them."""

from collections.abc import Iterator
from dataclasses import replace

from services.compute.reading.document import Cell, Document
from services.compute.recognition.facts import Facts, Row
from services.compute.recognition.periods import Period
from services.compute.recognition.prose import Claim, Mention, find_claims, find_stated, sentences_of
from services.compute.recognition.statement import StatedClaim

TEXT = "text"
"""What stands for a table in the place of figures in paragraphs; their row counts the paragraphs."""

_FEWEST_WORDS = 8
_CONCEPTS = {"count": "count", "amount": "amount", "percent": "share"}


def read_texts(
    document: Document, facts: Facts, rows: int, period: Period | None, currency: str
) -> tuple[StatedClaim, ...]:
    """Add the facts of running text to `facts`; `rows` are the rows already numbered. The claims, held or not."""
    claims: list[StatedClaim] = []
    for cell, table in _texts(document):
        own = facts.row_at(table, cell.row)
        row = own or Row(rows, table, None, ("account", None, None))
        added = _Added(facts, cell, row, period, currency)
        claims += [_stated(claim, added) for claim in find_claims(cell.text)]
        if table == TEXT:
            for sentence in sentences_of(cell.text):
                for found in find_stated(sentence):
                    subject = ("programme", found.code, found.name) if found.code else row.subject
                    rows += bool(found.code)
                    of = replace(row, number=rows, subject=subject) if found.code else row
                    added.add(found.mention, found.concept, of, found.group)
        rows += own is None and len(added) > 0
    return tuple(claims)


def _texts(document: Document) -> Iterator[tuple[Cell, str]]:
    for number, paragraph in enumerate(document.paragraphs):
        if _is_prose(paragraph.text):
            yield Cell(paragraph.text, number, 0, paragraph.page, paragraph.line), TEXT
    for number, table in enumerate(document.tables, 1):
        for table_row in table.rows:
            yield from ((cell, f"t{number}") for cell in table_row if _is_prose(cell.text))


def _is_prose(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS and any(char.isdigit() for char in text)


class _Added:
    """The facts of one text; a number that several claims name is one."""

    def __init__(self, facts: Facts, cell: Cell, row: Row, period: Period | None, currency: str) -> None:
        self._facts, self._cell, self._row, self._period, self._currency = facts, cell, row, period, currency
        self._sentences = sentences_of(cell.text)
        self._ids: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, mention: Mention, concept: str, row: Row | None = None, group: str | None = None) -> str:
        """The fact of `mention`, with its sentence as evidence."""
        if mention.at not in self._ids:
            sentence = next(own for own in reversed(self._sentences) if own.start <= mention.at)
            text = self._cell.text[sentence.start : sentence.start + len(sentence.text)]
            unit = {"amount": self._currency, "percent": "ratio"}.get(mention.kind)
            cell = self._cell._replace(text=text)
            added = self._facts.add(row or self._row, cell, concept, mention.figure, unit, group, self._period)
            self._ids[mention.at] = added
        return self._ids[mention.at]


def _stated(claim: Claim, added: _Added) -> StatedClaim:
    stated = added.add(claim.stated, _CONCEPTS[claim.stated.kind])
    of = tuple(added.add(part, _CONCEPTS[part.kind]) for part in claim.of)
    return StatedClaim(claim.kind, claim.sentence, stated, of, claim.expected, (claim.low, claim.high), claim.holds)
