"""One programme over the quarters and years on file."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse
from sqlmodel import col, select

from services.api.routes.page.shell import PageLanguage, render
from services.api.state import ApiState
from services.api.views.charts import line
from services.api.views.programmes import CONCEPTS
from shared.database import reading
from shared.problems import Problem
from shared.tables import Filing, StoredFact

router = APIRouter()
_DRAWN = ("approved", "modified", "accrued")


@router.get("/subjects/{code}")
def subject(
    code: Annotated[str, Path(max_length=200)], request: Request, state: ApiState, language: PageLanguage
) -> HTMLResponse:
    """Its figures by institution and period, the oldest first, as a line and a table."""
    query = (
        select(StoredFact, Filing)
        .join(Filing, col(Filing.id) == col(StoredFact.filing_id))
        .where(StoredFact.subject_code == code, col(StoredFact.concept).in_(CONCEPTS))
        .order_by(col(StoredFact.position))
    )
    with reading(state.engine) as session:
        found = list(session.exec(query))
    if not found:
        raise Problem("not-found", path=request.url.path)
    columns: dict[str, dict[str, tuple[Filing, dict[str, Decimal]]]] = {}
    for fact, filing in found:
        who = filing.institution_acronym or filing.institution_name or ""
        _, figures = columns.setdefault(who, {}).setdefault(filing.id, (filing, {}))
        if fact.value is not None:
            figures.setdefault(fact.concept, fact.value)
    series = {}
    for who, by_filing in columns.items():
        periods = sorted(by_filing.values(), key=lambda one: (one[0].period_end or date.min, one[0].created_at))
        highest = max(
            (figures[name] for _, figures in periods for name in _DRAWN if name in figures), default=Decimal(0)
        )
        lines = {name: line([figures.get(name) for _, figures in periods], highest) for name in _DRAWN}
        series[who] = (periods, highest, {name: points for name, points in lines.items() if points})
    name = next((fact.subject_name for fact, _ in found if fact.subject_name), None)
    return render(request, "subject.html", language, code=code, name=name, series=series, concepts=CONCEPTS)
