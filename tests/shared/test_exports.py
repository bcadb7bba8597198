"""What readers take away holds every figure exactly, and nothing in it can act."""

import csv
import io
import json
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from shared.exports import workbook
from shared.exports.cells import harmless
from shared.exports.document import json_pieces
from shared.exports.formulas import Stands, expected_formula
from shared.exports.package import to_package
from shared.exports.printed import to_html
from shared.exports.rows import COLUMNS, Named, sheets_of
from shared.exports.tabular import to_csv, to_parquet, write_csv
from shared.exports.workbook import to_xlsx, write_xlsx
from shared.parts import Anew, Parts
from shared.report import FactPart, PeriodPart, Report, Text
from shared.review_part import ReviewPart
from shared.summary import summarise
from tests.shared.books import book_of, cell_of
from tests.shared.reports import a_report


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.org", '=HYPERLINK("x")'])
def test_text_never_becomes_a_formula_or_a_link(name: str) -> None:
    cell = cell_of(book_of(a_report(name)), "facts", "subject_name")
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


@pytest.mark.parametrize("name", ["=1+1", "+SUM(A1)", "-x", "@SUM(A1)", '=HYPERLINK("x")', "\t=1", "＝1+1"])
def test_no_cell_of_csv_is_a_formula(name: str) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(*sheets_of([a_report(name)])["facts"]))))
    assert rows[0]["subject_name"] == f"'{name}"


@pytest.mark.parametrize("text", ["-392,937.37", "(1,204.00)", "-5 %", "+3.2", "-", "Cobranza", "- $ 40.00"])
def test_figures_and_plain_text_of_csv_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_more_rows_than_a_worksheet_has_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    book = book_of(a_report())
    assert book.sheetnames == ["anomalies", "indicators", "facts", "facts_2"]
    assert [book[name].max_row for name in ("facts", "facts_2")] == [3, 2]
    assert "facts_2!A2" in cell_of(book, "anomalies", "facts").value


def test_checks_stay_live_and_give_what_the_report_states() -> None:
    book = book_of(a_report())
    value = [cell.value for cell in book["facts"][1]].index("value") + 1
    letter = get_column_letter(value)
    assert cell_of(book, "indicators", "value").value == f"=ROUND(facts!{letter}2/facts!{letter}3,4)"
    observed, expected = (cell_of(book, "anomalies", name).coordinate for name in ("observed", "expected"))
    assert cell_of(book, "anomalies", "expected").value == f"=ROUND(facts!{letter}2/facts!{letter}3,4)"
    assert cell_of(book, "anomalies", "difference").value == f"=ROUND(ABS({observed}-{expected}),4)"
    assert cell_of(book, "anomalies", "facts").value.startswith('=HYPERLINK("#facts!A4"')


def test_a_formula_that_would_give_another_value_is_not_written() -> None:
    book = book_of(a_report(value="90000.00"))
    assert cell_of(book, "indicators", "value").value == 0.6338
    assert cell_of(book, "anomalies", "expected").value == 0.6338


@pytest.mark.parametrize(
    ("values", "expected", "formula"),
    [
        (("100", "60.10", "30.20"), "90.30", "=ROUND({0}3+{0}4,2)"),
        (("100", "60.10", "30.20"), "29.90", "=ROUND({0}3-{0}4,2)"),
        (("100", "60.10", "30.20"), "-29.90", "=ROUND({0}4-{0}3,2)"),
        (("100", "60.10", "30.20"), "31.00", None),
        (("101", "60.10", "30.20"), "90.30", None),
    ],
)
def test_what_a_check_expects_is_worked_out_from_the_cells_of_its_facts(
    values: tuple[str, ...], expected: str, formula: str | None
) -> None:
    facts = {("x", f"f{at}"): Stands("cifras", at + 1, "paid", value) for at, value in enumerate(values)}
    row = {"filing_id": "x", "facts": "f0 f1 f2", "observed": "100", "expected": expected}
    assert expected_formula(row, facts, 6) == (formula and formula.format("cifras!G"))
    assert expected_formula(row, dict(list(facts.items())[:2]), 6) is None, "one of its facts stands nowhere"


def test_a_sheet_is_filtered_frozen_and_coloured() -> None:
    book = book_of(a_report())
    assert {(sheet.freeze_panes, bool(sheet.auto_filter.ref)) for sheet in book} == {("A2", True)}
    assert cell_of(book, "anomalies", "severity").fill.fgColor.rgb == "FFF8D7DA"


def test_a_figure_longer_than_a_workbook_number_keeps_its_digits() -> None:
    assert cell_of(book_of(a_report(value="12345678901234567.89")), "facts", "value").value == "12345678901234567.89"


def test_no_formula_works_on_a_figure_that_had_to_stay_text() -> None:
    report = a_report()
    figures = {"observed": "12345678901234567.89", "expected": "12345678901234567.88", "difference": "0.01"}
    long = report.anomalies[0].model_copy(update=figures)
    cell = cell_of(book_of(report.model_copy(update={"anomalies": [long]})), "anomalies", "difference")
    assert (cell.value, cell.data_type) == (0.01, "n")


@pytest.mark.parametrize("value", ["90318.27", "12345678901234567.891", "-0.1"])
def test_parquet_holds_exact_decimals(value: str) -> None:
    kind, parts = sheets_of([a_report(value=value)])["facts"]
    frame = pl.read_parquet(io.BytesIO(to_parquet(kind, parts)))
    assert frame["value"].dtype == pl.Decimal
    assert frame["value"][0] == Decimal(value)


