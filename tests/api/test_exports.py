"""The whole report as a file, over HTTP."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import polars as pl
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from services.api.routes import annotated, exports, filings, parts, reviews
from shared import examples
from shared.database import connect, migrate
from shared.report import Report
from shared.results import replace_results
from shared.web import answer_alike
from tests.shared.filing import add_filing


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[TestClient, str, str]]:
    """A service with one filing that has a report and one that has none."""
    engine = connect(f"sqlite:///{tmp_path / 'cotejo.db'}")
    migrate(engine)
    with Session(engine) as session:
        ready, waiting = add_filing(session), add_filing(session)
        replace_results(session, ready, Report.model_validate(examples.REPORT).model_dump(mode="json"), {})
        ids = ready.id, waiting.id
        session.commit()
    app = FastAPI()
    app.state.api = SimpleNamespace(engine=engine, settings=SimpleNamespace(data_dir=tmp_path))
    answer_alike(app, lambda: {})
    for module in (exports, filings, parts, reviews, annotated):
        app.include_router(module.router)
    yield TestClient(app), *ids
    engine.dispose()


@pytest.mark.parametrize(
    ("form", "start"), [("json", b"{"), ("xlsx", b"PK"), ("zip", b"PK"), ("html", b"<!doctype"), ("pdf", b"%PDF")]
)
def test_a_report_is_handed_out_in_every_form(served: tuple[TestClient, str, str], form: str, start: bytes) -> None:
    client, ready, _ = served
    answer = client.get(f"/v1/filings/{ready}/exports/{form}")
    assert answer.status_code == 200
    assert answer.content.lstrip().startswith(start)
    assert answer.headers["content-disposition"] == f'attachment; filename="{ready}.{form}"'


def test_what_is_not_ready_or_unknown_is_no_file(served: tuple[TestClient, str, str]) -> None:
    client, ready, waiting = served
    assert client.get(f"/v1/filings/{waiting}/exports/xlsx").status_code == 202
    assert client.get("/v1/filings/nothing/exports/xlsx").status_code == 404
    assert client.get(f"/v1/filings/{ready}/exports/exe").status_code == 422


def test_a_stored_report_still_says_which_statements_it_holds(served: tuple[TestClient, str, str]) -> None:
    client, ready, _ = served
    said = client.get(f"/v1/filings/{ready}/report").json()["filing"]
    assert said["statements"] == ["investment-programmes"]


@pytest.mark.parametrize(("form", "start"), [("csv", b"filing,id,"), ("xlsx", b"PK"), ("parquet", b"PAR1")])
def test_a_part_is_a_file_by_its_address_alone(served: tuple[TestClient, str, str], form: str, start: bytes) -> None:
    client, ready, _ = served
    answer = client.get(f"/v1/filings/{ready}/facts", params={"format": form})
    assert answer.content.startswith(start)
    assert answer.headers["content-disposition"].endswith(f'-facts.{form}"')
    assert client.get(f"/v1/filings/{ready}/facts", params={"format": "exe"}).status_code == 422


def test_notes_of_auditors_are_no_formulas_in_csv(served: tuple[TestClient, str, str]) -> None:
    client, ready, _ = served
    anomaly = client.get(f"/v1/filings/{ready}/anomalies").json()["items"][0]["id"]
    note = {"verdict": "explained", "note": "=HYPERLINK(1)"}
    assert client.put(f"/v1/filings/{ready}/anomalies/{anomaly}/review", json=note).status_code == 200
    answer = client.get(f"/v1/filings/{ready}/reviews", params={"format": "csv"})
    assert ",'=HYPERLINK(1)," in answer.text


def test_marks_of_auditors_are_in_every_export(served: tuple[TestClient, str, str]) -> None:
    client, ready, _ = served
    anomaly = client.get(f"/v1/filings/{ready}/anomalies").json()["items"][0]["id"]
    note = {"verdict": "explained", "note": "Oficio 12"}
    assert client.put(f"/v1/filings/{ready}/anomalies/{anomaly}/review", json=note).status_code == 200

    def fetched(path: str, **query: str) -> bytes:
        content: bytes = client.get(f"/v1/filings/{ready}/{path}", params=query).content
        return content

    package = zipfile.ZipFile(io.BytesIO(fetched("exports/zip"))).read("data/anomalies.csv")
    frames = [
        pl.read_csv(fetched("anomalies", format="csv")),
        pl.read_parquet(fetched("anomalies", format="parquet")),
        pl.read_csv(package),
    ]
    for frame in frames:
        assert frame.filter(id=anomaly).select("review", "review_note").rows() == [("explained", "Oficio 12")]
    sheet = openpyxl.load_workbook(io.BytesIO(fetched("exports/xlsx")))["anomalies"]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, heads.index("review_note") + 1).value == "Oficio 12"
    assert json.loads(fetched("exports/json"))["reviews"][0]["note"] == "Oficio 12"
    assert b"Oficio 12" in fetched("exports/html")


def test_what_is_not_annotated_is_said_in_the_language_of_the_address(served: tuple[TestClient, str, str]) -> None:
    client, ready, waiting = served
    answer = client.get(f"/v1/filings/{ready}/annotated", params={"lang": "en"})
    assert (answer.status_code, answer.json()["type"]) == (406, "urn:cotejo:problem:no-annotated-form")
    assert answer.json()["title"] == "This file is not handed back annotated"
    assert client.get(f"/v1/filings/{waiting}/annotated").status_code == 202
    assert client.get("/v1/filings/nothing/annotated").status_code == 404
