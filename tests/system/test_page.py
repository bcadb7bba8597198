"""The page, as the server gives it."""

import re
from pathlib import Path

import pytest

from cotejo.client import Client, JobFailed
from cotejo.stack.supervisor import Stack
from tests import web
from tests.conftest import SAMPLES
from tests.system import long_files
from tests.system.conftest import written


@pytest.fixture
def stack(own_stack: Stack) -> Stack:
    return own_stack


def test_the_page_lists_filings_and_shows_what_is_wrong_with_one(stack: Stack, client: Client) -> None:
    job = client.wait(client.upload(SAMPLES / "programas-2024.txt").id)
    index = web.get(f"{stack.url}/", headers={"accept-language": "en-US"}).text
    assert "Suelte aquí archivos" in index
    assert f'href="/filings/{job.filing_id}"' in index
    lights = [
        " ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r'"light-line">(.*?)</div>', index, re.S)
    ]
    assert lights == ["dinero crítico: 3 con riesgo: 5 aceptable: 3", "meta crítico: 1 con riesgo: 1 aceptable: 9"]
    page = web.get(f"{stack.url}/filings/{job.filing_id}", params={"lang": "en"}).text
    assert "IPBEA · Investment programmes and projects" in page
    assert "90,318.27 ÷ 142,500.00 gives 63.4" in page
    proof = web.get(f"{stack.url}/filings/{job.filing_id}/anomalies/a1", params={"lang": "en"}).text
    assert "line 9, column 13" in proof


def test_nothing_is_loaded_from_other_hosts(stack: Stack) -> None:
    answer = web.get(f"{stack.url}/")
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    assert "https://" not in answer.text and "http://" not in answer.text
    for asset in ("cotejo.css", "cotejo.js"):
        assert web.get(f"{stack.url}/static/{asset}").status_code == 200


def test_what_failed_says_why(stack: Stack, client: Client, tmp_path: Path) -> None:
    job = client.upload(written(tmp_path, "<b>prosa.txt", b"Un informe sin cuadros.\n"))
    with pytest.raises(JobFailed):
        client.wait(job.id)
    page = web.get(f"{stack.url}/filings/{job.filing_id}").text
    assert "No hay en el archivo tablas ni cifras" in page
    assert "<b>prosa" not in page


def test_pages_that_could_not_be_read_are_said(stack: Stack, client: Client, tmp_path: Path) -> None:
    path = written(tmp_path, "hoja-mala.pdf", long_files.without_page(long_files.printed(3), 1))
    job = client.wait(client.upload(path).id)
    page = web.get(f"{stack.url}/filings/{job.filing_id}").text
    assert "No se pudieron leer las páginas 2." in page


def test_a_file_whose_name_says_another_type_is_told(stack: Stack, client: Client, tmp_path: Path) -> None:
    path = written(tmp_path, "programas.xlsx", (SAMPLES / "programas-2022.pdf").read_bytes())
    job = client.wait(client.upload(path).id)
    address = f"{stack.url}/filings/{job.filing_id}"
    assert "por su contenido es PDF, y así se leyó" in web.get(address).text
    assert "por su contenido es PDF" in web.get(f"{stack.url}/v1/filings/{job.filing_id}/exports/html").text
