"""A small analytical statement of spending, as the norms of government accounting lay it out, for tests of rules."""

from collections.abc import Sequence
from decimal import Decimal

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import Statement, recognise
from services.compute.rules import Outcome, catalogue

TITLE = "INSTITUTO DE PRUEBA DEL ESTADO Estado Analítico del Ejercicio del Presupuesto de Egresos por Objeto del Gasto"
PERIOD = "Del 1 de enero al 30 de septiembre de 2024"
HEADINGS = ["Concepto", "Aprobado", "Ampliaciones/ (Reducciones)", "Modificado", "Devengado", "Pagado", "Subejercicio"]
NUMBERS = ["", "1", "2", "3 = (1 + 2)", "4", "5", "6 = (3 - 4)"]
AMOUNTS = (
    ("Sueldos al personal de base", "4310.55", "120.10", "3907.21"),
    ("Seguridad social", "1204.87", "-33.40", "988.46"),
    ("Materiales de oficina", "870.13", "15.02", "612.94"),
    ("Combustibles y lubricantes", "2450.09", "-210.75", "1733.28"),
    ("Servicios de arrendamiento", "3391.46", "402.33", "2977.17"),
)


def rows() -> list[list[str]]:
    """Five accounts and their total, in which everything agrees; the total stands last."""
    amounts = [[Decimal(text) for text in figures] for _, *figures in AMOUNTS]
    amounts.append([sum(column, Decimal(0)) for column in zip(*amounts, strict=True)])
    names = [*(name for name, *_ in AMOUNTS), "Total del Gasto"]
    return [
        [name, *(f"{value:,.2f}" for value in (a, b, a + b, c, c, a + b - c))]
        for name, (a, b, c) in zip(names, amounts, strict=True)
    ]


def statement(body: Sequence[Sequence[str]], headings: Sequence[Sequence[str]] = (HEADINGS, NUMBERS)) -> Statement:
    """What recognition makes of these rows under these headings."""
    title = [f"{TITLE} {PERIOD}", *[""] * (len(headings[0]) - 1)]
    text = "\n".join("\t".join(cells) for cells in (title, *headings, *body))
    return recognise(read(text.encode()), "MXN")


def outcome(
    rule: str, body: Sequence[Sequence[str]], headings: Sequence[Sequence[str]] = (HEADINGS, NUMBERS)
) -> Outcome:
    """What one rule answers for these rows, under the default policy."""
    _, check = catalogue()[rule]
    return check(statement(body, headings), load_policy())
