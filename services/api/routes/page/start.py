"""The start: where filings are handed in, and what is on file."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import func
from sqlmodel import col, select

from services.api.routes.filings import filtered, page_of_filings
from services.api.routes.page.shell import EmptyIsNone, PageLanguage, render
from services.api.state import ApiState
from services.api.views.programmes import ACHIEVEMENT, EXECUTION
from services.api.views.recent import recent_periods
from shared.database import reading
from shared.tables import JobStatus, StoredIndicator

router = APIRouter()
_ON_ONE_PAGE = 50
_PERIODS = 6
_LIGHTS = {EXECUTION: "money", ACHIEVEMENT: "goal"}


@router.get("/")
def start(
    request: Request,
    state: ApiState,
    language: PageLanguage,
    institution: Annotated[str, Query(max_length=200)] = "",
    status: Annotated[JobStatus | None, EmptyIsNone] = None,
    cursor: str | None = None,
) -> HTMLResponse:
    """The newest filings first."""
    query = filtered(institution.strip() or None, None, None, status)
    page = page_of_filings(state, query, language, _ON_ONE_PAGE, cursor)
    newest = not (institution or status or cursor)
    with reading(state.engine) as session:
        periods = recent_periods(session, _PERIODS) if newest else []
    shown = [entry.filing.id for entry in page.items]
    return render(
        request,
        "start.html",
        language,
        page=page,
        periods=periods,
        lights=lights_of(state, shown),
        institution=institution,
        filtered=not newest,
        status=status,
    )


def lights_of(state: ApiState, filings: list[str]) -> dict[str, dict[str, dict[str, int]]]:
    """By filing, how many of its rates of spending and of its targets have which rating; what has none is left out."""
    query = (
        select(StoredIndicator.filing_id, StoredIndicator.name, StoredIndicator.rating, func.count())
        .where(
            col(StoredIndicator.filing_id).in_(filings),
            col(StoredIndicator.name).in_(_LIGHTS),
            col(StoredIndicator.rating).is_not(None),
        )
        .group_by(col(StoredIndicator.filing_id), col(StoredIndicator.name), col(StoredIndicator.rating))
    )
    found: dict[str, dict[str, dict[str, int]]] = {}
    with reading(state.engine) as session:
        for filing_id, name, rating, count in session.exec(query):
            found.setdefault(filing_id, {}).setdefault(_LIGHTS[name], {})[str(rating)] = count
    return found
