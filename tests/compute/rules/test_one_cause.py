"""One wrong figure is told once, and by the sum that says what it should be."""

import pytest

import cotejo
from shared.report import AnomalyPart

_HEAD = "Secretaría de Prueba\nGasto por capítulo, enero a diciembre de 2024\n\n"
_CHAPTERS = """Capítulo\tAprobado\tModificado\tDevengado\tPagado
1000 Servicios personales\t2,812,400.5\t2,830,150.2\t2,829,990.1\t2,829,990.1
2000 Materiales y suministros\t154,300.0\t158,900.7\t156,750.3\t150,112.8
3000 Servicios generales\t98,700.4\t101,300.9\t97,950.6\t95,004.2
Total\t3,065,400.9\t3,090,351.8\t3,084,691.0\t3,075,107.1
"""
_WORKS = """Contrato\tObra\tLocalidad\tMonto contratado\tEjercido\tAvance físico\tAvance financiero
MEJ-FAISM-001-2024\tConstrucción de drenaje\tLa Loma\t1,845,320.50\t1,476,256.40\t85%\t80%
MEJ-FAISM-002-2024\tPavimentación de calles\tSan Isidro\t2,310,000.00\t1,617,000.00\t72%\t70%
MEJ-FAISM-003-2024\tRed eléctrica\tEl Salto\t640,800.00\t640,800.00\t100%\t100%
MEJ-FAISM-004-2024\tRehabilitación de pozo\tLa Presa\t1,120,450.00\t448,180.00\t45%\t40%
Total FAISMUN\t\t\t5,916,570.50\t4,182,236.40\t\t70.7%
"""


def _told(table: str, old: str = "", new: str = "") -> list[AnomalyPart]:
    assert old in table
    report = cotejo.analyse(f"{_HEAD}{table.replace(old, new, 1)}".encode(), filename="informe.txt")
    return [one for one in report.anomalies if one.severity != "information"]


@pytest.mark.parametrize("table", [_CHAPTERS, _WORKS])
def test_nothing_is_told_of_what_agrees(table: str) -> None:
    assert not _told(table)


@pytest.mark.parametrize(
    ("table", "old", "new", "right"),
    [
        (_CHAPTERS, "97,950.6\t95,004.2", "97,950.6\t99,504.2", "95004.2"),
        (_CHAPTERS, "156,750.3", "165,750.3", "156750.3"),
        (_CHAPTERS, "3,075,107.1", "3,175,107.1", "3075107.1"),
        (_WORKS, "640,800.00\t640,800.00", "640,800.00\t690,800.00", "640800"),
    ],
)
def test_a_figure_above_its_limit_that_a_sum_tells_is_told_once(table: str, old: str, new: str, right: str) -> None:
    (one,) = _told(table, old, new)
    assert (one.rule, one.expected) == ("total-mismatch", right)
    assert one.evidence[0].text in new


def test_a_limit_broken_with_no_sum_against_it_is_told() -> None:
    more = _CHAPTERS.replace("95,004.2", "99,004.2").replace("3,075,107.1", "3,079,107.1")
    assert [one.rule for one in _told(more)] == ["paid-exceeds-accrued"]


@pytest.mark.parametrize("total", ["5,961,570.50", "5,915,670.50"])
def test_a_total_is_told_by_its_sum_before_its_rate(total: str) -> None:
    (one,) = _told(_WORKS, "5,916,570.50", total)
    assert (one.rule, one.evidence[0].text, one.expected) == ("total-mismatch", total, "5916570.5")


def test_a_contract_on_two_rows_is_told() -> None:
    row = "MEJ-FAISM-003-2024\tRed eléctrica\tEl Salto\t640,800.00\t640,800.00\t100%\t100%\n"
    told = _told(_WORKS, row, row + row)
    assert [(one.rule, one.subject.code) for one in told if one.rule == "duplicate-key"] == [
        ("duplicate-key", "MEJ-FAISM-003-2024")
    ]


@pytest.mark.parametrize(
    ("unit", "said"),
    [("(Miles de pesos)", "Cifras en miles."), ("(Millones de pesos)", "Cifras en millones."), ("", "")],
)
def test_messages_say_in_what_their_amounts_are(unit: str, said: str) -> None:
    more = _CHAPTERS.replace("95,004.2", "99,004.2").replace("3,075,107.1", "3,079,107.1")
    report = cotejo.analyse(f"{_HEAD}{unit}\n\n{more}".encode(), filename="informe.txt")
    (told,) = [one.message.es for one in report.anomalies if one.rule == "paid-exceeds-accrued"]
    assert told.endswith(said) and ("Cifras en" in told) is bool(said)


