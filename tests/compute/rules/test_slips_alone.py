"""Wrong digits where little else speaks: in an average of one column, in lines that a sum leaves out, beside rates,
where another error stands, in a total told twice.
"""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from services.compute.arithmetic.broken import instances
from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import catalogue
from services.compute.rules.agreement.equation import rate_of
from services.compute.rules.agreement.known import Known

_RULES = ("total-mismatch", "ratio-mismatch", "difference-mismatch")


def _told(*rows: Sequence[object]) -> list[tuple[str | None, str | None]]:
    """What the arithmetic says of a table: each figure in doubt, and what it should be."""
    text = "\n".join("\t".join(map(str, cells)) for cells in rows)
    statement = recognise(read(text.encode(), "a.txt"), "MXN")
    findings = [one for rule in _RULES for one in catalogue()[rule][1](statement, load_policy()).findings]
    return [(_shown(one.observed), _shown(one.expected)) for one in findings]


def _shown(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


@pytest.mark.parametrize(("called", "is_one"), [("Promedio", True), ("Average", True), ("Mediana", False)])
def test_the_average_of_one_column_is_held_to_its_rows(called: str, is_one: bool) -> None:
    amounts = [3479, 4211, 2968, 3877, 5122, 4406, 1763]
    mean = f"{sum(amounts) / len(amounts):.2f}"
    header = ("Municipio", "Importe")
    rows = [(f"Municipio {name}", f"{amount}.00") for name, amount in zip("ABCDEFG", amounts, strict=True)]
    assert _told(header, *rows, (called, mean)) == []
    told = _told(header, (rows[0][0], "3419.00"), *rows[1:], (called, mean))
    assert [round(Decimal(expected or 0) - Decimal(observed or 0)) for observed, expected in told] == [60] * is_one


def test_the_lines_that_a_sum_leaves_out_come_to_the_line_beside_them() -> None:
    """A single column of two depths, with nothing that says which."""
    inner = [61_274, 120_119, 40_559, 51_614, 1_322, 60_000]
    outer = [812_630, sum(inner), 731_945, 288_117]

    def table(last: int) -> list[tuple[object, object]]:
        names = ["Education", "Courts", "Police", "Control", "Commerce", "Farms", "Others", "Offices", "Care", "Health"]
        figures = [outer[0], *inner[:-1], last, *outer[1:]]
        return [("Area", "Appropriation"), *zip(names, figures, strict=True), ("", sum(outer))]

    assert _told(*table(60_000)) == []
    ((observed, expected),) = _told(*table(80_000))
    assert observed is not None and expected is not None and abs(int(observed) - int(expected)) == 20_000


def test_a_subtotal_in_a_column_of_quotients_that_adds_up_all_the_same() -> None:
    hours = [(120, 2_310), (85, 1_907), (240, 5_218), (64, 1_333), (150, 4_127), (96, 2_954)]
    rates = [round(pages / time, 5) for time, pages in hours]

    def table(first: float) -> list[Sequence[object]]:
        rows = [
            (f"Task {n}", time, pages, f"{rate:.5f}")
            for n, (time, pages), rate in zip("ABCDEF", hours, rates, strict=True)
        ]
        subtotal, other = sum(rates[:3]), sum(rates[3:])
        return [
            ("Task", "Hours", "Pages", "Each"),
            *rows[:3],
            ("Subtotal", "", "", f"{first or subtotal:.5f}"),
            *rows[3:],
            ("Subtotal", "", "", f"{other:.5f}"),
            ("Total", "", "", f"{subtotal + other:.5f}"),
        ]

    assert _told(*table(0)) == []
    wrong = round(sum(rates[:3]) + 20, 5)
    assert (f"{wrong}", f"{sum(rates[:3]):.5f}".rstrip("0")) in _told(*table(wrong))


def test_a_wrong_total_that_two_lists_come_to() -> None:
    """Assets are what is owed for them, so that the parts of the one figure make another too."""
    owned = [(46_074, 93_350, 1_862_664), (13_885, 102_574, 1_848_766), (39_544, 118_101, 1_912_453)]
    owed = [861_899, 722_576, 845_536]

    def table(wrong: int) -> list[Sequence[object]]:
        totals = [sum(one) for one in owned]
        return [
            ("Item", "2003", "2002", "2001"),
            *(
                (name, *amounts)
                for name, amounts in zip(("Cash", "Due", "Stock"), zip(*owned, strict=True), strict=True)
            ),
            ("", *totals),
            ("Liabilities", *owed),
            ("Equity", *(total - one for total, one in zip(totals, owed, strict=True))),
            ("", totals[0], wrong or totals[1], totals[2]),
        ]

    assert _told(*table(0)) == []
    assert _told(*table(1_965_825)) == [("1965825", "1965225")]


def test_the_rounding_of_a_quotient_is_that_of_each_figure_by_its_own_digits() -> None:
    """A divisor of many digits leaves hardly anything open."""
    top, bottom = (
        Known("f1", Decimal("516"), Decimal("0.5"), "t1", 1, 1),
        Known("f2", Decimal("89.7"), Decimal("0.05"), "t1", 1, 2),
    )
    rate = Known("f3", Decimal("575"), Decimal("0.5"), "t1", 1, 3)
    one = rate_of("Division", rate, (top, bottom), Decimal(100), across=True, source="found")
    assert one is not None and one.holds and one.tolerance < Decimal("1.5")
    change = rate_of("RelativeChange", rate, (bottom, top), Decimal(100), across=True, source="found")
    assert change is not None and change.tolerance == one.tolerance


def test_one_row_of_another_kind_of_figures_keeps_no_finer_digit_from_being_told() -> None:
    """Prices have decimals, amounts have none, though all show as many."""
    rows = [("7", "1400"), ("7.5", "3750.02"), ("8", "8000"), ("9", "45000"), ("", "58150")]
    rows += [("7", "-1400"), ("7.5", "-3750"), ("8", "-800")]
    grid = [["Lot", "Price", "Amount"]]
    for number, (price, amount) in enumerate(rows):
        name = f"Lot {number}" if price else "Total cost of goods"
        grid.append([name, f"{float(price):.5f}" if price else "", f"{float(amount):.5f}"])
    told = [one for one in instances(grid) if one.aggregate == (5, 2)]
    assert told and not any(one.holds for one in told)
