"""The equations that the figures of a table keep by themselves."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from services.compute.arithmetic.broken import Instance, instances
from services.compute.reading.document import Cell
from services.compute.recognition.figures import parse
from services.compute.recognition.numbers import is_bare
from services.compute.recognition.statement import RecognisedTable
from services.compute.rules.agreement.equation import Equation, mean_of, rate_of, scale_of, total_of
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.long_figures import LongFigures
from services.compute.rules.agreement.stated_scale import scales_of

Place = tuple[int, int]
_DIGITS = re.compile(r"\d[\d.,]*")
_RATIO = "ratio"
_GOALS = frozenset({"target", "achieved"})


def found_equations(
    table: RecognisedTable, figures: Mapping[Place, Known], passed_over: Collection[int] = frozenset()
) -> Iterator[Equation]:
    """What holds in `table`, and what fails where its like holds nearly everywhere; `figures` by row and column. What
    rows `passed_over` say within them is not told. Sums that come out nowhere but by what zeros may have lost in print
    are none.
    """
    grid = [[_text(cell, figures) for cell in row] for row in table.table.rows]
    rates = defaultdict(list)
    by_zeros, exactly = [], set()
    goals = {column.index: column.concept.code for column in table.columns if column.concept}
    halves = {column.index: column.half for column in table.columns}
    for instance in _each_in_its_half(instances(grid, *_rates(figures), passed_over), halves, figures):
        known = [figures.get(place) for place in (instance.aggregate, *instance.parts)]
        if any(one is None for one in known) or _mixes_goals(instance, goals):
            continue
        aggregate, *parts = [one for one in known if one is not None]
        if instance.operator == "Sum":
            total = total_of(
                aggregate, parts, (1,) * len(parts), across=instance.across, source="found", room=Decimal(instance.room)
            )
            if instance.holds and not total.holds:
                by_zeros.append((_line(instance), total))
                continue
            if total.holds and total.telling:
                exactly.add(_line(instance))
            yield total
        elif instance.operator == "Average":
            yield mean_of(aggregate, parts, across=instance.across)
        elif len(parts) == 2:
            if instance.operator == "Division" and parts[1].unit == _RATIO != aggregate.unit:
                instance = instance._replace(aggregate=instance.parts[1], parts=(instance.parts[0], instance.aggregate))
                aggregate, parts = parts[1], [parts[0], aggregate]
            rates[_line(instance)].append((instance, aggregate, (parts[0], parts[1])))
    yield from (total for line, total in by_zeros if line in exactly)
    for line in rates.values():
        first, told, _ = line[0]
        own = scales_of(table, told.column) if first.across and first.operator == "Division" else {}
        others = [one for one in line if one[1].row not in own] or line
        scale = scale_of([(instance.operator, aggregate, pair) for instance, aggregate, pair in others])
        for instance, aggregate, pair in line:
            yield from _rate(instance, aggregate, pair, own.get(aggregate.row, scale))


def _each_in_its_half(
    found: Iterable[Instance], halves: Mapping[int, int], figures: Mapping[Place, Known]
) -> Iterator[Instance]:
    """`found`; of tables whose rows lie side by side, as assets left and liabilities right do, without what fails
    down a column and comes out in none other of its half: of the rows beside it is another relation.
    """
    if len({*halves.values()}) < 2:
        yield from found
        return
    every = list(found)
    holding: dict[tuple[int, int | None], list[Instance]] = defaultdict(list)
    for one in every:
        if one.holds and not one.across:
            holding[one.aggregate[0], halves.get(one.aggregate[1])].append(one)
    for one in every:
        like_it = holding[one.aggregate[0], halves.get(one.aggregate[1])]
        if one.holds or one.across or any(_same_rows(one, other, figures) for other in like_it):
            yield one


def _same_rows(one: Instance, other: Instance, figures: Mapping[Place, Known]) -> bool:
    """Whether two relations down columns are of the same rows, but for those that give nothing in either."""
    if one.operator != other.operator or one.aggregate == other.aggregate:
        return False
    for mine, its in ((one, other), (other, one)):
        column, rows = its.aggregate[1], {row for row, _ in its.parts}
        more = (figures.get((row, column)) for row, _ in mine.parts if row not in rows)
        if any(figure is not None and figure.value for figure in more):
            return False
    return True


def _mixes_goals(instance: Instance, concepts: Mapping[int, str]) -> bool:
    """Whether `instance` adds up what was aimed at and what was achieved, or makes one of nothing but the other, which
    comes out by chance alone. `concepts` are those of the columns.
    """
    if not instance.across or instance.operator not in ("Sum", "Average"):
        return False
    parts = {_side(concepts.get(column, "")) for _, column in instance.parts}
    whole = _side(concepts.get(instance.aggregate[1], ""))
    return parts >= _GOALS or (whole in _GOALS and parts == _GOALS - {whole})


def _side(concept: str) -> str:
    return "target" if concept.startswith("target_") else concept


def _rates(figures: Mapping[Place, Known]) -> tuple[frozenset[int], frozenset[int]]:
    """The rows, and the columns, that hold nothing but rates."""
    kinds: tuple[dict[int, set[bool]], dict[int, set[bool]]] = (defaultdict(set), defaultdict(set))
    units = figures.units() if isinstance(figures, LongFigures) else ((at, one.unit) for at, one in figures.items())
    for place, unit in units:
        for along, kind in zip(place, kinds, strict=True):
            kind[along].add(unit == _RATIO)
    rows, columns = (frozenset(along for along, said in kind.items() if said == {True}) for kind in kinds)
    return rows, columns


def _text(cell: Cell, figures: Mapping[Place, Known]) -> str:
    """The figure of `cell` as it is printed, or as it was mended; where it gave none, only words, which may name a
    total.
    """
    place = cell.row, cell.column
    if place not in figures:
        return _DIGITS.sub("n", cell.text)
    return cell.text if cell.is_number or is_bare(cell.text) or parse(cell) is not None else _printed(figures[place])


def _printed(figure: Known) -> str:
    """The value of `figure` with as many digits as it is known to."""
    unit = (2 * figure.half).normalize()
    return format(figure.value.quantize(unit) if unit else figure.value.normalize(), "f")


def _rate(instance: Instance, aggregate: Known, pair: tuple[Known, Known], scale: Decimal) -> Iterator[Equation]:
    equation = rate_of(instance.operator, aggregate, pair, scale, across=instance.across, source="found")
    if equation is not None:
        yield equation


def _line(instance: Instance) -> tuple[object, ...]:
    """Instances of one relation between lines have this in common."""
    along = 1 if instance.across else 0
    return (instance.operator, instance.across, instance.aggregate[along], *(part[along] for part in instance.parts))
