"""Amounts and shares of money that the text states, held against the totals of the tables."""

from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import Statement, recognise
from services.compute.rules import Outcome, catalogue

TITLE = "Estado del ejercicio del presupuesto\nDel 1 de enero al 30 de junio de 2023\n"
TABLE = """
Capítulo\tAprobado\tModificado\tDevengado\tPagado
1000 Servicios personales\t400,000.00\t420,958.35\t410,025.10\t410,000.00
2000 Materiales y suministros\t100,000.00\t120,000.00\t110,000.00\t105,000.00
3000 Servicios generales\t150,000.00\t155,000.00\t130,000.00\t75,000.00
Total\t650,000.00\t695,958.35\t650,025.10\t590,000.00
"""

DECIDED = [
    ("Al 30 de junio de 2023 el presupuesto devengado ascendió a $650,025.10.", True),
    ("Al 30 de junio de 2023 el presupuesto devengado ascendió a $650,052.10.", False),
    ("Durante el periodo que se informa se devengaron $650,025.10 pesos.", True),
    ("Durante el periodo que se informa se devengaron recursos por un total de $560,025.10.", False),
    ("El presupuesto devengado fue de 650.0 miles de pesos en el semestre.", True),
    ("El presupuesto devengado fue de 0.6 millones de pesos en el semestre.", True),
    ("El presupuesto devengado fue de 0.62 millones de pesos en el semestre.", False),
    ("Se ejerció 93.4 % del presupuesto modificado en el periodo que se informa.", True),
    ("En el periodo que se informa se devengó el 83.4 % del presupuesto modificado.", False),
    ("El presupuesto devengado en servicios personales ascendió a $410,025.10 al cierre.", True),
    ("El presupuesto devengado en servicios personales ascendió a $401,025.10 al cierre.", False),
    ("En el capítulo 2000, el presupuesto pagado fue de $105,000.00 al cierre del periodo.", True),
    ("Al cierre del periodo el 93.4 % del presupuesto modificado fue devengado.", True),
    ("Al cierre del periodo el 94.3 % del presupuesto modificado fue devengado.", False),
    ("Del presupuesto modificado, que fue de $695,958.35, hay cuenta en la tabla que sigue.", True),
]


def _statement(text: str, table: str = TABLE) -> Statement:
    return recognise(read(f"{TITLE}\n{text}\n{table}".encode(), "informe.txt"), "MXN")


def _outcome(text: str, table: str = TABLE) -> Outcome:
    _, check = catalogue()["narrative-mismatch"]
    return check(_statement(text, table), load_policy())


@pytest.mark.parametrize(("text", "holds"), DECIDED)
def test_what_the_text_states_is_held_against_the_totals(text: str, holds: bool) -> None:
    outcome = _outcome(text)
    assert (outcome.passed, len(outcome.findings)) == (holds, not holds)


@pytest.mark.parametrize(("accrued", "rate", "told"), [("650,025.10", "7.1", 0), ("605,025.10", "8.1", 2)])
def test_what_was_spent_of_that_amount_and_how_much_more_it_was_are_held(accrued: str, rate: str, told: int) -> None:
    outcome = _outcome(
        f"El presupuesto modificado del instituto fue de $695,958.35, {rate} % mayor que el aprobado. "
        f"De ese monto se devengaron ${accrued}, es decir, el 93.4 % del presupuesto modificado."
    )
    assert (outcome.passed, len(outcome.findings)) == (4 - told, told)


def test_each_amount_of_a_sentence_is_that_of_its_own_concept() -> None:
    text = (
        "El presupuesto modificado fue de $695,958.35, el devengado de $650,025.10 y el pagado ascendió a $590,000.00."
    )
    assert _outcome(text).passed == 3
    told = [fact for fact in _statement(text).facts.iter_rows(named=True) if fact["table"] == "text"]
    assert [(fact["concept"], fact["exact"]) for fact in told] == [
        ("modified", Decimal("695958.35")),
        ("accrued", Decimal("650025.10")),
        ("paid", Decimal("590000.00")),
    ]
    assert {fact["text"] for fact in told} == {text}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("El presupuesto devengado en la zona norte ascendió a $651,025.10.", "no table names what it is of"),
        ("Al 31 de marzo de 2022 el presupuesto devengado ascendió a $651,025.10.", "it speaks of another period"),
        ("El presupuesto devengado ascendió a $48,312.00 al cierre del periodo.", "no total of it is near"),
        ("El presupuesto devengado ascendió a $590,000.00 al cierre.", "it is another figure of the tables"),
        ("El presupuesto devengado ascendió a $650,052,100.00 al cierre.", "no total of it is near"),
        ("El presupuesto comprometido ascendió a $651,025.10 al cierre.", "no table has a total of it"),
    ],
)  # fmt: skip
def test_what_may_be_of_something_else_is_held_against_nothing(text: str, why: str) -> None:
    outcome = _outcome(text)
    assert (outcome.passed, outcome.findings, outcome.not_applicable) == (0, [], {why: 1})


