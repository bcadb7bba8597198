"""Parts of a report as rows of a table: one row a fact, an indicator or an anomaly.

`line` counts from 1 in the file; `row` and `column` count from 0 in the table, as in the report.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from shared.between import lies_between
from shared.names import indicator_name
from shared.report import AnomalyPart, FactPart, IndicatorPart, Report
from shared.review_part import ReviewPart

Part = FactPart | IndicatorPart | AnomalyPart
Reviews = Mapping[str, Mapping[str, ReviewPart]]
"""The marks of auditors by filing and anomaly."""


class Named(NamedTuple):
    """A part, the name and the id of the filing it is of, and an auditor's mark on it."""

    filing: str
    filing_id: str
    part: Part
    review: ReviewPart | None = None


Sheets = Mapping[str, tuple[type[Part], Sequence[Named]]]
"""The parts by the name of their kind."""

KINDS: dict[str, type[Part]] = {"facts": FactPart, "indicators": IndicatorPart, "anomalies": AnomalyPart}
FIGURES = frozenset(
    {"value", "expected", "observed", "difference", "tolerance_low", "tolerance_high", "reported_value"}
)
WHOLE = frozenset({"page", "line", "row", "column", "level"})
DATES = frozenset({"period_start", "period_end"})

WITHIN, BETWEEN = "within-filing", "between-filings"
"""Where an anomaly lies, as the column `scope` says it."""
_PLACES = ("table", "page", "line", "row", "column", "cell", "text")
_SUBJECT = ("subject_kind", "subject_code", "subject_name")
COLUMNS: dict[type[Part], tuple[str, ...]] = {
    FactPart: (
        *("filing", "id", *_SUBJECT, "concept", "value", "category", "unit"),
        *("statement", "group", "section", "parent", "level", "period_start", "period_end", *_PLACES, "filing_id"),
    ),
    IndicatorPart: (
        *("filing", "id", *_SUBJECT, "name", "name_es", "name_en", "value", "unit", "formula", "rating", "category"),
        *("reported", "reported_value", "difference", "inputs", "filing_id"),
    ),
    AnomalyPart: (
        *("filing", "id", "rule", "severity", "scope", "origin", *_SUBJECT, "message_es", "message_en"),
        *("expected", "observed", "difference", "tolerance_low", "tolerance_high", "facts", *_PLACES),
        *("review", "review_note", "reviewed_at", "filing_id"),
    ),
}


def flatten(named: Named) -> dict[str, Any]:
    """One part as one row. The first place stands for all the places of an anomaly; lists are joined by blanks."""
    filing, filing_id, part, review = named
    row: dict[str, Any] = {"filing": filing, "filing_id": filing_id}
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
    if isinstance(part, AnomalyPart):
        row["scope"] = BETWEEN if lies_between(part) else WITHIN
    if review:
        said = review.model_dump(mode="json")
        row |= {"review": review.verdict, "review_note": review.note, "reviewed_at": said["reviewed_at"]}
    return {column: row.get(column) for column in COLUMNS[type(part)]}


def sheets_of(reports: Sequence[Report], reviews: Reviews | None = None) -> Sheets:
    """All the parts of `reports`, each with its filing and, where it is an anomaly that an auditor marked, the mark."""
    return {
        name: (kind, [named for report in reports for named in _named(report, name, reviews or {})])
        for name, kind in KINDS.items()
    }


def _named(report: Report, name: str, reviews: Reviews) -> list[Named]:
    filing = report.filing
    marks = reviews.get(filing.id, {}) if name == "anomalies" else {}
    return [Named(filing.filename, filing.id, part, marks.get(part.id)) for part in getattr(report, name)]
