"""What the law makes of the rows of a statement, though nothing else in it shows that it is so."""

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.recognition.vocabulary import vocabulary
from services.compute.rules import Finding, catalogue

_RESULT = "Resultados del Ejercicio (Ahorro/Desahorro)"
_LAW = ("Total de Ingresos y Otros Beneficios", "Total de Gastos y Otras Pérdidas", _RESULT)
_SHORT = ("Total de ingresos", "Total de gastos", "Ahorro/Desahorro neto del ejercicio")


def _found(
    *years: tuple[int, int, int],
    names: tuple[str, str, str] = _LAW,
    title: str = "Estado de Actividades",
    fees: int | None = None,
) -> list[Finding]:
    """What is told of income, expenses and result, a column a year; `fees` are those of the first where other than the
    income less 310,450.
    """
    income, expenses, result = names
    rows = [
        ("Derechos", [year[0] - 310_450 if fees is None or place else fees for place, year in enumerate(years)]),
        ("Productos", [310_450 for _ in years]),
        (income, [year[0] for year in years]),
        ("Servicios Personales", [year[1] - 204_117 for year in years]),
        ("Materiales y Suministros", [204_117 for _ in years]),
        (expenses, [year[1] for year in years]),
        (result, [year[2] for year in years]),
    ]
    lines = [
        "Municipio de Prueba",
        title,
        "Del 1 de enero al 30 de junio de 2025",
        "\t".join(["Concepto", *(str(2025 - place) for place, _ in enumerate(years))]),
        *("\t".join([name, *(f"{one:,}" for one in figures)]) for name, figures in rows),
    ]
    statement = recognise(read("\n".join(lines).encode()), "MXN")
    return catalogue()["total-mismatch"][1](statement, load_policy()).findings


_GOOD, _BEFORE = (8_412_733, 6_120_948, 2_291_785), (7_530_126, 5_998_310, 1_531_816)


@pytest.mark.parametrize("names", [_LAW, _SHORT, ("3. TOTAL DE INGRESOS Y OTROS BENEFICIOS", *_LAW[1:])])
@pytest.mark.parametrize("result", [2_219_785, 3_291_785, 0])
def test_a_result_that_is_not_income_less_expenses_is_an_error(names: tuple[str, str, str], result: int) -> None:
    assert not _found(_GOOD, _BEFORE, names=names)
    for years in (((*_GOOD[:2], result),), ((*_GOOD[:2], result), _BEFORE)):
        (finding,) = _found(*years, names=names)
        assert finding.observed == result and finding.expected == _GOOD[2]
        assert f"«{names[0]}» − «{names[1]}», 8,412,733 − 6,120,948," in finding.message.es


def test_each_year_is_told_by_itself() -> None:
    found = _found((*_GOOD[:2], 2_219_785), (*_BEFORE[:2], 1_351_816))
    assert {finding.expected for finding in found} == {_GOOD[2], _BEFORE[2]}


def test_a_loss_is_below_zero() -> None:
    assert not _found((6_120_948, 8_412_733, -2_291_785))
    (finding,) = _found((6_120_948, 8_412_733, 2_291_785))
    assert finding.observed == 2_291_785


def test_a_total_that_its_parts_and_the_result_speak_against_is_the_one_in_doubt() -> None:
    (finding,) = _found((8_421_733, *_GOOD[1:]), _BEFORE, fees=8_412_733 - 310_450)
    assert finding.observed == 8_421_733 and finding.expected == 8_412_733


def test_of_other_statements_the_law_says_no_such_thing() -> None:
    wrong = (*_GOOD[:2], 3_250_011)
    assert not _found(wrong, title="Resumen de movimientos")
    assert not _found(wrong, names=("Total de ingresos", "Total de gastos", "Resultado del ejercicio"))


def test_identities_name_rows_as_they_are_compared() -> None:
    labels = [
        label
        for kind in vocabulary().statements
        for identity in kind.identities
        for one in (identity.whole, *(labels for labels, _ in identity.terms))
        for label in one
    ]
    assert labels and all(label == label.lower() and label.isascii() for label in labels)


_ASSETS = [
    ("Efectivo", 4_815_230, 3_902_118),
    ("Bienes Muebles", 13_775_280, 13_874_850),
    ("ASSETS", 18_590_510, 17_776_968),
]
_OWED = [("Cuentas por Pagar", 1_204_560, 1_512_340), ("Otros Pasivos", 85_200, 64_100), ("OWED", 1_289_760, 1_576_440)]


