"""The figures of reports as ties look at them: by statement, the plain words of their row, concept and time."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from services.compute.recognition.subjects import own_code
from services.compute.recognition.vocabulary import fold

_STATED = re.compile(r"\([^()]*=[^()]*\)\s*\d?|\(\s*[\dA-Za-z.]{1,4}\s*\)$")
_NOTE = re.compile(r"(?<=[^\W\d])\s?\d{1,2}$")
_CENTAVO = Decimal("0.01")
_DIGITS = re.compile(r"\d[\d,.' ]*")


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of one filing. `half_unit` is half of its last digit as printed, but never under half a centavo."""

    filing: str
    fact: str
    statement: str
    table: str
    row: int
    total: bool
    name: str
    label: str
    concept: str
    value: Decimal
    half_unit: Decimal
    end: date | None
    evidence: Mapping[str, Any]
    level: int = 0


@dataclass(slots=True)
class Filed:
    """A filing of a company: its key (a file's name or a filing's id), what it is, its figures by statement."""

    key: str
    institution: str
    start: date
    end: date
    media_type: str
    statements: tuple[str, ...]
    figures: dict[str, list[Stated]] = field(default_factory=dict)


def filed_of(key: str, report: Mapping[str, Any]) -> Filed | None:
    """The figures of `report` (as plain values), or None where it does not say whose or of when it is."""
    filing = report["filing"]
    institution, period = filing.get("institution"), filing.get("period")
    if not institution or not period:
        return None
    start, end = date.fromisoformat(str(period["start"])), date.fromisoformat(str(period["end"]))
    filed = Filed(key, institution["name"], start, end, filing["media_type"], tuple(filing.get("statements", ())))
    for stated in _figures(key, report["facts"]):
        filed.figures.setdefault(stated.statement, []).append(stated)
    return filed


def _figures(key: str, facts: Iterable[Mapping[str, Any]]) -> Iterable[Stated]:
    for fact in facts:
        statement = fact["context"].get("statement")
        if statement is None or fact["value"] is None:
            continue
        value, evidence, subject = Decimal(str(fact["value"])), fact["evidence"], fact["subject"]
        label = subject["name"] or subject["code"] or ""
        period = fact.get("period")
        yield Stated(
            filing=key,
            fact=fact["id"],
            statement=statement,
            table=evidence["table"],
            row=evidence["row"],
            total=subject["kind"] == "total",
            name=plain_name(label),
            label=label,
            concept=fact["concept"],
            value=value,
            half_unit=_half_unit(value, evidence["text"], evidence.get("cell") is not None),
            end=date.fromisoformat(str(period["end"])) if period else None,
            evidence=evidence,
            level=fact["context"].get("level", 0),
        )


@lru_cache(maxsize=1 << 14)
def plain_name(label: str) -> str:
    """`label` folded, without its number, the formula it states and its footnote's mark."""
    bare = _NOTE.sub("", _STATED.sub("", label).strip()).strip()
    code = own_code(bare)
    return fold(bare[len(code) :] if code else bare) or fold(label)


def _half_unit(value: Decimal, text: str, stored: bool) -> Decimal:
    """Half of the last digit shown. What a workbook stores with more digits than centavos is exact to the centavo;
    a whole number that it stores may be a rounded one.
    """
    if stored:
        return _CENTAVO / 2 if "." in text else Decimal("0.5")
    found = _DIGITS.search(text)
    digits = found[0].strip(" ,.'") if found else ""
    shown = re.search(r"[.,](\d{1,2})$", digits)
    half = Decimal("0.5").scaleb(-len(shown[1]) if shown else 0)
    return max(half * _scale(value, digits, len(shown[1]) if shown else 0), _CENTAVO / 2)


def _scale(value: Decimal, digits: str, decimals: int) -> Decimal:
    """By what the figure as printed was multiplied to give `value`: 1000 in a table of thousands."""
    try:
        printed = Decimal(re.sub(r"\D", "", digits)).scaleb(-decimals)
    except InvalidOperation:
        return Decimal(1)
    if not printed or not value:
        return Decimal(1)
    scale = abs(value / printed)
    return scale if scale > 1 else Decimal(1)
