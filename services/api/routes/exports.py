"""The whole report of a filing as a file to take away."""

from collections.abc import Callable
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from services.api.routes.filings import stored_report
from services.api.state import ApiState, filing_on_file
from shared.database import reading
from shared.exports.media_types import MEDIA_TYPES
from shared.exports.package import to_package
from shared.exports.printed import to_html
from shared.exports.rows import sheets_of
from shared.exports.workbook import to_xlsx
from shared.job_part import job_part
from shared.jobs import job_of
from shared.problems import Language
from shared.report import Report
from shared.web import language_of

router = APIRouter(prefix="/v1/filings/{filing_id}", tags=["results"])

Form = Literal["json", "xlsx", "zip", "html"]
_FORMS: dict[Form, tuple[str, Callable[[Report, Language], str | bytes]]] = {
    "json": ("application/json", lambda report, language: report.to_json()),
    "xlsx": (MEDIA_TYPES["xlsx"], lambda report, language: to_xlsx(sheets_of([report]))),
    "zip": ("application/zip", lambda report, language: to_package([report])),
    "html": ("text/html", to_html),
}


@router.get(
    "/exports/{form}",
    summary="The whole report as a file",
    responses={
        200: {"content": {media_type: {} for media_type, _ in _FORMS.values()}},
        202: {"description": "Not ready: the job"},
    },
)
def export_report(filing_id: str, form: Form, request: Request, state: ApiState) -> Response:
    """A workbook with a sheet a part, a Frictionless Data Package (zip), a report to print (html), or JSON."""
    language = language_of(request)
    with reading(state.engine) as session:
        filing_on_file(session, filing_id)
        report = stored_report(session, filing_id)
        if report is None:
            job = job_of(session, filing_id)
            return JSONResponse(job_part(job, language).model_dump(mode="json") if job else None, 202)
    media_type, written = _FORMS[form]
    disposition = f'attachment; filename="{filing_id}.{form}"'
    return Response(written(report, language), media_type=media_type, headers={"content-disposition": disposition})
