"""The family of investment programmes on a real filing: every figure right, every mend said, every change noticed."""

import csv
import io
import json
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import cotejo
from services.compute.reading import read
from shared.report import AnomalyPart, Report

TRUTH = Path(__file__).parents[1] / "truth" / "isseg-investment-programmes-2023.csv"
CONCEPTS = (
    "approved", "modified", "accrued", "target_original", "target_modified", "achieved", "execution_rate_approved",
    "execution_rate_modified", "achievement_rate_original", "achievement_rate_modified",
)  # fmt: skip


_analysed = cache(cotejo.analyse)


def _number(text: str) -> Decimal:
    plain = text.replace(",", "")
    return Decimal(plain[:-1]) / 100 if plain.endswith("%") else Decimal(plain)


def _truth() -> dict[tuple[str, str], Decimal]:
    with TRUTH.open(encoding="utf-8", newline="") as stream:
        return {(row["code"], c): _number(row[c]) for row in csv.DictReader(stream) for c in CONCEPTS if row[c]}


def _stated(report: Report) -> dict[tuple[str, str], Decimal]:
    return {(str(fact.subject.code), fact.concept): Decimal(str(fact.value)) for fact in report.facts}


def _as_csv(text: str, delimiter: str, encoding: str) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(line.split("\t") for line in text.split("\n"))
    return stream.getvalue().encode(encoding)


