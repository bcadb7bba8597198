"""Reviews: an auditor marks an anomaly confirmed, dismissed or explained, with a note."""

import csv
import io
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlmodel import Session, select

from services.api.downloads import attachment
from services.api.state import ApiState, filing_on_file
from shared.database import reading, writing
from shared.exports.cells import harmless
from shared.problems import Problem
from shared.review_part import MOST_NOTE_CHARACTERS, ReviewPart, Verdict
from shared.reviews import anomalies_of, copies, fingerprints, mark, review_part, reviews_of, unmark
from shared.tables import StoredAnomaly
from shared.web import language_of
from shared.words import words

router = APIRouter(prefix="/v1/filings/{filing_id}", tags=["reviews"])

_COLUMNS = ("anomaly", "verdict", "note", "rule", "subject", "message_es", "message_en", "reviewed_at")


class NewReview(BaseModel):
    """A mark to be put on an anomaly."""

    verdict: Verdict
    note: str = Field(default="", max_length=MOST_NOTE_CHARACTERS)


@router.get(
    "/reviews",
    summary="What auditors said of its anomalies",
    response_model=list[ReviewPart],
    responses={200: {"content": {"text/csv": {}}}},
)
def list_reviews(
    filing_id: str,
    request: Request,
    state: ApiState,
    accept: Annotated[str | None, Header()] = None,
    form: Annotated[Literal["json", "csv"] | None, Query(alias="format", description="instead of Accept")] = None,
) -> Response:
    """Oldest first; as CSV for who asks for it. A mark outlives its anomaly, which then is null."""
    with reading(state.engine) as session:
        filing = filing_on_file(session, filing_id)
        ids = {mark_of: anomaly for anomaly, mark_of in fingerprints(anomalies_of(session, filing_id)).items()}
        parts = [review_part(row, ids.get(mark_of)) for mark_of, row in reviews_of(session, filing_id).items()]
    if form == "csv" or (form is None and accept and accept.startswith("text/csv")):
        headers = attachment(filing, words(language_of(request), "reviews"), ".csv")
        return Response(_csv(parts), media_type="text/csv", headers=headers)
    return JSONResponse([part.model_dump(mode="json") for part in parts])


@router.put("/anomalies/{anomaly_id}/review", summary="Mark an anomaly")
def put_review(filing_id: str, anomaly_id: str, review: NewReview, state: ApiState) -> ReviewPart:
    """The mark is kept when the filing is analysed anew, as long as the anomaly is the same. One that lies between
    filings is marked in all of them.
    """
    with writing(state.engine) as session:
        rows = {
            row.filing_id: mark(session, row, mark_of, review.verdict, review.note.strip())
            for row, mark_of in _found(session, filing_id, anomaly_id)
        }
        return review_part(rows[filing_id], anomaly_id)


@router.delete("/anomalies/{anomaly_id}/review", status_code=204, summary="Take the mark away")
def delete_review(filing_id: str, anomaly_id: str, state: ApiState) -> Response:
    """Whether or not there was one; from all filings that the anomaly lies between."""
    with writing(state.engine) as session:
        for row, mark_of in _found(session, filing_id, anomaly_id):
            unmark(session, row.filing_id, mark_of)
    return Response(status_code=204)


def _found(session: Session, filing_id: str, anomaly_id: str) -> list[tuple[StoredAnomaly, str]]:
    """The anomaly in each filing that it is of, with what marks on it are found by there."""
    filing_on_file(session, filing_id)
    query = select(StoredAnomaly).where(StoredAnomaly.filing_id == filing_id, StoredAnomaly.id == anomaly_id)
    found = session.exec(query).first()
    if found is None:
        raise Problem("not-found", path=f"/v1/filings/{filing_id}/anomalies/{anomaly_id}")
    return [(row, fingerprints(anomalies_of(session, row.filing_id))[anomaly_id]) for row in copies(session, found)]


def _csv(parts: list[ReviewPart]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for part in parts:
        row = part.model_dump(mode="json")
        message = row.pop("message")
        row |= {"message_es": message["es"], "message_en": message["en"]}
        writer.writerow({column: harmless(value) for column, value in row.items()})
    return text.getvalue()
