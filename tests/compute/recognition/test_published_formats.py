"""Forms that public entities publish besides their statements: balances, lists of suits, works, assets and funds."""

from datetime import date

import pytest

import cotejo
from services.compute.policy import load_policy
from services.compute.recognition import Statement
from services.compute.recognition.institutions import find_institution
from services.compute.recognition.matching import match
from services.compute.recognition.periods import period_of_filing
from services.compute.rules import catalogue
from tests.compute.recognition.told import concepts, recognised


def _told(statement: Statement) -> list[str]:
    return [
        found.message.es
        for rule in ("total-mismatch", "difference-mismatch", "ratio-mismatch")
        for found in catalogue()[rule][1](statement, load_policy()).findings
    ]


@pytest.mark.parametrize(
    "label",
    [
        "Variación Pagado/Modificado %",
        "Variación % Pagado/Modificado",
        "Var. % Ejercido/Original",
        "Variación Devengado / Aprobado",
        "Variación % respecto al original",
        "Variación porcentual Ejercido/Aprobado",
    ],
)
def test_a_variation_of_a_quotient_is_a_change_and_no_rate(label: str) -> None:
    found = match("", label)
    assert found is not None
    assert found.concept.code == "variation_rate"


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Pagado/Modificado", "payment_rate_modified"),
        ("Variación absoluta", "variation"),
        ("Avance de Recaudación (Recaudado / Estimado)", "collection_rate"),
        ("Avance financiero (Devengado/Modificado)", "execution_rate_modified"),
        ("Ampliaciones / (Reducciones) Presupuestales", "adjustment"),
    ],
)
def test_other_rates_and_variations_stay_what_they_are(label: str, code: str) -> None:
    found = match("", label)
    assert found is not None
    assert found.concept.code == code


_BALANCE = """Balanza de Comprobación
Del 1 al 31 de marzo de 2022

Cuenta|Nombre|Saldo Inicial||Movimientos||Saldo Final|
||Deudor|Acreedor|Cargos|Abonos|Deudor|Acreedor
1112|Bancos|772,538.85|0.00|369,282.79|605,197.19|{bank}|0.00
1122|Cuentas por cobrar|167,530.45|0.00|270,184.01|393,943.01|43,771.45|0.00
2111|Sueldos por pagar|0.00|478,174.41|730,201.90|333,161.03|0.00|81,133.54
2112|Proveedores|0.00|288,206.03|149,427.60|309,247.71|0.00|448,026.14
3220|Resultados|0.00|173,688.86|210,000.00|87,547.36|0.00|51,236.22
"""


def test_balances_in_two_columns_go_on_from_each_other() -> None:
    statement = recognised(_BALANCE.format(bank="536,624.45"))
    assert statement.tables[0].statement == "trial-balance"
    two_columns = ["opening_debit", "opening_credit", "charges", "credits", "closing_debit", "closing_credit"]
    assert concepts(statement)[2:] == two_columns
    assert set(statement.facts["unit"]) == {"MXN"}
    assert not _told(statement)
    (told,) = _told(recognised(_BALANCE.format(bank="563,624.45")))
    assert "563,624.45 → 536,624.45" in told


_SUITS = """Informe sobre Pasivos Contingentes
Al 31 de diciembre de 2019

No.|Tipo de juicio|No. de expediente|Autoridad|Monto estimado
1|Laboral|354/2015|Junta Especial 3|1,250,300.10
2|Laboral|88/2018-II|Tribunal Estatal|350,000.00
3|Amparo|712/2019|Juzgado Sexto|98,100.55
||||1,698,400.65
"""


def test_numbers_of_files_are_no_figures() -> None:
    statement = recognised(_SUITS)
    assert set(statement.facts["concept"]) == {"amount"}
    assert not catalogue()["words-for-figure"][1](statement, load_policy()).findings