@pytest.mark.parametrize(
    "text",
    [
        "El presupuesto devengado del ejercicio anterior ascendió a $651,025.10 en total.",
        "Se estima que el presupuesto devengado ascenderá a más de $651,025.10 al cierre del año.",
        "La diferencia del presupuesto devengado contra el modificado fue de $45,000.00 en el periodo.",
        "El presupuesto devengado financió 3 obras; la mayor costó $651,025.10 y la menor $10.",
    ],
)
def test_amounts_of_something_else_are_not_taken_for_the_concept(text: str) -> None:
    outcome = _outcome(text)
    assert (outcome.passed, outcome.findings) == (0, [])


def test_where_several_totals_are_near_nothing_is_claimed() -> None:
    other = TABLE.replace("650,025.10", "655,025.10").replace("410,025.10", "415,025.10")
    text = "Al 30 de junio de 2023 el presupuesto devengado ascendió a $652,025.10."
    assert _outcome(text, TABLE + other).not_applicable == {"several totals could be meant": 1}


def test_what_the_text_calls_spent_may_be_what_its_table_calls_accrued() -> None:
    table = TABLE.replace("Devengado\tPagado", "Devengado\tComprometido")
    assert _outcome("En el semestre que se informa se ejercieron $650,025.10 en total.", table).passed == 1


def test_without_a_table_the_figures_of_the_text_are_held_against_each_other() -> None:
    text = "El presupuesto modificado fue de $1,000.00. El presupuesto devengado fue de $500.00, que representa el {} % del presupuesto modificado."  # fmt: skip  # noqa: E501
    bare = "\nMes\tVisitas\nEnero\t10\nFebrero\t12\n"
    assert _outcome(text.format(50), bare).passed == 1
    assert len(_outcome(text.format(55), bare).findings) == 1


def test_a_share_of_two_counts_is_held_against_them() -> None:
    text = "Se negaron un total de 2,311 de 8,076 solicitudes, que representan {} % del total de solicitudes."
    assert _outcome(text.format(29)).passed == 1
    assert len(_outcome(text.format(39)).findings) == 1


def test_a_sentence_cut_by_lines_is_read_as_one() -> None:
    text = "Durante el periodo que se informa el presupuesto devengado del organismo\nascendió a $656,025.10 pesos."
    (finding,) = _outcome(text).findings
    assert finding.expected == Decimal("650025.10")


def test_periods_of_sentences_are_not_those_of_titles() -> None:
    text = (
        "El presupuesto aprobado del ejercicio fiscal 2023 fue de $650,000.00; del 1 de enero al 31 de marzo de 2023 "
        "se devengaron $90,000.00."
    )
    statement = _statement(text)
    assert {str(end) for end in statement.facts.filter(statement.facts["table"] == "t1")["period_end"]} == {
        "2023-06-30"
    }
    assert not statement.filing_notes


@pytest.mark.parametrize(("amount", "holds"), [("650,025.10", True), ("651,025.10", False), ("65,002.51", None)])
def test_the_amount_of_a_programme_is_held_against_the_total_under_it(amount: str, holds: bool | None) -> None:
    other = TABLE.replace(",0", ",1").replace("650,", "651,")
    text = f"El presupuesto devengado del programa E012 ascendió a ${amount} al cierre del periodo."
    outcome = _outcome(text, f"\nPrograma: E012 Salud\n{TABLE}\nPrograma: E013 Becas\n{other}")
    assert (outcome.passed, len(outcome.findings)) == (holds is True, holds is False)


