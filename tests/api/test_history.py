"""A subject through time: which figures belong together, and where its line breaks."""

from datetime import UTC, date, datetime
from decimal import Decimal

from services.api.views.history import HEIGHT, WIDTH, parted, plot, told_by
from shared.tables import Filing, StoredFact


def _said(key: str, start: date, end: date, concept: str, value: str, name: str = "Uno") -> tuple[StoredFact, Filing]:
    at = datetime(2024, 1, 1, tzinfo=UTC)
    filing = Filing(id=key, sha256=key, filename=key, media_type="text/plain", size=1, created_at=at)
    filing.period_start, filing.period_end, filing.institution_acronym = start, end, "IPBEA"
    fact = StoredFact(
        filing_id=key, position=1, id="f1", subject_kind="programme", subject_code="A", subject_name=name,
        concept=concept, value=Decimal(value), context={}, evidence={},
    )  # fmt: skip
    return fact, filing


def test_a_line_breaks_where_a_year_begins_anew() -> None:
    first, second = _said("q1", date(2023, 1, 1), date(2023, 3, 31), "accrued", "10"), _said(
        "q2", date(2023, 1, 1), date(2023, 6, 30), "accrued", "30"
    )  # fmt: skip
    third = _said("q5", date(2024, 1, 1), date(2024, 3, 31), "accrued", "15")
    far = _said("h5", date(2024, 1, 1), date(2024, 6, 30), "accrued", "40")
    drawn = plot(told_by([third, far, first, second])["IPBEA"])
    assert drawn is not None
    assert [len(stroke) for stroke in drawn.lines["accrued"]] == [2, 2]
    assert drawn.lines["accrued"][0][0] == (0.0, HEIGHT * 0.75)
    assert drawn.lines["accrued"][1][1] == (float(WIDTH), 0.0)


def test_years_are_joined_and_one_period_draws_nothing() -> None:
    years = [_said(str(year), date(year, 1, 1), date(year, 12, 31), "accrued", "10") for year in (2022, 2023, 2024)]
    drawn = plot(told_by(years)["IPBEA"])
    assert drawn is not None and [len(stroke) for stroke in drawn.lines["accrued"]] == [3]
    assert plot(told_by(years[:1])["IPBEA"]) is None


def test_an_institution_is_one_however_filings_print_its_name() -> None:
    rows = [_said(str(year), date(year, 1, 1), date(year, 12, 31), "accrued", "10") for year in (2022, 2023)]
    for (_, filing), printed in zip(rows, ("INSTITUTO DE PENSIONES", "INST. DE PENSIONES"), strict=True):
        filing.institution_id, filing.institution_acronym, filing.institution_name = "one", None, printed
    assert [len(told) for told in told_by(rows).values()] == [2]


def test_two_rows_of_one_filing_stay_two() -> None:
    rows = [_said("y", date(2023, 1, 1), date(2023, 12, 31), "accrued", value) for value in ("10", "20")]
    told = told_by(rows)["IPBEA"]
    assert [one.value("accrued") for one in told] == [Decimal(10), Decimal(20)]
    assert told[0].rate("accrued", "modified") is None


def test_different_rows_of_one_code_in_one_filing_are_parted_by_name_and_then_by_what_heads_them() -> None:
    year = date(2023, 1, 1), date(2023, 12, 31)
    rows = [_said("y", *year, "accrued", "10", name) for name in ("Becas", "Obras")]
    rows += [_said("z", date(2024, 1, 1), date(2024, 12, 31), "accrued", "11", "BECAS")]
    told = told_by(rows)["IPBEA"]
    assert [(label, len(part)) for label, part in parted(told)] == [("Becas", 2), ("Obras", 1)]
    assert parted(told[:1]) == [("", told[:1])]
    rows = [_said("y", *year, "accrued", value, "Apoyo") for value in ("10", "20")]
    for (fact, _), section in zip(rows, ("Salud", "Marina"), strict=True):
        fact.context = {"section": section}
    assert [label for label, _ in parted(told_by(rows)["IPBEA"])] == ["Apoyo · Salud", "Apoyo · Marina"]
