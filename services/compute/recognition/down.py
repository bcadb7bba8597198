"""Measures that go down the rows: under each name a row "Aprobado", a row "Modificado", across categories."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from services.compute.arithmetic import Figure, Verdict, quotient
from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.concepts import Concept
from services.compute.recognition.factors import PERCENT
from services.compute.recognition.figures import is_absent
from services.compute.recognition.folding import slug
from services.compute.recognition.lines import Line
from services.compute.recognition.matching import match
from services.compute.recognition.scales import LARGEST_SHARE
from services.compute.some_of import MANY, some_of

_FEWEST_TIMES, _FEWEST_MEASURES_ONCE = 2, 3
_LEAST_PART = 0.5
_BLOCKS_THAT_TELL = 60
_HUNDREDTH = Decimal("0.01")
_HARDLY_A_RATIO = Decimal(10)
_KINDS = ("amount", "target", "ratio", "count")
_ANY = frozenset({"amount"})
"""What any figure may be called; no measure by itself."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a row of figures states of the name above it, and the factor that brings it to the scale of facts."""

    concept: Concept
    label: str
    factor: Decimal = Decimal(1)


def measures_down(body: Sequence[Line], columns: Sequence[Column], *, on: bool = False) -> dict[int, Measure]:
    """The rows of `body` that state one measure each, by number; none where the measures go across.

    They go down where names of measures, and not once only, make up half of the names beside figures, and no column
    is headed by one of them. The first of a name's may stand in its own row, in a column further right. Where rows
    go `on` with such a table, one name will do.
    """
    names = [column.index for column in columns if column.names_rows]
    if not names:
        return {}
    words = {*names, *(column.index for column in columns if column.concept is None)}
    if len(body) > MANY and not any(_named_by(line, names, words)[0] for line in some_of(body)):
        return {}
    found: dict[int, Measure] = {}
    beside: dict[int, Measure] = {}
    with_figures = sum(not line.is_words for line in body)
    of_none = 0
    for number, line in enumerate(body):
        if line.is_words:
            continue
        measure, others = _named_by(line, names, words)
        if measure:
            (beside if others else found)[number] = measure
        else:
            of_none += 1
            if with_figures - of_none < _LEAST_PART * with_figures:
                return {}
    if len(beside) < len(found):
        found |= beside
    if len(found) < _LEAST_PART * with_figures or not ((found and on) or _repeat(found)):
        return {}
    if {measure.concept.code for measure in found.values()} & {c.concept.code for c in columns if c.concept}:
        return {}
    return scaled(found | _unknown(found, body, names), body, columns)


def _named_by(line: Line, names: Sequence[int], words: Collection[int]) -> tuple[Measure | None, bool]:
    """The measure that the last words of a row of figures name, and whether its own name stands before them."""
    if line.is_words:
        return None, False
    texts = [
        cell for cell in line.cells if cell.column in words and cell.column not in line.figures and not is_absent(cell)
    ]
    others = [cell for cell in texts[:-1] if cell.column in names]
    return measure_in(texts[-1]) if texts and len(others) <= 1 else None, bool(others)


def measure_in(cell: Cell) -> Measure | None:
    """What `cell` names, where that is a measure and no word for any figure."""
    named = match("", cell.text)
    known = named and named.concept.kind in _KINDS and named.concept.code not in _ANY
    return Measure(named.concept, cell.text) if named and known else None


def _unknown(found: Mapping[int, Measure], body: Sequence[Line], names: Sequence[int]) -> dict[int, Measure]:
    """The rows whose name comes again as often as a known measure's, in the columns of those: measures of their own
    label.
    """
    places = {cell.column for number in found for cell in body[number].cells if cell.text == found[number].label}
    labels: dict[int, str] = {}
    for number, line in enumerate(body):
        texts = [cell for cell in line.cells if cell.column in names and cell.column not in line.figures]
        if number not in found and not line.is_words and len(texts) == 1 and texts[0].column in places:
            labels[number] = texts[0].text
    times = Counter(labels.values())
    least = _LEAST_PART * max(Counter(measure.label for measure in found.values()).values())
    told = {label: _own_concept(label) for label, count in times.items() if count >= max(least, _FEWEST_MEASURES_ONCE)}
    return {number: Measure(told[label], label) for number, label in labels.items() if label in told}