def _as_workbook(text: str, numbers: bool) -> bytes:
    """The same rows on one sheet; with `numbers` figures are stored as numbers and percentages as ratios."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in text.split("\n"):
        cells: list[str | float | int] = []
        for cell in line.split("\t"):
            figure = numbers and cell[:1].isdigit()
            cells.append(float(_number(cell)) if figure else cell)
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_every_figure_of_the_text_is_a_fact_in_its_place(isseg: bytes) -> None:
    report = _analysed(isseg)
    assert len(report.facts) == 459
    assert _stated(report) == _truth()
    lines = isseg.decode().split("\n")
    for fact in report.facts:
        assert fact.evidence.line is not None
        cells = lines[fact.evidence.line - 1].split("\t")
        assert cells[0] == fact.subject.code
        assert cells[fact.evidence.column] == fact.evidence.text
    assert len({fact.subject.code for fact in report.facts}) == 47
    units = {fact.unit for fact in report.facts if fact.concept == "achieved" and fact.subject.code == "J001PB3320"}
    assert units == {"Monto generado"}


def test_what_the_filing_is(isseg: bytes) -> None:
    filing = _analysed(isseg).filing
    assert (filing.family, filing.pages, filing.size, filing.currency) == ("investment-programmes", 4, 22732, "MXN")
    assert filing.institution is not None and filing.institution.acronym == "ISSEG"
    assert filing.period is not None
    assert (filing.period.start.isoformat(), filing.period.end.isoformat()) == ("2023-01-01", "2023-12-31")


def test_what_does_not_add_up(isseg: bytes) -> None:
    report = _analysed(isseg)
    assert Counter(anomaly.rule for anomaly in report.anomalies) == {
        "spending-without-approval": 14, "financial-physical-gap": 12, "shifted-row": 11, "unspent-budget": 8,
        "overachievement": 7, "results-without-spending": 6, "large-amendment": 6, "underachievement": 4,
        "repeated-amounts": 3,
    }  # fmt: skip
    shifted = [anomaly for anomaly in report.anomalies if anomaly.rule == "shifted-row"]
    assert sorted(anomaly.evidence[0].line or 0 for anomaly in shifted) == list(range(54, 65))
    assert {anomaly.origin for anomaly in shifted} == {"reading"}
    coverage = {rule.rule: rule for rule in report.coverage.rules}["ratio-mismatch"]
    assert (coverage.passed, coverage.failed, coverage.why) == (177, 0, {"no reported ratio": 11})
    covered = report.coverage
    assert (covered.numeric_cells, covered.as_facts, covered.checked, covered.bounded) == (459, 459, 448, 11)


def test_the_filing_as_a_whole(isseg: bytes) -> None:
    values = {entry.name: entry.value for entry in _analysed(isseg).indicators if entry.subject.kind == "filing"}
    assert values == {
        "total_approved": "40592500.00",
        "total_modified": "304421141.05",
        "total_accrued": "87818245.02",
        "concentration": "0.1720",
        "largest_share": "0.2623",
        "composition_variance": "1.7590",
        "aggregate_outturn": "2.1634",
        "aggregate_execution_rate": "0.2885",
        "aggregate_amendment_rate": "6.4994",
    }


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8"), (";", "cp1252"), ("|", "utf-8-sig"), (",", "utf-16"), ("\t", "utf-16-le")],
)
def test_the_same_as_csv_in_every_dialect_and_encoding(isseg: bytes, delimiter: str, encoding: str) -> None:
    report = cotejo.analyse(_as_csv(isseg.decode(), delimiter, encoding))
    assert _stated(report) == _truth()
    assert report.filing.pages == 4


@pytest.mark.parametrize("numbers", [False, True])
def test_the_same_as_a_workbook(isseg: bytes, numbers: bool) -> None:
    report = cotejo.analyse(_as_workbook(isseg.decode(), numbers))
    assert _stated(report) == _truth()
    assert all(fact.evidence.cell for fact in report.facts)
    rules = Counter(anomaly.rule for anomaly in report.anomalies)
    assert rules["shifted-row"] == 11
    assert rules["ratio-mismatch"] == 0


def test_columns_in_another_order_are_known_by_their_headings(isseg: bytes) -> None:
    order = [2, 0, 3, 1, 7, 8, 9, 10, 13, 14, 4, 5, 6, 11, 12]
    lines = []
    for line in isseg.decode().split("\n"):
        cells = line.split("\t")
        if cells[0].startswith("Clave"):
            cells[10:14] = ["", "% Avance Financiero", "", "% Avance Metas"]
        moved = len(cells) == 15 and not cells[0].startswith("INSTITUTO")
        lines.append("\t".join(cells[place] for place in order) if moved else line)
    whole = {key: value for key, value in _truth().items() if "33152" not in key[0]}
    stated = _stated(cotejo.analyse("\n".join(lines).encode()))
    assert {key: value for key, value in stated.items() if "33152" not in key[0]} == whole


def _changes() -> st.SearchStrategy[tuple[int, int, str]]:
    return st.tuples(st.integers(0, 46), st.integers(0, 9), st.sampled_from("123456789"))


@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(change=_changes())
def test_a_changed_leading_digit_is_pointed_at(isseg: bytes, change: tuple[int, int, str]) -> None:
    """A figure's first digit is one that every rate shows, unless the rate is 0 % of anything."""
    which, figure, digit = change
    lines = isseg.decode().split("\n")
    rows = [number for number, line in enumerate(lines) if line[:1] in "JP" and line[1:4].isdigit()]
    cells = lines[rows[which]].split("\t")
    places = [place for place in range(4, 15) if cells[place][:1].isdigit()]
    place = places[figure % len(places)]
    before = cells[place]
    if before[0] == digit or before.startswith("0") or _hidden(cells, place):
        return
    cells[place] = digit + before[1:]
    lines[rows[which]] = "\t".join(cells)
    known = {_key(anomaly) for anomaly in _analysed(isseg).anomalies}
    new = [a for a in cotejo.analyse("\n".join(lines).encode()).anomalies if _key(a) not in known]
    spots = {(spot.line, spot.column) for anomaly in new for spot in anomaly.evidence}
    assert (rows[which] + 1, place) in spots, (cells[0], before, cells[place])


def _key(anomaly: AnomalyPart) -> tuple[str, str | None, str]:
    return anomaly.rule, anomaly.subject.code, anomaly.message.es


def _hidden(cells: list[str], place: int) -> bool:
    """Whether nothing printed in the row depends on this figure: zero results against any target."""
    figures = [cell for cell in cells[4:] if cell[:1].isdigit()]
    targets = [place for place in range(7, 10) if cells[place][:1].isdigit()]
    return place in targets and figures[5] == "0" and place != targets[-1]


def test_the_report_as_json_keeps_every_digit(isseg: bytes) -> None:
    body = json.loads(_analysed(isseg).to_json())
    assert next(iter(body)) == "schema"
    fact = next(f for f in body["facts"] if f["subject"]["code"] == "J001PB3119" and f["concept"] == "approved")
    assert fact["value"] == "460500.00"
    assert fact["evidence"]["line"] == 6 and fact["evidence"]["text"] == "460,500.00"


def test_reading_keeps_rows_pages_and_titles(isseg: bytes) -> None:
    document = read(isseg)
    assert [table.page for table in document.tables] == [1, 2, 3, 4]
    assert {len(row) for table in document.tables for row in table.rows} == {15}
    assert "Programas y Proyectos" in document.tables[0].title
