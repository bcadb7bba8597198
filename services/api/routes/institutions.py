"""Institutions, and how the statements of each of their periods stand against each other."""

from collections import defaultdict
from datetime import date, datetime
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field
from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from services.api.routes.filings import FilingEntry, filing_entry
from services.api.state import ApiState
from shared.company_tables import InstitutionName, PeriodCheck
from shared.database import reading
from shared.invalid import unusable
from shared.period_names import parse_period, period_name
from shared.problems import Language, Problem
from shared.report import SaidInBoth
from shared.tables import Filing
from shared.web import language_of

router = APIRouter(prefix="/v1/institutions", tags=["institutions"])


class PeriodEntry(BaseModel):
    """A period of which filings are on file. `current` is false while a comparison of it is due."""

    period: str = Field(examples=["2019-q3"])
    end: date
    filings: int
    current: bool


class InstitutionEntry(BaseModel):
    """An institution: `name` is the printed name most filings bear, `names` are all of them."""

    id: str
    name: str
    acronym: str | None = None
    names: list[str]
    periods: list[PeriodEntry]


class SpanPart(BaseModel):
    """What the filings of one span of time came to together.

    A tie's `state` is holds, does-not-hold or cannot-be-checked, the last with `why`; each of its `voices` says who
    states what, and whether it `agrees` with most. `versions` are filings that are one statement.
    """

    start: date
    end: date
    missing: list[str] = Field(description="kinds of statement that law asks for and that are not on file")
    ties: list[dict[str, Any]]
    versions: list[dict[str, Any]]


class PeriodPage(BaseModel):
    """One period of an institution. While `current` is false what is told is of before its last change."""

    institution: InstitutionEntry
    period: PeriodEntry
    checked_at: datetime | None
    asked_source: SaidInBoth | None = Field(description="where law asks for the statements")
    filings: list[FilingEntry]
    spans: list[SpanPart]


@router.get("", summary="The institutions that filings are of")
def list_institutions(state: ApiState) -> list[InstitutionEntry]:
    """By name; names that differ by accents, abbreviations or damage are one institution."""
    with reading(state.engine) as session:
        return institutions_on_file(session)


@router.get("/{institution_id}", summary="One institution")
def get_institution(institution_id: str, state: ApiState) -> InstitutionEntry:
    """By its id or its acronym."""
    with reading(state.engine) as session:
        return _entry(session, institution_id)


@router.get("/{institution_id}/periods/{period}", summary="How the statements of one period stand")
def get_period(
    institution_id: str,
    period: Annotated[str, Path(examples=["2019-q3"], description="2019, 2019-q3, 2019-09 or its last day")],
    request: Request,
    state: ApiState,
) -> PeriodPage:
    """The statements on file, those that law asks for and are missing, and every tie between them."""
    with reading(state.engine) as session:
        return period_page(session, institution_id, period, language_of(request))


def period_page(session: Session, institution_id: str, period: str, language: Language) -> PeriodPage:
    """The period that `period` names. Raises `Problem` where it names none, or nothing of it is on file."""
    end = parse_period(period)
    if end is None:
        raise unusable("period", "period", period)
    entry = _entry(session, institution_id)
    told = next((one for one in entry.periods if one.end == end), None)
    if told is None:
        raise Problem("not-found", path=f"/v1/institutions/{institution_id}/periods/{period}")
    check = session.get(PeriodCheck, (entry.id, end))
    filings = session.exec(_on_file().where(Filing.institution_id == entry.id, Filing.period_end == end))
    body = check.body if check and check.body else {}
    return PeriodPage(
        institution=entry,
        period=told,
        checked_at=check.checked_at if check else None,
        asked_source=body.get("asked_source"),
        filings=[filing_entry(session, filing, language) for filing in filings],
        spans=body.get("spans", []),
    )


def _on_file() -> Any:
    return select(Filing).where(col(Filing.deleted_at).is_(None)).order_by(col(Filing.filename), col(Filing.id))


def _entry(session: Session, institution_id: str) -> InstitutionEntry:
    """The institution of this id, of this acronym, or whose name had this id before it was known as another of its."""
    of_acronym = select(InstitutionName.institution_id).where(
        func.lower(col(InstitutionName.acronym)) == institution_id.lower()
    )
    for one in (institution_id, *session.exec(of_acronym.order_by(col(InstitutionName.institution_id)))):
        if found := institutions_on_file(session, one):
            return found[0]
    for name in session.exec(select(InstitutionName)):
        if name.id_by_itself == institution_id and (found := institutions_on_file(session, name.institution_id)):
            return found[0]
    raise Problem("not-found", path=f"/v1/institutions/{institution_id}")


def institutions_on_file(session: Session, institution_id: str | None = None) -> list[InstitutionEntry]:
    """Every institution that filings on file are of, by name; or that of `institution_id` alone."""
    whose, end = col(Filing.institution_id), col(Filing.period_end)
    printed = col(Filing.institution_name)
    filings = select_columns(whose, printed, end, func.count()).group_by(whose, printed, end)
    names = select(InstitutionName)
    compared = col(PeriodCheck.compared) == col(PeriodCheck.revision)
    checks = select_columns(col(PeriodCheck.institution_id), col(PeriodCheck.period_end)).where(compared)
    if institution_id is not None:
        filings = filings.where(whose == institution_id)
        names = names.where(InstitutionName.institution_id == institution_id)
        checks = checks.where(col(PeriodCheck.institution_id) == institution_id)
    counted: dict[str, list[_Counted]] = defaultdict(list)
    for owner, *rest in session.execute(filings.where(whose.is_not(None), col(Filing.deleted_at).is_(None))):
        counted[owner].append(_Counted(*rest))
    named: dict[str, list[InstitutionName]] = defaultdict(list)
    for row in session.exec(names):
        named[row.institution_id].append(row)
    current: dict[str, set[date]] = defaultdict(set)
    for owner, day in session.execute(checks):
        current[owner].add(day)
    found = [_told(one, named[one], of_it, current[one]) for one, of_it in counted.items()]
    return sorted(found, key=lambda entry: (entry.name, entry.id))


class _Counted(NamedTuple):
    """How many filings of an institution print one name and end on one day."""

    name: str | None
    end: date | None
    filings: int


def _told(
    institution_id: str, names: list[InstitutionName], counted: list[_Counted], current: set[date]
) -> InstitutionEntry:
    ends: dict[date, int] = defaultdict(int)
    printed: dict[str, int] = defaultdict(int)
    for name, end, filings in counted:
        printed[name or ""] += filings
        if end:
            ends[end] += filings
    return InstitutionEntry(
        id=institution_id,
        name=max(sorted(printed), key=lambda name: printed[name]),
        acronym=next((row.acronym for row in sorted(names, key=lambda row: row.name) if row.acronym), None),
        names=sorted({row.name for row in names}),
        periods=[
            PeriodEntry(period=period_name(end), end=end, filings=count, current=end in current)
            for end, count in sorted(ends.items(), reverse=True)
        ],
    )
