"""Figures that contradict each other: which rule says so, which cell it suspects, and that it stays quiet otherwise."""

import random
from decimal import Decimal

import pytest

from services.compute.reading.document import Cell
from services.compute.rules.agreement import agreement_of
from services.compute.rules.agreement.readings import another_reading
from tests.accounts import HEADINGS, NUMBERS, outcome, rows, statement

RULES = ("total-mismatch", "difference-mismatch", "added-percentages", "ratio-mismatch")


def _changed(row: int, column: int, text: str) -> list[list[str]]:
    body = rows()
    body[row][column] = text
    return body


@pytest.mark.parametrize("rule", [*RULES, "rounding-difference"])
def test_where_everything_agrees_nothing_is_found(rule: str) -> None:
    found = outcome(rule, rows())
    assert not found.findings


def test_every_figure_takes_part() -> None:
    told = statement(rows())
    assert {fact for one in agreement_of(told).equations for fact in one.facts} == set(told.facts["fact"])


def test_a_part_that_breaks_its_row_and_its_column_is_the_suspect() -> None:
    body = _changed(2, 4, "672.94")
    findings = [one for rule in RULES for one in outcome(rule, body).findings]
    (finding,) = findings
    facts = statement(body).facts
    assert facts.filter(facts["fact"] == finding.facts[0])["text"].item() == "672.94"
    assert finding.expected == Decimal("612.94")
    assert finding.observed == Decimal("672.94")
    assert finding.origin == "filing"


def test_a_figure_that_only_its_column_holds_leaves_all_parts_in_doubt() -> None:
    (finding,) = outcome("total-mismatch", _changed(3, 5, "1,633.28")).findings
    assert len(finding.facts) == 6
    assert "Puede estar mal" in finding.message.es and "may be wrong" in finding.message.en


def test_of_those_the_one_that_is_above_its_limit_is_the_suspect() -> None:
    (finding,) = outcome("total-mismatch", _changed(3, 5, "1,833.28")).findings
    assert (finding.observed, finding.expected) == (Decimal("1833.28"), Decimal("1733.28"))
    assert not outcome("paid-exceeds-accrued", _changed(3, 5, "1,833.28")).findings


@pytest.mark.parametrize(("text", "rule"), [("612.95", "rounding-difference"), ("613.94", "difference-mismatch")])
def test_within_the_rounding_of_the_digits_a_difference_is_no_error(text: str, rule: str) -> None:
    found = {name: len(outcome(name, _changed(2, 4, text)).findings) for name in (*RULES, "rounding-difference")}
    assert found[rule]
    assert bool(found["rounding-difference"]) == (rule == "rounding-difference")


def test_what_the_form_says_is_checked_even_in_a_single_row() -> None:
    body = [["Sueldos", "4,310.55", "120.10", "4,530.65", "3,907.21", "3,907.21", "523.44"]]
    (finding,) = outcome("difference-mismatch", body).findings + outcome("total-mismatch", body).findings
    assert finding.expected == Decimal("4430.65")
    assert "3 = (1 + 2)" in NUMBERS


def test_rates_added_up_in_a_total_row() -> None:
    headings = ["Concepto", "Aprobado", "Devengado", "Avance"]
    amounts = [("Uno", 4310, 3907), ("Dos", 1204, 988), ("Tres", 870, 612), ("Cuatro", 2450, 1733)]
    total = (sum(a for _, a, _ in amounts), sum(d for *_, d in amounts))
    body = [[name, f"{a:,}.00", f"{d:,}.00", f"{d / a:.2%}"] for name, a, d in amounts]
    right = [*body, ["Total", f"{total[0]:,}.00", f"{total[1]:,}.00", f"{total[1] / total[0]:.2%}"]]
    added = sum(d / a for _, a, d in amounts)
    wrong = [*body, ["Total", f"{total[0]:,}.00", f"{total[1]:,}.00", f"{added:.2%}"]]
    assert not outcome("added-percentages", right, [headings]).findings
    (finding,) = outcome("added-percentages", wrong, [headings]).findings
    assert finding.observed is not None and finding.observed > 3
    assert not outcome("ratio-mismatch", wrong, [headings]).findings


