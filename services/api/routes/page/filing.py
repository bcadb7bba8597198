"""One filing: at a glance, its anomalies, its tables and its programmes."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import func
from sqlmodel import Session, col, select

from services.api.routes.filings import FilingEntry, filing_entry
from services.api.routes.page.shell import EmptyIsNone, PageLanguage, render
from services.api.routes.page.start import lights_of
from services.api.state import ApiState, filing_on_file
from services.api.views.charts import scatter
from services.api.views.excerpt import ROWS_ON_A_PAGE, columns_of_numbers, labels_of, with_thousands
from services.api.views.heads import heads_of
from services.api.views.indicators import indicators_of, subjects_of
from services.api.views.overview import overview
from services.api.views.programmes import pictured, programmes_of
from services.api.views.recent import recent_periods
from services.api.views.table_list import tables_by_name
from shared.database import reading
from shared.exports.annotated import ANNOTATED, CONVERTED, annotated_name
from shared.job_part import STAGES
from shared.media_types import PDF, WORKBOOKS
from shared.period_names import period_name
from shared.problems import Language, Problem
from shared.report import Severity
from shared.spots import own_number
from shared.tables import Filing, Grid, ReportHead

router = APIRouter(prefix="/filings/{filing_id}")
_FIRST_OF_A_GROUP = 50
_FIRST_PROGRAMMES = 12
_PERIODS = 6
_SUBJECTS_ON_A_PAGE = 50

PageNumber = Annotated[int, Query(ge=1, le=100_000)]


@router.get("")
def filing(
    filing_id: str,
    request: Request,
    state: ApiState,
    language: PageLanguage,
    severity: Severity | None = None,
    rule: Annotated[str | None, Query(max_length=100), EmptyIsNone] = None,
    mark: Annotated[str | None, Query(max_length=20), EmptyIsNone] = None,
) -> HTMLResponse:
    """What it is and what is wrong with it; while its job runs, how far that is; where it failed, why."""
    with reading(state.engine) as session:
        found = filing_on_file(session, filing_id)
        entry = filing_entry(session, found, language)
        head = session.get(ReportHead, filing_id)
        if head is None:
            return _without_report(request, state, session, language, entry)
        view = overview(session, found, head, language, severity, rule, mark)
        most, rated = pictured(view.programmes, _FIRST_PROGRAMMES)
        heads = (
            heads_of(session, found, view.programmes, view.totals)
            if 2 * rated < len(view.programmes) or not most
            else []
        )
        period = _period_with_company(session, found)
    chosen = {"severity": severity, "rule": rule, "mark": mark}
    return render(
        request,
        "filing.html",
        language,
        entry=entry,
        view=view,
        period=period,
        annotated=_annotated(found),
        leaf=_leaf(found),
        most=[] if heads else most,
        rated=rated,
        heads=heads[:_FIRST_PROGRAMMES],
        head_count=len(heads),
        points=scatter(view.programmes),
        table_groups=tables_by_name(view.tables, language),
        chosen={name: value for name, value in chosen.items() if value},
        first=None if rule else _FIRST_OF_A_GROUP,
    )


def _without_report(
    request: Request, state: ApiState, session: Session, language: Language, entry: FilingEntry
) -> HTMLResponse:
    """The page of a filing whose job runs or failed, or of an archive: what its files have, each and together."""
    members = [member.filing_id for member in (entry.job and entry.job.members) or () if member.filing_id]
    files = [one for id_ in members if (one := session.get(Filing, id_)) and one.deleted_at is None]
    entries = [filing_entry(session, one, language) for one in files]
    between = sum((Counter(one.between) for one in entries), Counter[str]())
    return render(
        request,
        "waiting.html",
        language,
        entry=entry,
        stages=STAGES,
        entries=entries,
        lights=lights_of(state, [one.id for one in files]),
        ended=sum(one.job is not None and one.job.status.is_end for one in entries),
        own=sum((Counter(one.anomalies) for one in entries), Counter[str]()) - between,
        periods=recent_periods(session, _PERIODS, files) if files else [],
    )


def _annotated(filing: Filing) -> dict[str, str] | None:
    """What the filing's annotated form is called, and the words for how it is marked; None where there is none."""
    kind = filing.media_type
    if kind not in ANNOTATED:
        return None
    how = "converted" if kind in CONVERTED else "pdf" if kind == PDF else "workbook"
    return {"name": annotated_name(filing.filename, kind), "how": f"annotated-{how}"}


