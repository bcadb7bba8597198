"""Totals of few columns that leave a row out, take a lost sign, or are wrong beside a total that they are part of."""

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_RULES = ("total-mismatch", "difference-mismatch", "ratio-mismatch")


def _found(table: str) -> list[Finding]:
    statement = recognise(read(table.replace("|", "\t").encode()), "MXN")
    return [found for rule in _RULES for found in catalogue()[rule][1](statement, load_policy()).findings]


_CASH = """Efectivo y equivalentes

Concepto|2023|2022
Caja|1,254.30|4,093,359.88
Bancos|2,310,400.15|812,300.40
Inversiones|640,118.90|1,202,340.11
Fondos|177,854.70|368,100.40
Suma|3,129,628.05|{sum}"""


def test_a_total_that_leaves_out_the_largest_row_is_told() -> None:
    assert not _found(_CASH.format(sum="6,476,100.79"))
    (finding,) = _found(_CASH.format(sum="2,382,740.91"))
    assert "deja fuera «Caja»" in finding.message.es


_WORKS = """Obra|Aprobada|Modificada|Ejercida
Drenaje|350,100.20|360,000.00|120,300.10
Pavimento|812,340.55|820,000.00|{paved}
Aula|505,574.50|515,700.00|500,000.25
Pozo|1,204,881.17|1,230,900.00|980,440.90
Techado|640,300.15|650,000.00|611,200.35
TOTAL|3,007,622.07|3,576,600.00|3,022,041.70"""


def test_a_total_that_leaves_a_row_out_is_told_beside_another_that_is_wrong_otherwise() -> None:
    told = [finding.message.es for finding in _found(_WORKS.format(paved="1,210,100.10"))]
    assert len(told) == 2
    assert any("deja fuera «Aula»" in one for one in told)


_EQUITY = """Estado de Variación en la Hacienda Pública
Del 1 de enero al 31 de marzo de 2023

Concepto|Contribuido|Generado antes|Generado del ejercicio|Total
Aportaciones|89,143.27|0.00|0.00|89,143.27
Resultado del ejercicio|0.00|0.00|5,037,870.75|5,037,870.75
Resultados anteriores|0.00|4,232,145.35|{turned}|0.00
Revalúos|12,400.10|250,300.20|31,200.00|293,900.30
Rectificaciones|0.00|0.00|-64,714.27|-64,714.27
Reservas|0.00|81,200.15|-20,100.05|61,100.10"""


def test_a_sign_lost_in_a_row_whose_total_is_nothing_is_told() -> None:
    assert not _found(_EQUITY.format(turned="-4,232,145.35"))
    (finding,) = _found(_EQUITY.format(turned="4,232,145.35"))
    assert "8,464,290.70" in finding.message.es


def test_what_rows_take_away_without_a_sign_is_no_lost_one() -> None:
    rows = "\n".join(f"Fondo {n}|{n}00.50|{n}0.25|{n}00.50" for n in range(1, 6))
    assert not _found(
        f"Fondo|Ingreso|Reintegro|Total\n{rows}\nFondo 6|700.00|0.00|700.00\nFondo 7|900.10|100.00|800.10"
    )


_POSITION = """Estado de Situación Financiera
Al 31 de diciembre de 2018 y 2017

Concepto|2018|2017
Efectivo|21,006,383.28|70,100,210.55
Cuentas por cobrar|72,721,066.33|15,400,300.10
Almacenes|3,705,152.85|1,250,400.75
Total de Activos Circulantes|{current}|86,750,911.40
Inversiones|401,300,200.15|90,400,100.20
Bienes muebles|66,821,290.28|28,371,185.79
Total de Activos No Circulantes|468,121,490.43|118,771,285.99
Total del Activo|565,554,092.89|205,522,197.39
Total del Pasivo y Hacienda Pública|565,554,092.89|205,522,197.39"""


def test_a_total_that_its_rows_and_the_total_over_it_contradict_is_the_suspect() -> None:
    assert not _found(_POSITION.format(current="97,432,602.46"))
    (finding,) = _found(_POSITION.format(current="97,522,602.46"))
    assert "«Total de Activos Circulantes», 2018 (97,522,602.46): con 97,432,602.46 cuadra" in finding.message.es


_DEBT = """Estado Analítico de la Deuda y Otros Pasivos
Del 1 de enero al 30 de septiembre de 2025

Denominación de las Deudas|Saldo Inicial del Periodo|Saldo Final del Periodo
Instituciones de Crédito|1,270,167.45|2,440,836.15
Subtotal a Corto Plazo|1,270,167.45|2,440,836.15
Instituciones de Crédito|49,462,086.07|146,884,841.29
Subtotal a Largo Plazo|49,462,086.07|146,884,841.29
Otros Pasivos|232,459,521.42|120,434,172.94
Total de Deuda y Otros Pasivos|283,191,774.94|{total}"""


def test_debt_is_what_is_due_soon_later_and_otherwise() -> None:
    assert not _found(_DEBT.format(total="269,759,850.38"))
    (finding,) = _found(_DEBT.format(total="296,759,850.38"))
    assert "269,759,850.38" in finding.message.es


