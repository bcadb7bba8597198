"""The page in a real Chromium, over the whole stack. Skipped, with the reason, where there is no Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from cotejo.client import Client
from cotejo.stack.supervisor import Stack
from tests import web
from tests.conftest import SAMPLES
from tests.forked import ForkedStack
from tests.system.conftest import IMPATIENT

_PATIENCE_MILLISECONDS = 40_000
_WIDE, _NARROW = 1280, 390


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("the page is not tested: there is no Chromium here (apt-get install chromium)")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        except Error as error:
            pytest.skip(f"the page is not tested: Chromium does not start ({error})")
        expect.set_options(timeout=_PATIENCE_MILLISECONDS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack with two samples on file."""
    with ForkedStack(tmp_path_factory.mktemp("site"), flower=False, environment=IMPATIENT) as stack:
        with Client(stack.url) as client:
            for name in ("programas-2024.txt", "programas-2022.pdf"):
                client.wait(client.upload(SAMPLES / name).id)
        yield stack


@pytest.fixture
def context(browser: Browser, site: Stack) -> Iterator[BrowserContext]:
    """A browser that has not been here before."""
    context = browser.new_context(base_url=site.url, viewport={"width": _WIDE, "height": 900})
    context.set_default_timeout(_PATIENCE_MILLISECONDS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Its page. A script that fails, or anything that the policy blocks, fails the test."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(("http://127.0.0.1", "blob:")) else wrong.append(asked.url),
    )
    yield page
    assert wrong == []


@pytest.fixture
def first_filing(site: Stack) -> str:
    """The path of the page of `programas-2024.txt`."""
    return _path(site, "programas-2024.txt")


@pytest.fixture
def drawn_filing(site: Stack) -> str:
    """The path of the page of `programas-2022.pdf`."""
    return _path(site, "programas-2022.pdf")


def _path(site: Stack, filename: str) -> str:
    entries = web.get(f"{site.url}/v1/filings").json()["items"]
    return next(f"/filings/{entry['filing']['id']}" for entry in entries if entry["filing"]["filename"] == filename)


def fits_any_width(page: Page) -> None:
    """What is shown is accessible and runs off no side, on a screen and on one of a phone's width. Axe, which is slow,
    looks at the phone's in Spanish and at the screen's in English: what is laid out is the same in both languages.
    """
    axe_at = _NARROW if page.locator("html").get_attribute("lang") == "es" else _WIDE
    for width in (_NARROW, _WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        if width == axe_at:
            found = Axe().run(page)
            assert found.violations_count == 0, f"{page.url} at {width}\n{found.generate_report()}"


def written(folder: Path, name: str, content: bytes) -> Path:
    """`content` as a file."""
    path = folder / name
    path.write_bytes(content)
    return path