def test_letters_in_the_labels_are_checked() -> None:
    headings = ["Concepto", "Aprobado", "Devengado", "Pagado"]
    body = [
        ["A. Ingresos (A = A1 + A2)", "300.25", "210.50", "210.50"],
        ["A1. Libres", "200.15", "140.25", "140.25"],
        ["A2. Etiquetados", "100.10", "70.25", "70.25"],
        ["B. Egresos", "250.05", "200.30", "200.30"],
        ["I. Balance (I = A – B)", "50.20", "10.20", "10.20"],
    ]
    assert not outcome("total-mismatch", body, [headings]).findings
    body[4][1] = "0.00"
    (finding,) = outcome("total-mismatch", body, [headings]).findings
    assert finding.expected == Decimal("50.20")
    assert finding.subject[2] == "I. Balance (I = A – B)"
    assert "la fórmula de su renglón, 300.25 − 250.05, da 50.20" in finding.message.es


@pytest.mark.parametrize("text", ["6I2.94", "6.1.2.9.4"])
def test_a_figure_that_was_mended_or_cannot_be_read_is_no_contradiction(text: str) -> None:
    body = _changed(2, 4, text)
    assert not [one for rule in RULES for one in outcome(rule, body).findings]


@pytest.mark.parametrize("seed", range(20))
def test_a_changed_digit_is_found_on_its_line(seed: int) -> None:
    chance = random.Random(seed)
    row, column = chance.randrange(6), chance.choice([1, 2, 3, 4, 6])
    body = rows()
    text = body[row][column]
    places = [place for place, char in enumerate(text[:-1]) if char.isdigit()]
    place = chance.choice(places)
    body[row][column] = text[:place] + str(int(text[place]) % 9 + 1) + text[place + 1 :]
    findings = [one for rule in RULES for one in outcome(rule, body).findings]
    told = statement(body).facts
    pointed = told.filter(told["fact"].is_in([one.facts[0] for one in findings]))
    assert (row, column) in {(entry["row"] - 3, entry["column"]) for entry in pointed.iter_rows(named=True)}
    assert len(HEADINGS) == len(body[row])


@pytest.mark.parametrize(
    ("text", "observed", "expected", "misread"),
    [
        ("125.00", "125.00", "-125.00", True),
        ("12.50", "12.50", "1250.00", True),
        ("234.56", "234.56", "1234.56", True),
        ("125.00", "125.00", "135.00", False),
    ],
)
def test_other_readings_of_the_same_marks(text: str, observed: str, expected: str, misread: bool) -> None:
    cell = Cell(text, 0, 0)
    assert another_reading(cell, Decimal(observed), Decimal(expected), 0.8) is misread
    stored = Cell(observed, 0, 0, is_number=True)
    assert not another_reading(stored, Decimal(observed), Decimal(expected), 0.8)


def _staggered(fines: str, other: str) -> list[list[str]]:
    return [
        ["A Ingresos de la gestión", "", "5,310.75"],
        ["Cuotas", "4,100.25", ""],
        ["Multas", fines, ""],
        ["Recargos", "0.00", ""],
        ["B Otros ingresos", "", other],
        ["Rendimientos", "311.07", ""],
        ["Venta de bienes", "89.93", ""],
    ]


@pytest.mark.parametrize(
    ("fines", "other", "suspects"),
    [("1,210.50", "401.00", 0), ("1,220.50", "401.00", 4), ("1,210.50", "401.90", 3), ("1,220.50", "401.90", 0)],
    ids=["all agree", "a detail", "a total", "nothing tells that they are sums"],
)
def test_a_total_set_one_column_further_out_sums_its_details(fines: str, other: str, suspects: int) -> None:
    told = outcome("total-mismatch", _staggered(fines, other), headings=[["Concepto", "", ""]])
    assert [len(finding.facts) for finding in told.findings] == [suspects] * bool(suspects)
    assert not outcome("missing-value", _staggered(fines, other), headings=[["Concepto", "", ""]]).findings


def test_an_error_that_a_row_carries_on_is_found_in_each_figure_worked_from_it() -> None:
    body = rows()
    accrued, left = (Decimal(body[-1][column].replace(",", "")) for column in (4, 6))
    body[-1][4], body[-1][6] = f"{accrued + 10:,.2f}", f"{left - 10:,.2f}"
    findings = outcome("total-mismatch", body).findings
    off = [one.observed - one.expected for one in findings if one.observed is not None and one.expected is not None]
    assert [abs(one) for one in off] == [10, 10]