_WORKS = """Programa de obra pública 2023

Número de obra|Nombre de la obra|Cantidad|Unidad|Aprobado|Modificado|Ejercido
1|Drenaje|1,250|ml|900,000.00|950,000.00|700,000.00
2|Pavimento|800|m2|400,000.00|400,000.00|400,000.00
3|Aula|2|obra|300,000.00|310,000.00|290,000.00
"""


def test_quantities_beside_their_unit_are_no_money() -> None:
    statement = recognised(_WORKS)
    assert concepts(statement)[2] == "count"
    assert set(statement.facts.filter(statement.facts["concept"] == "count")["unit"]) == {None}


_AMENDED = """Adecuaciones presupuestarias
Del 1 de enero al 31 de diciembre de 2016

Concepto|Presupuesto original|Ampliaciones|Reducciones|Adecuación neta|Presupuesto modificado
Servicios personales|11,545.00|901.00|295.00|606.00|12,151.00
Materiales|8,150.00|120.00|310.00|{net}|7,960.00
Servicios generales|5,410.00|15.00|17.00|-2.00|5,408.00
Inversión|2,320.00|55.00|45.00|10.00|2,330.00
Pensiones|7,900.00|410.00|120.00|290.00|8,190.00
"""


def test_what_was_amended_on_balance_is_the_adjustment_beside_its_two_sides() -> None:
    statement = recognised(_AMENDED.format(net="-190.00"))
    assert concepts(statement)[2:5] == ["ampliaciones", "reducciones", "adjustment"]
    assert not _told(statement)
    (told,) = _told(recognised(_AMENDED.format(net="190.00")))
    assert "-190.00" in told


_ASSETS = """Relación de Bienes Muebles que Componen el Patrimonio
Cuenta Pública 2019

Código|Descripción del Bien Mueble|Valor en libros
5111-01|Escritorio|4,350.00
5151-07|Computadora|18,720.50
Total||23,070.50
"""


def test_what_assets_are_worth_is_money() -> None:
    statement = recognised(_ASSETS)
    assert statement.tables[0].statement == "list-of-assets"
    assert set(zip(statement.facts["concept"], statement.facts["unit"], strict=True)) == {("amount", "MXN")}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (
            "H. XLIII Ayuntamiento Constitucional de Tepic, Nayarit",
            "H. XLIII Ayuntamiento Constitucional de Tepic, Nayarit",
        ),
        ("XXIV Ayuntamiento de Tijuana, B.C.", "XXIV Ayuntamiento de Tijuana, B.C."),
        ("Honorable LXV Legislatura del Estado", "Honorable LXV Legislatura del Estado"),
        ("I. Ingresos del Municipio", None),
        ("II. Servicios Personales", None),
    ],
)
def test_councils_are_known_by_their_number(title: str, name: str | None) -> None:
    found = find_institution([f"{title}\nEstado de Actividades"], [])
    assert (found and found.name) == name


def test_a_year_that_ends_one_line_of_a_title_is_its_period() -> None:
    period = period_of_filing(["Comisión Estatal\nTabulador de Sueldos y Salarios 2021\n(Pesos mensuales)"], [])
    assert period is not None
    assert (period.start, period.end) == (date(2021, 1, 1), date(2021, 12, 31))


_RECONCILED = """Conciliación entre los Egresos Presupuestarios y los Gastos Contables
Del 1 de enero al 30 de junio de 2021

Concepto|Parcial|Importe
1. Total de Egresos Presupuestarios||454,789,942.24
2. Menos Egresos Presupuestarios No Contables||{less}
2.1 Mobiliario y Equipo de Administración|1,310,400.10|
2.2 Vehículos y Equipo de Transporte|2,050,100.56|
2.3 Amortización de la Deuda Pública|6,828,905.00|
3. Más Gastos Contables No Presupuestarios||1,418,254.66
3.1 Depreciaciones|1,400,000.66|
3.2 Provisiones|18,254.00|
4. Total de Gastos Contables (4 = 1 - 2 + 3)||{total}
"""


