"""The equations that a form writes under its headings: ``3 = (1 + 2)``, ``5/1``, ``h = d + e - f + g``."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from services.compute.arithmetic.relation import Operator
from services.compute.arithmetic.stated import Formula, formula_in, number_of
from services.compute.recognition.changes import changed_by
from services.compute.recognition.columns import Column, rates_among
from services.compute.recognition.statement import RecognisedTable
from services.compute.recognition.vocabulary import vocabulary
from services.compute.rules.agreement.equation import Equation, rate_of, scale_of, total_of
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.stated_scale import scales_of

_FEWEST_SUMS, _NEARLY_ALL = 2, 0.75
_FEWEST_CHANGES = 2
_PARTS, _COME_TO, _FEWEST_QUOTIENTS = ("numerator", "denominator"), ("indicator_value", "achieved"), 3
_ONE, _HUNDRED = Decimal(1), Decimal(100)
_NO_OTHERS: Mapping[int, Decimal] = {}
_SEVERAL_SUMS, _FEW_ERRORS = 4, 2
_LETTER = re.compile(r"\(\s*([a-z])\s*(?:\)|=)")


def column_equations(table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> Iterator[Equation]:
    """What the headings of `table` say of its columns, a row at a time; `figures` by row and column."""
    for half in sorted({column.half for column in table.columns}):
        columns = [column for column in table.columns if column.half == half and column.is_measure]
        numbers = {number: column.index for column in columns if (number := _number(column))}
        for column in columns:
            formula = formula_in(column.stated) or formula_in(column.label)
            if formula is not None and all(code in numbers for code, _ in formula.terms):
                terms = [(numbers[code], sign) for code, sign in formula.terms]
                yield from _down(column, formula, terms, figures, sorted({row for row, _ in figures}))


def rate_equations(table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> Iterator[Equation]:
    """What the columns of `table` that are known rates should be, by the columns of what they are rates of."""
    for columns in rates_among(table.columns):
        yield from _rates([column.index for column in columns], figures)


def change_equations(table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> Iterator[Equation]:
    """What the columns of `table` that are known relative changes should be. Of the pairs that they may be changes of,
    the one that gives most of them is taken; none where none gives any.

    Of pairs that no vocabulary names, what is no such change is told where more rows are, and several.
    """
    for half in sorted({column.half for column in table.columns}):
        by_code = _by_code(table, half)
        for rate, pairs in vocabulary().changes.items():
            named = [[*by_code[old], *by_code[new]] for old, new in pairs]
            for column in by_code[rate]:
                options = [(old, new) for old, new in permutations(changed_by(column, table.columns), 2)]
                worked = [
                    (list(_rates([column.index, old.index, new.index], figures, "RelativeChange")), [old, new] in named)
                    for old, new in options
                ]
                yield from _likeliest_changes(worked)


def parts_equations(table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> Iterator[Equation]:
    """What the columns of what indicators came to should be, where most rows say that it is the quotient of numerator
    and denominator beside it, or a hundred times that. An indicator's value is worked out of its formula instead,
    where one is stated.
    """
    formulas = any(column.concept and column.concept.code == "formula" for column in table.columns)
    for half in sorted({column.half for column in table.columns}):
        by_code = _by_code(table, half)
        if any(len(by_code[part]) != 1 for part in _PARTS):
            continue
        parts = [by_code[part][0].index for part in _PARTS]
        for column in (column for code in _COME_TO[formulas:] for column in by_code[code]):
            own = scales_of(table, column.index)
            columns = [column.index, *parts]
            worked = [list(_rates(columns, figures, scale=scale, own=own)) for scale in (_ONE, _HUNDRED)]
            best = max(worked, key=_come_out)
            if _come_out(best) >= _FEWEST_QUOTIENTS and nearly_all_come_out(best):
                yield from best


def _likeliest_changes(worked: Sequence[tuple[list[Equation], bool]]) -> Iterator[Equation]:
    """The equations of the pair that gives most of the changes, which the vocabulary may name; of those that fail, only
    such as fail by every pair that gives as many.
    """
    most = max((_come_out(equations) for equations, _ in worked), default=0)
    if not most:
        return
    alike = [(equations, named) for equations, named in worked if _come_out(equations) == most]
    best, named = max(alike, key=lambda option: option[1])
    failing = [one for one in best if not one.holds]
    holding = {one.aggregate.fact for equations, _ in alike for one in equations if one.holds}
    if named or (most >= _FEWEST_CHANGES and most > len(failing)):
        yield from (one for one in best if one.holds or named or one.aggregate.fact not in holding)


def sum_equations(table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> Iterator[Equation]:
    """What the columns of `table` that are known sums of others should be, a row at a time: a modified budget, what is
    left of it. Of the ways to add them up the one that gives most of them is taken, if it gives nearly all.
    """
    rows = sorted({row for row, _ in figures})
    for half in sorted({column.half for column in table.columns}):
        by_code = {code: columns[0] for code, columns in _by_code(table, half).items() if len(columns) == 1}
        for whole, ways in vocabulary().sums.items():
            options = [
                _added(by_code[whole].index, [(by_code[code].index, sign) for code, sign in terms], figures, rows)
                for terms in ways
                if whole in by_code and all(code in by_code for code, _ in terms)
            ]
            best = max(options, key=_come_out, default=[])
            if nearly_all_come_out(best):
                yield from best


def nearly_all_come_out(equations: Sequence[Equation]) -> bool:
    """Whether so many come out that the others are errors: in a short table a figure and the total that carries it on
    may be wrong, which is one error, and another besides.
    """
    come_out = _come_out(equations)
    errors = len({abs(one.off) for one in equations if one.telling and not one.holds})
    nearly_all = come_out >= max(_FEWEST_SUMS, _NEARLY_ALL * sum(one.telling for one in equations))
    return nearly_all or (errors <= _FEW_ERRORS and come_out >= _SEVERAL_SUMS)


def _come_out(equations: Sequence[Equation]) -> int:
    return sum(one.telling and one.holds for one in equations)


def _added(
    whole: int,
    terms: Sequence[tuple[int, int]],
    figures: Mapping[tuple[int, int], Known],
    rows: Sequence[int],
    stated: str = "",
) -> list[Equation]:
    """The sums of the columns `terms`, each with its sign, in the rows that state them. Columns to be taken away may
    be printed negative already; that is told by which makes more come out.
    """
    lines: list[tuple[Known, list[tuple[Known, int]]]] = []
    for row in rows:
        parts = [(figures[row, index], sign) for index, sign in terms if (row, index) in figures]
        if parts and (row, whole) in figures and (stated or len(parts) == len(terms)):
            lines.append((figures[row, whole], parts))
    lines = _of_several_parts(lines, len(terms))
    negative = _printed_negative(lines)
    ways = [
        [_signed(aggregate, parts, turned, stated) for aggregate, parts in lines]
        for turned in ((set(), negative) if negative else (set(),))
    ]
    return max(ways, key=lambda equations: sum(one.holds for one in equations))


def _signed(aggregate: Known, parts: Sequence[tuple[Known, int]], turned: Collection[int], stated: str) -> Equation:
    """The sum of `parts`, those of the columns `turned` added whatever their sign says."""
    known, signs = [part for part, _ in parts], [1 if part.column in turned else sign for part, sign in parts]
    return total_of(aggregate, known, signs, across=True, source="column", stated=stated)


def _of_several_parts(
    lines: list[tuple[Known, list[tuple[Known, int]]]], count: int
) -> list[tuple[Known, list[tuple[Known, int]]]]:
    """`lines` without those of which one of several parts stands alone, as of liabilities that a form asks no movements
    of; and without those that sum them, which are off by the same, or nearer to that than to nothing where they hold an
    error besides.
    """
    alone = {
        id(aggregate): aggregate.value - parts[0][0].value * parts[0][1]
        for aggregate, parts in lines
        if len(parts) == 1 < count
    }
    unmoved = sum(alone.values(), Decimal(0))
    if not alone:
        return lines  # nothing is nearer to nothing than to that

    def sums_them(aggregate: Known, parts: list[tuple[Known, int]]) -> bool:
        off = aggregate.value - sum((part.value * sign for part, sign in parts), Decimal(0))
        return is_nearer(off, unmoved)

    return [
        (aggregate, parts)
        for aggregate, parts in lines
        if id(aggregate) not in alone and not sums_them(aggregate, parts)
    ]


def is_nearer(off: Decimal, other: Decimal) -> bool:
    """Whether what a row is `off` by is nearer to `other` than to nothing."""
    return abs(off - other) < abs(off)


def unmoved_in(lines: Iterable[Sequence[Known | None]]) -> Decimal:
    """How far balances lie apart, first and last in `lines`, of rows that tell no movements between."""
    ends = ((line[0], line[-1]) for line in lines if not any(line[1:-1]))
    return sum((last.value - first.value for first, last in ends if first and last), Decimal(0))


def _by_code(table: RecognisedTable, half: int) -> Mapping[str, Sequence[Column]]:
    """The measures in one half of `table` by their concept."""
    by_code: dict[str, list[Column]] = defaultdict(list)
    for column in table.columns:
        if column.half == half and column.is_measure and column.concept:
            by_code[column.concept.code].append(column)
    return by_code


def _rates(
    columns: Sequence[int],
    figures: Mapping[tuple[int, int], Known],
    operator: Operator = "Division",
    scale: Decimal = _ONE,
    own: Mapping[int, Decimal] = _NO_OTHERS,
) -> Iterator[Equation]:
    """Those of the rows that state all of `columns`, in `scale`, or where a row has its `own` in that."""
    rows = sorted({row for row, _ in figures})
    lines = [[figures[row, column] for column in columns if (row, column) in figures] for row in rows]
    for rate, first, second in (line for line in lines if len(line) == len(columns)):
        equation = rate_of(operator, rate, (first, second), own.get(rate.row, scale), across=True, source="column")
        if equation is not None:
            yield equation


def _number(column: Column) -> str | None:
    if column.stated:
        formula = formula_in(column.stated)
        return (formula.name if formula else number_of(column.stated)) or None
    formula = formula_in(column.label)
    found = _LETTER.search(column.label)
    return (formula.name if formula else None) or (found[1] if found else None)


def _down(
    column: Column,
    formula: Formula,
    terms: Sequence[tuple[int, int]],
    figures: Mapping[tuple[int, int], Known],
    rows: Sequence[int],
) -> Iterator[Equation]:
    stated = column.stated or column.label
    if not formula.quotient:
        yield from _added(column.index, terms, figures, rows, stated)
        return
    rates: list[tuple[Operator, Known, tuple[Known, Known]]] = []
    for row in rows:
        aggregate = figures.get((row, column.index))
        parts = [figures[row, index] for index, _ in terms if (row, index) in figures]
        if aggregate is not None and len(parts) == 2:
            rates.append(("Division", aggregate, (parts[0], parts[1])))
    scale = scale_of(rates)
    for _, aggregate, pair in rates:
        equation = rate_of("Division", aggregate, pair, scale, across=True, source="column", stated=stated)
        if equation is not None:
            yield equation


def _printed_negative(lines: Sequence[tuple[Known, Sequence[tuple[Known, int]]]]) -> set[int]:
    """The columns to be taken away whose amounts are printed negative already, as credits are."""
    amounts: dict[int, list[Decimal]] = {}
    for _, parts in lines:
        for part, sign in parts:
            if sign < 0:
                amounts.setdefault(part.column, []).append(part.value)
    return {column for column, values in amounts.items() if max(values) <= 0 and min(values) < 0}
