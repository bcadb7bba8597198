"""Reports of one statement, made row by row, as plain values."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from services.compute.ties.stated import Filed, filed_of

INSTITUTION = "Instituto de Pensiones y Bienestar del Estado de Anáhuac"
Row = tuple[str, str | None, str, dict[str, str]]
"""The kind, code and name of a row's subject, and its figures by concept."""


def total(**figures: str) -> Row:
    """A total row of spending."""
    return "total", None, "Total del Gasto", figures


def indicator(name: str, kind: str, value: Decimal, inputs: Sequence[str]) -> dict[str, Any]:
    """An indicator that was worked out of `inputs`, of a subject without code or name."""
    told = {"id": "i1", "name": name, "value": str(value), "formula": "", "unit": "ratio", "inputs": list(inputs)}
    blank = dict.fromkeys(("reported", "reported_value", "difference", "category", "rating"))
    return {**told, **blank, "subject": {"kind": kind, "code": None, "name": None}}


def report(
    statement: str,
    rows: Sequence[Row],
    end: str,
    *,
    start: str | None = None,
    institution: str = INSTITUTION,
    media_type: str = "application/pdf",
) -> dict[str, Any]:
    """A report of a statement that tells from the year's first day, or `start`, up to `end`."""
    period = {"start": start or f"{end[:4]}-01-01", "end": end}
    cells = [
        (row, subject, concept, text)
        for row, (*subject, figures) in enumerate(rows)
        for concept, text in figures.items()
    ]
    facts = [
        {
            "id": f"f{number}",
            "subject": dict(zip(("kind", "code", "name"), subject, strict=True)),
            "concept": concept,
            "value": text.replace(",", ""),
            "category": None,
            "unit": "MXN",
            "context": {"statement": statement, "level": 0},
            "period": period,
            "evidence": {"table": "t1", "page": None, "line": None, "row": row, "column": number, "text": text},
        }
        for number, (row, subject, concept, text) in enumerate(cells, 1)
    ]
    head = {
        "media_type": media_type,
        "statements": [statement],
        "institution": {"name": institution, "acronym": None},
        "period": period,
        "pages": 1,
        "family": None,
        "currency": "MXN",
    }
    bare: dict[str, Any] = {"tables": [], "coverage": {"rules": []}, "timings": {}, "policy": {}}
    return {"filing": head, "facts": facts, "indicators": [], "anomalies": [], **bare}


def filed(key: str, statement: str, rows: Sequence[Row], end: str, **named: Any) -> Filed:
    """Such a report as ties look at it."""
    made = filed_of(key, report(statement, rows, end, **named))
    assert made is not None
    return made
