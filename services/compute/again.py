"""Rules and indicators run again over what is kept of a filing, under the present catalogue and policy.

Knows the database, as `worker` does; the filing is not read again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from services.compute.cage import CageDeath
from services.compute.indicators import derive
from services.compute.kept import unpack
from services.compute.laid_out import indicator_parts
from services.compute.pipeline import coverage_of, numbered_anomalies
from services.compute.policy import Policy
from services.compute.process import Process
from services.compute.rules import check_all
from shared.company import lock_companies, touch_company_of
from shared.company_tables import Recheck, Recognised
from shared.database import reading, writing
from shared.jobs import now
from shared.results import anomaly_part, indicator_part, replace_checks
from shared.tables import Filing, ReportHead, StoredAnomaly, StoredIndicator

_TOLD = ("severity", "message", "expected", "observed", "difference", "tolerance", "origin")


def recheck(process: Process, recheck_id: str) -> str:
    """Do one recheck, if it is not done: new results in the place of the old, and how they differ as its answer."""
    engine, fresh = process.engine, dict[str, Any]()
    with reading(engine) as session:
        wish = session.get(Recheck, recheck_id)
        if wish is None or wish.finished_at is not None:
            return "recheck.not_taken"
        head, kept = session.get(ReportHead, wish.filing_id), session.get(Recognised, wish.filing_id)
        made_at = head.created_at if head else None
    if head is None or kept is None:
        return _fail(engine, recheck_id, "not-kept")
    try:
        process.caged(lambda say: say(checked_again(kept.body, process.policy)), fresh.update)
    except CageDeath as error:
        return _fail(engine, recheck_id, error.problem)
    if "problem" in fresh:
        return _fail(engine, recheck_id, fresh["problem"])
    with writing(engine) as session:
        lock_companies(session)
        wish = session.get_one(Recheck, recheck_id, with_for_update=True)
        head = session.get(ReportHead, wish.filing_id, with_for_update=True)
        if wish.finished_at is not None or head is None or head.created_at != made_at:
            return "recheck.overtaken"  # its message comes again, and finds what is there then
        wish.answer = _differences(session, wish.filing_id, head, fresh)
        wish.finished_at, wish.knock_at = now(), None
        session.add(wish)
        replace_checks(session, head, fresh)
        filing = session.get_one(Filing, wish.filing_id)
        touch_company_of(session, filing)  # the policy speaks of what lies between filings too
    return "recheck.done"


def checked_again(body: bytes, policy: Policy) -> dict[str, Any]:
    """What the kept `body` of a statement comes to now: anomalies, indicators, coverage, and the policy used; or the
    `problem` that an earlier version kept it in another shape.
    """
    try:
        statement = unpack(body)
    except ValueError:
        return {"problem": "not-kept"}
    checked = check_all(statement, policy)
    return {
        "anomalies": numbered_anomalies(checked),
        "indicators": list(indicator_parts(derive(statement, policy)).plain()),
        "coverage": coverage_of(statement, checked),
        "policy": {"name": policy.name, "version": policy.version},
    }


def _fail(engine: Engine, recheck_id: str, problem: str) -> str:
    with writing(engine) as session:
        wish = session.get_one(Recheck, recheck_id)
        wish.finished_at, wish.knock_at, wish.problem = now(), None, problem
        session.add(wish)
    return "recheck.failed"


def _differences(session: Session, filing_id: str, head: ReportHead, fresh: Mapping[str, Any]) -> dict[str, Any]:
    own = (StoredAnomaly.filing_id == filing_id, col(StoredAnomaly.unit).is_(None))
    rows = session.exec(select(StoredAnomaly).where(*own).order_by(col(StoredAnomaly.position)))
    before = [anomaly_part(row).model_dump(mode="json") for row in rows]
    indicators = session.exec(select(StoredIndicator).where(StoredIndicator.filing_id == filing_id))
    versions = {entry["rule"]: entry.get("version") for entry in head.coverage["rules"]}
    present = {entry["rule"]: entry["version"] for entry in fresh["coverage"]["rules"]}
    return {
        **differing(before, fresh["anomalies"]),
        "indicators": _indicators([indicator_part(row).model_dump(mode="json") for row in indicators], fresh),
        "rules": [
            {"rule": rule, "before": versions.get(rule), "now": present.get(rule)}
            for rule in sorted(versions.keys() | present.keys())
            if versions.get(rule) != present.get(rule)
        ],
        "policy": {"before": head.policy, "now": fresh["policy"]},
    }


def differing(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Which anomalies appeared, vanished and changed: one is the same by its rule, its subject and its cells."""
    old, new = _by_place(before), _by_place(after)
    return {
        "appeared": [dict(new[place]) for place in new if place not in old],
        "vanished": [dict(old[place]) for place in old if place not in new],
        "changed": [
            {"before": dict(old[place]), "after": dict(new[place])}
            for place in new
            if place in old and any(_plain(old[place].get(part)) != _plain(new[place].get(part)) for part in _TOLD)
        ],
    }


def _by_place(anomalies: Sequence[Mapping[str, Any]]) -> dict[tuple[Any, ...], Mapping[str, Any]]:
    found: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    for anomaly in anomalies:
        subject = anomaly["subject"]
        cells = tuple((cell["table"], cell["row"], cell["column"]) for cell in anomaly["evidence"])
        place: tuple[Any, ...] = (anomaly["rule"], subject["kind"], subject["code"], subject["name"], cells)
        while place in found:
            place = (*place, "again")
        found[place] = anomaly
    return found


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else dict(value)


def _indicators(before: Sequence[Mapping[str, Any]], fresh: Mapping[str, Any]) -> dict[str, int]:
    """How many indicators appeared, vanished and changed."""

    def by_place(entries: Sequence[Mapping[str, Any]]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
        return {
            (entry["name"], entry["subject"]["code"], entry["subject"]["name"], *entry["inputs"]): (
                entry["value"],
                entry["rating"],
            )
            for entry in entries
        }

    old, new = by_place(before), by_place(fresh["indicators"])
    return {
        "appeared": sum(place not in old for place in new),
        "vanished": sum(place not in new for place in old),
        "changed": sum(place in old and old[place] != new[place] for place in new),
    }
