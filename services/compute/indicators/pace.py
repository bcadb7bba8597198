"""How far along the year a filing's period goes, and the pace at which money and goals would end it.

A quarter at a quarter of the year's target is on course: its rate over the part of the year gone by is one.
"""

import calendar
from collections.abc import Callable
from decimal import Decimal

from services.compute.indicators.goals import counts, direction, words
from services.compute.indicators.indicator import Figures, Indicator
from services.compute.indicators.subject import Subject
from services.compute.recognition.periods import Period

_MONTHS = 12
Applies = Callable[[Subject], bool]


def elapsed(period: Period | None) -> tuple[int, int] | None:
    """Which part of its year `period` takes, as months of twelve, or days of the year where it ends within a month.

    None for a whole year, and where it does not begin with the year: figures may then run from either.
    """
    if period is None or period.whole_year or period.start.year != period.end.year:
        return None
    if (period.start.month, period.start.day) != (1, 1):
        return None
    end = period.end
    if end.day == calendar.monthrange(end.year, end.month)[1]:
        return end.month, _MONTHS
    return end.timetuple().tm_yday, 366 if calendar.isleap(end.year) else 365


def pace_of(period: Period | None) -> tuple[Indicator, ...]:
    """The indicators of the pace in a filing over `period`; none where that is no part of a year from its start."""
    part = elapsed(period)
    if part is None:
        return ()
    gone, of = part
    months = gone if of == _MONTHS else round(Decimal(gone) * _MONTHS / of)

    def paced(name: str, done: str, planned: str, applies: Applies) -> Indicator:
        def value(figures: Figures) -> Decimal | None:
            return figures[done] / figures[planned] * of / gone if figures[planned] else None

        formula = f"{done} / {planned} / ({gone} / {of})"
        return Indicator(name, formula, (done, planned), value, "pace", applies=applies)

    return (
        paced("annualised_execution_rate", "accrued", "modified", lambda _: True),
        *(
            paced("annualised_achievement_rate", "achieved", target, _for_target(target, months))
            for target in ("target_modified", "target_original")
        ),
    )


def _for_target(target: str, months: int) -> Applies:
    def applies(subject: Subject) -> bool:
        return (
            subject.target == target
            and direction(subject) == "ascending"
            and counts(subject)
            and _measured(subject, months)
        )

    return applies


def _measured(subject: Subject, months: int) -> bool:
    """Whether it is measured as often as to have a value after `months`."""
    said = subject.said.get("frequency")
    every = {name: int(number) for name, number in (entry.rsplit(" ", 1) for entry in words()["frequency"])}
    return said is None or every.get(said, 0) <= months
