"""What is right though a relation that chance or a like column made of it fails."""

import pytest

import cotejo
from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_RULES = ("total-mismatch", "difference-mismatch", "ratio-mismatch", "added-percentages", "rounding-difference")


def _found(table: str) -> list[Finding]:
    """What the rules of agreement tell of a table, its cells parted by bars."""
    statement = recognise(read(table.replace("|", "\t").encode()), "MXN")
    return [found for rule in _RULES for found in catalogue()[rule][1](statement, load_policy()).findings]


_REVENUE = """Rubro|Estimado|Ampliaciones y Reducciones|Modificado|Devengado|Recaudado|Diferencia
Impuestos|1,250,000.00|0.00|1,250,000.00|1,248,330.00|1,248,330.00|-1,670.00
Derechos|640,500.00|15,000.00|655,500.00|{accrued}|668,190.00|27,690.00
Productos|85,000.00|22,500.00|107,500.00|107,488.00|107,488.00|22,488.00"""


def test_a_relation_that_holds_throughout_with_another_column_is_with_that() -> None:
    assert not _found(_REVENUE.format(accrued="671,204.00"))
    assert not _found(_REVENUE.format(accrued="698,190.00")), "the form says what the difference is of"


_BOUGHT = """Puesto|Cantidad|Precio unitario|Importe
A|1|60,000.00|60,000.00
B|4|45,000.00|180,000.00
C|9|31,500.00|283,500.00
D|21|23,000.00|483,000.00
E|34|14,800.00|503,200.00
Total|69|174,300.00|1,509,700.00"""


def test_counts_that_prices_multiply_are_added_up() -> None:
    assert not _found(_BOUGHT)


_POSTS = """Puesto|Plazas|Costo mensual|Costo anual
Director|1|60,000.00|720,000.00
Subdirector|9|283,500.00|{annual}
Analista|34|503,200.00|6,038,400.00
Total|44|846,700.00|10,160,400.00"""


def test_a_total_that_comes_out_with_all_rows_is_none_of_fewer() -> None:
    assert not _found(_POSTS.format(annual="3,402,000.00"))
    (finding,) = _found(_POSTS.format(annual="2,835,000.00"))
    assert finding.stake == 567_000


_MONTHS = """Meta|Ene|Feb|Mar|Abr|May|Jun|Jul|Ago|Sep|Oct|Nov|Dic
Consultas|350|380|400|400|420|400|300|380|400|410|390|250
Reportes|45|48|50|52|55|50|40|48|52|55|50|35
Visitas|10|10|10|10|10|10|10|10|10|10|10|10"""


def test_counts_of_months_are_no_changes_between_rows() -> None:
    assert not _found(_MONTHS)


_CHANGES = """Concepto|Devengado 2023|Devengado 2024|{heading}
Salud|1,820,500,000.00|1,911,300,000.00|{first}
Educación|7,980,000,000.00|8,415,200,000.00|{second}
Seguridad|1,430,000,000.00|1,284,300,000.00|{changed}
Obra|980,000,000.00|1,240,500,000.00|{last}"""


def test_a_figure_that_lost_its_sign_is_suspected_first() -> None:
    rates = {"heading": "Variación %", "first": "5.0%", "second": "5.5%", "last": "26.6%"}
    amounts = {"heading": "Variación absoluta", "first": "90,800,000", "second": "435,200,000", "last": "260,500,000"}
    assert not _found(_CHANGES.format(**rates, changed="-10.2%"))
    for body in (_CHANGES.format(**rates, changed="10.2%"), _CHANGES.format(**amounts, changed="145,700,000")):
        (finding,) = _found(body)
        assert finding.observed is not None and finding.expected == -finding.observed


def test_marks_of_who_was_there_are_no_movements_though_most_rows_come_out() -> None:
    marks = ["1111"] * 11 + ["1011", "1101", "1110", "0111"]
    rows = [f"Alumno {number}|{'|'.join(one)}" for number, one in enumerate(marks, 1)]
    table = "\n".join(["Nombre|Sesión A|Sesión B|Sesión C|Sesión D", *rows, "Matrícula|70210|65081|59873|75418"])
    assert not _found(table)


_SCHOOLS = """Escuela|UR|Federal|Fundaciones|Local|Total
Artes||1,019,895|134,109|85,067|1,239,071
Negocios||97,776|12,400|3,500|113,676
Educación||1,022,092|101,671|86,070|1,209,833
Ingeniería|3,764,434|1,984,373|89,289|184,751|6,022,847
Institucional||1,370,100|126,045|10,000|1,506,145
Derecho||114,277|8,300|2,150|124,727
Urbanismo||475,253|218,568|149,874|843,695
Total|3,764,434|6,083,766|690,382|521,412|11,059,994"""


def test_what_a_row_prints_and_was_read_as_no_figure_is_not_missing_from_its_sum() -> None:
    assert not _found(_SCHOOLS)


@pytest.mark.parametrize(("spent", "told"), [("42,770,215.01", 0), ("42,770,215.03", 1)])
def test_a_balance_of_a_centavo_is_no_part_of_what_is_spent(spent: str, told: int) -> None:
    rows = [
        ("Concepto", "Estimado/Aprobado", "Devengado"),
        ("I. Ingresos Presupuestarios (I=1+2)", "42,770,215.00", "48,812,938.72"),
        ("1. Ingresos de la Entidad", "", ""),
        ("2. Ingresos del Sector", "42,770,215.00", "48,812,938.72"),
        ("II. Egresos Presupuestarios (II=3+4)", "42,770,215.01", "45,990,764.29"),
        ("3. Egresos de la Entidad", "", ""),
        ("4. Egresos del Sector", spent, "45,990,764.29"),
        ("III. Balance Presupuestario (III = I - II)", "-0.01", "2,822,174.43"),
    ]
    text = "Indicadores de Postura Fiscal\nDel 1 de enero al 31 de diciembre de 2023\n\n"
    report = cotejo.analyse((text + "\n".join(map("\t".join, rows))).encode(), filename="postura.txt")
    assert sum(anomaly.severity == "error" for anomaly in report.anomalies) == told
    assert told or not report.anomalies
