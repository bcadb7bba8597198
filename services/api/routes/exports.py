"""The whole report of a filing as a file to take away."""

from typing import IO, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from services.api.downloads import attachment, handed_out
from services.api.routes.filings import stored_report
from services.api.state import ApiState, filing_on_file
from shared.database import reading
from shared.exports.document import json_pieces
from shared.exports.media_types import MEDIA_TYPES
from shared.exports.package import write_package
from shared.exports.printed import to_html, to_pdf
from shared.exports.rows import sheets_of
from shared.exports.workbook import write_xlsx
from shared.job_part import job_part
from shared.jobs import job_of
from shared.media_types import PDF
from shared.problems import Language
from shared.report import Report
from shared.review_part import ReviewPart
from shared.reviews import reviews_by_anomaly
from shared.rule_part import RulePart
from shared.rule_table import stored_rules
from shared.web import language_of
from shared.words import words

router = APIRouter(prefix="/v1/filings/{filing_id}", tags=["results"])

Form = Literal["json", "xlsx", "zip", "html", "pdf"]
_MEDIA_TYPES: dict[Form, str] = {
    "json": "application/json",
    "xlsx": MEDIA_TYPES["xlsx"],
    "zip": "application/zip",
    "html": "text/html",
    "pdf": PDF,
}


@router.get(
    "/exports/{form}",
    summary="The whole report as a file",
    responses={
        200: {"content": {media_type: {} for media_type in _MEDIA_TYPES.values()}},
        202: {"description": "Not ready: the job"},
    },
)
def export_report(filing_id: str, form: Form, request: Request, state: ApiState) -> Response:
    """A workbook with a sheet a part, a Frictionless Data Package (zip), a report to print (html, pdf), or JSON.

    All of them have the marks of auditors; JSON, where there are any, under `reviews` beside the parts of the report.
    """
    language = language_of(request)
    with reading(state.engine) as session:
        filing = filing_on_file(session, filing_id)
        report = stored_report(session, filing_id)
        if report is None:
            job = job_of(session, filing_id)
            return JSONResponse(job_part(job, language).model_dump(mode="json") if job else None, 202)
        rules = stored_rules(session)
        reviews = reviews_by_anomaly(session, filing_id)
        headers = attachment(filing, words(language, "report"), f".{form}")
        return handed_out(
            lambda stream: _write(stream, form, report, language, rules, reviews), _MEDIA_TYPES[form], headers
        )


def _write(
    stream: IO[bytes],
    form: Form,
    report: Report,
    language: Language,
    rules: list[RulePart],
    reviews: dict[str, ReviewPart],
) -> None:
    if form == "xlsx":
        write_xlsx(stream, sheets_of([report], {report.filing.id: reviews}), language, rules)
    elif form == "zip":
        write_package(stream, [report], {report.filing.id: reviews})
    elif form == "json":
        stream.writelines(json_pieces(report, reviews.values()))
    elif form == "pdf":
        stream.write(to_pdf(report, language, rules, reviews))
    else:
        stream.write(to_html(report, language, rules, reviews).encode())