_MONTHLY = """Mes\tPredial\tLicencias\tTotal del mes\tAcumulado
Enero\t1,845,300.00\t98,700.00\t1,944,000.00\t1,944,000.00
Febrero\t1,120,800.00\t76,250.00\t1,197,050.00\t3,141,050.00
Marzo\t640,150.00\t81,400.00\t721,550.00\t3,862,600.00
Abril\t310,400.00\t69,800.00\t380,200.00\t4,242,800.00
Mayo\t284,900.00\t72,150.00\t357,050.00\t4,599,850.00
Junio\t301,250.00\t70,900.00\t372,150.00\t4,972,000.00
Total\t4,502,800.00\t469,200.00\t4,972,000.00\t
"""
_BOUGHT = """Partida,Descripción,Cantidad,Precio unitario,Subtotal,IVA,Total
21101,Papel bond,450,98.50,44325.00,7092.00,51417.00
21401,Tóner,36,1890.00,68040.00,10886.40,78926.40
21601,Limpieza,210,145.20,30492.00,4878.72,35370.72
29401,Discos duros,18,1420.00,25560.00,4089.60,29649.60
Total,,,,168417.00,26946.72,195363.72
"""
_UNCHANGED = """Concepto\tAprobado\tAmpliaciones/ (Reducciones)\tModificado\tDevengado\tPagado\tSubejercicio
I. Gasto No Etiquetado (I=A+B+C)\t210,400,000\t1,200,000\t211,600,000\t49,812,700\t49,812,700\t161,787,300
A. Personal Administrativo\t208,900,000\t1,200,000\t210,100,000\t49,445,100\t49,445,100\t160,654,900
B. Magisterio\t0\t0\t0\t0\t0\t0
C. Servicios de Salud (C=c1+c2)\t1,500,000\t0\t1,500,000\t367,600\t367,600\t1,132,400
c1) Personal Administrativo\t900,000\t0\t900,000\t220,100\t220,100\t679,900
c2) Personal Médico\t600,000\t0\t600,000\t147,500\t147,500\t452,500
II. Gasto Etiquetado\t0\t0\t0\t0\t0\t0
III. Total del Gasto (III = I + II)\t210,400,000\t1,200,000\t211,600,000\t49,812,700\t49,812,700\t161,787,300
"""


@pytest.mark.parametrize(
    ("table", "right", "wrong", "rule"),
    [
        (_MONTHLY, "4,599,850.00", "4,959,850.00", "total-mismatch"),
        (_MONTHLY, "380,200.00", "308,200.00", "total-mismatch"),
        (_BOUGHT, "145.20", "154.20", "ratio-mismatch"),
        (_BOUGHT, "68040.00", "86040.00", "total-mismatch"),
        (
            _UNCHANGED,
            "211,600,000\t49,812,700\t49,812,700\t161,787,300\n",
            "211,600,000\t48,912,700\t49,812,700\t161,787,300\n",
            "total-mismatch",
        ),
    ],
)
def test_running_totals_prices_and_what_was_not_amended_are_told_once(
    table: str, right: str, wrong: str, rule: str
) -> None:
    head, _, last = table.rpartition(right)
    title = _HEAD.replace("Gasto por capítulo, ", "Clasificación de Servicios Personales por Categoría\n")

    def told(text: str) -> list[AnomalyPart]:
        content = text if table is _BOUGHT else f"{title}{text}"
        report = cotejo.analyse(content.encode(), filename="x.csv" if table is _BOUGHT else "x.txt")
        return [one for one in report.anomalies if one.severity != "information"]

    assert not told(table)
    (one,) = told(head + wrong + last)
    assert one.rule == rule and one.evidence[0].text in wrong


_ITEMS = """Concepto\tAprobado\tModificado\tDevengado\tPagado
1000 Servicios personales\t3,100.50\t3,100.50\t900.00\t950.00
1100 Remuneraciones\t2,000.50\t2,000.50\t600.00\t650.00
1200 Prestaciones\t1,100.00\t1,100.00\t300.00\t300.00
2000 Materiales\t500.00\t500.00\t120.00\t100.00
2100 Papel\t500.00\t500.00\t120.00\t100.00
Total del gasto\t3,600.50\t3,600.50\t1,020.00\t1,050.00
"""


def test_a_limit_broken_in_a_row_and_by_as_much_in_what_sums_it_is_told_once_at_the_row() -> None:
    (one,) = _told(_ITEMS)
    assert (one.rule, one.evidence[0].text) == ("paid-exceeds-accrued", "650.00")
    assert one.message.es.endswith("Lo mismo en lo que lo suma: «1000 Servicios personales».")
    assert {entry.text for entry in one.evidence} == {"650.00", "600.00", "950.00", "900.00"}


def test_a_limit_broken_by_more_in_what_sums_several_rows_is_told_of_each() -> None:
    more = _ITEMS.replace("300.00\t300.00", "300.00\t310.00").replace("900.00\t950.00", "900.00\t960.00")
    assert sorted(one.evidence[0].text for one in _told(more.replace("1,050.00", "1,060.00"))) == [
        "310.00",
        "650.00",
        "960.00",
    ]


_DEBT = """Denominación de la deuda\tSaldo inicial (d)\tDisposiciones (e)\tAmortizaciones (f)\tSaldo final (g) g=d+e-f
1. Deuda Pública (1=A+B)\t884,908.41\t0.00\t40,287.00\t884,908.41
a. Corto plazo (A=a1+a2)\t0.00\t0.00\t0.00\t0.00
a1) Instituciones de crédito\t0.00\t0.00\t0.00\t0.00
a2) Títulos\t0.00\t0.00\t0.00\t0.00
b. Largo plazo (B=b1+b2)\t884,908.41\t0.00\t40,287.00\t884,908.41
b1) Instituciones de crédito\t884,908.41\t0.00\t40,287.00\t884,908.41
b2) Títulos\t0.00\t0.00\t0.00\t0.00
2. Otros pasivos\t0.00\t0.00\t0.00\t0.00
3. Total (3=1+2)\t884,908.41\t0.00\t40,287.00\t884,908.41
A. Deuda contingente 1\t0.00\t0.00\t0.00\t0.00
B. Deuda contingente 2\t0.00\t0.00\t0.00\t0.00
"""


def test_a_balance_off_in_a_row_and_in_all_that_sums_it_is_told_once_at_the_row() -> None:
    """Small letters whose own formulas write them large are what the sum above them names, not those far below."""
    (one,) = _told(_DEBT)
    assert one.rule == "difference-mismatch"
    assert one.message.es.startswith("«b1) Instituciones de crédito»")
    assert "«b. Largo plazo (B=b1+b2)», «1. Deuda Pública (1=A+B)», «3. Total (3=1+2)»." in one.message.es
