"""Filings of any length, made up: a table of programmes, and federal accounts with their measures down the rows.

Sums are exact and rates are rounded as spreadsheets show them, so that there is next to nothing to find.
"""

import csv
import io
import random
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import count as count_from
from itertools import islice

import xlsxwriter

Row = list[str | Decimal | int]
_CENTS, _RATE, _NONE = Decimal("0.01"), Decimal("0.1"), Decimal(0)
_PROGRAMMES_A_BRANCH, _ENTITIES_A_BRANCH, _PROGRAMMES_AN_ENTITY = 250, 2, 20
_HEADINGS = (
    *("Ramo", "Clave del programa", "Nombre del programa", "Unidad responsable", "Aprobado", "Modificado"),
    *("Devengado", "Pagado", "Devengado / Modificado %", "Unidad de medida", "Meta programada", "Meta alcanzada"),
    "Alcanzado / Programado %",
)
_DOES = ("Atención", "Fomento", "Operación", "Rehabilitación", "Construcción", "Supervisión", "Becas", "Apoyo")
_OF = ("caminos rurales", "escuelas", "hospitales", "personas mayores", "riego", "museos", "bibliotecas", "vivienda")
_UNITS = ("Persona", "Obra", "Beca", "Informe", "Kilómetro")
_BRANCHES = ("Educación", "Salud", "Bienestar", "Infraestructura", "Agricultura", "Cultura", "Trabajo", "Energía")
_ACCOUNTS = (
    (
        *("ENTE / RAMO", "", "PROGRAMA", "DENOMINACIÓN", "GASTO CORRIENTE", "", "", "", "", "PENSIONES Y JUBILACIONES"),
        *("GASTO DE INVERSIÓN", "", "", "", "TOTAL", "", "", ""),
    ),
    (
        *("", "", "", "", "SERVICIOS PERSONALES", "GASTO DE OPERACIÓN", "SUBSIDIOS", "OTROS DE CORRIENTE", "SUMA", ""),
        *("INVERSIÓN FÍSICA", "SUBSIDIOS", "OTROS DE INVERSIÓN", "SUMA", "TOTAL", "ESTRUCTURA PORCENTUAL", "", ""),
    ),
    (*("",) * 15, "CORRIENTE", "PENSIONES Y JUBILACIONES", "INVERSIÓN"),
)
_MONTHS, _TITLES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"), 2
_MEASURES = ("Aprobado", "Modificado", "Devengado", "Ejercicio")
_SPENT = ((0, "Porcentaje Ejer/Aprob"), (1, "Porcentaje Ejer/Modif"))


