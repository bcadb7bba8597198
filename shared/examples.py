"""Examples of the parts of a report, for the API's documentation."""

from typing import Any

_SUBJECT = {"kind": "programme", "code": "E001PA0104", "name": "Cobranza de cuotas y aportaciones"}


def _spot(column: int, text: str) -> dict[str, Any]:
    return {
        "filing": None,
        "filing_id": None,
        "table": "t1",
        "page": 1,
        "line": 9,
        "row": 6,
        "column": column,
        "cell": None,
        "text": text,
        "bbox": None,
    }


FACT: dict[str, Any] = {
    "id": "f33",
    "subject": _SUBJECT,
    "concept": "accrued",
    "value": "90318.27",
    "category": None,
    "unit": "MXN",
    "context": {"group": "Inversión", "level": 0, "statement": "investment-programmes"},
    "period": {"start": "2024-01-01", "end": "2024-12-31"},
    "evidence": _spot(6, "90,318.27"),
}
INDICATOR: dict[str, Any] = {
    "id": "i20",
    "name": "execution_rate_modified",
    "subject": _SUBJECT,
    "value": "0.6338",
    "formula": "accrued / modified",
    "unit": "ratio",
    "inputs": ["f33", "f32"],
    "reported": "f38",
    "reported_value": "0.36",
    "difference": "-0.27",
    "category": None,
    "rating": "critical",
}
ANOMALY: dict[str, Any] = {
    "id": "a1",
    "rule": "ratio-mismatch",
    "severity": "error",
    "origin": "filing",
    "subject": _SUBJECT,
    "message": {
        "es": "Devengado ÷ modificado: 90,318.27 ÷ 142,500.00 da 63.4 %; el informe dice 36%.",
        "en": "Accrued ÷ modified: 90,318.27 ÷ 142,500.00 gives 63.4 %; the report says 36%.",
    },
    "expected": "0.6338",
    "observed": "0.36",
    "difference": "0.2738",
    "tolerance": {"low": "0.63381239", "high": "0.63381251"},
    "facts": ["f38", "f33", "f32"],
    "evidence": [_spot(12, "36%"), _spot(6, "90,318.27"), _spot(5, "142,500.00")],
}
FILING: dict[str, Any] = {
    "id": "0b3f7c55e1d24f90a6c81e72",
    "filename": "programas-2024.txt",
    "sha256": "0b3f7c55e1d24f90a6c81e72" + "0" * 40,
    "media_type": "text/tab-separated-values",
    "size": 3529,
    "pages": 2,
    "family": "investment-programmes",
    "statements": ["investment-programmes"],
    "institution": {"name": "INSTITUTO DE PENSIONES Y BIENESTAR DEL ESTADO DE ANÁHUAC", "acronym": "IPBEA"},
    "period": {"start": "2024-01-01", "end": "2024-12-31"},
    "currency": "MXN",
}
REPORT: dict[str, Any] = {
    "schema": "cotejo.report/1",
    "filing": FILING,
    "tables": [
        {
            "id": "t1",
            "page": 1,
            "title": "Programas y Proyectos de Inversión",
            "rows": 8,
            "numbered": [[0, 4]],
            "statement": "investment-programmes",
            "columns": [{"index": 6, "label": "Devengado", "concept": "accrued", "confidence": 1.0, "reason": "term"}],
        }
    ],
    "facts": [FACT],
    "indicators": [INDICATOR],
    "anomalies": [ANOMALY],
    "coverage": {
        "numeric_cells": 107,
        "as_facts": 107,
        "checked": 104,
        "bounded": 3,
        "unsummed_totals": 0,
        "unsummed_first": [],
        "unchecked": [],
        "unread_pages": [],
        "sentences": 0,
        "sentences_held": 0,
        "sentences_partly_held": 0,
        "rules": [
            {
                "rule": "ratio-mismatch",
                "version": 2,
                "passed": 40,
                "failed": 1,
                "not_applicable": 3,
                "why": {"no reported ratio": 3},
            }
        ],
    },
    "timings": {"reading": 0.001, "recognising": 0.02, "deriving": 0.002, "checking": 0.02},
    "policy": {"name": "default", "version": "1"},
}
