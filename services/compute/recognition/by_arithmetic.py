"""What quotients say of a column: the two it is the rate of, and the scale that a rate stands in."""

from collections.abc import Sequence, Set
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, product

from services.compute.arithmetic import Verdict, quotient
from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column, cells_of, sides_of
from services.compute.recognition.concepts import Concept
from services.compute.recognition.dated_headings import period_of_heading, without_time
from services.compute.recognition.factors import PERCENT
from services.compute.recognition.figures import is_absent, parse
from services.compute.recognition.folding import fold
from services.compute.recognition.matching import match, meanings, money_or_targets
from services.compute.recognition.periods import Period
from services.compute.recognition.rejoined import rejoined
from services.compute.recognition.respelled import bare, respelled
from services.compute.recognition.vocabulary import vocabulary

Rows = Sequence[Sequence[Cell]]

_ONE, _HUNDREDTH = Decimal(1), Decimal("0.01")
_PERCENT_HALF_UNIT = Decimal("0.005")
_WHOLE = Decimal("0.5")
MOST, _MOST_OF_PROGRESS = 0.8, 0.5
ROWS_THAT_TELL = 500
FEWEST_ROWS_MET, BY_ARITHMETIC = 2, 0.9
_HARDLY_A_RATIO = 10
MOST_PROGRESS = 150
"""No progress in percent is larger, unless it says that it is one."""
_UNITS = ("unit_of_measure",)
_TARGETS = ("target_original", "target_modified")
_ARTICLES = frozenset({"al", "del", "el", "la", "lo", "los", "las"})
_RESULT = Concept("achieved", "ratio", quotient=("numerator", "denominator"))
"""What was achieved, as the quotient that it may be."""


