"""Rows that lie side by side, assets beside liabilities: which columns of figures are those of which names."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, product

from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.figures import is_absent, parse
from services.compute.recognition.folding import fold
from services.compute.recognition.lines import Line, is_figure
from services.compute.recognition.subjects import is_total, own_code, parts_of
from services.compute.recognition.vocabulary import vocabulary

UNPAIRED = -1
"""The half of figures of which nothing tells whose they are."""

_SIDE_BY_SIDE = (None, "account")
_MOST_PAIRS, _ROWS_THAT_TELL = 6, 200
_UNNAMED, _WITHOUT_TOTAL, _TOTAL, _APART = 3, 2, 2, 1
_TOLD, _TOLD_OTHERWISE = 2, 4
_CENTS = 2

Halves = tuple[int, ...]
"""Of each pair of columns of figures the place of the names that its left one is of: 0 or 1."""


def in_halves(columns: Sequence[Column]) -> tuple[Column, ...]:
    """`columns` with their halves counted: a further column of names, right of figures, begins rows of its own."""
    half, seen_measure, seen_names = 0, False, False
    placed = []
    for column in columns:
        concept = column.concept
        names = concept is not None and concept.code == "name" and concept.subject in _SIDE_BY_SIDE
        if names and seen_measure and seen_names and _says_the_same(column, columns):
            half, seen_measure = half + 1, False
        seen_names = seen_names or column.names_rows
        seen_measure = seen_measure or (column.is_measure and column.concept is not None)
        placed.append(replace(column, half=half))
    return tuple(placed)


def _says_the_same(column: Column, columns: Sequence[Column]) -> bool:
    """Whether the measures right of `column` are such as stand left of it."""
    left = {(c.concept, c.period) for c in columns[: column.index] if c.is_measure}
    right = {(c.concept, c.period) for c in columns[column.index + 1 :] if c.is_measure}
    return bool(right) and right <= left


def with_halves(columns: Sequence[Column], body: Sequence[Line]) -> tuple[Column, ...]:
    """`columns`, of which two name rows and all others say the same twice, in halves as the rows `body` tell.

    Figures are those of the names beside which they stand in order, all to the right or all to the left of them, unless
    the rows say otherwise: a figure in a row without such a name, none beside a total, sums that do not come out. In
    any other order the rows alone tell, and figures of which they do not are `UNPAIRED`.
    """
    sides = _sides_of(columns, body)
    return sides.placed() if sides is not None else tuple(columns)


def _sides_of(columns: Sequence[Column], body: Sequence[Line]) -> "_Sides | None":
    rows = [*islice((line.row for line in body if line.figures and not line.is_words), _ROWS_THAT_TELL)]
    figures: dict[object, list[Column]] = defaultdict(list)
    names: list[Column] = []
    for column in columns:
        texts = [row[column.index] for row in rows if column.index < len(row) and row[column.index].text]
        figured = sum(map(is_figure, texts))
        if not texts and not column.label:
            continue
        if 2 * figured < len(texts) and _may_name(column):
            names.append(column)
        elif column.label and (column.is_measure or column.concept is None) and 2 * figured >= len(texts):
            concept = column.concept.code if column.concept else fold(column.label)
            figures[concept, column.group, column.period].append(column)
        else:
            return None
    pairs = [tuple(alike) for alike in figures.values()]
    if len(names) != 2 or not 0 < len(pairs) <= _MOST_PAIRS or any(len(alike) != 2 for alike in pairs):
        return None
    return _Sides(tuple(columns), tuple(names), tuple((left, right) for left, right in pairs), rows)


def _may_name(column: Column) -> bool:
    concept = column.concept
    return concept is None or (concept.code == "name" and concept.subject in _SIDE_BY_SIDE)


@dataclass(frozen=True)
class _Sides:
    """Two columns of `names`, the `pairs` of columns that say the same, one of each for either, and their `rows`."""

    columns: tuple[Column, ...]
    names: tuple[Column, ...]
    pairs: tuple[tuple[Column, Column], ...]
    rows: Sequence[Sequence[Cell]]

    def placed(self) -> tuple[Column, ...]:
        """The columns, each in its half."""
        scores = {ways: self._score(ways) for ways in product((0, 1), repeat=len(self.pairs))}
        best = max(scores, key=lambda ways: scores[ways])
        ordered = self._in_order()
        if ordered is not None and scores[best] - scores[ordered] < _TOLD_OTHERWISE:
            return self._as(dict(enumerate(ordered)))
        told = {
            place: side
            for place, side in enumerate(best)
            if scores[best] - max(score for ways, score in scores.items() if ways[place] != side) >= _TOLD
        }
        return self._as(told)

    def _as(self, told: Mapping[int, int]) -> tuple[Column, ...]:
        """The columns, those of the pairs `told` in the halves of their names, of others in none."""
        half = {name.index: side for side, name in enumerate(self.names)}
        for place, (left, right) in enumerate(self.pairs):
            half[left.index] = told.get(place, UNPAIRED)
            half[right.index] = 1 - told[place] if place in told else UNPAIRED
        account = vocabulary().name_of("account")
        named = {name.index for name in self.names}
        return tuple(
            replace(
                column,
                half=half.get(column.index, 0),
                concept=account if column.index in named and column.concept is None else column.concept,
            )
            for column in self.columns
        )

    def _in_order(self) -> Halves | None:
        """The halves where all figures stand right, or all left, of the names that they are of; None where not."""
        first, second = (name.index for name in self.names)
        places = [column.index for pair in self.pairs for column in pair]
        left, between, right = (
            [place for place in places if place < first],
            [place for place in places if first < place < second],
            [place for place in places if place > second],
        )
        half = len(self.pairs)
        if sorted(map(len, (left, between, right))) != [0, half, half] or not between:
            return None
        ordered = all((a.index in between) != (b.index in between) for a, b in self.pairs)
        return (0,) * half if ordered else None

    def _score(self, ways: Halves) -> int:
        """How well the rows agree with each column of figures being of the names that `ways` say."""
        score = 0
        sides: tuple[list[int], list[int]] = ([], [])
        for way, (left, right) in zip(ways, self.pairs, strict=True):
            sides[way].append(left.index)
            sides[1 - way].append(right.index)
        for name, places in zip(self.names, sides, strict=True):
            score += sum(self._agreeing[place, name.index] for place in places)
            score -= _APART * sum(
                self._filled[place][n] != self._filled[places[0]][n]
                for place in places[1:]
                for n in range(len(self.rows))
            )
        return score

    @cached_property
    def _filled(self) -> dict[int, list[bool]]:
        return {
            column.index: [column.index < len(row) and _states(row[column.index]) for row in self.rows]
            for pair in self.pairs
            for column in pair
        }

    @cached_property
    def _agreeing(self) -> dict[tuple[int, int], int]:
        return {
            (column.index, name.index): self._of(column.index, name.index)
            for pair in self.pairs
            for column in pair
            for name in self.names
        }

    def _of(self, place: int, name: int) -> int:
        """What tells that the figures in `place` are those of the names in `name`, less what tells otherwise."""
        score = 0
        names = [row[name].text if name < len(row) else "" for row in self.rows]
        values = [_value(row, place) for row in self.rows]
        totals = [bool(text) and is_total(text) for text in names]
        for number, (text, filled) in enumerate(zip(names, self._filled[place], strict=True)):
            if filled and not text:
                score -= _UNNAMED
            if totals[number] and not filled:
                score -= _WITHOUT_TOTAL
            value = values[number]
            if not value:
                continue
            if parts := parts_of(text):
                codes = [
                    (own_code(below), values[after]) for after, below in enumerate(names[number + 1 :], number + 1)
                ]
                found = _first_of_each(codes, parts)
                if sum(map(bool, found)) > 1:
                    score += _TOTAL if sum(found) == value else -_TOTAL
            elif totals[number] and number:
                score += _TOTAL if _sums_above(value, values[:number], totals[:number]) else 0
        return score


def _states(cell: Cell) -> bool:
    return bool(cell.text) and not is_absent(cell) and is_figure(cell)


def _value(row: Sequence[Cell], place: int) -> int:
    """The figure in `place` of `row` in cents, 0 where there is none."""
    figure = parse(row[place]) if place < len(row) else None
    return round(figure.value * 10**_CENTS) if figure is not None else 0


def _first_of_each(codes: Sequence[tuple[str | None, int]], parts: frozenset[str]) -> list[int]:
    """The values of the first rows of the codes `parts`."""
    found: dict[str, int] = {}
    for code, value in codes:
        if code in parts and code is not None:
            found.setdefault(code, value)
    return [*found.values()]


def _sums_above(total: int, values: Sequence[int], totals: Sequence[bool]) -> bool:
    """Whether `total` is the sum of several figures right above it: of the rows, or of the last totals among them."""
    added, count = 0, 0
    for value, summed in zip(reversed(values), reversed(totals), strict=True):
        if summed:
            break
        added, count = added + value, count + bool(value)
        if count > 1 and added == total:
            return True
    last = [value for value, summed in zip(values, totals, strict=True) if summed and value]
    return any(sum(last[-many:]) == total for many in (2, 3))
