"""What the text asserts of a table's rows, held against what a figure of each row says."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import Any

import polars as pl

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Document
from services.compute.recognition.folding import fold
from services.compute.recognition.periods import find_period
from services.compute.recognition.prose import Assertion, find_assertions, sentences_of
from services.compute.recognition.prose.assertions import Test, falling
from services.compute.recognition.running import running_texts
from services.compute.recognition.spoken_times import is_of_another_time
from services.compute.recognition.statement import QuantifiedClaim, RecognisedTable, RowNote
from services.compute.recognition.subjects import is_total
from shared.spots import RUNNING_TEXT

_FEWEST_WORDS, _FEWEST_ROWS = 4, 2
Fact = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of which something may be asserted: by `subject_row` their facts. `columns` are the concepts they could
    state, `unread` the rows of which some figure could not be read, `lost` how many of which none could.
    """

    facts: Mapping[int, Sequence[Fact]]
    columns: frozenset[str]
    unread: frozenset[int]
    lost: int = 0


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many of `of` rows are so, at least and at most, and the facts that say so, those that speak against first."""

    least: int
    most: int
    of: int
    facts: tuple[str, ...]


def asserted_claims(
    document: Document,
    tables: Sequence[RecognisedTable],
    facts: pl.DataFrame,
    notes: Sequence[RowNote],
    known: Sequence[QuantifiedClaim],
) -> tuple[tuple[QuantifiedClaim, ...], tuple[str, ...]]:
    """The assertions that `facts` decide; and of each other one why it is not held against them. Sentences of `known`
    claims were held against them already.
    """
    done = {(claim.cell.row, claim.cell.text) for claim in known}
    claims: list[QuantifiedClaim] = []
    unheld: list[str] = []
    for cell, table in texts_alone(document):
        for sentence in sentences_of(cell.text):
            if (cell.row, sentence.text) in done:
                continue
            for said in find_assertions(sentence):
                held = _held(said, sentence.text, tables, facts, notes)
                if isinstance(held, str):
                    unheld.append(held)
                else:
                    least, most = _bounds(said, held.of)
                    where = cell._replace(text=sentence.text)
                    claims.append(
                        QuantifiedClaim(
                            said.words, where, table, held.facts, held.least, held.most, held.of, least, most
                        )
                    )
    return tuple(claims), tuple(unheld)


def texts_alone(document: Document) -> Iterator[tuple[Cell, str]]:
    """Paragraphs, and cells of several words that stand alone in their row, each with what it stands in."""
    yield from ((text.cell, RUNNING_TEXT) for text in running_texts(document))
    for number, table in enumerate(document.tables, 1):
        for row in table.rows:
            cells = filled(row)
            if len(cells) == 1 and len(cells[0].text.split()) >= _FEWEST_WORDS:
                yield cells[0], f"t{number}"


def _bounds(said: Assertion, of: int) -> tuple[Decimal, Decimal]:
    if said.count is not None:
        return Decimal(said.count) / of, Decimal(said.count) / of
    return said.least or Decimal(0), said.most or Decimal(0)


def _held(
    said: Assertion,
    sentence: str,
    tables: Sequence[RecognisedTable],
    facts: pl.DataFrame,
    notes: Sequence[RowNote],
) -> _Counted | str:
    """What the rows meant come to; else why none are known to be meant."""
    if not said.clear:
        return "the sentence may say more than the figures do"
    meant = [rows for table in tables if (rows := _rows_of(said, table, facts, notes))]
    if not meant:
        return "no table lists what it speaks of"
    deciding = [rows for rows in meant if any(_has(test, rows.columns) for test in said.predicate.tests)]
    if not deciding:
        return "no column says what it asserts"
    if (named := find_period(sentence)) and not _of_period(deciding, named.end.year):
        return "it speaks of another period"
    if _of_another_time(sentence, deciding):
        return "it speaks of another period"
    every = [_counted(said, rows) for rows in _scopes(deciding)]
    every = [counted for counted in every if counted.of >= _FEWEST_ROWS and said.of in (None, counted.of)]
    if not every:
        return "it counts another number of rows"
    if len({_verdict(said, counted) for counted in every}) > 1:
        return "several tables could be meant"
    return every[-1]


def _rows_of(said: Assertion, table: RecognisedTable, facts: pl.DataFrame, notes: Sequence[RowNote]) -> _Rows | None:
    """The rows of `table` that the assertion's noun may mean."""
    labels = [c.path for c in table.columns if (c.names_rows if said.noun.kind else c.label)]
    if not any(word in f" {fold(label)}" for label in labels for word in (f" {head}" for head in said.noun.heads)):
        return None
    own = facts.filter((pl.col("table") == table.id) & (pl.col("subject_kind") != "total"))
    if said.noun.kind:
        own = own.filter(pl.col("subject_kind") == said.noun.kind)
    if said.noun.having:
        having = own.filter(pl.col("concept").str.contains(f"^(?:{said.noun.having})$"))["subject_row"].unique()
        own = own.filter(pl.col("subject_row").is_in(having.implode()))
    found: dict[int, list[Fact]] = {}
    for fact in own.iter_rows(named=True):
        found.setdefault(fact["subject_row"], []).append(fact)
    names = [(rows[0]["subject_code"], rows[0]["subject_name"]) for rows in found.values()]
    if len(found) < _FEWEST_ROWS or len(set(names)) < len(names):
        return None
    columns = {c.concept.code for c in table.columns if c.concept} | set(own["concept"].unique())
    unread = {
        note.subject_row: note for note in notes if note.table == table.id and note.kind in ("unreadable", "ambiguous")
    }
    told = set(facts.filter(pl.col("table") == table.id)["subject_row"].unique())
    lost = sum(
        number not in told and not is_total(note.subject[2] or note.subject[1] or "") for number, note in unread.items()
    )
    return _Rows(found, frozenset(columns), frozenset(unread), lost)