def test_a_table_in_thousands_is_told_of_in_thousands() -> None:
    headings = (["(Miles de pesos)", *[""] * 6], HEADINGS, NUMBERS)
    (finding,) = outcome("total-mismatch", _changed(5, 1, "12,327.10"), headings).findings
    assert finding.expected == 12_227_100
    assert (
        "difieren en 100.00. La cifra dudosa es «Total del Gasto», Aprobado (12,327.10): con 12,227.10"
        in finding.message.es
    )


def test_rates_are_told_of_in_percent() -> None:
    headings = (["Concepto", "Propios", "Ajenos", "Total"], ["", "1", "2", "3 = (1 + 2)"])
    body = [
        ["Sueldos", "33.10 %", "21.25 %", "54.35 %"],
        ["Materiales", "13.10 %", "11.25 %", "24.35 %"],
        ["Servicios", "10.10 %", "11.20 %", "29.30 %"],
    ]
    (finding,) = outcome("total-mismatch", body, headings).findings
    said = finding.message.es.replace("\N{NO-BREAK SPACE}", " ")
    assert "Total dice 29.30 %; la fórmula de su encabezado da 21.3 %: difieren en 8 %." in said
    assert "Propios (10.10 % → 18.1 %)" in said


def _rates_below_amounts(small: int) -> list[list[str]]:
    """Programmes with what they were given and accrued by kind of spending, and the rate of each kind and of all; in
    every third, `small` was accrued of a kind that was given nothing.
    """
    body = []
    for number in range(1, 25):
        unplanned = number % 3 == 0
        approved = [0 if unplanned else 1_000_000 + 7_919 * number, 30_000_000 + 104_729 * number, 0, 0]
        accrued = [Decimal(amount) * (80 + (7 * number + 5 * kind) % 19) / 100 for kind, amount in enumerate(approved)]
        if unplanned:
            accrued[0] = Decimal(small + number)
        given, spent = [*map(Decimal, approved), Decimal(sum(approved))], [*accrued, sum(accrued, Decimal(0))]
        rates = [f"{100 * done / amount:.8f}" if amount else "0" for amount, done in zip(given, spent, strict=True)]
        body.append([f"S{number:03}", f"Programa número {number}", *[""] * 5])
        body.append(["", "Aprobado", *map(str, given)])
        body.append(["", "Devengado", *(f"{amount:.2f}" for amount in spent)])
        body.append(["", "Porcentaje Dev/Aprob", *rates])
    return body


@pytest.mark.parametrize("small", [1_000, 90_000])
def test_the_rate_of_a_total_is_no_sum_of_the_rates_of_its_parts(small: int) -> None:
    headings = ["Programa", "Denominación", "Gasto de operación", "Subsidios", "Inversión física", "Otros", "Total"]
    body = _rates_below_amounts(small)
    told = statement(body, [headings])
    rates = set(told.facts.filter(told.facts["unit"] == "ratio")["fact"])
    assert rates
    for one in agreement_of(told).equations:
        assert one.operator != "Sum" or one.aggregate.fact not in rates or abs(one.off) <= one.aggregate.half
    assert not outcome("rounding-difference", body, [headings]).findings


def test_a_rate_of_two_rows_in_each_column() -> None:
    sold = (137013, 134121, 116058, 152186, 155237, 126974)
    earned = (38977, 38116, 40683, 51462, 50670, 43947)
    body = [
        ["Ingresos", *(f"{amount:,}.00" for amount in sold)],
        ["Utilidad", *(f"{amount:,}.00" for amount in earned)],
        ["Margen", *(f"{100 * part / whole:.2f} %" for part, whole in zip(earned, sold, strict=True))],
    ]
    headings = ["Concepto", *(f"Ejercicio {year}" for year in range(2018, 2024))]
    assert not outcome("ratio-mismatch", body, [headings]).findings
    body[2][3] = "75.05 %"
    (finding,) = outcome("ratio-mismatch", body, [headings]).findings
    assert finding.observed == Decimal("0.7505")
