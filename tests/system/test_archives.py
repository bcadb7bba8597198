"""An archive handed in: each of its files is a filing of its own, with its own job."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from cotejo.cli import main
from cotejo.client import Client, JobFailed
from cotejo.stack.supervisor import Stack
from tests import web
from tests.compute.reading.files import zipped
from tests.conftest import SAMPLES
from tests.programmes import row, text
from tests.system.conftest import written

XLSX = (SAMPLES / "programas-2023.xlsx").read_bytes()


def test_each_member_is_a_filing_of_its_own(stack: Stack, tmp_path: Path) -> None:
    one, known = text([row(code="ZIP1")]), text([row(code="KNOWN")])
    content = zipped(
        {
            "2024/uno.txt": one,
            "2024/otra-vez.txt": one,
            "libro.xlsx": XLSX,
            "ya-estaba.txt": known,
            "foto.gif": b"GIF89a" + bytes(64),
            "roto.xlsx": XLSX[:3000],
            "dentro.zip": zipped({"dos.txt": text([row(code="ZIP2")])}),
            "vacio.txt": b"",
        }
    )
    with Client(stack.url, language="en") as client:
        before = client.wait(client.upload(written(tmp_path, "antes.txt", known)).id)
        archive = client.upload(written(tmp_path, "todo.zip", content))
        assert (archive.status, archive.members) == ("queued", None)
        archive = client.wait(archive.id)
        assert archive.members is not None
        members = {member.name: member for member in archive.members}
        assert set(members) == {
            *("2024/uno.txt", "2024/otra-vez.txt", "libro.xlsx", "ya-estaba.txt", "foto.gif", "roto.xlsx"),
            *("dentro.zip/dos.txt", "vacio.txt"),
        }
        assert members["2024/uno.txt"].job_id == members["2024/otra-vez.txt"].job_id
        assert members["ya-estaba.txt"].job_id == before.id
        for name, word in (
            ("foto.gif", "image/gif"),
            ("roto.xlsx", "download broke off"),
            ("vacio.txt", "holds nothing"),
        ):
            problem = members[name].problem
            assert problem and word in problem.detail and members[name].job is None
        for name, code in (("2024/uno.txt", "ZIP1"), ("dentro.zip/dos.txt", "ZIP2")):
            member = members[name]
            assert member.job_id and member.filing_id
            assert member.job == f"/v1/jobs/{member.job_id}"
            assert client.wait(member.job_id).filing_id == member.filing_id
            report = client.report(member.filing_id)
            assert {fact.subject.code for fact in report.facts} == {code}
            assert report.filing.filename == name.rpartition("/")[2]
        book = members["libro.xlsx"]
        assert book.job_id and client.wait(book.job_id).status == "succeeded"
        again = client.upload(tmp_path / "todo.zip")
        assert (again.id, again.members) == (archive.id, archive.members)
    whole = web.get(f"{stack.url}/v1/filings/{archive.filing_id}/report")
    assert (whole.status_code, whole.json()["type"]) == (404, "urn:cotejo:problem:several-filings")
    page = web.get(f"{stack.url}/filings/{archive.filing_id}").text
    assert f"/filings/{book.filing_id}" in page and 'id="follow"' not in page


def test_packed_office_files_are_taken_for_what_they_are(client: Client) -> None:
    job = client.wait(client.upload(SAMPLES / "programas-2023.xlsx").id)
    assert job.members is None
    assert client.report(job.filing_id).filing.media_type.endswith("spreadsheetml.sheet")


def test_a_failed_archive_says_of_each_member_why(client: Client, tmp_path: Path) -> None:
    content = zipped({"a.gif": b"GIF89a" + bytes(64), "b.exe": b"MZ" + bytes(64)})
    job = client.upload(written(tmp_path, "nada.zip", content))
    with pytest.raises(JobFailed, match="Unsupported type"):
        client.wait(job.id)
    members = client.job(job.id).members
    assert members and [member.name for member in members if member.problem] == ["a.gif", "b.exe"]


def test_the_command_follows_each_member(stack: Stack, tmp_path: Path) -> None:
    content = zipped({"a.txt": text([row(code="CLI1")]), "b.txt": text([row(code="CLI2")]), "c.gif": b"GIF89a"})
    path = written(tmp_path, "tres.zip", content)
    said = CliRunner().invoke(main, ["upload", str(path), "--wait", "--server", stack.url, "--lang", "en"])
    assert said.exit_code == 2
    for line in (f"{path}/a.txt: ", f"{path}/b.txt: ", f"cotejo: {path}/c.gif: Unsupported type of file"):
        assert line in said.output
    assert said.output.count("IPE · ") + said.output.count("INSTITUTO DE PRUEBA DEL ESTADO") >= 2