PROGRAMMES = """
Clave\tPrograma\tAprobado\tModificado\tDevengado\tPagado
E012\tSalud\t400,000.00\t420,958.35\t410,025.10\t410,000.00
E013\tObra\t100,000.00\t120,000.00\t110,000.00\t105,000.00
Total\t\t500,000.00\t540,958.35\t520,025.10\t515,000.00
"""


@pytest.mark.parametrize(
    "text",
    [
        "El programa E012 devengó $410,025.10 y pagó ${} durante el periodo que se informa.",
        "El programa E012 devengó $410,025.10 pesos, de los cuales se pagaron ${} durante el periodo.",
        "El programa E012 devengó 410,025.10 pesos y pagó {} pesos al cierre del periodo que se informa.",
        "En el programa E012 se devengaron $410,025.10 y se pagaron ${} durante el periodo.",
        "El presupuesto devengado del programa E012 fue de $410,025.10 y el pagado de ${} al cierre.",
    ],
)
@pytest.mark.parametrize(("paid", "holds"), [("410,000.00", True), ("401,000.00", False)])
def test_an_amount_without_a_subject_is_of_what_the_one_before_is_of(text: str, paid: str, holds: bool) -> None:
    outcome = _outcome(text.format(paid), PROGRAMMES)
    assert (outcome.passed, len(outcome.findings)) == (1 + holds, not holds)


@pytest.mark.parametrize(
    "text",
    [
        "El programa E012 devengó $410,025.10 y el pago de $501,000.00 se hizo al cierre del periodo.",
        "El programa E012 devengó $410,025.10. Se pagaron $410,000.00 al cierre de otro programa.",
        "El programa E012 devengó $410,025.10 y el ayuntamiento pagó $401,000.00 al cierre del periodo.",
    ],
)
def test_an_amount_with_another_subject_is_not(text: str) -> None:
    assert not _outcome(text, PROGRAMMES).findings


IN_THOUSANDS = """
Capítulo\tAprobado\tModificado\tDevengado\tPagado
1000 Servicios personales\t400.0\t420.9\t410.0\t410.0
2000 Materiales y suministros\t100.0\t120.0\t110.0\t105.0
Total\t500.0\t540.9\t520.0\t515.0
"""
UNIT = "(Cifras en miles de pesos)\n\n"


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("El presupuesto devengado ascendió a 520.0 al cierre del periodo y el pagado a 515.0.", [True, True]),
        ("El presupuesto devengado ascendió a 502.0 al cierre del periodo que se informa.", [False]),
        ("El presupuesto devengado ascendió a 502 al cierre del periodo que se informa.", []),
        ("En el periodo que se informa se ejercieron 502.0 horas de capacitación al personal.", []),
    ],
)
def test_amounts_without_a_sign_are_in_the_unit_that_the_filing_says(text: str, decided: list[bool]) -> None:
    outcome = _outcome(UNIT + text, IN_THOUSANDS)
    assert (outcome.passed, len(outcome.findings)) == (decided.count(True), decided.count(False))


@pytest.mark.parametrize("before", ["", UNIT + "(Millones de pesos)\n\n", UNIT + "Hubo además $15.00 de otros.\n\n"])
def test_amounts_without_a_sign_or_one_unit_are_not_taken(before: str) -> None:
    text = "El presupuesto devengado ascendió a 502.0 al cierre del periodo que se informa."
    facts = _statement(before + text, IN_THOUSANDS).facts.iter_rows(named=True)
    assert not [fact for fact in facts if fact["table"] == "text" and fact["concept"] == "accrued"]


@pytest.mark.parametrize("how", ["equivalentes al", "lo que representa el", "que equivale al"])
@pytest.mark.parametrize("spent", ["devengaron", "ejercieron"])
@pytest.mark.parametrize("whole", ["", ", que ascendió a 695,958.35 pesos"])
def test_a_share_is_of_the_amounts_that_its_own_sentence_gives(how: str, spent: str, whole: str) -> None:
    said = "Al cierre se {} 650,025.10 pesos, {} {} % del presupuesto vigente{}."
    assert not _outcome(said.format(spent, how, "93.4", whole)).findings
    wrong = _outcome(said.format(spent, how, "97.4", whole)).findings
    assert [(one.observed, one.expected) for one in wrong] == [(Decimal("0.974"), Decimal("0.9340"))]
    gives = "its figures give" if whole else "the tables give"
    assert gives in wrong[0].message.en
