"""The figures of reports as ties look at them: by statement, the plain words of their row, concept and time."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from services.compute.recognition.folding import fold
from services.compute.recognition.subjects import own_code

_STATED = re.compile(r"\([^()]*=[^()]*\)\s*\d?|\(\s*[\dA-Za-z.]{1,4}\s*\)$")
_NOTE = re.compile(r"(?<=[^\W\d])\s?\d{1,2}$")
_CENTAVO = Decimal("0.01")
_WHOLE_HALF, _MOSTLY = Decimal("0.5"), Decimal("0.8")
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
    kind: str = "account"
    code: str | None = None
    unit: str | None = "MXN"
    above: str = ""

    @property
    def money(self) -> bool:
        """Whether it is an amount of money, and no ratio, count or score."""
        return self.unit not in (None, "ratio")


@dataclass(slots=True)
class Filed:
    """A filing of a company: its key (its path or its id) and name, what it is, its figures by statement."""

    key: str
    institution: str
    start: date
    end: date
    media_type: str
    statements: tuple[str, ...]
    figures: dict[str, list[Stated]] = field(default_factory=dict)
    acronym: str | None = None
    family: str | None = None
    name: str = ""
    id: str | None = None


def filed_of(key: str, report: Mapping[str, Any], name: str | None = None) -> Filed | None:
    """The figures of `report` (as plain values), or None where it does not say whose or of when it is.

    `name` is what the filing is called to readers, its key where nothing is given.
    """
    filing = report["filing"]
    institution, period = filing.get("institution"), filing.get("period")
    if not institution or not period:
        return None
    start, end = date.fromisoformat(str(period["start"])), date.fromisoformat(str(period["end"]))
    filed = Filed(
        key=key,
        institution=institution["name"],
        start=start,
        end=end,
        media_type=filing["media_type"],
        statements=tuple(filing.get("statements", ())),
        acronym=institution.get("acronym"),
        family=filing.get("family"),
        name=name or key,
        id=filing.get("id"),
    )
    for stated in _as_exact_as_their_table(list(_figures(key, report["facts"]))):
        filed.figures.setdefault(stated.statement, []).append(stated)
    return filed


def _as_exact_as_their_table(figures: list[Stated]) -> Iterable[Stated]:
    """`figures` with whole numbers of workbooks as exact as the figures around them.

    A workbook does not say with how many decimals a whole number is meant: in a table of centavos it is exact to the
    centavo, in one of nearly nothing but whole numbers it may be rounded.
    """
    counts: dict[str, list[int]] = {}
    for one in figures:
        if one.value:
            count = counts.setdefault(one.table, [0, 0])
            count[one.half_unit < _WHOLE_HALF] += 1
    for one in figures:
        whole, broken = counts.get(one.table, (0, 1))
        stored_whole = one.evidence.get("cell") is not None and one.half_unit >= _WHOLE_HALF
        if stored_whole and one.money and whole < _MOSTLY * (whole + broken):
            yield replace(one, half_unit=_CENTAVO / 2)
        else:
            yield one


def _figures(key: str, facts: Iterable[Mapping[str, Any]]) -> Iterable[Stated]:
    for fact in facts:
        if fact["value"] is None:
            continue
        value, evidence, subject = Decimal(str(fact["value"])), fact["evidence"], fact["subject"]
        label = subject["name"] or subject["code"] or ""
        period = fact.get("period")
        yield Stated(
            filing=key,
            fact=fact["id"],
            statement=fact["context"].get("statement") or "",
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
            kind=subject["kind"],
            code=subject["code"],
            unit=fact.get("unit", "MXN"),
            above=fold(" ".join(str(fact["context"].get(part, "")) for part in ("section", "parent"))),
        )


@lru_cache(maxsize=1 << 14)
def plain_name(label: str) -> str:
    """`label` folded, without its number, the formula it states and its footnote's mark."""
    return fold(_bare(label)) or fold(label)


def shown_name(label: str) -> str:
    """`label` without what `plain_name` leaves out, as it is printed; in capitals only at its beginning."""
    bare = " ".join(_bare(label).split()).lstrip(".-) ") or label
    return bare.capitalize() if bare.isupper() else bare


def _bare(label: str) -> str:
    bare = _NOTE.sub("", _STATED.sub("", label).strip()).strip()
    code = own_code(bare)
    return bare[len(code) :] if code else bare


def _half_unit(value: Decimal, text: str, stored: bool) -> Decimal:
    """Half of the last digit shown. What a workbook stores with more digits than centavos is exact to the centavo;
    a whole number that it stores may be a rounded one.
    """
    if stored:
        return _CENTAVO / 2 if "." in text else _WHOLE_HALF
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
