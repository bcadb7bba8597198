"""Handing in: live progress, many files, an archive, a file that fails."""

import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from cotejo.client import Client
from cotejo.stack.supervisor import Stack
from tests.browser.conftest import written
from tests.compute.reading.drawn import Sheets
from tests.programmes import GOOD, row, text
from tests.statements import expenditure
from tests.system.conftest import long_filing


def test_from_upload_to_the_marked_cell_in_three_clicks(page: Page, tmp_path: Path) -> None:
    wrong = text([GOOD, [*row(code="B2", approved="100.00")[:10], "17%", "90%", "90%"]])
    page.goto("/")
    page.locator("input[type=file]").set_input_files(written(tmp_path, "nuevo.txt", wrong))
    line = page.locator("#sent li", has_text="nuevo.txt")
    expect(line).to_contain_text("listo")
    line.get_by_role("link").click()
    page.locator("details.anomaly > summary", has_text="17%").first.click()
    expect(page.locator("td.marked mark").first).to_be_visible()
    expect(page.locator("td.marked", has_text="17%")).to_be_visible()


def test_progress_is_told_by_stage(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.evaluate(
        """() => {
            const list = document.getElementById("sent");
            window.said = [];
            new MutationObserver(() => window.said.push(list.innerText))
                .observe(list, { subtree: true, childList: true, characterData: true });
        }"""
    )
    page.locator("input[type=file]").set_input_files(written(tmp_path, "largo.txt", long_filing(200)))
    expect(page.locator("#sent li", has_text="largo.txt")).to_contain_text("listo")
    said = " ".join(page.evaluate("() => window.said"))
    assert "enviando" in said
    assert any(stage in said for stage in ("leyendo", "reconociendo", "calculando", "revisando", "guardando"))


def test_the_files_of_an_archive_are_handed_in_one_by_one(page: Page, tmp_path: Path) -> None:
    archive = tmp_path / "trimestre.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("carpeta/uno.txt", text([row(code="Z1")]))
        packed.writestr("carpeta/año.txt", text([row(code="Z2")]))
        packed.writestr("__MACOSX/._uno.txt", b"x")
    page.goto("/")
    page.locator("input[type=file]").set_input_files(archive)
    expect(page.locator("#sent li", has_text="uno.txt")).to_contain_text("listo")
    expect(page.locator("#sent li", has_text="año.txt")).to_contain_text("listo")
    assert page.locator("#sent li").count() == 2


def test_the_page_of_an_archive_comes_anew_while_its_files_are_worked_on(
    page: Page, site: Stack, tmp_path: Path
) -> None:
    archive = tmp_path / "crece.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("largo.txt", long_filing(900))
        packed.writestr("corto.txt", text([row(code="Z3")]))
    with Client(site.url) as client:
        client.wait(job := client.upload(archive).id)  # it is over once its files are handed in
        page.goto(f"/filings/{client.job(job).filing_id}")
    assert page.locator("#members").get_attribute("data-open") != "0"
    page.evaluate("() => { window.same = true; }")
    expect(page.locator("#members")).to_have_attribute("data-open", "0")
    assert page.evaluate("() => window.same"), "what a reader looks at does not jump"


def test_what_was_found_is_told_at_once_where_files_are_handed_in(page: Page, tmp_path: Path) -> None:
    wrong = text([GOOD, [*row(code="C3", approved="100.00")[:10], "17%", "90%", "90%"]])
    page.goto("/")
    page.locator("input[type=file]").set_input_files(written(tmp_path, "contado.txt", wrong))
    expect(page.locator("#sent li", has_text="contado.txt")).to_contain_text("1 error")
    expect(page.locator("#lists tr", has_text="contado.txt")).to_contain_text("1 error")


def test_what_files_share_is_told_once_they_were_held_against_each_other(page: Page, tmp_path: Path) -> None:
    for kind in ("object", "function"):
        content = expenditure(kind, "500.00", "Del 1 de enero al 30 de septiembre de 2022")
        written(tmp_path, f"{kind}.txt", content.replace(b"PENSIONES", b"VIVIENDA"))
    page.goto("/")
    page.locator("input[type=file]").set_input_files(sorted(tmp_path.glob("*.txt")))
    period = page.locator("section[aria-labelledby=periods] tr", has_text="septiembre de 2022")
    expect(period).to_contain_text("se cumple")
    expect(page.locator("[data-compared=no]")).to_have_count(0)


def test_a_damaged_archive_is_said(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.locator("input[type=file]").set_input_files(written(tmp_path, "roto.zip", b"PK\x03\x04" + b"\0" * 200))
    expect(page.locator("#sent li .failed")).to_contain_text("no se puede abrir")


def test_a_failed_job_says_why_and_what_to_do(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.locator("input[type=file]").set_input_files(written(tmp_path, "prosa.txt", b"Un informe sin cuadros.\n"))
    expect(page.locator("#sent li .failed")).to_contain_text("No hay en el archivo tablas ni cifras")
    page.goto("/?status=failed")
    page.get_by_role("link", name="prosa.txt").click()
    expect(page.get_by_role("heading", name="No hay en el archivo tablas ni cifras")).to_be_visible()
    expect(page.get_by_role("button", name="Intentar de nuevo")).to_be_visible()


def test_an_encrypted_pdf_asks_for_its_password_and_opens_with_it(page: Page, tmp_path: Path) -> None:
    sheets = Sheets(password="clave")
    for number, cells in enumerate([["Concepto", "Aprobado"], ["Uno", "10.00"], ["Dos", "20.00"], ["Total", "30.00"]]):
        for column, cell in enumerate(cells):
            sheets.text(72 + 200 * column, 72 + 15 * number, cell)
    page.goto("/")
    page.locator("input[type=file]").set_input_files(written(tmp_path, "cifrado.pdf", sheets.saved()))
    line = page.locator("#sent li", has_text="cifrado.pdf")
    line.get_by_label("Contraseña del PDF").fill("otra")
    page.keyboard.press("Enter")
    expect(line).to_contain_text("La contraseña no es la del archivo")
    page.goto("/?status=failed")
    page.get_by_role("link", name="cifrado.pdf").click()
    page.get_by_label("Contraseña del PDF").fill("clave")
    page.get_by_role("button", name="Abrir con ella").click()
    expect(page.get_by_role("heading", name="Cuadros leídos")).to_be_visible()
