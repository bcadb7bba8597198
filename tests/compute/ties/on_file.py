"""Filings put on file, replaced and deleted as the services do it, and what comparisons then say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete
from sqlmodel import SQLModel, col, select

from services.compute.companions import compare, store_results
from services.compute.policy import load_policy
from services.ingest.relay import delete_expired
from shared.company_tables import InstitutionName, PeriodCheck
from shared.database import reading, writing
from shared.jobs import now
from shared.results import anomaly_part
from shared.storage import Store
from shared.tables import RESULT_TABLES, Filing, StoredAnomaly, StoredIndicator

_POLICY = load_policy()
_OLD = timedelta(days=4000)


@dataclass(frozen=True)
class OnFile:
    """A database of filings, and whatever workers do to it."""

    engine: Engine
    folder: Path = field(default_factory=Path)

    def store(self, filing_id: str, reported: Mapping[str, Any]) -> None:
        """A job of the filing ended with `reported`."""
        with writing(self.engine) as session:
            filing = session.get(Filing, filing_id)
            if filing is None:
                filing = Filing(
                    id=filing_id,
                    sha256=filing_id,
                    filename=f"{filing_id}.pdf",
                    media_type="application/pdf",
                    size=1,
                    created_at=now(),
                )
                session.add(filing)
                session.flush()
            filing.deleted_at, filing.created_at = None, now()
            store_results(session, filing, reported, {})

    def delete(self, filing_id: str) -> None:
        """The filing is too old to be kept, and those alone that are."""
        with writing(self.engine) as session:
            if filing := session.get(Filing, filing_id):
                filing.created_at = now() - _OLD
                session.add(filing)
        delete_expired(self.engine, Store(self.folder), _OLD.days / 2)

    def compare_due(self) -> int:
        """Compare whatever is due, as if no moment were to be waited; how many periods were."""
        with reading(self.engine) as session:
            due = list(session.exec(select(PeriodCheck).where(col(PeriodCheck.knock_at).is_not(None))))
        for check in due:
            compare(self.engine, check.institution_id, check.period_end, _POLICY)
        return len(due)

    def settle(self) -> None:
        """Compare until nothing is due."""
        while self.compare_due():
            pass

    def said(self) -> tuple[list[str], ...]:
        """All anomalies between filings, how each period stands, and the grades of years."""
        with reading(self.engine) as session:
            rows = session.exec(select(StoredAnomaly).where(col(StoredAnomaly.unit).is_not(None)))
            anomalies = sorted(
                f"{row.filing_id} {row.unit} {anomaly_part(row).model_dump(mode='json')}" for row in rows
            )
            checks = session.exec(select(PeriodCheck).where(col(PeriodCheck.checked_at).is_not(None)))
            standings = sorted(
                f"{check.institution_id} {check.period_end} {sorted(check.body.items())}"
                for check in checks
                if check.body
            )
            grades = sorted(
                f"{row.filing_id} {row.name} {row.category}" for row in session.exec(select(StoredIndicator))
            )
        return anomalies, standings, grades

    def clear(self) -> None:
        """Leave no filing on file, and no trace of any."""
        models: tuple[type[SQLModel], ...] = (*RESULT_TABLES, PeriodCheck, InstitutionName, Filing)
        with writing(self.engine) as session:
            for model in models:
                session.execute(delete(model))