def _leaf(filing: Filing) -> str:
    """The words for what a filing's tables are numbered by."""
    return "sheet-number" if filing.media_type in WORKBOOKS else "page-number"


def _period_with_company(session: Session, filing: Filing) -> tuple[str, str] | None:
    """Institution and period of a filing, as addresses have them; None where it is the only one of that period."""
    if filing.institution_id is None or filing.period_end is None:
        return None
    company = select(func.count()).where(
        Filing.institution_id == filing.institution_id,
        Filing.period_end == filing.period_end,
        col(Filing.deleted_at).is_(None),
    )
    alone = session.exec(company).one() < 2
    return None if alone else (filing.institution_id, period_name(filing.period_end))


@router.get("/programmes")
def programmes(
    filing_id: str, request: Request, state: ApiState, language: PageLanguage, page: PageNumber = 1
) -> HTMLResponse:
    """All of its programmes, some hundred at a time."""
    with reading(state.engine) as session:
        entry = filing_entry(session, filing_on_file(session, filing_id), language)
        found = programmes_of(session, filing_id)
    shown = found[(page - 1) * ROWS_ON_A_PAGE : page * ROWS_ON_A_PAGE]
    pages = -(-len(found) // ROWS_ON_A_PAGE)
    return render(
        request, "programmes.html", language, entry=entry, shown=shown, count=len(found), page=page, pages=pages
    )


@router.get("/indicators")
def indicators(
    filing_id: str, request: Request, state: ApiState, language: PageLanguage, page: PageNumber = 1
) -> HTMLResponse:
    """All that was worked out, one by one, folded by subject, some at a time."""
    with reading(state.engine) as session:
        entry = filing_entry(session, filing_on_file(session, filing_id), language)
        subjects = subjects_of(session, filing_id)
        wanted = subjects[(page - 1) * _SUBJECTS_ON_A_PAGE : page * _SUBJECTS_ON_A_PAGE]
        shown = indicators_of(session, filing_id, wanted, language)
    pages = -(-len(subjects) // _SUBJECTS_ON_A_PAGE)
    return render(request, "indicators.html", language, entry=entry, shown=shown, page=page, pages=pages)


@router.get("/tables/{table}")
def table(
    filing_id: str,
    table: Annotated[str, Path(pattern=r"^t[0-9]{1,6}$")],
    request: Request,
    state: ApiState,
    language: PageLanguage,
    page: PageNumber = 1,
) -> HTMLResponse:
    """One table as it was read, some hundred rows at a time."""
    with reading(state.engine) as session:
        found = filing_on_file(session, filing_id)
        entry = filing_entry(session, found, language)
        grid, head = session.get(Grid, (filing_id, table)), session.get(ReportHead, filing_id)
        if grid is None or head is None:
            raise Problem("not-found", path=request.url.path)
        about = next(one for one in head.tables if one["id"] == table)
        cells = grid.rows
    start = (page - 1) * ROWS_ON_A_PAGE
    numbers = columns_of_numbers(about, cells) if found.media_type in WORKBOOKS else frozenset()
    rows = [with_thousands(texts, numbers) for texts in cells[start : start + ROWS_ON_A_PAGE]]
    pages, runs = -(-len(cells) // ROWS_ON_A_PAGE), about.get("numbered") or ()
    return render(
        request, "table.html", language, entry=entry, about=about, leaf=_leaf(found), labels=labels_of(about, cells),
        rows=[(at, own_number(at, runs), texts) for at, texts in enumerate(rows, start)], page=page, pages=pages,
    )  # fmt: skip