def _position(
    off: int = 0, *, beside: bool = False, sum_row: bool = True, total: str = "Total del Activo"
) -> list[Finding]:
    """What is told of a statement of position whose equity, and with `sum_row` what it comes to with what is owed, is
    `off` in the first year; assets and liabilities `beside` each other, or under each other.
    """
    left = [(name.replace("ASSETS", total), *years) for name, *years in _ASSETS]
    right = [(name.replace("OWED", "Total del Pasivo"), *years) for name, *years in _OWED]
    right += [
        ("Aportaciones", 16_000_000, 15_000_000),
        ("Resultados del Ejercicio", 1_300_750 + off, 1_200_528),
        ("Total Hacienda Pública/Patrimonio", 17_300_750 + off, 16_200_528),
    ]
    right += [("Total del Pasivo y Hacienda Pública/Patrimonio", 18_590_510 + off, 17_776_968)] if sum_row else []
    shown = [[[str(name), *(f"{year:,}" for year in years)] for name, *years in half] for half in (left, right)]
    rows = [*shown[0], *shown[1]]
    if beside:
        short = [[""] * 3] * (len(right) - len(left))
        rows = [[*one, *other] for one, other in zip([*shown[0][:-1], *short, shown[0][-1]], shown[1], strict=True)]
    head = "\t".join(["Concepto", "2024", "2023"] * (1 + beside))
    lines = ["Instituto de Prueba", "Estado de Situación Financiera", "Al 31 de diciembre de 2024 y 2023", "", head]
    statement = recognise(read("\n".join([*lines, *map("\t".join, rows)]).encode()), "MXN")
    return catalogue()["total-mismatch"][1](statement, load_policy()).findings


@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize("sum_row", [False, True])
@pytest.mark.parametrize("total", ["Total del Activo", "TOTAL ACTIVO", "I. Total del Activo (I = IA + IB)"])
def test_assets_that_are_not_what_is_owed_and_what_is_left_are_an_error(
    beside: bool, sum_row: bool, total: str
) -> None:
    assert not _position(beside=beside, sum_row=sum_row, total=total)
    (finding,) = _position(-100_000, beside=beside, sum_row=sum_row, total=total)
    assert "difieren en 100,000" in finding.message.es
    assert any(name in finding.message.es for name in ("Hacienda Pública/Patrimonio» dice", "«Total del Pasivo» +"))


def _changes(origins: tuple[int, int, int], applications: tuple[int, int, int]) -> list[Finding]:
    """What is told of a statement of changes: assets, liabilities and equity, of which only one part has anything."""
    names = (
        ("ACTIVO", "Activo Circulante", "Activo No Circulante"),
        ("PASIVO", "Pasivo Circulante", "Pasivo No Circulante"),
        (
            "HACIENDA PÚBLICA/PATRIMONIO",
            "Hacienda Pública/Patrimonio Contribuido",
            "Hacienda Pública/Patrimonio Generado",
        ),
    )
    lines = [
        "Instituto de Prueba",
        "Estado de Cambios en la Situación Financiera",
        "Del 1 de enero al 31 de marzo de 2024",
        "Concepto\tOrigen\tAplicación",
    ]
    for (whole, *parts), origin, application in zip(names, origins, applications, strict=True):
        lines += [f"{name}\t{origin:,}.00\t{application:,}.00" for name in (whole, parts[0])]
        lines.append(f"{parts[1]}\t0.00\t0.00")
    statement = recognise(read("\n".join(lines).encode()), "MXN")
    return catalogue()["total-mismatch"][1](statement, load_policy()).findings


def test_origins_and_applications_come_to_the_same() -> None:
    good = (35_946_791, 212_003, 49_541_088), (8_547_874, 31_149_623, 46_002_385)
    assert not _changes(*good)
    (finding,) = _changes(good[0], (*good[1][:2], 46_020_385))
    assert "«HACIENDA PÚBLICA/PATRIMONIO», Aplicación dice 46,020,385.00; «ACTIVO», Origen + " in finding.message.es
    assert "da 46,002,385.00: difieren en 18,000.00" in finding.message.es


def _cash(net: int, financing: int, applied: int = 671_306) -> list[Finding]:
    """What is told of cash flows of two years, the earlier of which is off by ten everywhere that says so."""
    blocks = (
        ("Operación", (219_950, 185_272), (279_644, 287_278)),
        ("Inversión", (0, 2_847), (0, 24_769)),
        ("Financiamiento", (0, applied), (0, -350_461)),
    )
    lines = [
        "Instituto de Prueba",
        "Estado de Flujos de Efectivo",
        "Del 1 de enero al 31 de diciembre de 2023",
        "Concepto\t2023\t2022",
    ]
    for activity, (origin, application), (before, spent) in blocks:
        now = financing if activity == "Financiamiento" else origin - application
        lines += [
            f"Flujos de Efectivo de las Actividades de {activity}\t\t",
            f"Origen\t{origin:,}\t{before:,}",
            f"Aplicación\t{application:,}\t{spent:,}",
            f"Flujos Netos de Efectivo por Actividades de {activity}\t{now:,}\t{before - spent:,}",
        ]
    lines.append(f"Incremento/Disminución Neta en el Efectivo y Equivalentes al Efectivo\t{net:,}\t318,058")
    statement = recognise(read("\n".join(lines).encode()), "MXN")
    return catalogue()["total-mismatch"][1](statement, load_policy()).findings


def test_what_flows_in_less_what_flows_out_is_the_net_flow_of_each_activity_and_of_all() -> None:
    assert not _cash(-639_475, -671_306)
    (net,) = _cash(-639_745, -671_306)
    assert net.expected == -639_475
    (financing,) = _cash(-639_475, -671_036)
    assert financing.expected == -671_306
    (applied,) = _cash(-639_475, -671_306, applied=617_306)
    assert "«Origen» − «Aplicación», 0 − 617,306, da -617,306" in applied.message.es
