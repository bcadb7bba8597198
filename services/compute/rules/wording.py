"""Figures as messages print them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import polars as pl

from services.compute.recognition.figures import parse_text
from services.compute.recognition.statement import Statement, place_of
from shared.figures import decimals
from shared.figures import figure as figure_of
from shared.report import Text

_KEPT = Decimal("1e-9")
_ONE_POINT = re.compile(r"\d{1,3}\.\d{3}")
_COMMAS_ANYWHERE = r"^\D*\d{1,3}(?:\.\d{3})+,\d+\D*$|^\D*\d{1,3}(?:\.\d{3}){2,}\D*$"
_IN_COMMAS = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2})(?![\d.,])")
_UNPARTED = re.compile(r"([^\d.,]*)(\d{4,})((?:\.\d+)?[^\d.,]*)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TURNED = str.maketrans(".,", ",.")
_CENTS, _DIGITS_UNDER_ONE = 2, 4


def money(value: Decimal) -> str:
    """1234.5 as ``1,234.50``."""
    return f"{value:,.2f}"


def like(value: Decimal, row: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """`value`, worked out of the figures of `row`, as `texts` print those: in their unit, with as many decimals.

    12 is ``12.0`` beside ``8,484.0``, and 12,000 is ``12`` beside ``8,484`` that stands for thousands.
    """
    read = [(row[name], figure.value) for name, text in texts.items() if (figure := parse_text(text)) is not None]
    places = max((decimals(shown) for _, shown in read), default=_CENTS)
    return in_places(value / next((scale for exact, shown in read if (scale := _scale(exact, shown)) > 1), 1), places)


def in_places(value: Decimal, places: int) -> str:
    """`value` with `places` decimals; with as many as people need where it has more."""
    return f"{value:,.{places}f}" if value == round(value, places) else figure_of(value)


def shown(value: str, unit: str | None) -> str:
    """A fact's value as people read it: ``0.220`` of unit ratio as ``22 %``, ``1234.5`` as ``1,234.50``."""
    return stored_rate(Decimal(value)) if unit == "ratio" else figure_of(Decimal(value))


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
    """`fact` as it stands in the filing, its thousands parted by commas; a workbook's stored number with its thousands
    and two decimals, a stored rate in percent, as workbooks show it, be it stored as a fraction or in points.
    """
    row = statement.facts.row(place_of(fact), named=True)
    if not row["cell"] or not _is_number(row["text"]):
        text = str(row["text"])
        in_commas = bool(_ONE_POINT.fullmatch(text.strip(" $()-"))) and _in_commas(statement, row["table"])
        return parted(with_points(text, in_commas))
    value = Decimal(row["text"])
    exact = Decimal(row["exact"])
    if row["unit"] == "ratio" and min(abs(value - exact), abs(value / 100 - exact)) < _KEPT:
        return stored_rate(exact)
    return figure_of(value)


def with_points(text: str, in_commas: bool = False) -> str:
    """A printed figure with commas between thousands and a point before decimals: ``1.234,50`` as ``1,234.50``; one
    that may be either, ``1.234``, where its table writes decimals with commas.
    """
    return text.translate(_TURNED) if in_commas or _IN_COMMAS.search(text) else text


def parted(text: str) -> str:
    """A printed figure with its thousands parted where nothing parts them, ``300000.00`` as ``300,000.00``, so that it
    compares with the others of a message; what may be a year stays.
    """
    found = _UNPARTED.fullmatch(text)
    if found is None or _YEAR.fullmatch(text.strip()):
        return text
    return f"{found[1]}{int(found[2]):,}{found[3]}" if found[2][0] != "0" else text


def _in_commas(statement: Statement, table: str) -> bool:
    """Whether figures of `table` are written with commas before their decimals."""
    texts = statement.facts.filter(pl.col("table") == table)["text"]
    return bool(texts.str.contains(_COMMAS_ANYWHERE).any())


def print_scale(statement: Statement, facts: Iterable[str]) -> Decimal:
    """What one unit stands for in the table that prints `facts`: 1000 where its figures are in thousands."""
    for fact in facts:
        row = statement.facts.row(place_of(fact), named=True)
        figure = parse_text(row["text"])
        if figure is not None and (scale := _scale(Decimal(row["exact"]), figure.value)) > 1:
            return scale
    return Decimal(1)


def print_places(statement: Statement, facts: Iterable[str]) -> int:
    """How many decimals messages give what is worked out of `facts`: as many as the longest of them, up to cents."""
    texts = (printed(statement, fact) for fact in facts)
    read = (parse_text(text) for text in texts)
    return min(_CENTS, max((decimals(figure.value) for figure in read if figure is not None), default=_CENTS))


def _scale(exact: Decimal, shown: Decimal) -> Decimal:
    """What one unit of a printed figure stands for; 1 where that is no power of ten."""
    scale = exact / shown if shown else Decimal(1)
    return scale if scale > 1 and scale == Decimal(10) ** scale.adjusted() else Decimal(1)


def stored_rate(value: Decimal) -> str:
    """1.07117247384621 as ``107.12 %``, 0.563 as ``56.3 %``: two decimals at most, as workbooks show rates; under 1 %
    four digits: 0.00000416763758177153 as ``0.0004168 %``.
    """
    points = (value * 100).normalize()
    kept = _CENTS if points.adjusted() >= 0 else _DIGITS_UNDER_ONE - 1 - points.adjusted()
    if decimals(points) > kept:
        points = points.quantize(Decimal(1).scaleb(-kept), ROUND_HALF_UP)
    return f"{points:,f}\N{NO-BREAK SPACE}%"


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()
