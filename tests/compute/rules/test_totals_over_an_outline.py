"""Wrong figures where little tells them: over an outline, by letters behind names, among hundreds, in few rows."""

from collections.abc import Sequence

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_RULES = ("total-mismatch", "difference-mismatch", "ratio-mismatch", "added-percentages")


def _found(*rows: Sequence[str]) -> list[Finding]:
    statement = recognise(read("\n".join("\t".join(cells) for cells in rows).encode()), "MXN")
    return [found for rule in _RULES for found in catalogue()[rule][1](statement, load_policy()).findings]


_CARE = (
    ("HC.1 Curative care", 46_271),
    ("HC.1.1 In-patient", 27_365),
    ("HC.1.2 Out-patient", 18_906),
    ("HC.2 Rehabilitative care", 1_415),
    ("HC.3 Nursing", 19_517),
    ("HC.3.1 In-patient", 13_780),
    ("HC.3.2 At home", 5_737),
    ("HC.4 Ancillary services", 5_497),
    ("HC.5 Goods", 13_123),
)


@pytest.mark.parametrize("slipped", [6_415, 1_485])
def test_the_total_of_what_stands_under_no_other_row_is_held_by_one_wrong_digit(slipped: int) -> None:
    def rows(rehabilitative: int) -> list[Sequence[str]]:
        body = [(name, str(rehabilitative if "HC.2" in name else amount)) for name, amount in _CARE]
        return [("Function", "Million"), *body, ("Total current expenditure", "85823")]

    assert not _found(*rows(1_415))
    (finding,) = _found(*rows(slipped))
    assert str(slipped) in finding.message.es.replace(",", "")


def test_what_stands_under_no_other_row_need_not_be_all_of_a_total() -> None:
    body = [(name, str(amount)) for name, amount in _CARE]
    assert not _found(("Function", "Million"), *body, ("Total current expenditure", "91247"))


@pytest.mark.parametrize(("formula", "told"), [("(A+B)", True), ("(A + B)", True), ("(A y B)", False)])
def test_letters_behind_names_say_what_a_row_is_made_of(formula: str, told: bool) -> None:
    rows = [("Renta mensual", "170"), ("Costo del espacio ocupado (A)", "200"), ("Deducciones", "60")]
    rows += [("Costo del espacio libre (B)", "40"), ("Margen", "15%"), (f"Costo {formula}", "230")]
    head = ("Concepto", "Importe")
    assert bool(_found(head, *rows)) is told
    assert not _found(head, *((name, "30" if "(B)" in name else amount) for name, amount in rows))


def test_a_total_that_is_the_number_of_its_parts_is_one_where_others_come_out() -> None:
    bought = [(12, 7), (31, 18), (5, 9), (14, 3), (8, 26), (44, 17)]
    rows = [(f"Base {name}", str(a), str(b), str(a + b)) for name, (a, b) in zip("ABCDEF", bought, strict=True)]
    head = ("Base de datos", "Búsquedas", "Sesiones", "Total")
    assert not _found(head, *rows, ("Base G", "2", "0", "2"))
    assert _found(head, *rows, ("Base G", "4", "0", "2"))


_VACANCIES = (
    ("Total", 9_100, 12_400, 24_100, 26_700, 10_400, "114"),
    ("Norte", 3_600, 4_600, 6_700, 10_500, 1_700, "170"),
    ("Sur", 1_800, 1_400, 3_500, 2_700, 1_500, "-45"),
    ("Oeste", 2_100, 3_000, 8_600, 9_600, 3_700, "-27"),
    ("Este", 700, 1_600, 1_900, 2_200, 900, "-59"),
    ("Centro", 1_000, 1_700, 3_400, 1_700, 2_500, "33"),
)


def test_percentages_beside_figures_in_hundreds_do_not_make_these_finer() -> None:
    def rows(changed: int) -> list[Sequence[str]]:
        body = [[str(cell) for cell in row] for row in _VACANCIES]
        body[1][3] = str(changed)
        return [("Provincia", "Trim IV", "Trim III", "Trim II", "Trim I", "Antes", "Cambio (%)"), *body]

    assert not _found(*rows(6_700))
    (finding,) = _found(*rows(5_700))
    assert finding.stake == 1000


def test_an_average_of_few_digits_that_is_called_so_is_held_by_one_wrong_digit() -> None:
    shares = ("07100", "03081", "15657", "04542", "05874", "13986", "04813", "10545", "05720", "20000")
    rows = [(f"Empresa {number}", f"0.{share}") for number, share in enumerate(shares)]
    head = ("Empresa", "Reinversión sobre valor")
    assert not _found(head, *rows, ("Promedio", "0.09132"))
    assert _found(head, *rows, ("Promedio", "0.09142"))


def test_a_subtotal_is_not_that_of_the_totals_below_it_by_a_slip_alone() -> None:
    rows = [
        ("Oficios", ""),
        ("Hombres", "49.00000"),
        ("Mujeres", "2.00000"),
        ("Subtotal", "51.00000"),
        ("Servicios", ""),
    ]
    rows += [("Hombres", "91.00000"), ("Mujeres", "67.00000"), ("Subtotal", "158.00000"), ("Docentes", "")]
    rows += [("De tiempo completo", "323.00000"), ("De medio tiempo", "170.00000"), ("Total", "493.00000")]
    assert not _found(("Personal", "2002"), *rows)


@pytest.mark.parametrize(("off", "told"), [(0, False), (-7.7, True), (14.3, True)])
def test_a_wrong_rate_of_four_rows_is_told_though_no_slip_makes_it(off: float, told: bool) -> None:
    before, after = (412_350, 298_440, 775_120, 150_875), (388_112, 241_903, 750_466, 96_540)
    rates = [b / a * 100 for a, b in zip(before, after, strict=True)]
    rates[1] += off
    rows = [
        (name, f"{a:,}", f"{b:,}", f"{rate:.1f}%")
        for name, a, b, rate in zip(("Norte", "Sur", "Centro", "Costa"), before, after, rates, strict=True)
    ]
    assert bool(_found(("Región", "Población 2019", "Población 2020", "Relación"), *rows)) is told
