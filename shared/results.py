"""Results of a job in the database: written whole, read in parts."""

import base64
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Table, delete, func
from sqlmodel import Session, SQLModel, select

from shared.bulk import insert_rows
from shared.company_tables import Recognised
from shared.jobs import now
from shared.parts import AT_ONCE, Anew, Part, Parts, Plain
from shared.report import SEVERITIES, AnomalyPart, FactPart, IndicatorPart
from shared.tables import RESULT_TABLES, Filing, Grid, ReportHead, StoredAnomaly, StoredFact, StoredIndicator

POSITIONS = 500_000_000
"""How many anomalies of one severity a filing has room for."""


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
    insert_anomalies(session, filing.id, report["anomalies"])
    if kept := report.get("kept"):
        session.add(Recognised(filing_id=filing.id, body=base64.b64decode(kept)))


def insert_anomalies(session: Session, filing_id: str, anomalies: Iterable[Mapping[str, Any]]) -> None:
    """Store a filing's own anomalies, the gravest first; those between filings find room among them."""
    rows = (
        _row(anomaly)
        | {
            "key": f"{filing_id}.{anomaly['id']}",
            "unit": None,
            "filing_id": filing_id,
            "position": first_position(anomaly["severity"]) + number,
        }
        for number, anomaly in enumerate(anomalies, 1)
    )
    insert_rows(session, _table(StoredAnomaly), rows)


def replace_checks(session: Session, head: ReportHead, fresh: Mapping[str, Any]) -> None:
    """Put new `anomalies`, `indicators`, `coverage` and `policy` of a filing in the place of its own old ones."""
    filing_id = head.filing_id
    anomalies, indicators = _table(StoredAnomaly), _table(StoredIndicator)
    session.execute(delete(anomalies).where(anomalies.c.filing_id == filing_id, anomalies.c.unit.is_(None)))
    session.execute(delete(indicators).where(indicators.c.filing_id == filing_id))
    insert_anomalies(session, filing_id, fresh["anomalies"])
    _insert(session, StoredIndicator, map(_row, fresh["indicators"]), filing_id)
    head.coverage = {"unread_pages": head.coverage.get("unread_pages", [])} | fresh["coverage"]
    head.policy = fresh["policy"]
    session.add(head)


def insert_between(session: Session, filing_id: str, unit: str, position: int, anomaly: Mapping[str, Any]) -> None:
    """Store an anomaly that `unit`, a comparison, found in a filing, at `position` or the first free one after it."""
    taken = select(StoredAnomaly.position).where(StoredAnomaly.filing_id == filing_id)
    while session.exec(taken.where(StoredAnomaly.position == position)).first() is not None:
        position += 1
    row = {"filing_id": filing_id, "position": position, "unit": unit, "key": f"{filing_id}.{anomaly['id']}"}
    insert_rows(session, _table(StoredAnomaly), [_row(anomaly) | row])


def first_position(severity: str) -> int:
    """Where the anomalies of `severity` begin in the order of a filing's."""
    return SEVERITIES.index(severity) * POSITIONS


def delete_results(session: Session, filing_id: str) -> None:
    """Delete all that jobs wrote for a filing, and what comparisons found in it."""
    models: tuple[type[SQLModel], ...] = (*RESULT_TABLES, Recognised)
    for model in models:
        session.execute(delete(model).where(_table(model).c.filing_id == filing_id))


def stored_facts(session: Session, filing_id: str) -> Parts[FactPart]:
    """The facts of a filing on file, asked for while `session` is open and as they are looked at."""
    return _parts(session, FactPart, StoredFact, filing_id, _plain_fact)


def stored_indicators(session: Session, filing_id: str) -> Parts[IndicatorPart]:
    """The indicators of a filing on file, as `stored_facts` has its facts."""
    return _parts(session, IndicatorPart, StoredIndicator, filing_id, _plain_indicator)


