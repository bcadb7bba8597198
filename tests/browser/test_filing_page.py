"""A filing's page: filters, evidence, marks, language, the keyboard, and what axe finds."""

from playwright.sync_api import Page, expect

from cotejo.stack.supervisor import Stack
from tests import web


def test_filters_narrow_what_is_shown(page: Page, first_filing: str) -> None:
    page.goto(first_filing)
    everything = page.locator("details.group").count()
    page.get_by_role("navigation", name="Gravedad").get_by_role("link", name="errores").click()
    expect(page.locator("details.group")).to_have_count(1)
    assert everything > 1
    page.goto(first_filing)
    page.get_by_label("Regla").select_option("results-without-spending")
    page.get_by_role("button", name="Filtrar").click()
    expect(page.locator("details.group")).to_have_count(1)
    assert "rule=results-without-spending" in page.url


def test_evidence_writes_the_arithmetic_out_beside_the_marked_cells(page: Page, first_filing: str) -> None:
    page.goto(first_filing)
    page.locator("details.anomaly > summary", has_text="el informe dice 36%").click()
    expect(page.locator(".sum")).to_contain_text("90,318.27 ÷ 142,500.00 = 63.38")
    marked = page.locator("td.marked mark").all_text_contents()
    assert {text.split(" ")[0] for text in marked} == {"36%", "90,318.27", "142,500.00"}


def test_the_page_of_a_pdf_is_shown_with_the_figures_boxed(page: Page, drawn_filing: str) -> None:
    page.goto(drawn_filing)
    page.locator("details.anomaly > summary").first.click()
    picture = page.locator("svg.page-picture").first
    expect(picture).to_be_visible()
    assert picture.locator("rect.box").count() >= 1
    source = picture.locator("image").get_attribute("href")
    answer = page.request.get(str(source))
    assert answer.status == 200 and answer.headers["content-type"] == "image/webp"


def test_a_mark_is_kept_and_exported_and_taken_away(page: Page, first_filing: str, site: Stack) -> None:
    page.goto(first_filing)
    page.locator("details.anomaly > summary").first.click()
    page.get_by_label("Explicar").check()
    page.get_by_label("Nota").fill("Lo aclaró la entidad por oficio.")
    page.get_by_role("button", name="Guardar").click()
    expect(page.locator(".review output")).to_have_text("guardado")
    reviews = web.get(f"{site.url}/v1{first_filing}/reviews").json()
    assert [(one["verdict"], one["note"]) for one in reviews] == [("explained", "Lo aclaró la entidad por oficio.")]
    page.goto(f"{first_filing}?mark=explained")
    expect(page.locator("details.anomaly .mark")).to_have_text(["explicada"])
    page.locator("details.anomaly > summary").first.click()
    page.get_by_role("button", name="Quitar la revisión").click()
    expect(page.locator(".review output")).to_have_text("guardado")
    assert web.get(f"{site.url}/v1{first_filing}/reviews").json() == []


def test_the_language_is_switched_in_place_and_remembered(page: Page, first_filing: str) -> None:
    page.goto(f"{first_filing}?severity=error")
    page.get_by_role("link", name="English").click()
    assert "severity=error" in page.url
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("details.anomaly").first).to_contain_text("the report says")
    page.goto("/")
    expect(page.get_by_role("heading", name="Filings on file")).to_be_visible()


def test_the_keyboard_is_enough(page: Page, first_filing: str) -> None:
    page.goto(first_filing)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ir al contenido")).to_be_focused()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('details.anomaly > summary')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("td.marked mark").first).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[name=verdict]')"):
            break
    page.keyboard.press("Space")
    expect(page.locator("[name=verdict]:checked")).to_have_count(1)


