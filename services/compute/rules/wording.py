"""Figures as messages print them."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from services.compute.recognition.figures import parse_text
from services.compute.recognition.statement import Statement
from shared.report import Text

_KEPT = Decimal("1e-9")


def money(value: Decimal) -> str:
    """1234.5 as ``1,234.50``."""
    return f"{value:,.2f}"


def percent(rate: Decimal) -> str:
    """0.26599 as ``26.6 %``, with a blank that does not break; two decimals under 1 %, two digits under those."""
    points = rate * 100
    digits = Decimal("0.01") if 0 < abs(points) < 1 else Decimal("0.1")
    if 0 < abs(points) < digits:
        digits = Decimal(1).scaleb(points.adjusted() - 1)
    return f"{points.quantize(digits, ROUND_HALF_UP):,f}\N{NO-BREAK SPACE}%"


_MONTHS = (
    ("enero", "January"),
    ("febrero", "February"),
    ("marzo", "March"),
    ("abril", "April"),
    ("mayo", "May"),
    ("junio", "June"),
    ("julio", "July"),
    ("agosto", "August"),
    ("septiembre", "September"),
    ("octubre", "October"),
    ("noviembre", "November"),
    ("diciembre", "December"),
)


def span(start: date, end: date) -> Text:
    """From a day to a day: ``del 1 de enero al 31 de marzo de 2024``."""
    (first, first_en), (last, last_en) = _MONTHS[start.month - 1], _MONTHS[end.month - 1]
    other = start.year != end.year
    return Text(
        es=f"del {start.day} de {first}{f' de {start.year}' if other else ''} al {end.day} de {last} de {end.year}",
        en=f"{start.day} {first_en}{f' {start.year}' if other else ''} to {end.day} {last_en} {end.year}",
    )


def printed(statement: Statement, fact: str) -> str:
    """`fact` as it stands in the filing; a workbook's stored number with its thousands and two decimals, a stored rate
    in percent, as workbooks show it.
    """
    row = statement.facts.row(int(fact[1:]) - 1, named=True)
    if not row["cell"] or not _is_number(row["text"]):
        return str(row["text"])
    value = Decimal(row["text"])
    if row["unit"] == "ratio" and abs(value - Decimal(row["exact"])) < _KEPT:
        return _stored_rate(value)
    return money(value) if value.as_tuple().exponent == -1 else f"{value:,f}"


def print_scale(statement: Statement, facts: Iterable[str]) -> Decimal:
    """What one unit stands for in the table that prints `facts`: 1000 where its figures are in thousands."""
    for fact in facts:
        row = statement.facts.row(int(fact[1:]) - 1, named=True)
        figure = parse_text(row["text"])
        scale = Decimal(row["exact"]) / figure.value if figure is not None and figure.value else Decimal(1)
        if scale > 1 and scale == Decimal(10) ** scale.adjusted():
            return scale
    return Decimal(1)


def _stored_rate(value: Decimal) -> str:
    """1.07117247384621 as ``107.12 %``, 0.563 as ``56.3 %``: two decimals at most, as workbooks show rates."""
    points = (value * 100).normalize()
    if points.adjusted() >= 0 and int(points.as_tuple().exponent) < -2:
        points = points.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{points:,f}\N{NO-BREAK SPACE}%"


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()
