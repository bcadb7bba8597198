"""What goes by one code over the quarters and years on file."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse
from sqlmodel import col, select

from services.api.routes.page.shell import PageLanguage, render
from services.api.state import ApiState
from services.api.views.history import HEIGHT, WIDTH, parted, plot, told_by
from services.api.views.programmes import CONCEPTS
from shared.database import reading
from shared.problems import Problem
from shared.tables import Filing, StoredFact

router = APIRouter()


@router.get("/subjects/{code:path}")
def subject(
    code: Annotated[str, Path(max_length=200)], request: Request, state: ApiState, language: PageLanguage
) -> HTMLResponse:
    """Its figures by institution and period, the oldest first, as a line and a table; by their names where one filing
    has several of the code.
    """
    query = (
        select(StoredFact, Filing)
        .join(Filing, col(Filing.id) == col(StoredFact.filing_id))
        .where(StoredFact.subject_code == code, col(StoredFact.concept).in_(CONCEPTS))
        .order_by(col(StoredFact.position))
    )
    with reading(state.engine) as session:
        found = told_by(session.exec(query))
    if not found:
        raise Problem("not-found", path=request.url.path)
    series = [(who, label, part, plot(part)) for who, told in found.items() for label, part in parted(told)]
    newest = (one.name for told in found.values() for one in reversed(told) if one.name)
    name = None if any(label for _, label, _, _ in series) else next(newest, None)
    return render(
        request, "subject.html", language, code=code, name=name, series=series, concepts=CONCEPTS,
        width=WIDTH, height=HEIGHT,
    )  # fmt: skip
