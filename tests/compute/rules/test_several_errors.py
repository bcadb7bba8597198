"""Errors that hide each other, mends that other relations contradict, rates beside a figure that is accused already."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import Statement, recognise
from services.compute.rules import Finding, catalogue
from services.compute.rules.agreement.contradictions import Contradiction, contradictions
from services.compute.rules.agreement.equation import total_of
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.shares import Shares
from services.compute.rules.agreement.witnesses import Witnesses

_HEADINGS = ("Concepto", "Aprobado", "Ampliaciones/(Reducciones)", "Modificado", "Devengado", "Pagado", "Subejercicio")
_NAMES = ("Servicios Personales", "Materiales", "Servicios Generales", "Transferencias", "Bienes Muebles", "Inversión")
_AMOUNTS = (
    (83_644, -377, 59_952, 59_681),
    (5_801, 821, 5_231, 5_104),
    (87_062, -794, 51_761, 51_704),
    (50_731, 60, 33_014, 32_820),
    (73_271, -692, 62_418, 62_291),
    (3_718, 597, 2_718, 2_510),
)
_ACCRUED, _UNDERSPEND = 3, 5
_RULES = ("total-mismatch", "difference-mismatch", "ratio-mismatch")
_TOTAL = len(_NAMES)


def _read(*lines: Sequence[str]) -> Statement:
    return recognise(read("\n".join("\t".join(cells) for cells in lines).encode()), "MXN")


def _found(told: Statement) -> list[Finding]:
    return [finding for rule in _RULES for finding in catalogue()[rule][1](told, load_policy()).findings]


def _budget(off: Mapping[tuple[int, int], int], *, rates: bool = False) -> Statement:
    """A budget by chapters in thousands, with figures that are `off`, and the rates of what it should say."""
    body = [[a, b, a + b, accrued, paid, a + b - accrued] for a, b, accrued, paid in _AMOUNTS]
    body.append([sum(column) for column in zip(*body, strict=True)])
    said = [[f"{row[_ACCRUED] / row[2]:.2%}"] if rates else [] for row in body]
    for (row, column), by in off.items():
        body[row][column] += by
    lines = [
        [name, *(f"{one * 1_000:,}.00" for one in row), *rate]
        for name, row, rate in zip((*_NAMES, "Total"), body, said, strict=True)
    ]
    return _read([*_HEADINGS, *(["% Devengado/Modificado"] if rates else [])], *lines)


def test_two_errors_in_one_column_are_each_mended_by_their_own_row() -> None:
    findings = _found(_budget({(2, _UNDERSPEND): -270, (_TOTAL, _UNDERSPEND): 1_000}))
    assert {(one.observed, one.expected) for one in findings} == {
        (Decimal(34_237_000), Decimal(34_507_000)),
        (Decimal(89_748_000), Decimal(88_748_000)),
    }


def test_an_error_that_the_total_carries_on_is_told_once_with_the_total() -> None:
    told = _budget({(2, _UNDERSPEND): -270, (_TOTAL, _UNDERSPEND): -270})
    (finding,) = _found(told)
    assert finding.subject[2] == _NAMES[2]
    assert "The same in what sums it: «Total»." in finding.message.en
    facts = told.facts.filter(told.facts["concept"] == "underspend")
    assert {facts["fact"][2], facts["fact"][_TOTAL]} <= set(finding.facts)


def test_as_large_an_error_in_a_row_that_the_total_does_not_carry_on_is_another() -> None:
    findings = _found(_budget({(2, _UNDERSPEND): -270, (1, _UNDERSPEND): -270}))
    assert len(findings) == 2


def test_a_rate_that_is_right_is_not_accused_beside_the_total_that_is_wrong() -> None:
    assert not _found(_budget({}, rates=True))
    (finding,) = _found(_budget({(_TOTAL, _ACCRUED): 1_000}, rates=True))
    assert (finding.observed, finding.expected) == (Decimal(216_094_000), Decimal(215_094_000))


def _known(name: str, value: int) -> Known:
    return Known(name, Decimal(value), Decimal(0), "t1", len(name), 1)


def _told(*sums: tuple[Known, ...]) -> list[Contradiction]:
    equations = [total_of(whole, parts, (1,) * len(parts), across=False, source="found") for whole, *parts in sums]
    failing = [one for one in equations if not one.holds]
    return list(contradictions(failing, Witnesses(equations), Shares(equations, failing)))


@pytest.mark.parametrize("others_hold", [True, False])
def test_what_another_relation_contradicts_is_no_mend(others_hold: bool) -> None:
    whole, first, second = _known("whole", 730), _known("first", 310), _known("second", 470)
    sums: list[tuple[Known, ...]] = [(whole, first, second)]
    if others_hold:
        sums += [
            (first, _known("a", 110), _known("b", 200)),
            (second, _known("c", 170), _known("d", 300)),
            (whole, _known("e", 220), _known("f", 510)),
        ]
    (found,) = _told(*sums)
    assert {one.figure.fact for one in found.suspects} == {"whole", "first", "second"}
    assert [one.contested for one in found.suspects] == [others_hold] * 3


def test_assets_that_are_owed_for_are_still_those_that_are_listed() -> None:
    def position(cash: int) -> list[Sequence[str]]:
        return [
            *(("ACTIVO", ""), ("Bancos", f"{cash:,}"), ("Inversiones", "185,249"), ("Deudores", "23,762")),
            *(("Otros", "6,662"), ("TOTAL ACTIVO", "425,127"), ("PASIVO", ""), ("Proveedores", "23,419")),
            *(("Retenciones", "22,804"), ("TOTAL PASIVO", "46,223"), ("PATRIMONIO", ""), ("Aportaciones", "267,736")),
            *(("Resultados", "111,168"), ("TOTAL PATRIMONIO", "378,904"), ("TOTAL PASIVO Y PATRIMONIO", "425,127")),
        ]

    assert not _found(_read(("Concepto", "2023"), *position(209_454)))
    (finding,) = _found(_read(("Concepto", "2023"), *position(259_454)))
    assert finding.stake == 50_000


@pytest.mark.parametrize("sign", ["", "%"])
@pytest.mark.parametrize(("said", "found"), [("5", 1), ("8", 0), ("9", 0)])
def test_shares_that_come_to_a_hundred_in_one_row_are_held_to_it_in_the_other(said: str, found: int, sign: str) -> None:
    headings = ("Sexo", "Ninguna", "Una", "Dos", "Tres", "Total")
    rows = (("Hombres", "53", "34", "9", "4", "100"), ("Mujeres", "41", "41", said, "9", "100"))
    assert len(_found(_read(headings, *((name, *(one + sign for one in said)) for name, *said in rows)))) == found


def test_rates_of_what_was_reached_come_to_no_hundred_beside_shares_that_do() -> None:
    rows = (("Norte", "53%", "98%"), ("Centro", "34%", "100%"), ("Sur", "9%", "104%"), ("Otros", "4%", "91%"))
    assert not _found(_read(("Zona", "Participación", "Avance"), *rows, ("Total", "100%", "100%")))


def test_an_error_in_columns_that_are_others_multiplied_is_seen() -> None:
    def years(changed: int) -> Statement:
        lines = [(62_687, 55_791), (50_930, 34_123), (20_158, 12_296), (2_843, 2_018), (67_900, 53_641)]
        body = [[a, b, a - b, 3 * a, 3 * b, 3 * (a - b)] for a, b in lines]
        body.append([sum(column) for column in zip(*body, strict=True)])
        body[2][4] += changed
        headings = (f"{name} {year}" for year in (2022, 2023) for name in ("Aprobado", "Devengado", "Por ejercer"))
        names = (*_NAMES[: len(lines)], "Total")
        return _read(("Concepto", *headings), *([n, *map(str, row)] for n, row in zip(names, body, strict=True)))

    assert not _found(years(0))
    (finding,) = _found(years(3_000))
    assert (finding.observed, finding.expected) == (Decimal(39_888), Decimal(36_888))


@pytest.mark.parametrize(
    ("parts", "es", "en"),
    [(3, "; u otra más.", "; or one more."), (4, "; u otra de 2 más.", "; or one of 2 more.")],
)
def test_those_not_named_among_the_suspects_are_counted(parts: int, es: str, en: str) -> None:
    rows = [(1_200_000, 1_250_000, 980_000), (800_500, 800_500, 700_250), (450_000, 450_000, 405_000)]
    rows += [(91_000, 95_500, 77_700)] * (parts - len(rows))
    first, second, third = (sum(column) for column in zip(*rows, strict=True))
    named = [(f"E00{number} Programa {number}", *row) for number, row in enumerate(rows, 1)]
    lines = [[name, *(f"{one:,}" for one in row)] for name, *row in (*named, ("Total", first, second, third + 100_000))]
    (finding,) = _found(_read(["Programa", "Aprobado", "Modificado", "Devengado"], *lines))
    assert finding.message.es.endswith(es)
    assert finding.message.en.endswith(en)
