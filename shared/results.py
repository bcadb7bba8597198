"""Results of a job in the database: written whole, read in parts."""

from typing import Any

from sqlalchemy import Table, delete, insert
from sqlmodel import Session, SQLModel

from shared.jobs import now
from shared.report import AnomalyPart, FactPart, IndicatorPart, Report, SubjectPart
from shared.tables import RESULT_TABLES, Filing, Grid, ReportHead, StoredAnomaly, StoredFact, StoredIndicator

_ROWS_AT_ONCE = 2000


def replace_results(session: Session, filing: Filing, report: Report, grids: dict[str, list[list[str]]]) -> None:
    """Put `report` and the cells of its tables in the place of whatever the filing's earlier jobs left."""
    delete_results(session, filing.id)
    said = report.filing
    filing.pages, filing.family, filing.currency = said.pages, said.family, said.currency
    filing.institution_name = said.institution.name if said.institution else None
    filing.institution_acronym = said.institution.acronym if said.institution else None
    filing.period_start = said.period.start if said.period else None
    filing.period_end = said.period.end if said.period else None
    session.add(filing)
    head = report.model_dump(mode="json", include={"tables", "coverage", "timings", "policy"})
    session.add(ReportHead(filing_id=filing.id, created_at=now(), **head))
    session.add_all(Grid(filing_id=filing.id, table_id=table, rows=rows) for table, rows in grids.items())
    _insert(session, StoredFact, [_fact_row(fact) for fact in report.facts], filing.id)
    _insert(session, StoredIndicator, [_row(indicator) for indicator in report.indicators], filing.id)
    anomalies = [_row(anomaly) | {"key": f"{filing.id}.{anomaly.id}"} for anomaly in report.anomalies]
    _insert(session, StoredAnomaly, anomalies, filing.id)


def delete_results(session: Session, filing_id: str) -> None:
    """Delete all that jobs wrote for a filing."""
    for model in RESULT_TABLES:
        session.execute(delete(model).where(_table(model).c.filing_id == filing_id))


def fact_part(row: StoredFact) -> FactPart:
    """A stored fact as reports have it."""
    period = {"start": row.period_start, "end": row.period_end} if row.period_start else None
    return FactPart.model_validate(_columns(row) | {"subject": _subject(row), "period": period})


def indicator_part(row: StoredIndicator) -> IndicatorPart:
    """A stored indicator as reports have it."""
    return IndicatorPart.model_validate(_columns(row) | {"subject": _subject(row)})


def anomaly_part(row: StoredAnomaly) -> AnomalyPart:
    """A stored anomaly as reports have it."""
    return AnomalyPart.model_validate(_columns(row) | {"subject": _subject(row)})


def _insert(session: Session, model: type[SQLModel], rows: list[dict[str, Any]], filing_id: str) -> None:
    placed = [row | {"filing_id": filing_id, "position": position} for position, row in enumerate(rows, 1)]
    for start in range(0, len(placed), _ROWS_AT_ONCE):
        session.execute(insert(_table(model)), placed[start : start + _ROWS_AT_ONCE])


def _table(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def _row(part: FactPart | IndicatorPart | AnomalyPart) -> dict[str, Any]:
    row = part.model_dump(mode="json")
    subject = row.pop("subject")
    return row | {f"subject_{name}": value for name, value in subject.items()}


def _fact_row(fact: FactPart) -> dict[str, Any]:
    row = _row(fact)
    row.pop("period")
    start, end = (fact.period.start, fact.period.end) if fact.period else (None, None)
    return row | {"period_start": start, "period_end": end}


def _columns(row: SQLModel) -> dict[str, Any]:
    """The columns of a stored row; decimals as the strings that reports carry."""
    columns = row.model_dump()
    for name in ("value", "expected", "observed", "difference"):
        if columns.get(name) is not None:
            columns[name] = format(columns[name], "f")
    return columns


def _subject(row: StoredFact | StoredIndicator | StoredAnomaly) -> SubjectPart:
    return SubjectPart(kind=row.subject_kind, code=row.subject_code, name=row.subject_name)
