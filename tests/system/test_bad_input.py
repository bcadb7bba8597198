"""Bad input over HTTP: a clear problem each, never a stack trace, and a worker that lives on."""

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import openpyxl
import pytest

from cotejo.client import Client, JobFailed
from cotejo.stack.supervisor import Stack
from tests import web
from tests.compute.reading.files import bomb, zipped
from tests.conftest import SAMPLES
from tests.programmes import row, text
from tests.system.conftest import written

GIF = b"GIF89a" + bytes(64)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64)
XLSX = (SAMPLES / "programas-2023.xlsx").read_bytes()


@pytest.fixture
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.url, timeout=60, headers={"accept-language": "en"}) as http:
        yield http


@pytest.mark.parametrize(
    ("name", "content", "status", "slug", "says"),
    [
        ("vacio.txt", b"", 400, "empty-file", "“vacio.txt” holds nothing"),
        ("cortado.xlsx", XLSX[: len(XLSX) // 2], 400, "damaged-file", "perhaps a download broke off"),
        ("foto.xlsx", GIF, 415, "unsupported-type", "By its content “foto.xlsx” is image/gif"),
        ("programa.exe", b"MZ" + os.urandom(500), 415, "unsupported-type", "application/x-executable"),
        ("ruido.csv", bytes(range(256)) * 8, 415, "unsupported-type", "application/octet-stream"),
        ("informe.rar", b"Rar!\x1a\x07\x00" + bytes(18), 415, "unsupported-type", "Send PDF, PNG images"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    http: httpx.Client, name: str, content: bytes, status: int, slug: str, says: str
) -> None:
    answer = http.post("/v1/filings", files={"file": (name, content)})
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:cotejo:problem:{slug}")
    assert says in answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_problems_are_told_in_spanish_unless_asked_otherwise(stack: Stack) -> None:
    answer = web.post(f"{stack.url}/v1/filings", files={"file": ("vacio.txt", b"")})
    assert answer.json()["title"] == "El archivo está vacío"


@pytest.mark.parametrize(
    ("request_", "status", "slug"),
    [
        ({"data": {"other": "x"}, "files": {"attachment": ("a.txt", b"x")}}, 400, "no-file"),
        ({"json": {"link": "x"}}, 400, "no-file"),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "bad-request"),
        ({"content": b"x", "headers": {"content-type": "text/plain"}}, 415, "unsupported-body"),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400, "bad-request"),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data; boundary=b"}}, 400, "bad-request"),
        ({"json": {"url": "file:///etc/passwd"}}, 400, "url-not-allowed"),
        ({"json": {"url": "http://127.0.0.1:1/none"}}, 400, "url-not-fetched"),
    ],
)
def test_a_request_that_brings_no_file(http: httpx.Client, request_: dict[str, object], status: int, slug: str) -> None:
    answer = http.post("/v1/filings", **request_)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:cotejo:problem:{slug}")


@pytest.mark.parametrize("declared", [True, False])
def test_an_upload_over_the_limit_hears_why(http: httpx.Client, declared: bool) -> None:
    """1 GB where 400 MB are taken; with a Content-Length it is known at once, without one when the limit is passed."""
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="grande.csv"\r\n\r\n'
    megabyte, count = b"1,2,3,4\n" * 131072, 1024

    def body() -> Iterator[bytes]:
        yield head
        for _ in range(count):
            yield megabyte
        yield b"\r\n--b--\r\n"

    headers = {"content-type": "multipart/form-data; boundary=b"}
    if declared:
        headers["content-length"] = str(len(head) + count * len(megabyte) + 9)
    answer = http.post("/v1/filings", content=body(), headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (413, "urn:cotejo:problem:file-too-large")
    assert "Up to 400 MB" in answer.json()["detail"]


def test_a_large_upload_never_lies_in_memory(stack: Stack) -> None:
    """300 MB through ingest, whose resident memory grows by less than 100 MB."""
    process = Path(f"/proc/{stack.processes['ingest'].pid}")
    (process / "clear_refs").write_text("5")  # the peak is what there is now

    def peak() -> int:
        lines = (process / "status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024

    before = peak()
    megabyte = bytes(1024**2)

    def body() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="ceros.bin"\r\n\r\n'
        for _ in range(300):
            yield megabyte
        yield b"\r\n--b--\r\n"

    headers = {"content-type": "multipart/form-data; boundary=b"}
    answer = web.post(f"{stack.url}/v1/filings", content=body(), headers=headers, timeout=120)
    assert answer.json()["type"] == "urn:cotejo:problem:unsupported-type"
    assert peak() - before < 100 * 1024**2
    assert not list((stack.data / "incoming").iterdir())


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-be", "utf-8-sig"])
def test_text_in_any_encoding_is_read(client: Client, tmp_path: Path, encoding: str) -> None:
    content = text([row(code="ÑANDÚ", name=encoding)]).decode().replace("\t", ";").encode(encoding)
    job = client.wait(client.upload(written(tmp_path, "a.csv", content)).id)
    report = client.report(job.filing_id)
    assert {fact.subject.code for fact in report.facts} == {"ÑANDÚ"}
    assert "Inversión" in {fact.context.get("group") for fact in report.facts}


def _sparse_workbook() -> bytes:
    """A workbook of a few kilobytes that has cells at its two far corners, half a terabyte apart when unrolled."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = 1, 2
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _broken_workbook() -> bytes:
    """A workbook whose archive is whole and whose sheet is not."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as whole, zipfile.ZipFile(stream, "w") as broken:
        for name in whole.namelist():
            content = whole.read(name)
            broken.writestr(name, content[:300] if "sheet1.xml" in name else content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "slugs"),
    [
        ("rincones.xlsx", _sparse_workbook(), {"too-many-cells"}),
        ("roto.xlsx", _broken_workbook(), {"damaged-file"}),
        ("imagen.xlsx", PNG, {"damaged-file"}),
        ("roto.pdf", b"%PDF-1.7\n1 0 obj\n<<", {"damaged-file"}),
        ("vacio.zip", b"PK\x05\x06" + bytes(18), {"empty-archive"}),
        ("bomba.zip", bomb(64 << 20), {"packed-too-tightly"}),
        ("otro.zip", zipped({"foto.gif": GIF}), {"unsupported-type"}),
        ("prosa.txt", b"Este informe no tiene cuadros.\nNi uno.\n", {"no-table"}),
        ("productos.csv", b"Producto,Color\nManzana,verde\nPera,amarilla\n", {"no-figure"}),
    ],
)
def test_a_filing_that_fails_says_why_and_the_worker_lives_on(
    stack: Stack, client: Client, tmp_path: Path, name: str, content: bytes, slugs: set[str]
) -> None:
    worker = stack.processes["compute"].pid
    job = client.upload(written(tmp_path, name, content))
    with pytest.raises(JobFailed) as failure:
        client.wait(job.id)
    assert failure.value.problem["type"].rpartition(":")[2] in slugs
    assert name in failure.value.problem["detail"] or name == "otro.zip"  # whose member is named
    assert client.job(job.id).attempts == 1
    after = client.upload(written(tmp_path, "despues.txt", text([row(code=f"AFTER-{name}")])))
    assert client.wait(after.id).status == "succeeded"
    assert stack.processes["compute"].pid == worker and stack.processes["compute"].poll() is None


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/jobs/none", 404),
        ("GET", "/v1/jobs/none/events", 404),
        ("DELETE", "/v1/jobs/none", 404),
        ("GET", "/v1/filings/none", 404),
        ("GET", "/v1/filings/none/report", 404),
        ("GET", "/v1/filings/none/facts", 404),
        ("GET", "/v1/subjects/none/history", 404),
        ("GET", "/nowhere", 404),
        ("PUT", "/v1/filings", 405),
        ("GET", "/v1/filings?limit=0", 422),
        ("GET", "/v1/filings?period=soon", 422),
        ("GET", "/v1/filings?period=2019-t3", 422),
        ("GET", "/v1/filings?status=lost", 422),
        ("GET", "/v1/jobs/none?wait=999", 422),
        ("GET", "/v1/institutions/none/periods/soon", 422),
        ("GET", "/v1/anomalies?severity=dire", 422),
        ("GET", "/v1/anomalies?cursor=%FF", 422),
    ],
)
def test_every_error_is_a_problem(http: httpx.Client, method: str, path: str, status: int) -> None:
    answer = http.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) >= {"type", "title", "status", "detail"}
    assert answer.json()["status"] == status
    spanish = http.request(method, path, headers={"accept-language": "es"}).json()
    assert spanish["title"] != answer.json()["title"] and spanish["detail"] != answer.json()["detail"]


@pytest.mark.parametrize("period", ["2019-q3", "2019-Q3", "2019", "2019-09", "2019-09-30"])
def test_filings_are_asked_for_by_period_as_it_is_named_elsewhere(http: httpx.Client, period: str) -> None:
    answer = http.get("/v1/filings", params={"period": period})
    assert (answer.status_code, answer.json()["items"]) == (200, [])
