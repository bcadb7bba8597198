"""Parts of a report as rows of a table: one row a fact, an indicator or an anomaly.

`line` counts from 1 in the file; `row` and `column` count from 0 in the table, as in the report.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.names import indicator_name
from shared.report import AnomalyPart, FactPart, IndicatorPart, Report

Part = FactPart | IndicatorPart | AnomalyPart
Named = tuple[str, Part]
"""A part and the name of the file it is of."""
Sheets = Mapping[str, tuple[type[Part], Sequence[Named]]]
"""The parts by the name of their kind."""

KINDS: dict[str, type[Part]] = {"facts": FactPart, "indicators": IndicatorPart, "anomalies": AnomalyPart}
FIGURES = frozenset(
    {"value", "expected", "observed", "difference", "tolerance_low", "tolerance_high", "reported_value"}
)
WHOLE = frozenset({"page", "line", "row", "column", "level"})
DATES = frozenset({"period_start", "period_end"})

_PLACES = ("table", "page", "line", "row", "column", "cell", "text")
_SUBJECT = ("subject_kind", "subject_code", "subject_name")
COLUMNS: dict[type[Part], tuple[str, ...]] = {
    FactPart: (
        *("filing", "id", *_SUBJECT, "concept", "value", "category", "unit"),
        *("statement", "group", "section", "parent", "level", "period_start", "period_end", *_PLACES),
    ),
    IndicatorPart: (
        *("filing", "id", *_SUBJECT, "name", "name_es", "name_en", "value", "unit", "formula", "rating", "category"),
        *("reported", "reported_value", "difference", "inputs"),
    ),
    AnomalyPart: (
        *("filing", "id", "rule", "severity", "origin", *_SUBJECT, "message_es", "message_en"),
        *("expected", "observed", "difference", "tolerance_low", "tolerance_high", "facts", *_PLACES),
    ),
}


def flatten(named: Named) -> dict[str, Any]:
    """One part as one row. The first place stands for all the places of an anomaly; lists are joined by blanks."""
    filing, part = named
    row: dict[str, Any] = {"filing": filing}
    for name, value in part.model_dump(mode="json").items():
        if name == "evidence":
            first = value[0] if isinstance(value, list) and value else value or {}
            row |= {place: first.get(place) for place in _PLACES} if first else {}
        elif isinstance(value, Mapping):
            prefix = "" if name == "context" else f"{name}_"
            row |= {f"{prefix}{key}": inner for key, inner in value.items()}
        elif isinstance(value, list):
            row[name] = " ".join(map(str, value))
        else:
            row[name] = value
    if isinstance(part, IndicatorPart):
        row |= {"name_es": indicator_name(part.name, "es"), "name_en": indicator_name(part.name, "en")}
    return {column: row.get(column) for column in COLUMNS[type(part)]}


def sheets_of(reports: Sequence[Report]) -> Sheets:
    """All the parts of `reports`, each with the name of its file."""
    return {
        name: (kind, [(report.filing.filename, part) for report in reports for part in getattr(report, name)])
        for name, kind in KINDS.items()
    }
