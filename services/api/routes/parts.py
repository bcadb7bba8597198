"""The parts of a report, filtered and paged, or whole as CSV, XLSX or Parquet."""

from collections.abc import Callable
from typing import IO, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from sqlmodel import Session, select

from services.api.downloads import attachment, handed_out
from services.api.paging import Cursor, Limit, Page, decode, encode
from services.api.state import ApiState, filing_on_file
from shared.database import reading
from shared.exports.media_types import MEDIA_TYPES
from shared.exports.rows import Named, Part, named_parts
from shared.exports.tabular import write_csv, write_parquet
from shared.exports.workbook import write_xlsx
from shared.job_part import job_part
from shared.jobs import job_of
from shared.parts import Anew
from shared.problems import Language, Problem
from shared.report import AnomalyPart, FactPart, IndicatorPart, Severity
from shared.results import anomaly_part, fact_part, indicator_part, stored_rows
from shared.reviews import reviews_by_anomaly
from shared.rule_table import stored_rules
from shared.tables import Filing, Grid, ReportHead, StoredAnomaly, StoredFact, StoredIndicator
from shared.web import language_of
from shared.words import words

router = APIRouter(prefix="/v1/filings/{filing_id}", tags=["results"])

Accept = Annotated[str | None, Header(description="application/json, text/csv, XLSX or Parquet")]
Form = Literal["json", "csv", "xlsx", "parquet"]
_FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {media_type: {} for media_type in MEDIA_TYPES.values()}},
    202: {"description": "Not ready: the job"},
}
_KINDS: dict[str, tuple[Any, Any, Callable[[Any], Part]]] = {
    "facts": (StoredFact, FactPart, fact_part),
    "indicators": (StoredIndicator, IndicatorPart, indicator_part),
    "anomalies": (StoredAnomaly, AnomalyPart, anomaly_part),
}


class Wanted(BaseModel):
    """Which rows of a part are wanted, and in what form."""

    accept: str | None
    form: Form | None
    limit: int
    cursor: str | None
    code: str | None


def _wanted(
    accept: Accept = None,
    form: Annotated[Form | None, Query(alias="format", description="instead of Accept")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
    code: Annotated[str | None, Query(description="code of the subject")] = None,
) -> Wanted:
    return Wanted(accept=accept, form=form, limit=limit, cursor=cursor, code=code)


WantedRows = Annotated[Wanted, Depends(_wanted)]


@router.get("/facts", response_model=Page[FactPart], responses=_FILES, summary="Every figure that the filing states")
def get_facts(
    filing_id: str, request: Request, state: ApiState, wanted: WantedRows, concept: str | None = None
) -> Response:
    """In reading order."""
    with reading(state.engine) as session:
        return _part(session, "facts", filing_id, request, wanted, {"concept": concept})


@router.get("/indicators", response_model=Page[IndicatorPart], responses=_FILES, summary="What was worked out")
def get_indicators(
    filing_id: str,
    request: Request,
    state: ApiState,
    wanted: WantedRows,
    name: str | None = None,
    rating: str | None = None,
) -> Response:
    """In the order of their subjects."""
    with reading(state.engine) as session:
        return _part(session, "indicators", filing_id, request, wanted, {"name": name, "rating": rating})


@router.get("/anomalies", response_model=Page[AnomalyPart], responses=_FILES, summary="Where it does not add up")
def get_anomalies(
    filing_id: str,
    request: Request,
    state: ApiState,
    wanted: WantedRows,
    rule: str | None = None,
    severity: Severity | None = None,
) -> Response:
    """The gravest first."""
    with reading(state.engine) as session:
        return _part(session, "anomalies", filing_id, request, wanted, {"rule": rule, "severity": severity})


@router.get("/tables/{number}", summary="The cells of one table as they were read")
def get_table(
    filing_id: str,
    number: Annotated[str, Path(pattern=r"^t?[0-9]{1,6}$", examples=["1"])],
    request: Request,
    state: ApiState,
) -> Response:
    """`number` counts from 1, as in the tables' ids: 1 and t1 are the same. Its description, with `cells` by row."""
    with reading(state.engine) as session:
        waiting = _not_ready(session, filing_id, request)
        if waiting:
            return waiting
        grid = session.get(Grid, (filing_id, f"t{number.removeprefix('t')}"))
        head = session.get_one(ReportHead, filing_id)
        if grid is None:
            raise Problem("not-found", path=request.url.path)
        about = next(table for table in head.tables if table["id"] == grid.table_id)
        return JSONResponse(about | {"cells": grid.rows})


def _not_ready(session: Session, filing_id: str, request: Request) -> Response | None:
    """The 202 that stands in for results which are not there yet."""
    filing_on_file(session, filing_id)
    if session.get(ReportHead, filing_id):
        return None
    job = job_of(session, filing_id)
    return JSONResponse(job_part(job, language_of(request)).model_dump(mode="json") if job else None, 202)


def _part(
    session: Session, name: str, filing_id: str, request: Request, wanted: Wanted, equal: dict[str, str | None]
) -> Response:
    waiting = _not_ready(session, filing_id, request)
    if waiting:
        return waiting
    equal = equal | {"subject_code": wanted.code}
    form = wanted.form or _form(wanted.accept)
    if form and form != "json":
        return _file(session, form, name, filing_id, equal, language_of(request))
    model, _, shape = _KINDS[name]
    query: Any = select(model).where(model.filing_id == filing_id)
    for column, value in equal.items():
        if value is not None:
            query = query.where(getattr(model, column) == value)
    query = query.order_by(model.position)
    if wanted.cursor:
        query = query.where(model.position > decode(wanted.cursor, int)[0])
    rows = list(session.exec(query.limit(wanted.limit + 1)))
    more = encode(rows[wanted.limit - 1].position) if len(rows) > wanted.limit else None
    items = [shape(row).model_dump(mode="json") for row in rows[: wanted.limit]]
    return JSONResponse({"items": items, "next": more})


def _form(accept: str | None) -> str | None:
    """The file format that the caller's first known choice names; None for JSON."""
    for choice in (accept or "").split(","):
        media_type = choice.split(";")[0].strip()
        if media_type in ("application/json", "*/*"):
            return None
        for form, known in MEDIA_TYPES.items():
            if media_type == known:
                return form
    return None


def _file(
    session: Session, form: str, name: str, filing_id: str, equal: dict[str, str | None], language: Language
) -> Response:
    kind = _KINDS[name][1]
    filing = session.get_one(Filing, filing_id)
    marks = reviews_by_anomaly(session, filing_id) if name == "anomalies" else {}
    rules = stored_rules(session) if name == "anomalies" else []
    rows = stored_rows(session, name, filing_id, equal)
    parts: Anew[Named] = Anew(len(rows), lambda: named_parts(filing.filename, filing_id, rows, marks))

    def write(stream: IO[bytes]) -> None:
        if form == "csv":
            write_csv(stream, kind, parts)
        elif form == "parquet":
            write_parquet(stream, kind, parts)
        else:
            write_xlsx(stream, {name: (kind, parts)}, language, rules)

    return handed_out(write, MEDIA_TYPES[form], attachment(filing, words(language, name), f".{form}"))
