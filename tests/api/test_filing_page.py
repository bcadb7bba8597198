"""A filing's page as the service renders it, without a browser."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from services.api.routes import page
from shared import examples
from shared.database import connect, migrate
from shared.report import Report
from shared.results import replace_results
from shared.web import answer_alike
from tests.shared.filing import add_filing


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[TestClient]:
    """A service with its pages alone; `shown` puts a filing into its database."""
    engine = connect(f"sqlite:///{tmp_path / 'cotejo.db'}")
    migrate(engine)
    app = FastAPI()
    app.state.api = SimpleNamespace(engine=engine, settings=SimpleNamespace(data_dir=tmp_path))
    answer_alike(app, lambda: {}, page.problem_page)
    app.include_router(page.router)
    yield TestClient(app)
    engine.dispose()


def shown(pages: TestClient, language: str) -> str:
    """The page of a new filing with the report of the examples."""
    report = Report.model_validate(examples.REPORT)
    with Session(pages.app.state.api.engine) as session:  # type: ignore[attr-defined]
        filing = add_filing(session)
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
