"""Institutions, and how the statements of one of their periods stand against each other."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse

from services.api.routes.institutions import institutions_on_file, period_page
from services.api.routes.page.shell import PageLanguage, render
from services.api.state import ApiState
from services.api.views.by_themselves import by_themselves
from services.api.views.of_a_period import missing_of
from services.api.views.period import period_map
from shared.database import reading
from shared.names import statement_order

router = APIRouter(prefix="/institutions")
_MOST_PERIODS = 400


@router.get("")
def institutions(request: Request, state: ApiState, language: PageLanguage) -> HTMLResponse:
    """All of them with their periods, by name."""
    with reading(state.engine) as session:
        found = institutions_on_file(session)
    return render(request, "institutions.html", language, institutions=found, most=_MOST_PERIODS)


@router.get("/{institution_id}/periods/{period}")
def period(
    institution_id: str,
    period: Annotated[str, Path(max_length=40)],
    request: Request,
    state: ApiState,
    language: PageLanguage,
) -> HTMLResponse:
    """Its statements as a map: which share figures, which of them agree, and where the odd one out stands."""
    with reading(state.engine) as session:
        page = period_page(session, institution_id, period, language)
        own = by_themselves(session, {entry.filing.id: entry.filing.statements for entry in page.filings})
        missing = missing_of(session, [entry.filing.id for entry in page.filings])
    spans = []
    for span in page.spans:
        statements = {
            entry.filing.id: entry.filing.statements
            for entry in page.filings
            if entry.filing.period and entry.filing.period.start == span.start
        }
        chart = period_map(span.ties, span.missing, span.versions, statements, statement_order())
        spans.append((span.start, span.end, chart, set(statements)))
    entries = {entry.filing.id: entry for entry in page.filings}
    return render(request, "period.html", language, page=page, spans=spans, entries=entries, own=own, missing=missing)
