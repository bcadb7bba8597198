"""Rows that lost their sign, or that a total takes with the wrong one: what it is off by is twice the row."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_YEARS = ("2019", "2018", "2017")
_ASSETS = (
    ("Bienes Muebles", (75_722_124.02, 72_874_769.02, 70_310_004.51)),
    ("Activos Intangibles", (1_240_118.33, 990_430.12, 873_220.40)),
    ("Depreciación Acumulada", (-33_421_136.68, -31_711_278.02, -28_004_118.77)),
    ("Estimación por Deterioro", (-838_736.86, -738_736.81, -640_100.05)),
    ("Inversiones a Largo Plazo", (2_000_311.10, 1_810_042.77, 1_520_884.31)),
)
_INTANGIBLES, _DEPRECIATION = 1, 2


def _table(
    turned: Collection[int],
    row: int = _DEPRECIATION,
    columns: Sequence[int] = (0, 1, 2),
    *,
    taken: Collection[int] = (),
    left_out: Collection[int] = (),
) -> list[Sequence[str]]:
    """The assets and their total in some of the columns, a `row` printed with the other sign in those `turned`, and the
    total taking it with the other in those `taken`; rows `left_out` are not there.
    """
    rows = [asset for place, asset in enumerate(_ASSETS) if place not in left_out]
    changed = rows.index(_ASSETS[row])
    printed = [
        [-amount if place == changed and column in turned else amount for column, amount in enumerate(amounts)]
        for place, (_, amounts) in enumerate(rows)
    ]
    totals = [
        sum(amounts[column] for _, amounts in rows) - (2 * rows[changed][1][column] if column in taken else 0)
        for column in range(len(_YEARS))
    ]
    body = [*zip([name for name, _ in rows], printed, strict=True), ("Total de Activos", totals)]
    return [
        ["Concepto", *(_YEARS[column] for column in columns)],
        *([name, *(f"{amounts[column]:,.2f}" for column in columns)] for name, amounts in body),
    ]


def _found(rows: Sequence[Sequence[str]], rule: str = "total-mismatch") -> list[Finding]:
    statement = recognise(read("\n".join("\t".join(cells) for cells in rows).encode()), "MXN")
    return catalogue()[rule][1](statement, load_policy()).findings


def test_a_table_whose_signs_stand_is_not_told_of() -> None:
    assert not _found(_table(()))
    assert not _found(_table((), columns=(0,)))


def test_a_row_that_lost_its_sign_in_one_column_is_the_suspect() -> None:
    (finding,) = _found(_table((0,)))
    assert (finding.observed, finding.expected) == (Decimal("33421136.68"), Decimal("-33421136.68"))
    assert finding.subject[2] == "Depreciación Acumulada"
    assert "lleva el signo contrario" in finding.message.es and "2019" in finding.message.es
    assert "has the wrong sign" in finding.message.en


def test_a_row_that_lost_its_sign_in_several_columns_is_one_error() -> None:
    (finding,) = _found(_table((0, 1)))
    assert "2019" in finding.message.es and "2018" in finding.message.es and "2017" not in finding.message.es
    (finding,) = _found(_table((0, 1, 2)))
    assert all(year in finding.message.es for year in _YEARS)
    assert "(33,421,136.68 → -33,421,136.68)" in finding.message.es
    assert "Los totales cuadran" in finding.message.es


def test_a_row_alone_in_its_column_lost_its_sign_where_another_row_that_is_taken_away_has_its_own() -> None:
    (finding,) = _found(_table((0,), columns=(0,)))
    assert finding.expected == Decimal("-33421136.68")
    assert "El total cuadra" in finding.message.es


def test_a_row_that_is_negative_and_is_added_as_if_it_were_not_has_the_wrong_sign() -> None:
    (finding,) = _found(_table((0, 1, 2), _INTANGIBLES, left_out=(2, 3)))
    assert (finding.observed, finding.expected) == (Decimal("-1240118.33"), Decimal("1240118.33"))


def test_what_a_form_takes_away_without_a_sign_is_no_error() -> None:
    assert not _found(_table((0, 1, 2), left_out=(3,)))
    assert not _found(_table((0,), columns=(0,), left_out=(3,)))


def test_a_total_that_takes_a_row_with_the_wrong_sign_in_one_column_is_the_suspect() -> None:
    (finding,) = _found(_table((), _INTANGIBLES, taken=(0,)))
    assert (finding.observed, finding.expected) == (Decimal("42222443.25"), Decimal("44702679.91"))
    assert finding.subject[2] == "Total de Activos"
    assert "toma con el signo contrario «Activos Intangibles» (1,240,118.33)" in finding.message.es
    assert "takes «Activos Intangibles» (1,240,118.33) with the wrong sign" in finding.message.en


def test_of_two_rows_one_may_be_what_the_other_and_the_last_come_to() -> None:
    assert not _found(_table((0, 1, 2), left_out=(1, 3, 4)))


def test_small_figures_twice_which_chance_makes_what_is_missing_accuse_no_sign() -> None:
    rows = [
        ("Concepto", "2019", "2018"),
        ("Altas", "12", "15"),
        ("Bajas", "2", "3"),
        ("Cambios", "7", "9"),
        ("Otros", "-1", "4"),
        ("Total", "16", "31"),
    ]
    assert all("signo" not in finding.message.es for finding in _found(rows))


def test_what_rounding_explains_accuses_no_sign() -> None:
    rows = [
        ("Concepto", "2019", "2018"),
        ("Cuentas por pagar", "18,787,013", "49,936,637"),
        ("Documentos", "118,240", "120,115"),
        ("Fondos", "2,311", "1,998"),
        ("Otros", "1", "1"),
        ("Total", "18,907,563", "50,058,751"),
    ]
    for rule in ("total-mismatch", "rounding-difference"):
        assert all("signo" not in finding.message.es for finding in _found(rows, rule))


def test_what_comes_out_by_the_room_of_zeros_alone_is_no_total() -> None:
    rows = [
        ("Concepto", "2019", "2018"),
        ("Cuentas por Pagar", "18787012.94", "49936636.9"),
        ("Fondos y Bienes", "0", "0"),
        ("Provisiones", "0", "0"),
        ("Otros Pasivos", "0.97", "0.95"),
        ("Total de Pasivos Circulantes", "18787013.91", "49936637.85"),
        ("Total de Pasivos No Circulantes", "0", "0"),
        ("Rectificaciones", "-35884181.34", "-4648656.31"),
    ]
    for rule in ("total-mismatch", "rounding-difference"):
        assert not _found(rows, rule)
