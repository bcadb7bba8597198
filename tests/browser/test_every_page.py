"""Every page, in both languages and at both widths: axe finds nothing, and nothing runs off the side."""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cotejo.client import Client
from cotejo.client.answers import JobFailed
from cotejo.stack.supervisor import Stack
from tests.browser.conftest import fits_any_width, written
from tests.forked import ForkedStack
from tests.programmes import row, text
from tests.system.conftest import IMPATIENT, long_filing

LANGUAGES = pytest.mark.parametrize("language", ["es", "en"])


@pytest.fixture(scope="module")
def unread(site: Stack, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The paths of filings that have no report: one that failed, one that is an archive."""
    folder = tmp_path_factory.mktemp("unread")
    archive = folder / "trimestre.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("carpeta/uno.txt", text([row(code="Y1")]))
        packed.writestr("carpeta/vacio.txt", b"Sin cuadros.\n")
    with Client(site.url) as client:
        failed = client.upload(written(folder, "sin-cuadros.txt", b"Nada que leer.\n"))
        with pytest.raises(JobFailed):
            client.wait(failed.id)
        packed_job = client.wait(client.upload(archive).id)
        for member in packed_job.members or ():
            if member.job_id:
                with suppress(JobFailed):
                    client.wait(member.job_id)
    return {"failed": f"/filings/{failed.filing_id}", "archive": f"/filings/{packed_job.filing_id}"}


@LANGUAGES
def test_what_is_on_file(page: Page, first_filing: str, drawn_filing: str, language: str) -> None:
    for path in (
        "/",
        "/?institution=nadie",
        "/institutions",
        f"{first_filing}?severity=error",
        f"{first_filing}/tables/t1",
        f"{first_filing}/programmes",
        f"{first_filing}/indicators",
        f"{first_filing}/anomalies/a1",
        f"{first_filing}/facts/f1",
        f"{drawn_filing}/facts/f1",
        "/subjects/E001PA0101",
        "/filings/none",
    ):
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        fits_any_width(page)


@LANGUAGES
def test_evidence_opened_in_place(page: Page, first_filing: str, drawn_filing: str, language: str) -> None:
    for path in (first_filing, drawn_filing):
        page.goto(f"{path}?lang={language}")
        page.locator("details.anomaly > summary").first.click()
        expect(page.locator("mark").first).to_be_visible()
        fits_any_width(page)


@LANGUAGES
def test_a_failed_filing_and_an_archive(page: Page, unread: dict[str, str], language: str) -> None:
    page.goto(f"{unread['failed']}?lang={language}")
    expect(page.locator("section.problem h2")).to_be_visible()
    fits_any_width(page)
    page.goto(f"{unread['archive']}?lang={language}")
    expect(page.locator("table.filings tbody tr")).to_have_count(2)
    expect(page.locator("table.filings tr", has_text="vacio.txt").locator(".failed")).to_be_visible()
    fits_any_width(page)


@LANGUAGES
def test_a_filing_that_is_being_read(page: Page, site: Stack, tmp_path: Path, language: str) -> None:
    page.route("**/events", lambda route: route.abort())  # else the report would take its place while it is looked at
    path = written(tmp_path, "largo.txt", long_filing(800 if language == "es" else 801))
    with Client(site.url) as client:
        job = client.upload(path)
        page.goto(f"/filings/{job.filing_id}?lang={language}")
        expect(page.locator("#follow .stages li")).to_have_count(5)
        fits_any_width(page)
        client.cancel(job.id)


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack without any filing."""
    with ForkedStack(tmp_path_factory.mktemp("empty"), flower=False, environment=IMPATIENT) as stack:
        yield stack


@pytest.fixture(scope="module")
def long_one(site: Stack, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a filing whose programmes, indicators and table each fill several pages."""
    with Client(site.url) as client:
        path = written(tmp_path_factory.mktemp("long"), "paginas.txt", long_filing(260))
        return f"/filings/{client.wait(client.upload(path).id).filing_id}"


@pytest.mark.parametrize(("part", "language"), [("programmes", "es"), ("indicators", "en"), ("tables/t1", "es")])
def test_what_fills_several_pages(page: Page, long_one: str, part: str, language: str) -> None:
    page.goto(f"{long_one}/{part}?lang={language}")
    expect(page.locator("nav.turner")).to_have_count(2)
    fits_any_width(page)


@LANGUAGES
def test_a_start_without_filings_says_what_will_come(page: Page, empty_site: Stack, language: str) -> None:
    page.goto(f"{empty_site.url}/?lang={language}")
    expect(page.locator("ol.steps li")).to_have_count(3)
    expect(page.get_by_role("search")).to_have_count(0)
    fits_any_width(page)
    page.goto(f"{empty_site.url}/institutions?lang={language}")
    fits_any_width(page)
