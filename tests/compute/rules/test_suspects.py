"""Which cell is suspected where a filing contradicts itself: the one that mends all, then the one a slip explains."""

from decimal import Decimal

import pytest

from services.compute.rules.agreement.slips import bits_of_slip, likelihood
from tests.accounts import HEADINGS, NUMBERS, outcome, rows, statement

CENT = Decimal("0.005")


@pytest.mark.parametrize(
    ("value", "was", "slipped"),
    [
        ("187500.00", "107500.00", True),
        ("187500.00", "187500.04", True),
        ("187500.00", "178500.00", True),
        ("187500.00", "97500.00", False),
    ],
)
def test_a_slip_is_one_digit_for_another_or_two_that_changed_places(value: str, was: str, slipped: bool) -> None:
    assert (likelihood(Decimal(value), CENT, lambda other: other == Decimal(was)) > 0) is slipped


def test_a_figure_that_was_round_is_the_likelier_to_be_wrong() -> None:
    round_before = likelihood(Decimal("13003000"), Decimal("0.5"), lambda other: other == 13000000)
    round_now = likelihood(Decimal("19900000"), Decimal("0.5"), lambda other: other == 19903000)
    assert round_before > round_now


def test_nothing_is_no_less_round_than_what_should_stand_there() -> None:
    finely = Decimal("0.000005")
    nothing = likelihood(Decimal(0), finely, lambda other: other == Decimal("0.7"))
    assert nothing < likelihood(Decimal("20.7"), finely, lambda other: other == 20)


def test_a_difference_of_one_digit_among_many_is_no_chance() -> None:
    tolerance = Decimal("0.02")
    assert bits_of_slip(Decimal("30000"), Decimal("8484632.10"), tolerance, CENT) > 12
    assert bits_of_slip(Decimal("31415.92"), Decimal("8484632.10"), tolerance, CENT) == 0
    assert bits_of_slip(Decimal("27000"), Decimal("8484632.10"), tolerance, CENT) > 12
    assert bits_of_slip(Decimal("3"), Decimal("17"), tolerance, Decimal("0.5")) < 2


def test_of_a_total_and_its_parts_the_one_out_of_line_with_other_years_is_suspected() -> None:
    headings = ["Concepto", "Ejercicio 2021", "Ejercicio 2022", "Ejercicio 2023"]
    rows = [
        ["Sueldos", "21,735.10", "22,104.55", "62,870.31"],
        ["Materiales", "55,145.25", "56,921.40", "57,300.90"],
        ["Servicios", "13,020.77", "13,508.12", "13,911.66"],
        ["Total", "89,901.12", "92,534.07", "94,082.87"],
    ]
    (finding,) = outcome("total-mismatch", rows, [headings]).findings
    assert (finding.observed, finding.expected) == (Decimal("62870.31"), Decimal("22870.31"))


@pytest.mark.parametrize(("text", "located"), [("10,219.08", True), ("10,219.06", False)])
def test_a_centavo_is_told_where_all_else_comes_out_to_the_last_digit(text: str, located: bool) -> None:
    body = rows()
    body[5][5] = text
    findings = outcome("rounding-difference", body).findings
    facts = statement(body).facts
    named = facts.filter(facts["fact"].is_in([fact for one in findings for fact in one.facts]))
    assert (text in named["text"]) is located


CASES = [["OCTUBRE", "2,528,591"], ["NOVIEMBRE", "2,931,190"], ["DICIEMBRE", "2,333,774"]]


@pytest.mark.parametrize(
    ("total", "found"), [("7,793,555", 0), ("7,793,155", 1), ("9,793,555", 1), ("7,739,555", 1), ("6,412,303", 0)]
)
def test_a_single_column_tells_a_wrong_digit_under_a_total(total: str, found: int) -> None:
    body = [*CASES, ["TOTAL TRIMESTRAL", total]]
    findings = outcome("total-mismatch", body, [["MES", "COSTO OPERATIVO"]]).findings
    assert len(findings) == found
    if found:
        facts = statement(body, [["MES", "COSTO OPERATIVO"]]).facts
        assert set(findings[0].facts) == set(facts["fact"])


