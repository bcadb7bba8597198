"""How a period is named in addresses: by its last day, or by the year, half-year, quarter or month that ends on it."""

import calendar
import re
from datetime import date

_NAMES = re.compile(r"(?P<year>\d{4})(?:-(?:q(?P<quarter>[1-4])|s(?P<half>[12])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?")


def period_name(end: date) -> str:
    """The name of the period that ends on `end`: ``2019-q3``, or the day where no quarter ends on it."""
    last = calendar.monthrange(end.year, end.month)[1]
    if end.day != last or end.month % 3:
        return end.isoformat()
    return f"{end.year}-q{end.month // 3}"


def parse_period(name: str) -> date | None:
    """The last day of the period that `name` names: ``2019``, ``2019-q3``, ``2019-s1``, ``2019-09``, ``2019-09-30``."""
    found = _NAMES.fullmatch(name.strip().lower())
    if found is None:
        return None
    year = int(found["year"])
    month = 12
    if found["quarter"]:
        month = int(found["quarter"]) * 3
    elif found["half"]:
        month = int(found["half"]) * 6
    elif found["month"]:
        month = int(found["month"])
    try:
        return date(year, month, int(found["day"]) if found["day"] else calendar.monthrange(year, month)[1])
    except ValueError:
        return None
