"""One anomaly's check worked again from the stored originals: read anew, in the cage, and compared with what was found.

Knows the database, as `worker` does; nothing on file changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from services.compute.cage import CageDeath, Say
from services.compute.pipeline import Analysis, analyse
from services.compute.policy import Policy
from services.compute.process import Process
from services.compute.reading import UnreadableFiling
from services.compute.ties import held_together
from shared.company_tables import Recheck
from shared.database import writing
from shared.jobs import now
from shared.parts import Parts
from shared.results import anomaly_part
from shared.tables import Filing, StoredAnomaly

_OF_PLACE = ("filing", "page", "line", "cell")
_WORKED_OUT = ("message", "severity", "origin", "expected", "observed", "difference", "tolerance")


@dataclass(frozen=True, slots=True)
class Original:
    """A filing whose bytes are read again."""

    id: str
    filename: str
    content: bytes


def replay(process: Process, recheck_id: str) -> str:
    """Do one replay, if it is not done; the event that tells how it ended."""
    with writing(process.engine) as session:
        wish = session.get(Recheck, recheck_id, with_for_update=True)
        if wish is None or wish.finished_at is not None:
            return "replay.not_taken"
        wish.knock_at = now() + timedelta(seconds=process.config.job_wall_seconds)  # nobody else meanwhile
        session.add(wish)
        found = _anomaly(session, wish)
        filings = _filings(session, wish.filing_id, found) if found else []
    answer: dict[str, Any] = {}
    problem: dict[str, str] = {} if found else {"problem": "anomaly-gone"}
    if found:
        try:
            originals = [Original(one.id, one.filename, process.store.read(one.sha256)) for one in filings]
            _worked_again(process, originals, found, answer, problem)
        except FileNotFoundError:
            problem["problem"] = "filing-deleted"
        except CageDeath as error:
            problem["problem"] = error.problem
    with writing(process.engine) as session:
        wish = session.get_one(Recheck, recheck_id)
        wish.finished_at, wish.knock_at = now(), None
        wish.answer, wish.problem = answer or None, problem.get("problem")
        session.add(wish)
    return "replay.failed" if problem else "replay.done"


def _anomaly(session: Session, wish: Recheck) -> dict[str, Any] | None:
    query = select(StoredAnomaly).where(StoredAnomaly.filing_id == wish.filing_id, StoredAnomaly.id == wish.anomaly)
    row = session.exec(query).first()
    return anomaly_part(row).model_dump(mode="json") if row else None


def _filings(session: Session, own: str, anomaly: Mapping[str, Any]) -> Sequence[Filing]:
    """The filing of `anomaly` first, then the others that it points into."""
    ids = {own} | {place["filing_id"] for place in anomaly["evidence"] if place["filing_id"]}
    on_file = session.exec(select(Filing).where(col(Filing.id).in_(ids), col(Filing.deleted_at).is_(None)))
    return sorted(on_file, key=lambda filing: (filing.id != own, filing.id))


def _worked_again(
    process: Process,
    originals: Sequence[Original],
    anomaly: Mapping[str, Any],
    answer: dict[str, Any],
    problem: dict[str, str],
) -> None:
    """Fill `answer`, or `problem` where an original cannot be read any more. Raises `CageDeath`."""

    def work(say: Say) -> None:
        try:
            say({"answer": worked_again(originals, anomaly, process.policy)})
        except UnreadableFiling as error:
            say({"problem": error.problem})

    def hear(message: dict[str, Any]) -> None:
        answer.update(message.get("answer", {}))
        problem.update({"problem": message["problem"]} if "problem" in message else {})

    process.caged(work, hear)


def worked_again(originals: Sequence[Original], anomaly: Mapping[str, Any], policy: Policy) -> dict[str, Any]:
    """What the check comes to now: whether it `stands`, its figures as read anew, what was worked out from them.

    Raises `UnreadableFiling`.
    """
    own = originals[0].id
    read = {one.id: analyse(one.content, one.filename, policy) for one in originals}
    reports = {key: _in_full(analysis.report) for key, analysis in read.items()}
    reports = held_together(reports, policy)
    wanted = _place_of(anomaly, own)
    fresh = next((one for one in reports[own]["anomalies"] if _place_of(one, own) == wanted), None)
    return {
        "stands": fresh is not None,
        "figures": [_figure(place, read, reports, place["filing_id"] or own) for place in anomaly["evidence"]],
        **{part: _plain((fresh or {}).get(part)) for part in _WORKED_OUT},
    }


def _place_of(anomaly: Mapping[str, Any], own: str) -> tuple[Any, ...]:
    cells = sorted(
        (place.get("filing_id") or own, place["table"], place["row"], place["column"]) for place in anomaly["evidence"]
    )
    subject = anomaly["subject"]
    return anomaly["rule"], subject["kind"], subject["code"], subject["name"], tuple(cells)


def _in_full(report: Mapping[str, Any]) -> dict[str, Any]:
    """`report` with the parts made that are otherwise made when they are looked at."""
    return {name: list(part.plain()) if isinstance(part, Parts) else part for name, part in report.items()}


def _figure(
    place: Mapping[str, Any], read: Mapping[str, Analysis], reports: Mapping[str, Mapping[str, Any]], filing: str
) -> dict[str, Any]:
    """A figure where it stood: what was read there then and now, and the value that it has."""
    at = place["table"], place["row"], place["column"]
    text, fact = None, None
    if filing in read:
        rows = read[filing].grids.get(at[0], [])
        text = rows[at[1]][at[2]] if at[1] < len(rows) and at[2] < len(rows[at[1]]) else None
        fact = next((one for one in reports[filing]["facts"] if _at(one["evidence"]) == at), None)
    return {
        **{name: place[name] for name in (*_OF_PLACE, "table", "row", "column")},
        **{"text_before": place["text"], "text": text},
        "concept": fact and fact["concept"],
        "value": fact and fact["value"],
        "unit": fact and fact["unit"],
    }


def _at(evidence: Mapping[str, Any]) -> tuple[str, int, int]:
    return evidence["table"], evidence["row"], evidence["column"]


def _plain(value: Any) -> Any:
    """What JSON can hold; decimals as text."""
    return (
        value if value is None or isinstance(value, str) else dict(value) if isinstance(value, Mapping) else str(value)
    )
