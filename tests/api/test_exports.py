"""The whole report as a file, over HTTP."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import polars as pl
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from services.api.downloads import attachment
from services.api.routes import annotated, exports, filings, parts, reviews
from shared import examples
from shared.jobs import now
from shared.media_types import XLS, XLSX
from shared.report import Report
from shared.results import replace_results
from shared.storage import Store
from shared.tables import Filing
from shared.web import answer_alike
from tests.compute.reading.files import xls
from tests.databases import migrated
from tests.shared.filing import add_filing


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[TestClient, str, str]]:
    """A service with one filing that has a report and one that has none."""
    engine = migrated(tmp_path)
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
    assert answer.headers["content-disposition"].startswith('attachment; filename="IPBEA-2024-q4-')
    assert answer.headers["content-disposition"].endswith(f"-reporte.{form}")


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
    assert answer.headers["content-disposition"].endswith(f"-cifras.{form}")
    assert client.get(f"/v1/filings/{ready}/facts", params={"format": "exe"}).status_code == 422


def test_a_workbook_is_in_the_language_of_the_address_and_csv_bears_the_names_of_the_api(
    served: tuple[TestClient, str, str],
) -> None:
    client, ready, _ = served

    def sheets(path: str, lang: str) -> list[str]:
        answer = client.get(f"/v1/filings/{ready}/{path}", params={"lang": lang, "format": "xlsx"})
        return openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames

    assert sheets("exports/xlsx", "es") == ["anomalías", "indicadores", "cifras"]
    assert sheets("exports/xlsx", "en") == ["anomalies", "indicators", "facts"]
    assert (sheets("facts", "es"), sheets("facts", "en")) == (["cifras"], ["facts"])
    for lang in ("es", "en"):
        answer = client.get(f"/v1/filings/{ready}/facts", params={"format": "csv", "lang": lang})
        assert answer.text.startswith("filing,id,subject_kind,")


def test_no_name_of_a_file_breaks_the_name_it_is_saved_under() -> None:
    filing = Filing(
        id="f1", sha256="", media_type="",
        filename='..\\a"b\r\nSet-Cookie: x/Informe año 2024\u202e' + "x" * 300 + ".pdf",
        size=1, created_at=now(), institution_acronym="IPBEA", period_end=date(2024, 6, 30),
    )  # fmt: skip
    header = attachment(filing, "cifras", ".csv")["content-disposition"]
    plain, _, encoded = header.removeprefix('attachment; filename="').partition("\"; filename*=UTF-8''")
    assert plain.startswith("IPBEA-2024-q2-") and plain.endswith("-cifras.csv") and len(plain) < 160
    assert not set(plain) & set('"\\/\r\n:') and "a%C3%B1o" in encoded
    assert attachment(filing.model_copy(update={"filename": "///.pdf", "institution_acronym": None}), "x", ".csv")
    own = filing.model_copy(update={"filename": "ipbea-2024-q2.xlsx"})
    assert 'filename="ipbea-2024-q2-cifras.csv"' in attachment(own, "cifras", ".csv")["content-disposition"]


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
    sheet = openpyxl.load_workbook(io.BytesIO(fetched("exports/xlsx", lang="en")))["anomalies"]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, heads.index("note of the review") + 1).value == "Oficio 12"
    assert json.loads(fetched("exports/json"))["reviews"][0]["note"] == "Oficio 12"
    assert b"Oficio 12" in fetched("exports/html")


def test_what_is_not_annotated_is_said_in_the_language_of_the_address(served: tuple[TestClient, str, str]) -> None:
    client, ready, waiting = served
    answer = client.get(f"/v1/filings/{ready}/annotated", params={"lang": "en"})
    assert (answer.status_code, answer.json()["type"]) == (406, "urn:cotejo:problem:no-annotated-form")
    assert answer.json()["title"] == "This file is not handed back annotated"
    assert client.get(f"/v1/filings/{waiting}/annotated").status_code == 202
    assert client.get("/v1/filings/nothing/annotated").status_code == 404


def test_an_older_workbook_is_handed_back_annotated_as_xlsx(served: tuple[TestClient, str, str]) -> None:
    client, ready, _ = served
    content = xls((1, 0, 12.5), (3, 2, 7.0), reach=(4, 3))
    state = client.app.state.api  # type: ignore[attr-defined]
    with Session(state.engine) as session:
        filing = session.get_one(Filing, ready)
        filing.filename, filing.media_type, filing.sha256 = "gasto.xls", XLS, hashlib.sha256(content).hexdigest()
        session.add(filing)
        session.commit()
        path = Store(state.settings.data_dir).path(filing.sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    answer = client.get(f"/v1/filings/{ready}/annotated")
    assert (answer.status_code, answer.headers["content-type"]) == (200, XLSX)
    assert 'filename="gasto.cotejo.xlsx"' in answer.headers["content-disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Hoja1"]
    assert (sheet["A2"].value, sheet["C4"].value) == (12.5, 7)
