"""Parts of a report as rows of a table: one row a fact, an indicator or an anomaly.

`line` counts from 1 in the file; `row` and `column` count from 0 in the table, as in the report.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from shared.between import is_between
from shared.names import indicator_name
from shared.parts import Anew, Plain, plain_parts
from shared.report import AnomalyPart, FactPart, IndicatorPart, Report
from shared.review_part import ReviewPart

Part = FactPart | IndicatorPart | AnomalyPart
Reviews = Mapping[str, Mapping[str, ReviewPart]]
"""The marks of auditors by filing and anomaly."""


class Named(NamedTuple):
    """A part as JSON has it, the name and the id of the filing it is of, and an auditor's mark on it."""

    filing: str
    filing_id: str
    part: Plain
    review: ReviewPart | None = None


Row = tuple[Any, ...]
Sheets = Mapping[str, tuple[type[Part], Anew[Named]]]
"""The parts by the name of their kind, made anew whenever they are gone through: they may be more than memory holds."""

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


def row_of(kind: type[Part], named: Named) -> Row:
    """One part as one row, in the order of `COLUMNS`. The first place stands for all the places of an anomaly; lists
    are joined by blanks.
    """
    return _ROWS[kind](named)


def flatten(kind: type[Part], named: Named) -> dict[str, Any]:
    """The same by column."""
    return dict(zip(COLUMNS[kind], _ROWS[kind](named), strict=True))


def rows_of(kind: type[Part], parts: Iterable[Named]) -> Iterator[Row]:
    """All of `parts` as rows, made one after the other."""
    return map(_ROWS[kind], parts)


def _fact(named: Named) -> Row:
    filing, filing_id, part, _ = named
    subject, said, period = part["subject"], part["context"].get, part["period"] or _NOTHING
    return (
        *(filing, part["id"], subject["kind"], subject["code"], subject["name"]),
        *(part["concept"], part["value"], part["category"], part["unit"]),
        *(said("statement"), said("group"), said("section"), said("parent"), said("level")),
        *(period.get("start"), period.get("end"), *map(part["evidence"].get, _PLACES), filing_id),
    )


def _indicator(named: Named) -> Row:
    filing, filing_id, part, _ = named
    subject, name = part["subject"], part["name"]
    return (
        *(filing, part["id"], subject["kind"], subject["code"], subject["name"]),
        *(name, indicator_name(name, "es"), indicator_name(name, "en")),
        *(part["value"], part["unit"], part["formula"], part["rating"], part["category"]),
        *(part["reported"], part["reported_value"], part["difference"], " ".join(part["inputs"]), filing_id),
    )


def _anomaly(named: Named) -> Row:
    filing, filing_id, part, review = named
    subject, message, tolerance, places = part["subject"], part["message"], part["tolerance"], part["evidence"]
    between = is_between(part["rule"], (place.get("filing") for place in places))
    mark = (review.verdict, review.note, review.model_dump(mode="json")["reviewed_at"]) if review else (None,) * 3
    return (
        *(filing, part["id"], part["rule"], part["severity"], BETWEEN if between else WITHIN, part["origin"]),
        *(subject["kind"], subject["code"], subject["name"], message["es"], message["en"]),
        *(part["expected"], part["observed"], part["difference"]),
        *((tolerance["low"], tolerance["high"]) if tolerance else (None, None)),
        *(" ".join(part["facts"]), *map((places[0] if places else _NOTHING).get, _PLACES), *mark, filing_id),
    )


_NOTHING: Plain = {}
_ROWS: dict[type[Part], Callable[[Named], Row]] = {
    FactPart: _fact,
    IndicatorPart: _indicator,
    AnomalyPart: _anomaly,
}


def sheets_of(reports: Sequence[Report], reviews: Reviews | None = None) -> Sheets:
    """All the parts of `reports`, each with its filing and, where it is an anomaly that an auditor marked, the mark."""
    return {name: (kind, _all(reports, name, reviews or {})) for name, kind in KINDS.items()}


def _all(reports: Sequence[Report], name: str, reviews: Reviews) -> Anew[Named]:
    def each() -> Iterator[Named]:
        for report in reports:
            marks = reviews.get(report.filing.id, {}) if name == "anomalies" else {}
            yield from named_parts(report.filing.filename, report.filing.id, plain_parts(getattr(report, name)), marks)

    return Anew(sum(len(getattr(report, name)) for report in reports), each)


def named_parts(
    filing: str, filing_id: str, parts: Iterable[Plain], marks: Mapping[str, ReviewPart]
) -> Iterator[Named]:
    """`parts` of one filing, with the marks on them by id."""
    return (Named(filing, filing_id, part, marks.get(part["id"])) for part in parts)
