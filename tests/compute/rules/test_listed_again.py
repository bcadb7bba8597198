"""One list printed in two units: no code stands twice, nothing counts twice, and each figure is held against itself."""

from decimal import Decimal

from services.compute.indicators.heads import heads_of
from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import Statement, recognise
from services.compute.recognition.listed_again import carried_over
from services.compute.recognition.statement import place_of
from services.compute.rules import Outcome, catalogue

_AMOUNTS = {
    "Apoyo al campo": ("88211686.92", "102325556.83"),
    "Turismo": ("36760722.20", "36775643.20"),
    "Vivienda": ("69992818.11", "69572143.01"),
    "Deporte": ("5641915.26", "5808672.48"),
}


def _statement(**changed: str) -> Statement:
    """The programmes in pesos and again in thousands, with what is `changed` of the modified budgets in thousands."""
    parts = ["INSTITUTO DE PRUEBA DEL ESTADO", "Gasto por programa, enero a diciembre de 2024"]
    for unit, scale in (("pesos", 1), ("miles de pesos", 1000)):
        lines = [f"({unit})", "Clave\tPrograma\tAprobado\tModificado"]
        for number, (name, amounts) in enumerate(_AMOUNTS.items(), 1):
            approved, modified = (f"{Decimal(amount) / scale:,.{2 if scale == 1 else 1}f}" for amount in amounts)
            modified = changed.get(name, modified) if scale > 1 else modified
            lines.append(f"S00{number}\t{name}\t{approved}\t{modified}")
        parts.append("\n".join(lines))
    return recognise(read("\n\n".join(parts).encode()), "MXN")


def _outcome(rule: str, statement: Statement) -> Outcome:
    return catalogue()[rule][1](statement, load_policy())


def test_a_list_printed_again_repeats_no_code_and_tells_nothing_twice() -> None:
    statement = _statement()
    assert len(statement.tables) == 2
    assert not _outcome("duplicate-key", statement).findings
    (finding,) = _outcome("large-amendment", statement).findings
    assert finding.subject[1] == "S001"
    assert not _outcome("total-mismatch", statement).findings


def test_a_list_printed_again_counts_once_in_the_whole() -> None:
    (heads,) = heads_of(_statement())
    assert heads.whole("approved") == sum(Decimal(approved) for approved, _ in _AMOUNTS.values())


def test_a_figure_that_says_another_the_second_time_is_told() -> None:
    (finding,) = _outcome("total-mismatch", _statement(Turismo="36,875.6")).findings
    assert "el otro cuadro de lo mismo da 36,775.6432" in finding.message.es
    assert "36,775,643.20" in finding.message.es
    assert finding.observed == 36875600


def test_lists_of_other_figures_are_not_held_against_each_other() -> None:
    other = {name: f"{Decimal(amounts[1]) / 1700:,.1f}" for name, amounts in _AMOUNTS.items()}
    assert not _outcome("total-mismatch", _statement(**other)).findings


_POSTURE = """Indicadores de Postura Fiscal
Del 1 de enero al 30 de junio de 2020

Concepto|Estimado|Devengado|Pagado
I. Ingresos Presupuestarios|5,210.40|2,875.15|2,870.10
II. Egresos Presupuestarios|4,990.30|2,100.05|2,050.00
III. Balance Presupuestario (III = I - II)|220.10|775.10|820.10

Concepto|Estimado|Devengado|Pagado
III. Balance presupuestario|{estimated}|{accrued}|820.10
IV. Intereses de la deuda|30.00|12.00|12.00
V. Balance primario (V = III + IV)|{primary}|{primary_accrued}|832.10
"""


def _posture(estimated: str, accrued: str, primary: str, primary_accrued: str) -> Outcome:
    told = _POSTURE.format(
        estimated=estimated, accrued=accrued, primary=primary, primary_accrued=primary_accrued
    ).replace("|", "\t")
    return _outcome("total-mismatch", recognise(read(told.encode()), "MXN"))


def test_a_row_carried_over_into_the_next_table_of_a_statement_says_the_same_there() -> None:
    assert not _posture("220.10", "775.10", "250.10", "787.10").findings
    (finding,) = _posture("220.10", "785.10", "250.10", "797.10").findings
    assert "785.10" in finding.message.es
    assert "775.10" in finding.message.es


def test_rows_that_share_nothing_but_their_name_are_not_held_against_each_other() -> None:
    assert not _posture("318.40", "699.20", "348.40", "711.20").findings


def test_totals_are_each_of_their_own_table() -> None:
    told = _POSTURE.format(estimated="220.10", accrued="775.10", primary="250.10", primary_accrued="787.10")
    first, heading, second = told.rstrip().rpartition("\n\nConcepto|")
    told = f"{first}\nTotal|10,420.80|5,750.30|5,740.20{heading}{second}\nTotal|500.20|1,574.20|1,664.20\n"
    facts = recognise(read(told.replace("|", "\t").encode()), "MXN").facts
    assert "total" in set(facts["subject_kind"])
    carried = {facts["text"][place_of(fact)] for pair in carried_over(facts) for fact in pair}
    assert carried == {"220.10", "775.10", "820.10"}