def told_as_rates(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`columns`; a percentage under no known heading is the rate that two others give in nearly all rows, and one whose
    heading speaks of progress that which they give in most.

    Where nothing but parts of the year is headed as achieved, what such a heading stands over is that, if a rate beside
    it is its quotient, or it is itself that of numerator and denominator.
    """
    told = list(columns)
    for column in columns:
        if _may_be_rate(column) and (rate := _rate_of(column, told, rows)):
            told[column.index] = rate
    achieved = vocabulary().concept("achieved")
    for value in [column for column in told if may_be_value(column) and not is_achieved_beside(column, told)]:
        taken = replace(value, concept=achieved, factor=_ONE, confidence=BY_ARITHMETIC, reason="arithmetic")
        others = [taken if column is value else column for column in told]
        result = replace(value, concept=_RESULT)
        if rows_that_come_out(result, [result if column is value else column for column in told], rows, MOST):
            return others
        for column in told:
            if column is not value and _may_be_rate(column) and (rate := _rate_of(column, others, rows)):
                return [rate if other is column else other for other in others]
    return told


def is_achieved_beside(value: Column, columns: Sequence[Column]) -> bool:
    """Whether another of `columns` is headed as achieved, if not in a part of the year that `value` is not of."""
    achieved = (c for c in columns if c.concept is not None and c.concept.code == "achieved")
    return any(not c.is_of_part or (c.group, c.period) == (value.group, value.period) for c in achieved)


def speaks_of_progress(column: Column) -> bool:
    """Whether its heading says progress, and not of what."""
    return _is_headed(column, vocabulary().progress)


def _is_headed(column: Column, labels: Set[str]) -> bool:
    """Whether the heading of `column`, which may go on below its group's, is one of `labels`, for short or long, at a
    time or at none.
    """
    under = column.group.split(" / ")[-1]
    rest = fold(PERCENT.sub("", column.label))
    goes_on = bool(under) and (not rest or rest in vocabulary().time_endings)
    for text in (column.label, f"{under} {column.label}") if goes_on else (column.label,):
        said = fold(text)
        times = (period_of_heading(text, column.period)[0], without_time(said, None))
        for label in (said, *(fold(time) for time in times if time)):
            if any(spelled in labels for spelled in (label, *respelled(label), *bare(label))):
                return True
    return False


def told_by_what_progresses(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`columns`; a percentage headed as the progress of one thing, works or money, that no others give is that itself,
    under one name however it is headed. So are figures with no sign that can be nothing else: none below zero or above
    what progress comes to, and no targets or units beside them that they might be counts of.
    """
    told = list(columns)
    counted = any(c.concept is not None and (c.concept.kind == "target" or c.concept.code in _UNITS) for c in columns)
    for column in columns:
        if column.concept is None or column.reason != "own-label":
            continue
        bare_rate = column.concept.kind == "other" and not counted and _all_progress(column, rows)
        if column.concept.kind != "ratio" and not bare_rate:
            continue
        words = {word for text in (fold(column.label), *respelled(column.label)) for word in text.split()}
        codes = {code for word in words if (code := vocabulary().progress_of.get(word))}
        taken = {c.concept.code for c in told if c.concept and (c.half, c.period) == (column.half, column.period)}
        if speaks_of_progress(column) and len(codes) == 1 and not codes & (taken - {column.concept.code}):
            told[column.index] = replace(column, concept=Concept(codes.pop(), "ratio"), confidence=1.0, reason="term")
    return told


def _all_progress(column: Column, rows: Rows) -> bool:
    """Whether all figures of `column`, and there are some, are from nothing to somewhat more than all, in percent."""
    figures = [parse(cell, column.style) for cell in cells_of(column, rows) if not is_absent(cell)]
    return bool(figures) and all(f is not None and 0 <= f.value <= MOST_PROGRESS for f in figures)


def _says_percent_alone(column: Column) -> bool:
    """Whether its heading is the percent sign, or the word for it, and nothing else."""
    return bool(PERCENT.search(column.label)) and not fold(PERCENT.sub("", column.label))


def _may_be_rate(column: Column) -> bool:
    own = column.concept is not None and column.reason == "own-label"
    return own and ((column.concept is not None and column.concept.kind == "ratio") or speaks_of_progress(column))


def may_be_value(column: Column) -> bool:
    """Whether its heading says progress, and may head figures as well as rates."""
    own = column.concept is not None and column.reason == "own-label" and column.concept.kind != "ratio"
    return own and _is_headed(column, vocabulary().progress_values)


def heads_progress(text: str) -> bool:
    """Whether `text` is a heading of progress that may stand over figures."""
    return fold(text) in vocabulary().progress_values


def may_head_progress(column: Column) -> bool:
    """Whether the heading of `column` is one of those of progress, in figures or as a rate."""
    return _is_headed(column, vocabulary().progress_values) or speaks_of_progress(column)


def _rate_of(column: Column, columns: Sequence[Column], rows: Rows) -> Column | None:
    """`column` as the rate that most rows make it; None where too few do."""
    taken = {(c.half, c.period, c.concept.code) for c in columns if c.concept and c is not column}
    plain = speaks_of_progress(column) or _says_percent_alone(column) or _bases_named(column)
    share = _MOST_OF_PROGRESS if plain else MOST
    best, most = None, 0
    for concept, time in product(_rates_headed(column), _times_of(column, columns)):
        rate = replace(column, concept=concept, factor=_ONE, confidence=BY_ARITHMETIC, reason="arithmetic", period=time)
        if (column.half, time, concept.code) not in taken:
            met = rows_that_come_out(rate, columns, rows, share)
            best, most = (rate, met) if met > most else (best, most)
    return best


def _times_of(column: Column, columns: Sequence[Column]) -> list[Period | None]:
    """The times that `column` may be of: its own; where it names none, after that of no time those of targets."""
    targets = (c.period for c in columns if c.concept and c.concept.code in _TARGETS and c.half == column.half)
    return [column.period] if column.period else [None, *dict.fromkeys(time for time in targets if time)]


def _rates_headed(column: Column) -> list[Concept]:
    """The rates that `column` may be by its heading: any, but of one thing alone where it names that, "% Ejercido", or
    against one, "Respecto al aprobado". One whose heading says that it is of money, or of what the money is for, is no
    rate of the other, whatever the figures give: works may stand at what was spent of them.
    """
    rates = [(concept, concept.quotient) for concept in vocabulary().concepts if concept.quotient]
    if of_what := money_or_targets(column.label):
        kind = "amount" if of_what == "budget" else "target"
        rates = [(rate, parts) for rate, parts in rates if vocabulary().concept(parts[0]).kind == kind]
    named = match("", PERCENT.sub("", column.label))
    bases = _bases_named(column)
    of_it = [rate for rate, (part, base) in rates if base in bases or (named and part == named.concept.code)]
    return of_it or [rate for rate, _ in rates]


def _bases_named(column: Column) -> frozenset[str]:
    """The concepts that the heading of `column` says it is held against; none where it says so of nothing."""
    words = fold(column.label).split()
    for said in map(str.split, vocabulary().against):
        for begin in range(len(words) - len(said)):
            end = begin + len(said)
            if words[begin:end] == said:
                rest = words[end:]
                base = " ".join(rest[1:] if rest[0] in _ARTICLES else rest)
                if codes := frozenset(concept.code for concept in meanings(base)):
                    return codes
    return frozenset()


def told_beside_variations(columns: Sequence[Column]) -> list[Column]:
    """`columns`; what is headed as a percentage and no more, right beside a variation, is that in percent."""
    told = list(columns)
    for left, column in pairwise(columns):
        varies = left.concept is not None and left.concept.code == "variation"
        if varies and column.concept is None and column.label and _says_percent_alone(column):
            rate = vocabulary().concept("variation_rate")
            told[column.index] = replace(column, concept=rate, confidence=BY_ARITHMETIC, reason="beside")
    return told


def rows_that_come_out(rate: Column, columns: Sequence[Column], rows: Rows, share: float) -> int:
    """In how many rows `rate` is the quotient that it would be; 0 where those are too few of the rows that tell: a zero
    over anything tells nothing.
    """
    sides = sides_of(rate, columns)
    if sides is None:
        return 0
    places = [column.index for column in (rate, *sides)]
    wide = [row for row in rows[:ROWS_THAT_TELL] if len(row) > max(places)]
    telling = sum(
        all(not is_absent(row[place]) for place in places) and not all(_is_zero(row[place]) for place in places[:2])
        for row in wide
    )
    met = max(_rows_met(replace(rate, factor=factor), *sides, rows) for factor in (_ONE, _HUNDREDTH))
    fewest = 1 if telling == 1 and speaks_of_progress(rate) else FEWEST_ROWS_MET
    return met if met >= max(fewest, share * telling) else 0


def _is_zero(cell: Cell) -> bool:
    figure = parse(cell)
    return figure is not None and figure.value == 0


def with_rate_scale(column: Column, columns: Sequence[Column], rows: Rows) -> Column:
    """A rate printed as ``27`` may mean 27 % or 27 times: the scale under which more rows hold is the one.

    Where no row tells, a number with no percent sign is taken as the ratio it says, unless that were over 1000 % or it
    stands among others that have the sign. Of ratios, one that shows no decimals is as exact as the coarsest of those
    that do.
    """
    pair = column.concept.quotient if column.concept else None
    if pair is None:
        return column
    figures = [
        figure for cell in cells_of(column, rows) if (figure := parse(cell, column.style)) and not figure.percent
    ]
    shown = [figure.half_unit for figure in figures if figure.half_unit < _WHOLE]
    as_ratio = replace(column, whole_half_unit=max(shown, default=_PERCENT_HALF_UNIT))
    sides = sides_of(column, columns)
    in_points = replace(column, factor=_HUNDREDTH)
    large = any(abs(figure.value) >= _HARDLY_A_RATIO for figure in figures) or mixes_percent(column, rows)
    if sides is None:
        return in_points if large else as_ratio
    readings = (in_points, as_ratio) if large else (as_ratio, in_points)
    return max(readings, key=lambda reading: _rows_met(reading, *sides, rows))


def mixes_percent(column: Column, rows: Rows) -> bool:
    """Whether printed numbers without a percent sign stand among at least as many that have it."""
    cells = [(cell, figure) for cell in cells_of(column, rows) if (figure := parse(cell, column.style))]
    signed = sum(figure.percent for _, figure in cells)
    return 2 * signed >= len(cells) > signed and not any(cell.is_number for cell, figure in cells if not figure.percent)


def _rows_met(rate: Column, numerator: Column, denominator: Column, rows: Rows) -> int:
    met = 0
    for row in rows[:ROWS_THAT_TELL]:
        if max(rate.index, numerator.index, denominator.index) < len(row):
            top, bottom, stated = (column.figure(row[column.index]) for column in (numerator, denominator, rate))
            stated = stated or rejoined(row[rate.index], rate, top, bottom)
            if top and bottom and stated and stated.value:
                met += quotient(top, bottom, stated).verdict == Verdict.HOLDS
    return met