def test_a_change_known_by_its_heading_is_worked_out_where_others_come_out() -> None:
    headings = ["Concepto", "Presupuesto aprobado", "Presupuesto modificado", "Porcentaje de variación"]
    rows = [["Uno", "1,000.00", "1,250.00", "25.0"], ["Dos", "2,000.00", "1,500.00", "-25.0"]]
    changed = [*rows, ["Tres", "4,000.00", "4,480.00", "72.0"]]
    assert not outcome("ratio-mismatch", [*rows, ["Tres", "4,000.00", "4,480.00", "12.0"]], [headings]).findings
    findings = outcome("ratio-mismatch", changed, [headings]).findings
    assert [one.observed for one in findings] == [Decimal("0.72")]


def test_a_row_missing_from_under_a_total_is_one_finding_that_names_every_column() -> None:
    body = [row for row in rows() if row[0] != "Seguridad social"]
    (finding,) = outcome("total-mismatch", body).findings
    total = statement(body).facts
    total = total.filter(total["subject_kind"] == "total")
    assert set(finding.facts[: total.height]) == set(total["fact"])
    assert "1,204.87" in finding.message.es and "988.46" in finding.message.en


@pytest.mark.parametrize(("other", "found"), [("9.00", 1), ("-4.00", 0)])
def test_a_subtotal_that_fails_where_its_like_come_out_lacks_a_row(other: str, found: int) -> None:
    body = [
        *(["Enero", "10.25"], ["Febrero", "31.50"], ["Total trimestral", "41.75"]),
        *(["Abril", "27.10"], ["Mayo", "14.35"], ["Total trimestral", "41.45"]),
        *(["Julio", "21.77"], ["Agosto", other], ["Total trimestral", "48.10"]),
    ]
    assert len(outcome("total-mismatch", body, [["Mes", "Importe"]]).findings) == found


def test_column_numbers_in_another_order_are_no_figures() -> None:
    order = [0, 2, 1, 3, 5, 4, 6]
    body = [[row[place] for place in order] for row in rows()]
    headings = [[heading[place] for place in order] for heading in (HEADINGS, NUMBERS)]
    for rule in ("total-mismatch", "difference-mismatch", "paid-exceeds-accrued"):
        assert not outcome(rule, body, headings).findings


@pytest.mark.parametrize("apart", [("5", "10"), ("0", "500")])
def test_sums_that_miss_by_the_step_that_figures_go_in_are_rounded(apart: tuple[str, str]) -> None:
    amounts = [(1045, 570, 315), (890, 720, 665), (375, 230, 145), (1210, 985, 440), (655, 310, 205)]
    body = [[f"Ramo {number}", *map(str, line)] for number, line in enumerate(amounts, 1)]
    totals = [sum(column) for column in zip(*amounts, strict=True)]
    body.append(["Total", *(str(total + int(off)) for total, off in zip(totals, (*apart, "0"), strict=True))])
    findings = outcome("total-mismatch", body, [["Concepto", "Hombres", "Mujeres", "Menores"]]).findings
    assert bool(findings) == (apart == ("0", "500"))


def test_where_nothing_stands_is_suspected_after_the_figures_that_a_slip_explains() -> None:
    rows = [
        ["Otros ingresos", "111,549.44", "98,204.17"],
        ["Financieros", "111,544.34", "98,204.07"],
        ["Inventarios", "0.00", "0.00"],
        ["Estimaciones", "0.00", "0.00"],
        ["Diversos", "0.10", "0.10"],
    ]
    rows = [["1. " + rows[0][0], *rows[0][1:]], *([f"1.{n} {row[0]}", *row[1:]] for n, row in enumerate(rows[1:], 1))]
    (finding,) = outcome("total-mismatch", rows, [["Concepto", "2018", "2017"]]).findings
    assert finding.observed == Decimal("111549.44")
