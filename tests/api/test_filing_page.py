"""A filing's page as the service renders it, without a browser."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from services.api.routes import page
from shared import examples
from shared.jobs import now
from shared.media_types import CSV, HTML, ODS, PDF, XLS, XLSX
from shared.report import Report
from shared.results import replace_results
from shared.tables import Filing, Job, JobStatus
from shared.web import answer_alike
from tests.databases import migrated
from tests.shared.filing import add_filing


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[TestClient]:
    """A service with its pages alone; `shown` puts a filing into its database."""
    engine = migrated(tmp_path)
    app = FastAPI()
    app.state.api = SimpleNamespace(engine=engine, settings=SimpleNamespace(data_dir=tmp_path))
    answer_alike(app, lambda: {}, page.problem_page)
    app.include_router(page.router)
    yield TestClient(app)
    engine.dispose()


def shown(pages: TestClient, language: str, **about: str) -> str:
    """The page of a new filing with the report of the examples; `about` it is said what differs from others."""
    report = Report.model_validate(examples.REPORT)
    with Session(pages.app.state.api.engine) as session:  # type: ignore[attr-defined]
        filing = add_filing(session)
        for name, value in about.items():
            setattr(filing, name, value)
        replace_results(session, filing, report.model_dump(mode="json"), {})
        filing_id = filing.id
        session.commit()
    answer = pages.get(f"/filings/{filing_id}", params={"lang": language})
    assert answer.status_code == 200
    text: str = answer.text
    return text


@pytest.mark.parametrize(("language", "said"), [("es", "los predeterminados, versión"), ("en", "the default, version")])
def test_the_default_policy_is_called_that(pages: TestClient, language: str, said: str) -> None:
    assert said in shown(pages, language)


@pytest.mark.parametrize(
    ("media_type", "name", "said"),
    [
        (XLSX, "a.cotejo.xlsx", {"es": "en comentarios de sus celdas", "en": "as comments in its cells"}),
        (PDF, "a.cotejo.pdf", {"es": "resaltado", "en": "highlighted"}),
        (XLS, "a.cotejo.xlsx", {"es": "convertido a .xlsx", "en": "converted to .xlsx"}),
        (ODS, "a.cotejo.xlsx", {"es": "convertido a .xlsx", "en": "converted to .xlsx"}),
        (CSV, None, {"es": "no se devuelven anotados", "en": "not handed back annotated"}),
        (HTML, None, {"es": "no se devuelven anotados", "en": "not handed back annotated"}),
    ],
)
def test_the_page_says_what_the_annotated_form_of_a_file_is(
    pages: TestClient, media_type: str, name: str | None, said: dict[str, str]
) -> None:
    suffix = {XLSX: "xlsx", PDF: "pdf", XLS: "xls", ODS: "ods", CSV: "csv", HTML: "html"}[media_type]
    for language, words in said.items():
        page = shown(pages, language, media_type=media_type, filename=f"a.{suffix}")
        assert words in page
        assert f"/annotated?lang={language}" in page if name else "/annotated" not in page
        assert name is None or f">{name}</a>" in page


def _done(filing: Filing, **about: Any) -> Job:
    return Job(
        id=f"job-{filing.id}", filing_id=filing.id, queue="small", status=JobStatus.SUCCEEDED, created_at=now(), **about
    )


def test_the_page_of_an_archive_sums_up_its_files_and_leads_to_their_period(pages: TestClient) -> None:
    report = Report.model_validate(examples.REPORT)
    with Session(pages.app.state.api.engine) as session:  # type: ignore[attr-defined]
        files = [add_filing(session) for _ in range(2)]
        for filing in files:
            replace_results(session, filing, report.model_dump(mode="json"), {})
            filing.institution_id, filing.institution_name = "i1", "Instituto de Prueba"
            filing.period_start, filing.period_end = date(2024, 1, 1), date(2024, 6, 30)
            session.add(_done(filing))
        archive = add_filing(session)
        named = [{"name": one.filename, "filing_id": one.id, "job_id": f"job-{one.id}"} for one in files]
        session.add(_done(archive, members=named))
        address = f"/filings/{archive.id}"
        session.commit()
    said = pages.get(address, params={"lang": "en"}).text
    assert f"{2 * len(report.anomalies)}\N{NO-BREAK SPACE}anomalies in them, each by itself" in said
    assert 'href="/institutions/i1/periods/2024-q2"' in said