def _own_concept(label: str) -> Concept:
    """What rows under a label of no known measure state: a percentage where it says so, else an amount."""
    return Concept(slug(label), "ratio" if PERCENT.search(label) else "amount")


def _repeat(found: Mapping[int, Measure]) -> bool:
    times = Counter(measure.concept.code for measure in found.values())
    often = [code for code, count in times.items() if count >= _FEWEST_TIMES]
    return len(often) > 1 or len(times) >= _FEWEST_MEASURES_ONCE


def scaled(found: dict[int, Measure], body: Sequence[Line], columns: Sequence[Column]) -> dict[int, Measure]:
    """`found`, its rates in percentage points where more of them come out so."""
    votes: Counter[tuple[str, Decimal]] = Counter()
    measured = [column for column in columns if column.is_measure]
    for block in _blocks(found)[:_BLOCKS_THAT_TELL]:
        for code, number in block.items():
            pair = found[number].concept.quotient
            if pair and pair[0] in block and pair[1] in block:
                for column in measured:
                    _vote(votes, code, column, [body[block[side]] for side in pair], body[number])
    points = {code for (code, factor) in votes if votes[code, _HUNDREDTH] > votes[code, Decimal(1)]}
    held = {code for (code, _), count in votes.items() if count}
    points |= {
        code for code, one in _by_code(found).items() if code not in held and _in_points(one, found, body, measured)
    }
    return {
        number: replace(measure, factor=_HUNDREDTH) if measure.concept.code in points else measure
        for number, measure in found.items()
    }


def _by_code(found: Mapping[int, Measure]) -> dict[str, Measure]:
    """One measure of each concept."""
    return {measure.concept.code: measure for measure in found.values()}


def _in_points(measure: Measure, found: Mapping[int, Measure], body: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether the percentages of a measure that no row's quotient tells are printed so large that they are points."""
    if measure.concept.kind != "ratio":
        return False
    most = _HARDLY_A_RATIO if measure.concept.terms else LARGEST_SHARE
    rows = [body[number].row for number, other in found.items() if other.label == measure.label]
    figures = [column.figure(row[column.index]) for row in rows for column in columns if column.index < len(row)]
    return any(figure is not None and not figure.percent and abs(figure.value) >= most for figure in figures)


def _blocks(found: Mapping[int, Measure]) -> list[dict[str, int]]:
    """The rows of each name's measures, by what they state; a block ends where one would come again."""
    blocks: list[dict[str, int]] = [{}]
    for number in sorted(found):
        code = found[number].concept.code
        if code in blocks[-1]:
            blocks.append({})
        blocks[-1][code] = number
    return blocks


def _vote(votes: Counter[tuple[str, Decimal]], code: str, column: Column, pair: Sequence[Line], rate: Line) -> None:
    cells = [line.row[column.index] if column.index < len(line.row) else None for line in (*pair, rate)]
    figures = [column.figure(cell) if cell is not None else None for cell in cells]
    top, bottom, stated = figures
    if top and bottom and stated and bottom.value and stated.value and not stated.percent:
        for factor in (Decimal(1), _HUNDREDTH):
            votes[code, factor] += quotient(top, bottom, stated.scaled(factor)).verdict == Verdict.HOLDS


def is_blank(measured: Sequence[tuple[Cell, Column, Figure | None]]) -> bool:
    """Whether a name's own row holds nothing but zeros, which stand there because its measures have the rows below."""
    return all(figure is None or figure.value == 0 for _, _, figure in measured)