_REVENUE = """Estado Analítico de Ingresos
Del 1 de enero al 30 de septiembre de 2018

Rubro|Estimado|Modificado|Devengado|Recaudado|Diferencia
Impuestos|3,017,895.26|3,033,132.44|2,902,707.75|2,699,518.21|-318,377.05
Derechos|30,991,227.15|31,040,587.05|26,756,986.04|26,756,986.04|{turned}
Productos|47,613,605.26|47,782,170.29|21,215,283.61|21,215,283.61|-26,398,321.65
Aprovechamientos|38,319,251.41|38,958,886.89|22,557,195.51|20,978,191.82|-17,341,059.59
Total|119,941,979.08|120,814,776.67|73,432,172.91|71,649,979.68|-48,291,999.40"""


def test_a_sign_that_a_row_and_its_total_miss_is_told_once() -> None:
    assert not _found(_REVENUE.format(turned="-4,234,241.11"))
    (finding,) = _found(_REVENUE.format(turned="4,234,241.11"))
    assert "Derechos" in finding.message.es
    assert "-4,234,241.11" in finding.message.es


_BILLS = """Proveedor|Subtotal|IVA|Total
Diario|173,315.25|27,730.44|201,045.69
Radio|95,301.64|15,248.26|110,549.90
Imprenta|48,980.36|{tax}|56,817.22
Cartel|276,230.11|44,196.82|320,426.93
Sitio|7,442.67|1,190.83|8,633.50
Total|601,270.03|96,203.21|697,473.24"""


def test_a_figure_that_its_row_and_its_column_are_off_by_is_wrong_however_it_came_to_be() -> None:
    assert not _found(_BILLS.format(tax="7,836.86"))
    for tax in ("78,368.60", "19,403.17", "0.00"):
        (finding,) = _found(_BILLS.format(tax=tax))
        assert f"({tax}): con 7,836.86 cuadra" in finding.message.es


def test_in_a_short_table_a_row_and_its_column_say_so_together() -> None:
    first = _BILLS.splitlines()[:4]
    (finding,) = _found("\n".join([*first, "Total|317,597.25|50,815.56|368,412.81"]).format(tax="78,368.60"))
    assert "(78,368.60): con 7,836.86 cuadra todo" in finding.message.es


_LETTERED = """Estado de Situación Financiera Detallado - LDF
Al 31 de marzo de 2023 y al 31 de diciembre de 2022

Concepto|31 de marzo de 2023|31 de diciembre de 2022
a. Efectivo (a=a1+a2+a3+a4)|190,947.86|973,061.73
a1) Caja|10,925.51|363,422.47
a2) Bancos|{banks}|0.00
a3) Dependencias|53,995.91|609,639.26
a4) Inversiones|126,026.44|0.00
b. Derechos (b=b1+b2)|424,719.07|42,000.60
b1) Inversiones|98,135.13|0.00
b2) Cuentas por cobrar|326,583.94|42,000.60
a. Cuentas por pagar (a=a1+a2)|51,000.00|42,100.00
a1) Servicios personales|51,000.00|42,100.00
a2) Proveedores|0.00|0.00"""


def test_codes_right_below_are_meant_before_others_that_happen_to_come_out() -> None:
    assert not _found(_LETTERED.format(banks="0.00"))
    (finding,) = _found(_LETTERED.format(banks="80,000.00"))
    assert "la fórmula de su renglón" in finding.message.es
    assert "270,947.86" in finding.message.es


_FLOWS = """Estado de Flujos de Efectivo
Del 1 de enero al {day} de 2023

Concepto|2023|2022
Incremento/Disminución Neta en el Efectivo y Equivalentes al Efectivo|40,570.40|11,200.10
Efectivo y Equivalentes al Efectivo al Inicio del Ejercicio|{begins}|90,137.90
Efectivo y Equivalentes al Efectivo al Final del Ejercicio|{ends}|101,338.00"""


def test_a_year_begins_with_the_cash_that_the_one_before_ended_with() -> None:
    whole = "31 de diciembre"
    assert not _found(_FLOWS.format(day=whole, begins="101,338.00", ends="141,908.40"))
    (finding,) = _found(_FLOWS.format(day=whole, begins="101,588.00", ends="142,158.40"))
    assert "101,588.00" in finding.message.es
    assert "101,338.00" in finding.message.es


def test_a_part_of_a_year_may_be_held_against_the_same_part_of_another() -> None:
    assert not _found(_FLOWS.format(day="30 de junio", begins="101,588.00", ends="142,158.40"))


_LAW = """Iniciativa de Ley de Ingresos para el Ejercicio Fiscal 2025

CRI|Concepto|Ingreso Estimado
1000|Impuestos|3,771,511.45
1100|  Predial|3,640,511.45
1200|  Recargos|131,000.00
2000|Derechos|8,479,253.58
2100|  Agua|8,000,253.58
2200|  Licencias|479,000.00
3000|Productos|4,911,806.64
3100|  Rendimientos|4,111,806.64
3200|  Arrendamientos|800,000.00
|TOTAL DE INGRESOS ESTIMADOS|{total}"""


def test_a_last_total_of_one_column_that_leaves_out_a_chapter_is_told() -> None:
    assert not _found(_LAW.format(total="17,162,571.67"))
    (finding,) = _found(_LAW.format(total="12,250,765.03"))
    assert "deja fuera «3000 Productos»" in finding.message.es
