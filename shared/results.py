"""Results of a job in the database: written whole, read in parts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Table, delete
from sqlmodel import Session, SQLModel

from shared.bulk import insert_rows
from shared.jobs import now
from shared.report import AnomalyPart, FactPart, IndicatorPart, SubjectPart
from shared.tables import RESULT_TABLES, Filing, Grid, ReportHead, StoredAnomaly, StoredFact, StoredIndicator


def replace_results(
    session: Session, filing: Filing, report: Mapping[str, Any], grids: Mapping[str, list[list[str]]]
) -> None:
    """Put `report`, plain values as `Report` takes them, in the place of whatever the filing's earlier jobs left.

    `grids` are the cell texts of its tables, by table.
    """
    delete_results(session, filing.id)
    said = report["filing"]
    institution, period = said["institution"] or {}, said["period"] or {}
    filing.statements = said.get("statements", [])
    filing.pages, filing.family, filing.currency = said["pages"], said["family"], said["currency"]
    filing.institution_name, filing.institution_acronym = institution.get("name"), institution.get("acronym")
    filing.period_start, filing.period_end = _day(period.get("start")), _day(period.get("end"))
    session.add(filing)
    head = {part: report[part] for part in ("tables", "coverage", "timings", "policy")}
    session.add(ReportHead(filing_id=filing.id, created_at=now(), **head))
    session.add_all(Grid(filing_id=filing.id, table_id=table, rows=rows) for table, rows in grids.items())
    session.flush()
    _insert(session, StoredFact, map(_fact_row, report["facts"]), filing.id)
    _insert(session, StoredIndicator, map(_row, report["indicators"]), filing.id)
    anomalies = (_row(anomaly) | {"key": f"{filing.id}.{anomaly['id']}"} for anomaly in report["anomalies"])
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


def _insert(session: Session, model: type[SQLModel], rows: Iterable[dict[str, Any]], filing_id: str) -> None:
    placed = (row | {"filing_id": filing_id, "position": position} for position, row in enumerate(rows, 1))
    insert_rows(session, _table(model), placed)


def _table(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def _row(part: Mapping[str, Any]) -> dict[str, Any]:
    subject = part["subject"]
    return {
        **part,
        "subject_kind": subject["kind"],
        "subject_code": subject["code"],
        "subject_name": subject["name"],
    }


def _fact_row(fact: Mapping[str, Any]) -> dict[str, Any]:
    period = fact["period"] or {}
    return _row(fact) | {"period_start": period.get("start"), "period_end": period.get("end")}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _columns(row: SQLModel) -> dict[str, Any]:
    """The columns of a stored row; decimals as the strings that reports carry."""
    columns = row.model_dump()
    for name in ("value", "expected", "observed", "difference"):
        if columns.get(name) is not None:
            columns[name] = format(columns[name], "f")
    return columns


def _subject(row: StoredFact | StoredIndicator | StoredAnomaly) -> SubjectPart:
    return SubjectPart(kind=row.subject_kind, code=row.subject_code, name=row.subject_name)