def _scopes(meant: Sequence[_Rows]) -> Iterator[_Rows]:
    """The rows that may be meant, all of them last: those of each table, those under which no others stand."""
    everything = [*meant, *([_together(meant)] if len(meant) > 1 else [])]
    for rows in everything:
        parents = {own[0]["parent"] for own in rows.facts.values()}
        leaves = {number: own for number, own in rows.facts.items() if number not in parents}
        if 0 < len(leaves) < len(rows.facts):
            yield replace(rows, facts=leaves)
        yield rows


def _together(meant: Sequence[_Rows]) -> _Rows:
    facts = {number: own for rows in meant for number, own in rows.facts.items()}
    columns, unread = (frozenset().union(*sets) for sets in zip(*((r.columns, r.unread) for r in meant), strict=True))
    return _Rows(facts, columns, unread, sum(rows.lost for rows in meant))


def _counted(said: Assertion, rows: _Rows) -> _Counted:
    so: list[tuple[bool | None, tuple[str, ...]]] = []
    for number, own in rows.facts.items():
        answer, facts = _answer(said, own)
        unread = answer is not None and not facts and number in rows.unread
        answer = None if answer is None or unread else answer != said.negated
        so.append((answer, facts))
    for_it = said.count is None and (said.least or 0) > Decimal("0.4")
    against = sorted(so, key=lambda entry: (entry[0] is for_it, entry[0] is None))
    least = sum(answer is True for answer, _ in so)
    ids = dict.fromkeys(fact for _, found in against for fact in found)
    open_ = rows.lost + sum(answer is None for answer, _ in so)
    return _Counted(least, least + open_, len(so) + rows.lost, tuple(ids))


def _answer(said: Assertion, own: Sequence[Fact]) -> tuple[bool | None, tuple[str, ...]]:
    """Whether a row of the facts `own` is as the predicate says, None where they leave it open, and those that tell."""
    answers: set[bool] = set()
    ids: dict[str, None] = {}
    for test in said.predicate.tests:
        for answer, facts in _answers(test, _of_one_time(said, own)):
            answers.add(answer)
            ids.update(dict.fromkeys(facts))
    if not answers:
        return (False if said.predicate.empty_is_no else None), ()
    falls = said.predicate.rising and any(
        fact["concept"] == "direction" and fold(fact["category"] or "") in falling() for fact in own
    )
    return (None if len(answers) > 1 or falls else answers.pop()), tuple(ids)


def _of_one_time(said: Assertion, own: Sequence[Fact]) -> Sequence[Fact]:
    """`own`; without rates where what they are of is for another time: by September no year's target is met."""
    bases = [test.right for test in said.predicate.tests if isinstance(test.right, re.Pattern)]
    ends = {fact["period_end"] for fact in own if any(base.fullmatch(fact["concept"]) for base in bases)}
    return [fact for fact in own if fact["unit"] != "ratio" or not ends or fact["period_end"] in ends]


def _answers(test: Test, own: Sequence[Fact]) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """What `test` says of each figure, or pair of figures of one period, that it compares."""
    stated = [fact for fact in own if fact["exact"] is not None]
    lefts = [fact for fact in stated if test.left.fullmatch(fact["concept"])]
    if isinstance(test.right, Decimal):
        for fact in lefts:
            room = fact["half_unit"] if test.right else Decimal(0)
            yield _compare(fact["exact"], test.right, room, test.or_equal), (fact["fact"],)
        return
    rights = [fact for fact in stated if test.right.fullmatch(fact["concept"])]
    for left, right in product(lefts, rights):
        if left["period_end"] == right["period_end"] and left["group"] == right["group"]:
            room = left["half_unit"] + right["half_unit"]
            yield _compare(left["exact"], right["exact"], room, test.or_equal), (left["fact"], right["fact"])


def _compare(left: Decimal, right: Decimal, room: Decimal, or_equal: bool) -> bool:
    return bool(left + room >= right) if or_equal else bool(left - room > right)


def _has(test: Test, columns: Iterable[str]) -> bool:
    """Whether `columns` have what `test` compares."""
    sides = [test.left, *([test.right] if isinstance(test.right, re.Pattern) else [])]
    return all(any(side.fullmatch(column) for column in columns) for side in sides)


def _of_period(meant: Sequence[_Rows], year: int) -> bool:
    """Whether every figure is of `year`, as far as that is known."""
    ends = {fact["period_end"] for rows in meant for own in rows.facts.values() for fact in own}
    return all(end is None or end.year == year for end in ends)


def _of_another_time(sentence: str, meant: Sequence[_Rows]) -> bool:
    """Whether `sentence` names a time, and every figure is of another, as far as that is known."""
    ends = {fact["period_end"] for rows in meant for own in rows.facts.values() for fact in own} - {None}
    return bool(ends) and all(is_of_another_time(sentence, end) for end in ends)


def _verdict(said: Assertion, counted: _Counted) -> bool:
    least, most = _bounds(said, counted.of)
    return least * counted.of <= counted.most and counted.least <= most * counted.of