def programmes(count: int) -> Iterator[Row]:
    """A table of 13 columns with `count` rows: programmes, above those of each branch their sum, and the total."""
    chance = random.Random(count)  # noqa: S311  (figures, not secrets)
    yield ["Instituto de Bienestar Estatal (INBES)"]
    yield ["Programas y proyectos de inversión del 1 de enero al 31 de diciembre de 2023"]
    yield [*_HEADINGS]
    branches = -(-(count - 1) // (_PROGRAMMES_A_BRANCH + 1))
    rows = [_programme(number, chance) for number in range(count - 1 - branches)]
    yield _sum_of("Total", rows)
    for begin in range(0, len(rows), _PROGRAMMES_A_BRANCH):
        of_branch = rows[begin : begin + _PROGRAMMES_A_BRANCH]
        yield _sum_of(f"Total del ramo {of_branch[0][0]}", of_branch)
        yield from of_branch


def _programme(number: int, chance: random.Random) -> Row:
    approved = Decimal(chance.randrange(10_000_00, 90_000_000_00)).scaleb(-2)
    modified = (approved * chance.randrange(960, 1040) / 1000).quantize(_CENTS)
    accrued = (modified * chance.randrange(800, 1000) / 1000).quantize(_CENTS)
    paid = (accrued * chance.randrange(900, 1000) / 1000).quantize(_CENTS)
    target = chance.randrange(20, 5000)
    achieved = target * chance.randrange(85, 110) // 100
    branch = number // _PROGRAMMES_A_BRANCH
    name = f"{chance.choice(_DOES)} de {chance.choice(_OF)}, etapa {number % 97 + 1}"
    return [
        *(f"{branch + 1:03} {_BRANCHES[branch % len(_BRANCHES)]}", f"E{number:06}", name, f"Dirección {number % 31}"),
        *(approved, modified, accrued, paid, _rate(accrued, modified)),
        *(chance.choice(_UNITS), target, achieved, _rate(achieved, target)),
    ]


def _sum_of(name: str, rows: list[Row]) -> Row:
    sums = [sum((Decimal(row[column]) for row in rows), _NONE) for column in range(4, 8)]
    return ["", "", name, "", *sums, _rate(sums[2], sums[1]), "", "", "", ""]


def accounts(count: int) -> Iterator[Row]:
    """Federal accounts of `count` rows: six measures down the rows of each programme, its entity and its branch, with
    their name above them, in 14 categories across.
    """
    chance = random.Random(count)  # noqa: S311  (figures, not secrets)
    yield ["CUENTA PÚBLICA 2023"]
    yield ["GASTO POR CATEGORÍA PROGRAMÁTICA"]
    yield ["GOBIERNO FEDERAL"]
    yield ["(PESOS)"]
    yield []
    yield from map(list, _ACCOUNTS)
    yield from islice(_blocks(chance), count)


def _blocks(chance: random.Random) -> Iterator[Row]:
    for branch in count_from(0):
        entities = [[_budget(chance) for _ in range(_PROGRAMMES_AN_ENTITY)] for _ in range(_ENTITIES_A_BRANCH)]
        of_entities = [_added(budgets) for budgets in entities]
        yield from _block([f"{_BRANCHES[branch % len(_BRANCHES)]} {branch + 1}", "", "", ""], _added(of_entities))
        for number, (budgets, whole) in enumerate(zip(entities, of_entities, strict=True), 1):
            yield from _block(["", f"Unidad {branch + 1}.{number}", "", ""], whole)
            for place, budget in enumerate(budgets):
                name = f"{_DOES[place % len(_DOES)]} de {_OF[(branch + place) % len(_OF)]}"
                yield from _block(["", "", f"{'EKPS'[place % 4]}{place + 1:03}", name], budget)


Budget = list[list[Decimal]]
"""The eight categories that are no sums, measure by measure."""


def _budget(chance: random.Random) -> Budget:
    approved = [
        Decimal(chance.randrange(1_000_00, 900_000_000_00)).scaleb(-2) if chance.random() < 0.6 else _NONE
        for _ in range(8)
    ]
    modified = [(value * chance.randrange(900, 1100) / 1000).quantize(_CENTS) for value in approved]
    accrued = [(value * chance.randrange(900, 1000) / 1000).quantize(_CENTS) for value in modified]
    return [approved, modified, accrued, accrued]


def _added(budgets: list[Budget]) -> Budget:
    return [[sum(column, _NONE) for column in zip(*measures, strict=True)] for measures in zip(*budgets, strict=True)]


def _block(names: list[str], budget: Budget) -> Iterator[Row]:
    yield [*names, *[0] * 11, "", 0, ""]
    lines = [_with_sums(measure) for measure in budget]
    for name, line in zip(_MEASURES, lines, strict=True):
        shares = [_share(line[place], line[10]) for place in (4, 5, 9)]
        yield ["", "", "", name, *line, *shares]
    for place, name in _SPENT:
        yield ["", "", "", name, *map(_share, lines[3], lines[place]), "", 0, ""]


def _with_sums(measure: list[Decimal]) -> list[Decimal]:
    current, pensions, investment = measure[:4], measure[4], measure[5:8]
    sums = sum(current, _NONE), sum(investment, _NONE)
    return [*current, sums[0], pensions, *investment, sums[1], sums[0] + pensions + sums[1]]


def _share(part: Decimal, whole: Decimal) -> Decimal | int:
    return Decimal(repr(float(part) / float(whole) * 100)) if whole else 0


def _rate(part: Decimal | int, whole: Decimal | int) -> Decimal:
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_RATE, ROUND_HALF_UP)


def wide(count: int) -> Iterator[Row]:
    """The table of `programmes` with what was achieved in each of seven months: 20 columns."""
    chance = random.Random(count)  # noqa: S311  (figures, not secrets)
    for number, row in enumerate(programmes(count)):
        months: Row = [f"Alcanzado en {month}" for month in _MONTHS] if number == _TITLES else []
        if number > _TITLES:
            months = [chance.randrange(1000) if row[1] else "" for _ in _MONTHS]
        yield [*row, *months]


def as_xlsx(rows: Iterable[Row]) -> bytes:
    """`rows` as a workbook of one sheet."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Hoja1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, [float(value) if isinstance(value, Decimal) else value for value in row])
    return stream.getvalue()


def as_csv(rows: Iterable[Row]) -> bytes:
    """`rows` as comma-separated text."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()