def test_what_parts_come_to_stands_in_the_column_beside_them() -> None:
    assert not _told(recognised(_RECONCILED.format(less="10,189,405.66", total="446,018,791.24")))
    (told,) = _told(recognised(_RECONCILED.format(less="10,198,405.66", total="446,009,791.24")))
    assert "10,189,405.66" in told


_LETTERED = """Formato de programas con recursos concurrente por orden de gobierno
Periodo: segundo trimestre de 2022

Nombre del Programa|Federal||Estatal||Monto Total
|Dependencia|Aportación (Monto)|Dependencia|Aportación (Monto)|
a|b|c|d|e|f
Caminos|SCT|1,200,300.10|SOP|300,100.20|1,500,400.30
Salud|SSA|800,000.00|SESA|150,000.50|950,000.50
"""


def test_letters_under_headings_are_no_headings() -> None:
    statement = recognised(_LETTERED)
    assert concepts(statement)[2:] == ["federal_aportacion_monto", "description", "estatal_aportacion_monto", "amount"]
    assert set(statement.facts["unit"]) == {"MXN"}


_INDICATORS = """Indicadores de gestión, primer semestre de 2023

Indicador|Método de cálculo|Meta programada (%)|Numerador|Denominador|Meta alcanzada (%)|Diferencia
Recetas surtidas|(Surtidas / Presentadas) x 100|95.0|118,230|124,500|95.0|0.0
Consultas con cita|(Con cita / Otorgadas) x 100|60.0|40,120|72,300|55.5|{gap}
Ocupación|(Días paciente / Días cama) x 100|85.0|61,200|73,000|83.8|-1.2
Quejas atendidas|(Atendidas / Recibidas) x 100|98.0|412|412|100.0|2.0
"""


def test_what_is_missing_of_a_target_is_no_money_and_held_against_it() -> None:
    statement = recognised(_INDICATORS.format(gap="-4.5"))
    gaps = statement.facts.filter(statement.facts["concept"] == "target_difference")
    assert len(gaps) == 4
    assert "MXN" not in set(gaps["unit"])
    assert not _told(statement)
    assert not catalogue()["achieved-differs-from-numerator"][1](statement, load_policy()).findings
    (told,) = _told(recognised(_INDICATORS.format(gap="-5.4")))
    assert "-4.5" in told


def test_a_system_of_evaluation_files_nothing() -> None:
    titles = ["Sistema de Evaluación del Desempeño\nInstituto Mexicano del Seguro Social"]
    found = find_institution(titles, [])
    assert found is not None
    assert found.name == "Instituto Mexicano del Seguro Social"


@pytest.mark.parametrize(("first", "name"), [("ISSSTE", "ISSSTE"), ("RESUMEN", None)])
def test_a_known_acronym_alone_names_who_files(first: str, name: str | None) -> None:
    found = find_institution([f"{first}\nIndicadores de gestión, segundo semestre de 2021"], [])
    assert (found and found.name) == name


def test_a_known_statement_without_any_figure_is_read() -> None:
    text = "Universidad de Prueba\nRelación de Cuentas Bancarias Productivas\nAl 31 de diciembre de 2022\n\n"
    rows = "Fondo\tInstitución Bancaria\tNúmero de Cuenta\nU006\tBBVA\t0118745236\nFAM\tBanorte\t1184520973\n"
    report = cotejo.analyse((text + rows).encode(), filename="cuentas.txt")
    assert report.filing.statements == ["bank-accounts"]
    assert not report.facts
    assert report.coverage.checked == 0


def test_the_rows_of_a_classification_are_accounts_whatever_heads_them() -> None:
    rows = ["Gasto corriente|90.50|80.25", "Servicios personales|60.50|50.25", "Gasto de operación|30.00|30.00"]
    title = "EGRESOS EN CLASIFICACIÓN ECONÓMICA Y POR OBJETO DEL GASTO, enero a junio de 2019"
    facts = recognised("\n".join([title, "", "DENOMINACIÓN|APROBADO|ECONOMÍAS", *rows])).facts
    assert set(facts["subject_kind"]) == {"account"}
