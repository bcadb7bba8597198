"""A column headed as progress beside a target: what was achieved of it, where its figures can be nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from services.compute.arithmetic import Figure
from services.compute.reading.document import Cell
from services.compute.recognition.bare_headings import plain
from services.compute.recognition.by_arithmetic import heads_progress, is_achieved_beside, may_be_value
from services.compute.recognition.columns import Column
from services.compute.recognition.folding import fold
from services.compute.recognition.vocabulary import vocabulary

_TARGETS = ("target_modified", "target_original")
_ROWS_THAT_TELL, _FEWEST_ROWS = 500, 2
_MOST_ACHIEVED, _HALF = Decimal("1.5"), 0.5
_HARDLY_A_PERCENTAGE, _TARGET_BELOW_PERCENTAGES = 150, 50
_BY_VALUES = 0.8


def told_as_achieved(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """`columns`; where nothing but parts of the year is headed as achieved, the only one headed as progress is that, if
    its figures are counts as those of the target are: of its size, and not as percentages would be.
    """
    progress = [column for column in columns if may_be_value(column) and not is_achieved_beside(column, columns)]
    if len(progress) != 1 or any(map(_is_other_target, columns)):
        return list(columns)
    target = _target_of(progress[0], columns)
    if target is None or not _are_of_its_size(progress[0], target, rows):
        return list(columns)
    achieved = vocabulary().concept("achieved")
    told = replace(progress[0], concept=achieved, factor=Decimal(1), confidence=_BY_VALUES, reason="values")
    return [told if column is progress[0] else column for column in columns]


def told_by_parts(columns: Sequence[Column]) -> list[Column]:
    """`columns`; parts of a year under a heading of progress, of no known measure, are what was achieved in them, where
    targets stand beside them and no money of a part of the year: "Avance" over "1er. Trim.".
    """
    targets = [c for c in columns if c.concept is not None and c.concept.code in _TARGETS]
    money = any(c.concept is not None and c.concept.kind == "amount" and c.is_of_part for c in columns)
    if not targets or money:
        return list(columns)
    achieved = vocabulary().concept("achieved")
    return [
        replace(column, concept=achieved, confidence=_BY_VALUES, reason="beside")
        if column.concept is None and column.is_of_part and heads_progress(column.group.split(" / ")[-1])
        else column
        for column in columns
    ]


def told_in_pairs(columns: Sequence[Column]) -> list[Column]:
    """`columns`; two of no known heading that name one thing as planned and as done are its target and what was
    achieved of it, where no others of their half are: "Consultas programadas" beside "Consultas otorgadas".
    """
    told = list(columns)
    for half in {column.half for column in columns}:
        own = [column for column in columns if column.half == half]
        if any(c.concept and (c.concept.code in _TARGETS or c.concept.code == "achieved") for c in own):
            continue
        things = [(column, *_thing_of(column)) for column in own if column.concept is None]
        planned = [(column, thing) for column, thing, last in things if thing and last in vocabulary().planned]
        done = [(column, thing) for column, thing, last in things if thing and last in vocabulary().done]
        pairs = [(target, value) for target, thing in planned for value, same in done if same == thing]
        for column, code in zip(pairs[0], ("target_original", "achieved"), strict=True) if len(pairs) == 1 else ():
            concept = vocabulary().concept(code)
            told[column.index] = replace(column, concept=concept, confidence=_BY_VALUES, reason="beside")
    return told


def _thing_of(column: Column) -> tuple[str, str]:
    """What a heading names, and the word that it ends with."""
    thing, _, last = fold(plain(column.label)).rpartition(" ")
    return thing, last


def _is_other_target(column: Column) -> bool:
    """Whether its heading speaks of a target that is not known."""
    words = fold(plain(column.label)).split()
    return column.reason == "own-label" and not vocabulary().target_words.isdisjoint(words) and not may_be_value(column)


def _target_of(progress: Column, columns: Sequence[Column]) -> Column | None:
    """The target of the period of `progress`, the one last agreed on; else the only one."""
    targets = [
        column
        for code in _TARGETS
        for column in columns
        if column.half == progress.half and column.concept and column.concept.code == code
    ]
    own = [column for column in targets if column.period == progress.period]
    return next(iter(own), targets[0] if len(targets) == 1 else None)


def _are_of_its_size(progress: Column, target: Column, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the figures of `progress` are counts of what `target` counts: as exact, in each row of its size, and in
    enough rows so small, so large or so much the target itself that they are no percentages.
    """
    wide = [row for row in rows[:_ROWS_THAT_TELL] if max(progress.index, target.index) < len(row)]
    read = [(target.figure(row[target.index]), progress.figure(row[progress.index])) for row in wide]
    pairs = [(whole, part) for whole, part in read if whole is not None and part is not None and whole.value > 0]
    marked = any(mark in row[place].text for row in wide for place in (progress.index, target.index) for mark in "%$")
    if marked or len(pairs) < _FEWEST_ROWS or _decimals(part for _, part in pairs) > _decimals(w for w, _ in pairs):
        return False
    if not all(0 <= part.value <= _MOST_ACHIEVED * whole.value for whole, part in pairs):
        return False
    telling = [(whole, part) for whole, part in pairs if part.value]
    told = sum(
        part.value > _HARDLY_A_PERCENTAGE or whole.value <= _TARGET_BELOW_PERCENTAGES or part.value == whole.value
        for whole, part in telling
    )
    return told >= max(_FEWEST_ROWS, _HALF * len(telling))


def _decimals(figures: Iterable[Figure]) -> int:
    """The most decimals that `figures` show."""
    return max(max(0, -int(figure.value.as_tuple().exponent)) for figure in figures)