def test_a_programme_over_time_is_a_line_and_a_table_of_linked_figures(page: Page, first_filing: str) -> None:
    page.goto(first_filing)
    page.get_by_role("link", name="E001PA0101").first.click()
    expect(page.get_by_role("heading", name="E001PA0101 a través del tiempo")).to_be_visible()
    expect(page.locator("figure.history polyline.accrued")).to_have_count(1)
    assert page.locator("table.figures tbody tr").count() == 2
    page.get_by_role("link", name="1,044,929.91").click()
    expect(page.locator("td.marked mark")).to_contain_text("1,044,929.91")


def test_indicators_are_listed_with_their_formula_and_the_cells_of_their_figures(page: Page, first_filing: str) -> None:
    page.goto(first_filing)
    page.get_by_role("link", name="uno por uno").click()
    page.locator("summary", has_text="E001PA0104").click()
    line = page.get_by_role("row").filter(has_text="devengado ÷ aprobado", visible=True)
    expect(line).to_contain_text("63.38 %")
    line.get_by_role("link", name="90,318.27").click()
    expect(page.locator("td.marked mark")).to_contain_text("90,318.27")


def test_what_can_be_taken_away_comes_as_files(page: Page, drawn_filing: str) -> None:
    page.goto(drawn_filing)
    section = page.get_by_role("region", name="Llevarse los datos")
    heads = {
        "programas-2022.cotejo.pdf": b"%PDF",
        "Reporte (PDF)": b"%PDF",
        "HTML": b"<!doctype",
        "JSON": b"{",
        "cifras": b"filing,",
    }
    for name, head in heads.items():
        with page.expect_download() as coming:
            section.get_by_role("link", name=name, exact=True).first.click()
        assert coming.value.path().read_bytes().startswith(head), name
    with page.expect_download() as coming:
        section.get_by_role("link", name="programas-2022.cotejo.pdf").click()
    assert coming.value.suggested_filename == "programas-2022.cotejo.pdf"


def test_text_is_not_offered_annotated(page: Page, first_filing: str) -> None:
    page.goto(first_filing)
    expect(page.get_by_text("no se devuelven anotados")).to_be_visible()
    answer = page.request.get(f"/v1{first_filing}/annotated")
    assert answer.status == 406 and "no se devuelve anotado" in answer.json()["title"]


def test_a_check_is_worked_again_from_the_original(page: Page, first_filing: str) -> None:
    page.goto(first_filing)
    page.locator("details.anomaly > summary", has_text="el informe dice 36%").click()
    page.get_by_role("button", name="Volver a hacer la cuenta desde el original").click()
    expect(page.locator(".again output")).to_contain_text("se sostiene: 90,318.27 ÷ 142,500.00 = 0.63")


def test_a_file_to_take_away_is_announced_while_it_is_made_and_what_went_wrong_is_told(
    page: Page, first_filing: str
) -> None:
    page.goto(first_filing)
    exports = page.get_by_role("region", name="Llevarse los datos")
    with page.expect_download() as taken:
        exports.get_by_role("link", name="(XLSX)").click()
        expect(exports.get_by_role("status")).to_contain_text("Se prepara: ")
    assert taken.value.suggested_filename.endswith(".xlsx")
    expect(exports.get_by_role("status")).to_have_text("")
    page.route("**/exports/zip*", lambda route: route.abort())
    exports.get_by_role("link", name="Frictionless").click()
    expect(exports.get_by_role("status")).not_to_have_text("")


def test_all_marked_cells_of_a_wide_table_are_in_view(page: Page, drawn_filing: str) -> None:
    page.goto(drawn_filing)
    page.locator(".anomaly > summary").first.click()
    expect(page.locator("td.marked")).to_have_count(3)
    outside = """() => {
      const frame = document.querySelector(".wide:has(td.marked)"), room = frame.getBoundingClientRect();
      const boxes = [...frame.querySelectorAll("td.marked")].map((cell) => cell.getBoundingClientRect());
      return boxes.filter((box) => box.left < room.left || box.right > room.right + 1).length;
    }"""
    assert page.evaluate(outside) == 0
