"""The figures of running text, paragraphs and long cells, as facts; and what is claimed of them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from services.compute.reading.document import Cell, Document
from services.compute.recognition.announced import unit_said
from services.compute.recognition.facts import Facts, Row, Subject
from services.compute.recognition.money_held import Pending
from services.compute.recognition.periods import Period, find_period
from services.compute.recognition.prose import (
    Claim,
    Mention,
    Stated,
    StatedAmount,
    StatedShare,
    coded_in,
    find_claims,
    find_money,
    find_stated,
    says_programme,
    sentences_of,
)
from services.compute.recognition.running import running_texts
from services.compute.recognition.statement import StatedClaim
from services.compute.recognition.vocabulary import fold
from shared.spots import RUNNING_TEXT

_FEWEST_WORDS, _FEWEST_OF_A_SENTENCE = 8, 5
_CONCEPTS = {"count": "count", "amount": "amount", "percent": "share"}


def read_texts(
    document: Document, facts: Facts, rows: int, period: Period | None, currency: str
) -> tuple[tuple[StatedClaim, ...], tuple[Pending, ...]]:
    """Add the facts of running text to `facts`; `rows` are the rows already numbered. The claims, held or not, on its
    own figures, and what is to be held against the tables.
    """
    claims: list[StatedClaim] = []
    pending: list[Pending] = []
    unit = _unit_of(document)
    for cell, table in _texts(document):
        own = facts.row_at(table, cell.row)
        row = own or Row(rows, table, None, ("account", None, None))
        added = _Added(facts, cell, row, period, currency)
        alone = table == RUNNING_TEXT or own is None
        coded = {found.mention.at for found in _stated_in(cell.text) if found.code} if table == RUNNING_TEXT else set()
        money = (
            [one for one in _money(cell.text, unit if table == RUNNING_TEXT else None) if one.mention.at not in coded]
            if alone
            else []
        )
        for one in money:
            concept = "share" if isinstance(one, StatedShare) else one.concept
            group = f"{one.part} / {one.whole}" if isinstance(one, StatedShare) else None
            rows += 1
            code, subject = _whose(one, facts)
            of = replace(row, number=rows, subject=subject)
            fact = added.add(one.mention, concept, of, group, find_period(one.sentence.text))
            pending.append(Pending(fact, one, code, (table, cell.row)))
        shares = {one.mention.at for one in money if isinstance(one, StatedShare)}
        claims += [_stated(claim, added) for claim in find_claims(cell.text) if claim.stated.at not in shares]
        for found in _stated_in(cell.text) if table == RUNNING_TEXT else ():
            named = facts.coded(found.code) if found.code else row.subject
            subject = named or ("programme", found.code, found.name)
            rows += bool(found.code)
            of = replace(row, number=rows, subject=subject) if found.code else row
            fact = added.add(found.mention, found.concept, of, found.group)
            if found.code:
                said = StatedAmount(found.sentence, found.mention, found.concept, "")
                pending.append(Pending(fact, said, found.code, (table, cell.row)))
        rows += own is None and len(added) > 0
    return tuple(claims), tuple(pending)


def _stated_in(text: str) -> Iterator[Stated]:
    for sentence in sentences_of(text):
        yield from find_stated(sentence)


def _money(text: str, unit: Decimal | None) -> Iterator[StatedAmount | StatedShare]:
    for sentence in sentences_of(text):
        yield from find_money(sentence, unit)


def _unit_of(document: Document) -> Decimal | None:
    """What the amounts of running text without a sign are multiplied by: the only unit that lines of the filing say,
    alone in them; None where they say none or several, or other amounts of the text have the sign.
    """
    texts = [paragraph.text for paragraph in document.paragraphs]
    if any("$" in text for text in texts):
        return None
    lines = [*texts, *(line for table in document.tables for line in table.title.split("\n"))]
    units = {unit for line in lines if (unit := unit_said([Cell(line, 0, 0)])) is not None}
    return units.pop() if len(units) == 1 else None


def _whose(one: StatedAmount | StatedShare, facts: Facts) -> tuple[str | None, Subject]:
    """Whose amount it is, and its code: the whole, unless its sentence says of what."""
    coded = coded_in(one.lead) if isinstance(one, StatedAmount) else None
    if coded and fold(one.scope) not in fold(one.lead[one.lead.find(coded[0]) :]):
        coded = None
    if coded and (known := facts.coded(coded[0])):
        return coded[0], known
    if coded and says_programme(one.lead, coded[0]):
        return coded[0], ("programme", *coded)
    return None, ("account" if one.scope else "total", None, None)


def _texts(document: Document) -> Iterator[tuple[Cell, str]]:
    running = (text.cell for text in running_texts(document))
    yield from ((cell, RUNNING_TEXT) for cell in running if _is_prose(cell.text, _FEWEST_OF_A_SENTENCE))
    for number, table in enumerate(document.tables, 1):
        for table_row in table.rows:
            yield from ((cell, f"t{number}") for cell in table_row if _is_prose(cell.text))


def _is_prose(text: str, fewest: int = _FEWEST_WORDS) -> bool:
    return len(text.split()) >= fewest and any(char.isdigit() for char in text)


class _Added:
    """The facts of one text; a number that several claims name is one."""

    def __init__(self, facts: Facts, cell: Cell, row: Row, period: Period | None, currency: str) -> None:
        self._facts, self._cell, self._row, self._period, self._currency = facts, cell, row, period, currency
        self._sentences = sentences_of(cell.text)
        self._ids: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def add(
        self,
        mention: Mention,
        concept: str,
        row: Row | None = None,
        group: str | None = None,
        period: Period | None = None,
    ) -> str:
        """The fact of `mention`, with its sentence as evidence."""
        if mention.at not in self._ids:
            sentence = next(own for own in reversed(self._sentences) if own.start <= mention.at)
            text = self._cell.text[sentence.start : sentence.start + len(sentence.text)]
            unit = {"amount": self._currency, "percent": "ratio"}.get(mention.kind)
            cell = self._cell._replace(text=text)
            added = self._facts.add(
                row or self._row, cell, concept, mention.figure, unit, group, period or self._period
            )
            self._ids[mention.at] = added
        return self._ids[mention.at]


def _stated(claim: Claim, added: _Added) -> StatedClaim:
    stated = added.add(claim.stated, _CONCEPTS[claim.stated.kind])
    of = tuple(added.add(part, _CONCEPTS[part.kind]) for part in claim.of)
    return StatedClaim(claim.kind, claim.sentence, stated, of, claim.expected, (claim.low, claim.high), claim.holds)
