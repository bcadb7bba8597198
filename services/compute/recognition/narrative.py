"""The figures of running text, paragraphs and long cells, as facts; and what is claimed of them."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

from services.compute.reading.document import Cell, Document
from services.compute.recognition.announced import unit_said
from services.compute.recognition.facts import Facts, Row, Subject
from services.compute.recognition.folding import fold
from services.compute.recognition.pending import Pending
from services.compute.recognition.periods import Period, find_period
from services.compute.recognition.prose import (
    Claim,
    Mention,
    Said,
    Sentence,
    Stated,
    StatedAmount,
    StatedCount,
    StatedGrowth,
    StatedOfRow,
    StatedShare,
    coded_in,
    find_claims,
    find_done,
    find_goals,
    find_mentions,
    find_money,
    find_rates,
    find_stated,
    says_programme,
    sentences_of,
    subject_in,
    year_of,
)
from services.compute.recognition.running import running_texts
from services.compute.recognition.statement import StatedClaim
from shared.spots import RUNNING_TEXT

_FEWEST_WORDS, _FEWEST_OF_A_SENTENCE = 8, 5
_NOBODY: Subject = ("account", None, None)
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
    numbers = count(rows)
    for cell, table, heading in _texts(document):
        own, running = facts.row_at(table, cell.row), table == RUNNING_TEXT
        added = _Added(facts, cell, own or Row(-1, table, None, _NOBODY), numbers, period, currency, heading)
        stated = list(_stated_in(cell.text)) if running else []
        coded = {found.mention.at for found in stated if found.code}
        money = list(_money(cell.text, unit if running else None)) if running or own is None else []
        pending += [_take_money(one, added, facts) for one in money if one.mention.at not in coded]
        shares = {one.mention.at for one in money if isinstance(one, StatedShare)}
        goals = list(_goals(cell.text)) if running else []
        pending += [added.pending(added.add(goal.mention, "count"), goal) for goal in goals]
        claimed = [claim for claim in find_claims(cell.text) if claim.stated.at not in shares]
        claims += [_stated(claim, added) for claim in claimed]
        taken = coded | {one.mention.at for one in money} | {part.at for c in claimed for part in (c.stated, *c.of)}
        taken |= {goal.mention.at for goal in goals} | {found.mention.at for found in stated}
        rates = _rates(cell.text, taken) if running else ()
        pending += [added.pending(_take_rate(one, added), one) for one in rates]
        for found in stated:
            if not found.code:
                added.add(found.mention, found.concept, group=found.group)
                continue
            subject = facts.coded(found.code) or ("programme", found.code, found.name)
            said = StatedAmount(found.sentence, found.mention, found.concept, "")
            pending.append(
                added.pending(added.add(found.mention, found.concept, subject, found.group), said, found.code)
            )
        if running and not document.tables:
            added.add_others()
    return tuple(claims), tuple(pending)


def _take_money(one: StatedAmount | StatedShare, added: "_Added", facts: Facts) -> Pending:
    concept = "share" if isinstance(one, StatedShare) else one.concept
    group = f"{one.part} / {one.whole}" if isinstance(one, StatedShare) else None
    code, subject = _whose(one, facts)
    return added.pending(added.add(one.mention, concept, subject, group, find_period(one.sentence.text)), one, code)


def _take_rate(one: StatedShare | StatedGrowth | StatedOfRow | StatedCount, added: "_Added") -> str:
    """The fact of a rate, or of an amount, of what it names; of a count, as of any."""
    if isinstance(one, StatedCount):
        return added.add(one.mention, _CONCEPTS["count"])
    name = (one.scope or one.lead).strip() or None
    subject: Subject = ("account", None, name) if name else ("total", None, None)
    group = f"{one.part} / {one.whole}" if isinstance(one, StatedShare) and one.part else None
    return added.add(one.mention, _CONCEPTS[one.mention.kind], subject, group)


def _rates(text: str, taken: Collection[int]) -> Iterator[StatedShare | StatedGrowth | StatedOfRow | StatedCount]:
    for sentence in sentences_of(text):
        yield from find_rates(sentence, taken)
        yield from (done for done in find_done(sentence) if done.mention.at not in taken)


def _goals(text: str) -> Iterator[StatedAmount]:
    for sentence in sentences_of(text):
        yield from find_goals(sentence)


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


def _texts(document: Document) -> Iterator[tuple[Cell, str, str]]:
    """Each text that may state figures, what it stands in, and the heading above it."""
    heading = ""
    for text in running_texts(document):
        if _is_prose(text.cell.text, _FEWEST_OF_A_SENTENCE):
            yield text.cell, RUNNING_TEXT, heading
        heading = heading if text.is_sentence else text.cell.text
    for number, table in enumerate(document.tables, 1):
        for table_row in table.rows:
            yield from ((cell, f"t{number}", "") for cell in table_row if _is_prose(cell.text))


def _is_prose(text: str, fewest: int = _FEWEST_WORDS) -> bool:
    return len(text.split()) >= fewest and any(char.isdigit() for char in text)


class _Added:
    """The facts of one text; a number that several claims name is one. What is said of nobody is of what the sentence
    names, else of the text's own row.
    """

    def __init__(
        self,
        facts: Facts,
        cell: Cell,
        row: Row,
        numbers: Iterator[int],
        period: Period | None,
        currency: str,
        heading: str,
    ) -> None:
        self._heading = heading
        self._facts, self._cell, self._row, self._period, self._currency = facts, cell, row, period, currency
        self._numbers = numbers
        self._sentences = sentences_of(cell.text)
        self._mentions = {one.start: find_mentions(one.text, one.start) for one in self._sentences}
        self._ids: dict[int, str] = {}
        self._rows: dict[str | None, Row] = {} if row.number < 0 else {None: row}

    def add(
        self,
        mention: Mention,
        concept: str,
        subject: Subject | None = None,
        group: str | None = None,
        period: Period | None = None,
    ) -> str:
        """The fact of `mention`, with its sentence as evidence."""
        if mention.at not in self._ids:
            sentence = self._sentence(mention)
            text = self._cell.text[sentence.start : sentence.start + len(sentence.text)]
            unit = {"amount": self._currency, "percent": "ratio"}.get(mention.kind)
            cell = self._cell._replace(text=text)
            row = self._own_row(mention, group is None) if subject is None else self._numbered(subject)
            of = self._when(mention) or period or self._period
            self._ids[mention.at] = self._facts.add(row, cell, concept, mention.figure, unit, group, of)
        return self._ids[mention.at]

    def add_others(self) -> None:
        """The facts of the numbers that no claim names."""
        for mention in (one for found in self._mentions.values() for one in found if not one.vague):
            self.add(mention, _CONCEPTS[mention.kind])

    def pending(self, fact: str, said: Said, code: str | None = None) -> Pending:
        """`said`, stated by `fact`, to be held against the tables."""
        before = f"{self._heading}\n{self._cell.text[: said.sentence.start]}"
        return Pending(fact, said, code, (self._row.table, self._cell.row), self._when(said.mention), before.strip())

    def _sentence(self, mention: Mention) -> Sentence:
        return next(own for own in reversed(self._sentences) if own.start <= mention.at)

    def _numbered(self, subject: Subject) -> Row:
        return replace(self._row, number=next(self._numbers), subject=subject)

    def _own_row(self, mention: Mention, named: bool) -> Row:
        """The row of what the sentence names, if it is `named`; a text's own where it names nothing, a table's own in
        tables.
        """
        told = named and self._row.table == RUNNING_TEXT
        name = subject_in(self._sentence(mention), mention) if told else None
        if name not in self._rows:
            self._rows[name] = self._numbered(("account", None, name) if name else self._row.subject)
        return self._rows[name]

    def _when(self, mention: Mention) -> Period | None:
        """The year that the sentence says of `mention`, where it tells of several, or of another than the filing's."""
        sentence = self._sentence(mention)
        mentions = self._mentions[sentence.start]
        year = year_of(sentence, mention, mentions)
        years = {said for one in mentions if (said := year_of(sentence, one, mentions))}
        own = self._period.end.year if self._period else None
        if year is None or (len(years) == 1 and year == own):
            return None
        return Period(date(year, 1, 1), date(year, 12, 31))


def _stated(claim: Claim, added: _Added) -> StatedClaim:
    stated = added.add(claim.stated, _CONCEPTS[claim.stated.kind])
    of = tuple(added.add(part, _CONCEPTS[part.kind]) for part in claim.of)
    return StatedClaim(claim.kind, claim.sentence, stated, of, claim.expected, (claim.low, claim.high), claim.holds)