def test_parquet_never_rounds_what_a_decimal_cannot_hold() -> None:
    value = "1" * 37 + ".25"
    kind, parts = sheets_of([a_report(value=value)])["facts"]
    assert pl.read_parquet(io.BytesIO(to_parquet(kind, parts)))["value"].to_list() == [value, "142500.00", "0.36"]


def test_csv_and_parquet_of_nothing_have_their_columns() -> None:
    assert tuple(to_csv(FactPart, []).strip().split(",")) == COLUMNS[FactPart]
    assert tuple(pl.read_parquet(io.BytesIO(to_parquet(FactPart, []))).columns) == COLUMNS[FactPart]


def test_a_package_describes_every_column_of_its_tables() -> None:
    content = to_package([a_report()])
    archive = zipfile.ZipFile(io.BytesIO(content))
    about = json.loads(archive.read("datapackage.json"))
    assert [resource["name"] for resource in about["resources"]] == ["facts", "indicators", "anomalies", "reports"]
    for resource in about["resources"]:
        assert resource["bytes"] == len(archive.read(resource["path"]))
        if "schema" in resource:
            headings = next(csv.reader(io.StringIO(archive.read(resource["path"]).decode())))
            assert headings == [field["name"] for field in resource["schema"]["fields"]]
    assert json.loads(archive.read("data/reports.json")) == [a_report().to_dict()]
    assert to_package([a_report()]) == content


def test_rows_of_two_filings_of_one_name_are_told_apart() -> None:
    """In the package by their key, in the workbook by the cells that its formulas work on."""
    reports = [a_report(), a_report(value="120000.00")]
    reports[1] = reports[1].model_copy(update={"filing": reports[1].filing.model_copy(update={"id": "other"})})
    archive = zipfile.ZipFile(io.BytesIO(to_package(reports)))
    schema = json.loads(archive.read("datapackage.json"))["resources"][0]["schema"]
    rows = list(csv.DictReader(io.StringIO(archive.read("data/facts.csv").decode())))
    assert len({tuple(row[name] for name in schema["primaryKey"]) for row in rows}) == len(rows) == 6
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(sheets_of(reports), "en")))
    assert [cell_of(book, "anomalies", "facts", row).value.split('"')[1] for row in (2, 3)] == [
        "#facts!A4",
        "#facts!A7",
    ]


def _lazy(report: Report) -> Report:
    """`report` with its facts made when they are looked at, as those on file are."""
    plain = [fact.model_dump(mode="json") for fact in report.facts]
    facts = Parts(FactPart, len(plain), lambda begin, end: iter(plain[begin:end]))
    return report.model_copy(update={"facts": facts})


def test_parts_that_are_made_when_looked_at_give_the_same_files() -> None:
    listed, lazy = a_report(), _lazy(a_report())
    assert to_csv(*sheets_of([lazy])["facts"]) == to_csv(*sheets_of([listed])["facts"])
    assert to_parquet(*sheets_of([lazy])["facts"]) == to_parquet(*sheets_of([listed])["facts"])
    assert to_package([lazy]) == to_package([listed])
    assert to_html(lazy, "es") == to_html(listed, "es")
    assert summarise(lazy) == summarise(listed)
    cells = [[[cell.value for cell in row] for sheet in book_of(one) for row in sheet] for one in (lazy, listed)]
    assert cells[0] == cells[1]


@pytest.mark.parametrize(
    "name",
    ["<r><t>x</t></r>", " blanks ", "a\nb", "_x0041_", "\x01\x0b", "a & b < c > d", '"', "\ufffe", "ñ\U0001f4c4", "\r"],
)
def test_a_workbook_has_every_character_of_a_text(name: str) -> None:
    assert unescape(cell_of(book_of(a_report(name)), "facts", "subject_name").value) == name


@pytest.mark.parametrize("mark", ["x", "\U0001f4c4"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(mark: str) -> None:
    text = cell_of(book_of(a_report(mark * 40_000)), "facts", "subject_name").value
    assert text.endswith(f"{mark}…") and 32_766 <= len(text.encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 3, 1), date(2024, 2, 29)])
def test_days_are_days(day: date) -> None:
    fact = a_report().facts[0].model_copy(update={"period": PeriodPart(start=day, end=day)})
    cell = cell_of(book_of(a_report().model_copy(update={"facts": [fact]})), "facts", "period_end")
    assert (cell.value.date(), cell.number_format) == (day, "dd/mm/yyyy")


def _review() -> ReviewPart:
    about = {"rule": "total-mismatch", "subject": "E001", "message": Text(es="m", en="m"), "anomaly": "a1"}
    return ReviewPart.model_validate(
        about | {"verdict": "explained", "note": "Oficio 12", "reviewed_at": datetime(2025, 1, 2, tzinfo=UTC)}
    )


def test_a_document_is_the_report_with_its_marks() -> None:
    report = _lazy(a_report())
    assert b"".join(json_pieces(report, [])).decode() == json.dumps(report.to_dict(), ensure_ascii=False)
    (mark,) = json.loads(b"".join(json_pieces(report, [_review()])))["reviews"]
    assert mark["note"] == _review().note


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_many_rows_take_no_more_memory_than_few(form: str, tmp_path: Path) -> None:
    plain = a_report().facts[0].model_dump(mode="json")

    def peak(count: int) -> int:
        parts = Anew(count, lambda: (Named("a.xlsx", "f", plain | {"id": f"f{n}"}) for n in range(count)))
        tracemalloc.start()
        with (tmp_path / "file").open("wb") as stream:
            if form == "csv":
                write_csv(stream, FactPart, parts)
            else:
                write_xlsx(stream, {"facts": (FactPart, parts)}, "es")
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(5_000) < peak(2_500) + 1_000_000