def _parts(
    session: Session, kind: type[Part], model: type[SQLModel], filing_id: str, plain: Callable[[Any], Plain]
) -> Parts[Part]:
    table = _table(model)
    of_filing = table.c.filing_id == filing_id
    count = session.connection().scalar(select(func.count()).select_from(table).where(of_filing)) or 0

    def between(begin: int, end: int) -> Iterator[Plain]:
        there = table.select().where(of_filing, table.c.position > begin, table.c.position <= end)
        return map(plain, session.connection().execute(there.order_by(table.c.position)).all())

    def named(ids: Collection[str]) -> Iterator[Plain]:
        there = table.select().where(of_filing, table.c.id.in_(ids))
        return map(plain, session.connection().execute(there.order_by(table.c.position)).all())

    return Parts(kind, count, between, named)


def stored_rows(session: Session, name: str, filing_id: str, equal: Mapping[str, str | None]) -> Anew[Plain]:
    """The facts, indicators or anomalies of a filing on file as JSON has them, in their order: those that have in each
    column what `equal` says, where it says something. Asked for while `session` is open, some at a time.
    """
    model, plain = _STORED[name]
    table = _table(model)
    wanted = [table.c.filing_id == filing_id]
    wanted += [table.c[column] == value for column, value in equal.items() if value is not None]
    count = session.connection().scalar(select(func.count()).select_from(table).where(*wanted)) or 0

    def each() -> Iterator[Plain]:
        last = 0
        while True:
            there = table.select().where(*wanted, table.c.position > last).order_by(table.c.position).limit(AT_ONCE)
            rows = session.connection().execute(there).all()
            yield from map(plain, rows)
            if len(rows) < AT_ONCE:
                return
            last = rows[-1].position

    return Anew(count, each)


def _plain_fact(row: Sequence[Any]) -> Plain:
    _, _, id_, kind, code, name, concept, value, category, unit, context, start, end, evidence = row
    return {
        "id": id_,
        "subject": {"kind": kind, "code": code, "name": name},
        "concept": concept,
        "value": _digits(value),
        "category": category,
        "unit": unit,
        "context": context,
        "period": {"start": start.isoformat(), "end": end.isoformat()} if start else None,
        "evidence": {"filing": None, "filing_id": None, **evidence},
    }


def _plain_indicator(row: Any) -> Plain:
    return {
        "id": row.id,
        "name": row.name,
        "subject": {"kind": row.subject_kind, "code": row.subject_code, "name": row.subject_name},
        "value": _digits(row.value),
        "formula": row.formula,
        "unit": row.unit,
        "inputs": row.inputs,
        "reported": row.reported,
        "reported_value": row.reported_value,
        "difference": _digits(row.difference),
        "category": row.category,
        "rating": row.rating,
    }


def _plain_anomaly(row: Any) -> Plain:
    return {
        "id": row.id,
        "rule": row.rule,
        "severity": row.severity,
        "origin": row.origin,
        "subject": {"kind": row.subject_kind, "code": row.subject_code, "name": row.subject_name},
        "message": row.message,
        "expected": _digits(row.expected),
        "observed": _digits(row.observed),
        "difference": _digits(row.difference),
        "tolerance": row.tolerance,
        "facts": row.facts,
        "evidence": row.evidence,
    }


_STORED: dict[str, tuple[type[SQLModel], Callable[[Any], Plain]]] = {
    "facts": (StoredFact, _plain_fact),
    "indicators": (StoredIndicator, _plain_indicator),
    "anomalies": (StoredAnomaly, _plain_anomaly),
}


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def fact_part(row: StoredFact) -> FactPart:
    """A stored fact as reports have it."""
    return FactPart.model_validate(_plain_fact([getattr(row, column.name) for column in _table(StoredFact).columns]))


def indicator_part(row: StoredIndicator) -> IndicatorPart:
    """A stored indicator as reports have it."""
    return IndicatorPart.model_validate(_plain_indicator(row))


def anomaly_part(row: StoredAnomaly) -> AnomalyPart:
    """A stored anomaly as reports have it."""
    return AnomalyPart.model_validate(_plain_anomaly(row))


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
    evidence = {name: said for name, said in fact["evidence"].items() if name not in ("filing", "filing_id")}
    return _row(fact) | {"evidence": evidence, "period_start": period.get("start"), "period_end": period.get("end")}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
