"""Encrypted PDFs and their passwords: asked for, taken, tried again, and kept by nobody."""

from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from cotejo.client import Client, JobFailed
from cotejo.stack.supervisor import Stack
from shared.database import connect, reading
from shared.tables import Job
from tests import web
from tests.compute.reading.files import zipped
from tests.system import long_files
from tests.system.conftest import written

SECRET = "contraseña-§-7391"


def _encrypted(folder: Path, name: str, pages: int = 1) -> Path:
    path = folder / name
    canvas = Canvas(str(path), pagesize=(612, 396), encrypt=StandardEncryption(SECRET, strength=128))
    canvas.setTitle(name)
    for number in range(pages):
        long_files.page(number)(canvas)
        canvas.showPage()
    canvas.save()
    return path


def _problem(client: Client, job_id: str) -> str:
    with pytest.raises(JobFailed) as failure:
        client.wait(job_id)
    return str(failure.value.problem["type"]).removeprefix("urn:cotejo:problem:")


def _stored(stack: Stack, job_id: str) -> str | None:
    engine = connect(stack.plan.database_url)
    with reading(engine) as session:
        password = session.get_one(Job, job_id).password
    engine.dispose()
    return password


def test_the_same_bytes_with_the_right_password_run_again(stack: Stack, client: Client, tmp_path: Path) -> None:
    path = _encrypted(tmp_path, "cifrado.pdf")
    job = client.upload(path)
    assert _problem(client, job.id) == "password-needed"
    assert client.upload(path).status == "failed"
    assert client.upload(path, password="otra").id == job.id
    assert _problem(client, job.id) == "wrong-password"
    assert client.upload(path, password=SECRET).id == job.id
    assert client.wait(job.id).status == "succeeded"
    assert len(client.report(job.filing_id).facts) == 4 * long_files.ROWS_A_PAGE
    assert client.upload(path, password="otra").status == "succeeded"
    assert _stored(stack, job.id) is None


def test_a_password_is_neither_logged_nor_kept(stack: Stack, client: Client, tmp_path: Path) -> None:
    right, wrong = _encrypted(tmp_path, "uno.pdf"), _encrypted(tmp_path, "dos.pdf")
    client.wait(client.upload(right, password=SECRET).id)
    assert _problem(client, client.upload(wrong, password=f"{SECRET}-no").id) == "wrong-password"
    archive = client.wait(
        client.upload(written(tmp_path, "a.zip", zipped({"tres.pdf": _encrypted(tmp_path, "t.pdf").read_bytes()})),
                      password=SECRET).id
    )  # fmt: skip
    assert archive.members and archive.members[0].job_id
    assert client.wait(archive.members[0].job_id).status == "succeeded"
    kept = [path for path in stack.data.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert kept == []
    assert (stack.data / "seal.key").stat().st_mode & 0o777 == 0o600


def test_a_password_with_a_url_or_too_long(stack: Stack, tmp_path: Path) -> None:
    for body in ({"url": "http://127.0.0.1:1/a.pdf", "password": 5}, {"url": "x", "password": "x" * 1001}):
        answer = web.post(f"{stack.url}/v1/filings", json=body)
        assert (answer.status_code, answer.json()["type"]) == (400, "urn:cotejo:problem:bad-request")
    path = _encrypted(tmp_path, "largo.pdf")
    answer = web.post(f"{stack.url}/v1/filings", files={"file": path.open("rb")}, data={"password": "x" * 1001})
    assert answer.status_code == 400


def test_the_ranges_of_a_long_encrypted_file(stack: Stack, client: Client, tmp_path: Path) -> None:
    pages = 40
    job = client.wait(client.upload(_encrypted(tmp_path, "muchas.pdf", pages), password=SECRET).id)
    assert len(client.report(job.filing_id).facts) == pages * 4 * long_files.ROWS_A_PAGE
    assert _stored(stack, job.id) is None
