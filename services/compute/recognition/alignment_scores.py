"""How well a row fares under the columns as it is read: what is misplaced, which of its rates and sums come out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from services.compute.arithmetic import Verdict, quotient
from services.compute.reading.document import Cell
from services.compute.recognition.alignment_kinds import Kinds, stands_there
from services.compute.recognition.columns import Column, looks_like_code
from services.compute.recognition.figures import is_absent, looks_numeric, parse, shows_error
from services.compute.recognition.folding import fold
from services.compute.recognition.numbers import is_bare
from services.compute.recognition.sums import sums_along
from services.compute.recognition.vocabulary import vocabulary

_FEWEST_SUMMED, _MOSTLY, _NO_RATE = 2, 0.9, 100_000
Outcome = Literal["as-is", "mended", "ambiguous"]


Rates = Sequence[tuple[Column, Column, Column]]


Sums = Sequence[tuple[int, tuple[tuple[int, int], ...]]]
"""The columns of sums along rows: that of the whole, and those of the parts, each with its sign."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a row of another length than its table's is held to: the sums that hold in others, and the kinds of cells
    that stand in their columns; those of `few` rows, where there are no more.
    """

    sums: Sums = ()
    kinds: Kinds = ()
    few: Kinds = ()


_NOT_HELD = Held()


@dataclass(frozen=True, slots=True)
class Reading:
    """A row under the columns: for each column the cell read there, or None.

    `moved` is by how many cells the end of the row was off: negative to the right, where cells were taken out, positive
    to the left, where lost ones were put back, from column `at` on. `outcome` is ``ambiguous`` where no way to read the
    row is better than all others; then `cells` holds what they agree on. `rates_met` counts the row's reported rates
    that come out.
    """

    cells: tuple[Cell | None, ...]
    moved: int = 0
    at: int = 0
    moves: int = 0
    outcome: Outcome = "as-is"
    rates_met: int = 0


class Score(NamedTuple):
    """How a reading fares; less is better. Of the rates and sums that come out, those of equal figures tell nothing."""

    misfits: int
    rates_failed: int
    rates_not_telling: int
    rates_not_met: int
    names_missing: int
    moves: int
    cells_lost: int

    def rivals(self, best: "Score") -> bool:
        """Whether nothing tells that a reading of this score is any worse than the `best` of as many moves: that a rate
        of equal figures comes out, or not, for want of one, tells nothing.
        """
        return self[:3] == best[:3] and self[4:6] == best[4:6]

    @property
    def acceptable(self) -> bool:
        """Whether it may stand: nothing misplaced, some of its rates come out and no more do not."""
        return self.misfits == 0 and -self.rates_not_met >= max(1, self.rates_failed)

    @property
    def unopposed(self) -> bool:
        """Whether nothing is misplaced and no rate or sum fails."""
        return self.misfits == self.rates_failed == 0

    @property
    def clean(self) -> bool:
        """Whether nothing speaks against it at all."""
        return self.acceptable and self.rates_failed == 0

    @property
    def certain(self) -> bool:
        """Whether nothing speaks against it, and something tells for it."""
        return self.clean and self.rates_not_telling < 0


def sums_that_hold(rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> Sums:
    """The known sums of `columns` that hold in nearly all rows of the table's own length, and in two at least; of two
    ways to the same whole that which holds in more.
    """
    whole = [row for row in rows if len(row) == len(columns)]
    shares: dict[int, Decimal] = {}
    found = []
    for one in dict.fromkeys(sums_along(columns)):
        counts = [_sums(row, columns, (one,)) for row in whole]
        met, failed, _ = (sum(count) for count in zip(*counts, strict=True)) if counts else (0, 0, 0)
        if met >= _FEWEST_SUMMED and met >= _MOSTLY * (met + failed):
            share = Decimal(met) / (met + failed)
            shares[one[0]] = max(share, shares.get(one[0], share))
            found.append((share, one))
    return tuple(one for share, one in found if share == shares[one[0]])


def score_of(reading: Reading, columns: Sequence[Column], rates: Rates, held: Held = _NOT_HELD) -> Score:
    """How `reading` fares under `columns`, held to those of their `rates` and to what is `held`."""
    counts = (_rates(reading.cells, rates), _sums(reading.cells, columns, held.sums))
    met, failed, telling = (sum(count) for count in zip(*counts, strict=True))
    misfits = names_missing = 0
    for cell, column in zip(reading.cells, columns, strict=True):
        misfits += _misfit(cell, column) and not _is_code_there(cell, column, held.kinds)
        if column.concept and column.concept.code in ("code", "name"):
            names_missing += cell is None or not cell.text
    kept = sum(1 for cell in reading.cells if cell is not None and cell.text)
    return Score(misfits, failed, -telling, -met, names_missing, reading.moves, -kept)


def met_and_failed(row: Sequence[Cell | None], columns: Sequence[Column], rates: Rates, sums: Sums) -> tuple[int, int]:
    """How many `rates` and `sums` of `row`, one cell a column, come out, and how many do not."""
    counts = (_rates(row, rates), _sums(row, columns, sums))
    return counts[0][0] + counts[1][0], counts[0][1] + counts[1][1]


def misfits_in(row: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """Whether some cell of `row`, one a column, holds what its column cannot; among codes names may stand."""
    pairs = zip(row, columns, strict=True)
    return any(_misfit(cell, column) for cell, column in pairs if not _holds_codes(column))


def _misfit(cell: Cell | None, column: Column) -> bool:
    """Whether `cell` holds what `column` cannot: words among figures, a bare figure where a name or unit belongs."""
    if column.concept is None or cell is None or not cell.text:
        return False
    if cell.is_number:
        return column.concept.kind == "category" or column.concept.code in ("unit_of_measure", "name")
    if _holds_codes(column):
        return parse(cell) is None and not looks_like_code(cell.text) and not _may_head_a_total(cell.text)
    if column.concept.kind == "category":
        return parse(cell) is not None
    if column.concept.kind == "role":
        return column.concept.code in ("unit_of_measure", "name") and parse(cell) is not None
    if column.concept.kind in ("amount", "target") and is_bare(cell.text):
        return cell.text.endswith("%")
    figure = parse(cell)
    if figure is None:
        return not (is_absent(cell) or looks_numeric(cell) or shows_error(cell))
    if column.concept.kind == "ratio" and not figure.percent:
        return abs(figure.value) >= _NO_RATE
    return figure.percent and column.concept.kind in ("amount", "target")


def _may_head_a_total(text: str) -> bool:
    """Whether `text` is as short as "Gran total", or begins as the names of totals do: "Total FAISMUN"."""
    return len(text) <= len("Gran total") or (fold(text) + " ").startswith(vocabulary().totals)


def _is_code_there(cell: Cell | None, column: Column, kinds: Kinds) -> bool:
    """Whether `cell` stands among codes as others of its kind do there: a name longer than any code."""
    return _holds_codes(column) and bool(kinds) and stands_there(cell, kinds[column.index])


def _holds_codes(column: Column) -> bool:
    return column.concept is not None and column.concept.code == "code"


def _rates(cells: Sequence[Cell | None], rates: Rates) -> tuple[int, int, int]:
    """How many reported rates come out of `cells`, how many do not, and how many of the former are no quotients of
    equal figures. A rate of zero confirms nothing.
    """
    met = failed = telling = 0
    for columns_of_rate in rates:
        stated, top, bottom = (
            None if (cell := cells[column.index]) is None else column.figure(cell) for column in columns_of_rate
        )
        if stated and top and bottom:
            verdict = quotient(top, bottom, stated).verdict
            holds = verdict == Verdict.HOLDS and stated.value != 0
            met, telling = met + holds, telling + (holds and top.value != bottom.value)
            failed += verdict == Verdict.FAILS
    return met, failed, telling


def _sums(cells: Sequence[Cell | None], columns: Sequence[Column], sums: Sums) -> tuple[int, int, int]:
    """How many of `sums` come out of `cells`, how many do not, and how many of the former tell. One of zeros, or of one
    part alone, confirms nothing.
    """
    met = failed = 0
    for whole, parts in sums:
        places = (whole, *(place for place, _ in parts))
        stated = [cells[place] if place < len(cells) else None for place in places]
        figures = [columns[place].figure(cell) for place, cell in zip(places, stated, strict=True) if cell is not None]
        known = [figure for figure in figures if figure is not None]
        if len(known) < len(places):
            continue
        gap = known[0].value - sum((s * f.value for f, (_, s) in zip(known[1:], parts, strict=True)), Decimal(0))
        holds = abs(gap) <= sum((figure.half_unit for figure in known), Decimal(0))
        met += holds and all(figure.value for figure in known)
        failed += not holds
    return met, failed, met
