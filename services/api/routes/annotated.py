"""The original handed back with its anomalies marked."""

from tempfile import NamedTemporaryFile
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import TypeAdapter

from services.api.annotating import CPU_SECONDS
from services.api.child import run_child
from services.api.downloads import named
from services.api.state import ApiState, State, filing_on_file
from shared.database import reading
from shared.exports.annotated import ANNOTATED, CONVERTED, annotated_name
from shared.job_part import job_part
from shared.jobs import job_of
from shared.media_types import XLSX
from shared.problems import Language, Problem
from shared.report import AnomalyPart
from shared.results import anomaly_part
from shared.reviews import anomalies_of
from shared.storage import Store
from shared.tables import Filing, ReportHead
from shared.web import language_of

router = APIRouter(prefix="/v1/filings/{filing_id}", tags=["results"])
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {media_type: {} for media_type in ANNOTATED.keys() - CONVERTED}},
    202: {"description": "Not ready: the job"},
    406: {"description": "Files of this type are not annotated, or this one does not open without a password"},
}


@router.get("/annotated", summary="The original with its anomalies marked", responses=_RESPONSES)
def get_annotated(filing_id: str, request: Request, state: ApiState) -> Response:
    """Comments in the cells of an XLSX workbook, highlights with notes in a PDF. All else stays as it was.

    Workbooks of other kinds (XLS, XLSB, ODS) come as XLSX: the values of their cells as they were read, with the
    comments; not their formats and formulas. 406 for files of other types: text, CSV, HTML, DOCX, images.
    """
    language = language_of(request)
    with reading(state.engine) as session:
        filing = filing_on_file(session, filing_id)
        if session.get(ReportHead, filing_id) is None:
            job = job_of(session, filing_id)
            return JSONResponse(job_part(job, language).model_dump(mode="json") if job else None, 202)
        anomalies = [anomaly_part(row) for row in anomalies_of(session, filing_id)]
    body = _annotated(filing, anomalies, language, state) if filing.media_type in ANNOTATED else None
    if body is None:
        raise Problem("no-annotated-form", filename=filing.filename, media_type=filing.media_type)
    media_type = XLSX if filing.media_type in CONVERTED else filing.media_type
    return Response(body, media_type=media_type, headers=named(annotated_name(filing.filename, filing.media_type)))


def _annotated(filing: Filing, anomalies: list[AnomalyPart], language: Language, state: State) -> bytes | None:
    with NamedTemporaryFile(prefix="anomalies-") as told:
        told.write(TypeAdapter(list[AnomalyPart]).dump_json(anomalies))
        told.flush()
        path = Store(state.settings.data_dir).path(filing.sha256)
        arguments = (filing.media_type, language, told.name)
        return run_child("services.api.annotating", arguments, path, CPU_SECONDS)
