"""The page: what is on file, and what is wrong with each filing. Server-rendered; a little script sends and follows."""

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.templating import Jinja2Templates

from services.api.routes.filings import all_filings, filing_entry, page_of_filings, stored_report
from services.api.state import ApiState, filing_on_file
from shared.database import reading
from shared.problems import Language
from shared.report import SEVERITIES, EvidencePart
from shared.rule_table import stored_rules
from shared.summary import by_rule, programme_rows, summarise
from shared.words import counted, percent, words

FOLDER = Path(__file__).parents[1]

router = APIRouter(include_in_schema=False)
_templates = Jinja2Templates(FOLDER / "templates")
_ON_ONE_PAGE = 50
_MOST_PROGRAMMES = 1000
_HEADERS = {"content-security-policy": "default-src 'self'; frame-ancestors 'none'"}

Lang = Annotated[Language, Query()]


@router.get("/")
def index(request: Request, state: ApiState, lang: Lang = "es", cursor: str | None = None) -> HTMLResponse:
    """What is on file, newest first, and where to hand in more."""
    page = page_of_filings(state, all_filings(), lang, _ON_ONE_PAGE, cursor)
    return _page(request, "index.html", lang, page=page)


@router.get("/filings/{filing_id}")
def filing(filing_id: str, request: Request, state: ApiState, lang: Lang = "es") -> HTMLResponse:
    """One filing: what it is, its traffic light, and its anomalies with their evidence."""
    with reading(state.engine) as session:
        entry = filing_entry(session, filing_on_file(session, filing_id), lang)
        report = stored_report(session, filing_id)
        rules = {rule.id: rule for rule in stored_rules(session)}
    if report is None:
        return _page(request, "waiting.html", lang, entry=entry)
    context = {"report": report, "summary": summarise(report), "groups": by_rule(report), "rules": rules}
    programmes = programme_rows(report)[:_MOST_PROGRAMMES]
    return _page(request, "filing.html", lang, entry=entry, programmes=programmes, **context)


def _page(request: Request, template: str, language: Language, **context: Any) -> HTMLResponse:
    def place(spot: EvidencePart) -> str:
        if spot.cell:
            return f"{words(language, 'cell')} {spot.cell}"
        if spot.line:
            return f"{words(language, 'line')} {spot.line}, {words(language, 'column')} {spot.column + 1}"
        return f"{words(language, 'row')} {spot.row + 1}, {words(language, 'column')} {spot.column + 1}"

    context |= {
        "language": language,
        "t": lambda key: words(language, key),
        "counted": lambda count, severity: counted(language, count, severity),
        "percent": percent,
        "place": place,
        "severities": SEVERITIES,
    }
    return _templates.TemplateResponse(request, template, context, headers=_HEADERS)
