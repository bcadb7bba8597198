"""The evidence of one anomaly, as a page of its own or as the part that the filing's page opens; and page pictures."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import select

from services.api.routes.filings import filing_entry
from services.api.routes.page.shell import PageLanguage, render
from services.api.state import ApiState, filing_on_file
from services.api.views.evidence import FIRST_PAGES, MOST_PAGES, evidence_of, shown
from services.api.views.page_picture import PagePictures
from shared.database import reading
from shared.problems import Problem
from shared.report import EvidencePart
from shared.reviews import anomalies_of, fingerprints, reviews_of
from shared.rule_table import stored_rule
from shared.storage import Store
from shared.tables import StoredFact

router = APIRouter(prefix="/filings/{filing_id}")
_pictures = PagePictures()


@router.get("/anomalies/{anomaly_id}")
def evidence(
    filing_id: str,
    anomaly_id: str,
    request: Request,
    state: ApiState,
    language: PageLanguage,
    part: bool = False,
    pages: Literal["all"] | None = None,
) -> HTMLResponse:
    """Where it stands, how it was worked out, which rule says so, and what an auditor said of it; the first pages that
    it stands on, or `pages`: all of them.
    """
    most = MOST_PAGES if pages else FIRST_PAGES
    with reading(state.engine) as session:
        entry = filing_entry(session, filing_on_file(session, filing_id), language)
        anomalies = anomalies_of(session, filing_id)
        anomaly = next((one for one in anomalies if one.id == anomaly_id), None)
        if anomaly is None:
            raise Problem("not-found", path=request.url.path)
        found = evidence_of(session, anomaly, Store(state.settings.data_dir), _pictures, most)
        review = reviews_of(session, filing_id).get(fingerprints(anomalies)[anomaly_id])
        rule = stored_rule(session, anomaly.rule)
    told = {"entry": entry, "anomaly": anomaly, "evidence": found, "review": review, "rule": rule, "part": part}
    return render(request, "evidence_part.html" if part else "evidence.html", language, **told)


@router.get("/facts/{fact_id}")
def fact_place(
    filing_id: str,
    fact_id: Annotated[str, Path(pattern=r"^f[0-9]{1,9}$")],
    request: Request,
    state: ApiState,
    language: PageLanguage,
) -> HTMLResponse:
    """One figure where it stands: its table with the cell marked, its page with the figure boxed."""
    with reading(state.engine) as session:
        filing = filing_on_file(session, filing_id)
        query = select(StoredFact).where(StoredFact.filing_id == filing_id, StoredFact.id == fact_id)
        fact = session.exec(query).first()
        if fact is None:
            raise Problem("not-found", path=request.url.path)
        spot = EvidencePart.model_validate(fact.evidence)
        found = shown(session, filing, spot, Store(state.settings.data_dir), _pictures)
        entry = filing_entry(session, filing, language)
    return render(request, "place.html", language, entry=entry, fact=fact, spot=spot, found=found)


@router.get("/pages/{number}.webp")
def page_picture(filing_id: str, number: Annotated[int, Path(ge=1, le=100_000)], state: ApiState) -> Response:
    """One page of the filing as a picture."""
    with reading(state.engine) as session:
        filing = filing_on_file(session, filing_id)
    path = Store(state.settings.data_dir).path(filing.sha256)
    picture = _pictures.page(path, filing.media_type, number)
    if picture is None:
        raise Problem("not-found", path=f"/filings/{filing_id}/pages/{number}.webp")
    headers = {"cache-control": "private, max-age=3600", "x-content-type-options": "nosniff"}
    return Response(picture.webp, media_type="image/webp", headers=headers)
