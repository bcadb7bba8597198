"""Tables whose figures go in steps of five, ten or a hundred: there that is what they are rounded to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known

_STEPS = tuple(Decimal(factor).scaleb(power) for power in range(7) for factor in (5, 10))
"""In units of the last digit shown."""
_FEWEST_FIGURES, _NEARLY_ALL = 12, Decimal("0.95")
_FEWEST_OFF, _SHARE_OFF = 2, 0.1


def with_steps(equations: Sequence[Equation]) -> list[Equation]:
    """`equations`, the sums of tables that are rounded to steps with as much room as these leave.

    Round figures alone say nothing, since budgets are round; that several sums miss by a step or two does.
    """
    by_table: dict[str, list[Equation]] = defaultdict(list)
    for one in equations:
        if one.operator == "Sum" and one.telling:
            by_table[one.aggregate.table].append(one)
    halves = {table: half for table, sums in by_table.items() if (half := _half_step(sums))}
    return [_roomier(one, halves.get(one.aggregate.table)) for one in equations]


def _roomier(one: Equation, half: Decimal | None) -> Equation:
    if half is None or one.operator != "Sum" or one.holds or _by_one_finer(one, 2 * half):
        return one
    return replace(one, tolerance=half * (len(one.parts) + 1))


def _by_one_finer(one: Equation, step: Decimal) -> bool:
    """Whether a single figure does not go in the steps, and that is what the sum is off by beyond them."""
    finer = [figure.value % step for figure in (one.aggregate, *one.parts) if figure.value % step]
    return len(finer) == 1 and one.off % step in (finer[0], -finer[0])


def _half_step(sums: Sequence[Equation]) -> Decimal | None:
    """Half the step that the figures of `sums` are rounded to, None where that is no more than they show."""
    if all(one.holds for one in sums):
        return None
    figures = {one.fact: one for equation in sums for one in (equation.aggregate, *equation.parts) if one.value}
    step = max((step for step in _steps_of(figures.values())), default=None)
    if step is None:
        return None
    off = [one for one in sums if not one.holds and _within(one, step)]
    return step / 2 if len(off) >= max(_FEWEST_OFF, _SHARE_OFF * len(sums)) else None


def _steps_of(figures: Iterable[Known]) -> list[Decimal]:
    """The steps, finest first, in which nearly all of `figures` go."""
    known = list(figures)
    if len(known) < _FEWEST_FIGURES or len({one.half for one in known}) != 1:
        return []
    unit = 2 * known[0].half
    return [step * unit for step in _STEPS if unit and _nearly_all_in(known, step * unit)]


def _nearly_all_in(figures: Sequence[Known], step: Decimal) -> bool:
    """Whether no more of `figures` lie beside the steps than may; in a long table the first few hundred tell."""
    beside = (one for one in figures if one.value % step)
    return next(islice(beside, int(len(figures) * (1 - _NEARLY_ALL)), None), None) is None


def _within(one: Equation, step: Decimal) -> bool:
    return one.off % step == 0 and abs(one.off) <= step / 2 * (len(one.parts) + 1)
