"""Reading a row under the columns: where cells too many or too few moved its figures, arithmetic puts them back.

A row of the table's length in which every cell holds what its column asks for and every reported rate comes out is
read as it stands, empty cells and all. Of any other, the ways to read it are tried: with cells taken out, with lost
cells put back, the fewest moves first. A way is taken if no cell then holds what it cannot, some of the row's own rates
come out and no other way is as good, or if the rows beside it slipped the same way. Else what the ways do not agree on
is left unread. A row that lacks more cells than that was cut at its end, and is read as far as it goes.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from services.compute.reading.document import Cell
from services.compute.recognition.alignment_down import Figures, figures_in, summing, told_down
from services.compute.recognition.alignment_kinds import Kinds, kinds_of, strange
from services.compute.recognition.alignment_scores import (
    Held,
    Rates,
    Reading,
    Score,
    misfits_in,
    score_of,
    sums_that_hold,
)
from services.compute.recognition.alignment_totals import as_total
from services.compute.recognition.alignment_ways import MOST_MOVES, agreed, figures_of, fit, ways
from services.compute.recognition.columns import Column, rates_among
from services.compute.recognition.subjects import is_total, remarks

_MOST_OFF = 2
_FEW_ROWS = 2
_ONCE, _LEAST_STRANGER = 1, 2


def align_all(
    rows: Sequence[Sequence[Cell]], columns: Sequence[Column], alike: Sequence[Sequence[Cell]] = ()
) -> list[Reading]:
    """Read the rows of one table under `columns`; `alike` are those under the same headings, which tell what holds.

    Rows of a table slip alike: one that is in doubt by itself is read as those beside it, if it may be.
    """
    rates, held = rates_among(tuple(columns)), held_to(rows, columns, alike or rows)
    readings = [align(row, columns, rates, held) for row in rows]
    slips = Counter(
        (reading.at, reading.moved, len(row))
        for row, reading in zip(rows, readings, strict=True)
        if reading.outcome == "mended"
    )
    for (at, moved, length), count in slips.most_common(1):
        for number, (row, reading) in enumerate(zip(rows, readings, strict=True)):
            slipped = reading.outcome != "as-is" and (reading.at, reading.moved) != (at, moved) and len(row) == length
            like_others = _slipped(row, columns, rates, at, moved) if count > 1 and slipped else None
            if like_others and (reading.outcome == "ambiguous" or like_others.rates_met >= reading.rates_met):
                readings[number] = like_others
    for number, (row, reading) in enumerate(zip(rows, readings, strict=True)):
        if reading.outcome == "ambiguous" and (total := as_total(row, readings[:number], columns)):
            readings[number] = total
    if any(reading.outcome == "ambiguous" for reading in readings):
        _place_down(readings, rows, columns, (rates, held), alike or rows)
    return readings


def _place_down(
    readings: list[Reading],
    rows: Sequence[Sequence[Cell]],
    columns: Sequence[Column],
    told_by: tuple[Rates, Held],
    alike: Sequence[Sequence[Cell]],
) -> None:
    """Put in place of the `readings` in doubt those by which sums down the columns come out, over rows `alike`."""
    summed = summing(columns)
    read = {id(row): number for number, row in enumerate(rows)}
    stated: list[Figures | None] = []
    for row in alike:
        own = readings[read[id(row)]] if id(row) in read else Reading(tuple(row))
        doubted = own.outcome == "ambiguous" or len(own.cells) != len(columns)
        stated.append(None if doubted else figures_in(own, summed))
    for at, row in enumerate(alike):
        number = read.get(id(row))
        if number is None or readings[number].outcome != "ambiguous":
            continue
        off = len(columns) - len(row)
        tried = ways(row, columns, abs(off)) if 0 < abs(off) <= MOST_MOVES else ()
        fair = [one for one in tried if one.moved == off and score_of(one, columns, *told_by).unopposed]
        fair = [one for one in fair if _keeps(one, readings[number])] or fair
        if told := (told_down(fair, stated, at, summed) or _told_by_zeros(fair, columns, told_by[1])):
            readings[number] = _of_told(told, columns)
            if readings[number].outcome == "mended":
                stated[at] = figures_in(readings[number], summed)


def _keeps(reading: Reading, known: Reading) -> bool:
    """Whether `reading` says what is `known` of the row."""
    cells = zip(reading.cells, known.cells, strict=True)
    return all(sure is None or (cell is not None and cell.text == sure.text) for cell, sure in cells)


def _told_by_zeros(fair: list[Reading], columns: Sequence[Column], held: Held) -> list[Reading]:
    """Of the `fair` ways to read a row of nothing but zeros one in which the sums of the row say that what lacks is
    zero too, or else the only one in which they do not: all others say zero there.
    """
    stated = [figures_of(one, columns) for one in fair]
    if not held.sums or any(figure.value for figures in stated for figure in figures.values()):
        return []
    every = {place for figures in stated for place in figures}
    summed = {place for whole, parts in held.sums for place in (whole, *(part for part, _ in parts))}
    open_ = [one for one, figures in zip(fair, stated, strict=True) if not every - figures.keys() <= summed]
    return open_ if len(open_) == 1 else fair if not open_ else []


def _of_told(told: list[Reading], columns: Sequence[Column]) -> Reading:
    """The way that sums have `told`, or what several have in common; of nothing but zeros any of them says all."""
    stated = [figures_of(one, columns) for one in told]
    zeros = all(not figure.value for figures in stated for figure in figures.values())
    alike = all(figures == stated[0] for figures in stated)
    return replace(told[0], outcome="mended") if alike or zeros else agreed(told)


def held_to(rows: Sequence[Sequence[Cell]], columns: Sequence[Column], alike: Sequence[Sequence[Cell]]) -> Held:
    """What those of `rows` are held to that have another length than `columns`, as the rows `alike` say."""
    if all(len(row) == len(columns) for row in rows):
        return Held()  # no row is in doubt
    width = len(columns)
    fitting = [row for row in alike if not remarks(row) and (len(row) != width or not misfits_in(row, columns))]
    return Held(sums_that_hold(alike, columns), kinds_of(fitting, width), kinds_of(fitting, width, _FEW_ROWS))


def _slipped(row: Sequence[Cell], columns: Sequence[Column], rates: Rates, at: int, moved: int) -> Reading | None:
    """`row` read as slipped by `moved` cells at `at`, if it may be."""
    scored = [(score_of(reading, columns, rates), reading) for reading in ways(row, columns, abs(moved))]
    alike = [entry for entry in scored if (entry[1].at, entry[1].moved) == (at, moved) and entry[0].acceptable]
    return _only(alike, columns) if alike else None


def align(row: Sequence[Cell], columns: Sequence[Column], rates: Rates, held: Held | None = None) -> Reading:
    """Read `row` under `columns`, of which `rates` are those that `rates_among` finds. A row of another length is held
    to `held` too; in one of the table's own length a sum that fails is the filing's.
    """
    width = len(columns)
    held = held if held and len(row) != width else Held()
    sums, kinds = held.sums, held.kinds or (() if len(row) < width and _sums_others(row) else held.few)
    plain = Reading(fit(list(row), width))
    score = score_of(plain, columns, rates, held)
    if sums and (told := _told_by_sums(row, columns, rates, held)):
        return told
    fits = len(row) == width or (len(row) > width and not any(cell.text for cell in row[width:]))
    if score.misfits == 0 and (score.rates_failed < max(1, -score.rates_not_met) if fits else score.certain):
        return (fits and _slid(row, columns, rates, held)) or plain
    if width - len(row) > MOST_MOVES and score.misfits == score.rates_failed == 0:
        return plain  # it ends early: so many cells are not lost one by one
    if score.misfits == 0 and len({(c.concept, c.period) for c in columns if c.is_measure}) == 1:
        return plain  # whichever column a figure stands in, it states the same
    tried: list[tuple[Score, Reading]] = [(score, plain)]
    in_doubt: list[tuple[Score, Reading]] = []
    for moves in range(1, MOST_MOVES + 1):
        scored = [(score_of(reading, columns, rates, held), reading) for reading in ways(row, columns, moves)]
        tried += scored
        best = min(scored, default=None, key=_by_score)
        if best and best[0].clean and in_doubt:
            return agreed([reading for _, reading in in_doubt] + [r for other, r in scored if other == best[0]])
        if best and best[0].clean:
            return _only(scored, columns, kinds)
        if best and best[0].acceptable and not in_doubt:
            in_doubt = [entry for entry in scored if entry[0] == best[0]]
    if in_doubt:
        return _only(in_doubt, columns, kinds)
    off = width - len(row)
    nearest = [r for other, r in tried if r.moves == abs(off) and r.moved in (0, off) and other.unopposed]
    against = score.rates_failed + strange(plain.cells, kinds) if kinds else 0
    if kinds and nearest and not (fits and score.misfits == 0 and against <= _least_strange(nearest, kinds)):
        return _likeliest(nearest, columns, kinds)
    if fits and score.misfits == 0:
        return plain
    least = min(other.misfits + other.rates_failed for other, _ in tried)
    return agreed([reading for other, reading in tried if other.misfits + other.rates_failed == least])


def may_stand(row: Sequence[Cell], columns: Sequence[Column], rates: Rates, held: Held) -> bool:
    """Whether `row`, a cell or two short or long, can be read under `columns` so that nothing speaks against it and
    each cell is of a kind that stands in its column in other rows.
    """
    moves = abs(len(columns) - len(row))
    if not 0 < moves <= _MOST_OFF:
        return False
    allowed = len(columns) if _sums_others(row) else 0
    unopposed = (one for one in ways(row, columns, moves) if score_of(one, columns, rates, held).unopposed)
    return any(not held.kinds or strange(one.cells, held.kinds) <= allowed for one in unopposed)


def _sums_others(row: Sequence[Cell]) -> bool:
    """Whether `row` says to be a total, which may say so where no other row is named."""
    return any(is_total(cell.text) for cell in row if cell.text and not cell.is_number)


def _slid(row: Sequence[Cell], columns: Sequence[Column], rates: Rates, held: Held) -> Reading | None:
    """`row`, longer than `columns` by empty cells at its end, with as many others taken out instead, where then far
    fewer of its cells are strange in their columns; fewer, where one says again what the cell beside it says.
    """
    moves = len(row) - len(columns)
    if not held.few or not 0 < moves <= MOST_MOVES:
        return None
    scored = [(score_of(one, columns, rates, held), one) for one in ways(row, columns, moves)]
    readings = [reading for score, reading in scored if score.unopposed]
    if not readings:
        return None
    gained = strange(fit(list(row), len(columns)), held.few) - _least_strange(readings, held.few)
    twice = any(cell.text and cell.text == beside.text for cell, beside in pairwise(row))
    return _likeliest(readings, columns, held.few) if gained >= (_ONCE if twice else _LEAST_STRANGER) else None


def _least_strange(readings: Sequence[Reading], kinds: Kinds) -> int:
    return min(strange(reading.cells, kinds) for reading in readings)


def _told_by_sums(row: Sequence[Cell], columns: Sequence[Column], rates: Rates, held: Held) -> Reading | None:
    """`row`, of another length than `columns`, with as many cells put back or taken out as make it fit, so that most of
    its sums and rates come out; None where no way makes any come out.
    """
    moves = abs(len(columns) - len(row))
    if moves > MOST_MOVES:
        return None
    scored = [(score_of(one, columns, rates, held), one) for one in ways(row, columns, moves)]
    if not any(score.acceptable for score, _ in scored):
        return None
    return _only([entry for entry in scored if entry[0].acceptable], columns, held.kinds)


def _by_score(entry: tuple[Score, Reading]) -> Score:
    return entry[0]


def _only(scored: list[tuple[Score, Reading]], columns: Sequence[Column], kinds: Kinds = ()) -> Reading:
    """The best of `scored`, or what the best have in common where they do not give the same figures."""
    score, best = min(scored, key=_by_score)
    rivals = [reading for other, reading in scored if other.rivals(score)]
    if any(figures_of(rival, columns) != figures_of(best, columns) for rival in rivals):
        return replace(_likeliest(rivals, columns, kinds), rates_met=-score.rates_not_met)
    return replace(best, outcome="mended" if best.moves else "as-is", rates_met=-score.rates_not_met)


def _likeliest(readings: list[Reading], columns: Sequence[Column], kinds: Kinds) -> Reading:
    """Of `readings` those with the fewest cells that are strange in their columns, and of these those that leave out no
    more than what stands twice: one, where they give the same figures, or what they have in common.
    """
    if kinds:
        least = _least_strange(readings, kinds)
        readings = [reading for reading in readings if strange(reading.cells, kinds) == least]
    most = max(_says_in_turn(reading) for reading in readings)
    readings = [reading for reading in readings if _says_in_turn(reading) == most]
    together = agreed(readings)
    alike = all(_said(reading, columns) == _said(readings[0], columns) for reading in readings)
    return replace(together, outcome="mended") if kinds and alike else together


def _says_in_turn(reading: Reading) -> int:
    """How many things `reading` says, one after another: what stands twice is said once."""
    return sum(1 for _ in groupby(cell.text for cell in reading.cells if cell is not None and cell.text))


def _said(reading: Reading, columns: Sequence[Column]) -> list[str]:
    """What `reading` says under each column of figures, of names and of categories."""
    cells = zip(reading.cells, columns, strict=True)
    return [cell.text if cell is not None else "" for cell, column in cells if column.concept is not None]
