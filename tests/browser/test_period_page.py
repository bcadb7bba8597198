"""The page of an institution's period: its statements as a map, the odd one out marked, both places one click away."""

import time

import pytest
from playwright.sync_api import Page, expect

from cotejo.client import Client
from cotejo.stack.supervisor import Stack
from tests import web
from tests.browser.conftest import fits_any_width, written
from tests.statements import expenditure

_PATIENCE_SECONDS = 40
_INSTITUTION = "INSTITUTO DE PENSIONES"


@pytest.fixture(scope="module")
def period(site: Stack, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a period of three statements, of which one says that less was accrued than the others."""
    folder = tmp_path_factory.mktemp("period")
    with Client(site.url) as client:
        for kind, accrued in (("object", "500.00"), ("function", "500.00"), ("economic", "490.00")):
            path = written(folder, f"{kind}.txt", expenditure(kind, accrued))
            client.wait(client.upload(path).id)
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        for institution in web.get(f"{site.url}/v1/institutions").json():
            for one in institution["periods"]:
                if institution["name"].startswith(_INSTITUTION) and one["filings"] == 3 and one["current"]:
                    return f"/institutions/{institution['id']}/periods/{one['period']}"
        time.sleep(0.1)
    raise AssertionError("the period was not compared")


def test_the_odd_one_out_is_marked_and_both_places_are_one_click_away(page: Page, period: str) -> None:
    page.goto("/")
    page.get_by_role("link", name=_INSTITUTION).first.click()
    assert page.url.endswith(period)
    expect(page.locator(".verdict")).to_contain_text("1 igualdad entre estados no se cumple")
    odd = page.locator(".map tr", has_text="clasificación económica").locator("td.odd a")
    expect(odd).to_have_count(1)
    odd.click()
    line = page.locator(".ties tbody tr", has_text="devengado")
    expect(line).to_contain_text("500")
    line.locator(".says a").click()
    expect(page.locator("td.marked mark")).to_contain_text("490.00")
    page.go_back()
    line.get_by_role("link", name="500", exact=True).first.click()
    expect(page.locator("td.marked mark")).to_contain_text("500.00")


def test_what_holds_is_said_and_each_statement_leads_to_its_filing_and_back(page: Page, period: str) -> None:
    page.goto(period)
    expect(page.locator(".tie-told")).to_have_count(1)
    expect(page.locator(".tie-told")).to_contain_text("Sí concuerdan: aprobado")
    page.locator(".map tbody tr", has_text="objeto del gasto").get_by_role("link").click()
    page.get_by_role("link", name="los demás estados del periodo").click()
    assert page.url.endswith(period)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_period_and_the_start_that_tells_of_it_fit(page: Page, period: str, language: str) -> None:
    page.goto(f"{period}?lang={language}")
    fits_any_width(page)
    page.goto(f"/?lang={language}")
    expect(page.locator("section[aria-labelledby=periods] .severity.error").first).to_be_visible()
    fits_any_width(page)
