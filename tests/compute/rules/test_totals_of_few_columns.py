"""Totals where few columns tell of them: by what they are called, by being called nothing, beside rates, in steps."""

from collections.abc import Sequence

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_SOURCES = (("Cuotas", 18_734, 17_209), ("Aportaciones", 9_412, 10_127), ("Rendimientos", 5_208, 4_941))


def _found(*rows: Sequence[str]) -> list[Finding]:
    """What is told of totals, by themselves or with the rates beside them."""
    statement = recognise(read("\n".join("\t".join(cells) for cells in rows).encode()), "MXN")
    rules = (catalogue()[rule][1] for rule in ("total-mismatch", "ratio-mismatch"))
    return [finding for check in rules for finding in check(statement, load_policy()).findings]


def _sources(total: str, changed: int = 0) -> list[Sequence[str]]:
    """Amounts of two years, the change in percent, and their total, of which the first year's is off by `changed`."""
    rows = [(name, str(now), str(before), f"{100 * (now / before - 1):.1f}") for name, now, before in _SOURCES]
    now, before = sum(one for _, one, _ in _SOURCES), sum(one for *_, one in _SOURCES)
    return [
        ("Origen", "Este ejercicio", "El anterior", "Variación"),
        *rows,
        (total, str(now + changed), str(before), f"{100 * (now / before - 1):.1f}"),
    ]


@pytest.mark.parametrize("total", ["Total de ingresos", "Suma", ""])
def test_one_other_column_tells_of_a_total_and_the_rates_beside_it_do_not_speak_against_it(total: str) -> None:
    assert not _found(*_sources(total))
    (finding,) = _found(*_sources(total, 4_000))
    assert finding.observed == 37_354 and finding.expected == 33_354


def test_the_last_line_of_a_block_that_is_called_nothing_sums_the_block() -> None:
    def notes(changed: int) -> list[Sequence[str]]:
        return [
            ("Concepto", "2023"),
            ("Bancos", "3184276"),
            ("Inversiones", "7719034"),
            ("", str(3184276 + 7719034 + changed)),
            ("", ""),
            ("Deudores", "918277"),
            ("Anticipos", "66120"),
            ("Depósitos", "40031"),
            ("", "1024428"),
            ("", ""),
            ("Personal al cierre", "812"),
            ("Superficie", "2040"),
        ]

    assert not _found(*notes(0))
    (finding,) = _found(*notes(5_000))
    assert finding.stake == 5_000


def _months(wrong: dict[int, int]) -> list[Sequence[str]]:
    """Twelve months of seven years in steps of ten, and the year; a figure of January is off by so much a year."""
    years = [[(37 * (month + 3) * (year + 2) + 11 * year * year) % 83 * 10 + 100 for year in range(7)]
             for month in range(12)]  # fmt: skip
    totals = [sum(month[year] for month in years) + (year % 3 - 1) * 10 for year in range(7)]
    rows = [[str(value + wrong.get(year, 0) * (not place)) for year, value in enumerate(month)]
            for place, month in enumerate(years)]  # fmt: skip
    names = ("Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre", "Octubre")
    return [
        ("Mes", *(f"Región {name}" for name in "ABCDEFG")),
        *((name, *row) for name, row in zip((*names, "Noviembre", "Diciembre"), rows, strict=True)),
        ("Todo el año", *map(str, totals)),
    ]


def test_figures_in_steps_are_off_by_their_rounding_but_not_by_hundreds() -> None:
    assert not _found(*_months({}))
    (finding,) = _found(*_months({2: 700}))
    assert finding.observed is not None and finding.expected is not None
    assert abs(abs(finding.observed - finding.expected) - 700) <= 10


def test_a_figure_beyond_reading_elsewhere_in_a_column_keeps_no_total_from_being_told() -> None:
    rows = [*_sources("Total de ingresos", 4_000), ("Nota", "", "", ""), ("Deudores", "3 18?7", "4120", "")]
    assert [finding.expected for finding in _found(*rows)] == [33_354]


def test_a_label_that_looks_like_a_figure_beside_a_sum_keeps_no_error_from_being_told() -> None:
    rows = [(str(year), *(37 * year % 911, 53 * year % 677, 71 * year % 823)) for year in range(2008, 2020)]
    lines = [(year, *map(str, figures), str(sum(figures))) for year, *figures in rows]
    lines[-1] = ("2019P", *lines[-1][1:4], str(int(lines[-1][4]) + 400))
    (finding,) = _found(("Year", "Natural gas", "Petroleum", "Coal", "Total"), *lines)
    assert finding.stake == 400


def test_percentages_written_with_another_decimal_mark_keep_their_digits() -> None:
    people = [(1912647, 659267), (2655900, 930900), (3322100, 1031700), (4029803, 1208799), (4720492, 1030544)]
    rows = [
        (f"{all_of:,}".replace(",", " "), f"{some:,}".replace(",", " "), f"{100 * some / all_of:.1f}".replace(".", ","))
        for all_of, some in people
    ]
    rows[3] = (*rows[3][:2], "20,0")
    (finding,) = _found(("Personas", "De ellas menores", "Menores %"), *rows)
    assert "20.0" in finding.message.es


def test_the_change_of_a_rate_is_held_where_it_comes_out_in_several_rows() -> None:
    rates = [(61.4, 60.1), (48.2, 51.7), (73.9, 70.3), (35.6, 38.8), (82.1, 79.4), (55.3, 57.9), (64.8, 61.2)]
    rates += [(41.7, 36.5), (68.3, 75.9), (29.4, 33.1), (77.6, 64.2)]
    rows = [(f"Zona {place}", f"{before}", f"{now}", f"{100 * (now / before - 1):.1f}")
            for place, (before, now) in enumerate(rates)]  # fmt: skip
    headings = ("Zona", "Cobertura 2019 %", "Cobertura 2020 %", "Cambio %")
    assert not _found(headings, *rows)
    (finding,) = _found(headings, *rows[:2], (*rows[2][:2], "79.3", rows[2][3]), *rows[3:])
    assert "79.3" in finding.message.es


@pytest.mark.parametrize(("total", "told"), [("100", False), ("140", True), ("500", True), ("255", False)])
def test_a_total_of_shares_is_wrong_that_is_no_hundred_while_its_parts_are(total: str, told: bool) -> None:
    rows = [("Hombres", "53", "34", "9", "2", "2", total), ("Mujeres", "41", "41", "11", "4", "3", "100")]
    found = _found(("Visitas", "Ninguna", "1 a 3", "4 a 6", "7 a 12", "Más de 12", "Total"), *rows)
    assert [finding.expected for finding in found] == ([100] if told else [])


@pytest.mark.parametrize(("mark", "told"), [("s", False), ("(c)", False), ("-", True), ("0", True)])
def test_a_total_may_be_more_than_its_parts_by_what_a_mark_stands_for(mark: str, told: bool) -> None:
    rows = [(f"Región {n}", *(137 * n % 911, 4_120 * n % 7_919, 251 * n % 997, 36 * n % 89)) for n in range(1, 7)]
    lines = [(name, *map(str, figures), str(sum(figures))) for name, *figures in rows]
    lines[3] = (*lines[3][:3], mark, lines[3][4], str(int(lines[3][5]) - int(lines[3][3]) + 20))
    assert bool(_found(("Región", "Biomasa", "Hidráulica", "Eólica", "Solar", "Total"), *lines)) is told


@pytest.mark.parametrize("heading", ["Importe", "Consultas"])
@pytest.mark.parametrize("cents", ["", ".00"])
def test_one_column_tells_of_the_total_that_ends_it(heading: str, cents: str) -> None:
    def units(total: str) -> list[Sequence[str]]:
        rows = (("Norte", "1,250"), ("Sur", "2,310"), ("Centro", "1,875"), ("Total", total))
        return [("Unidad", heading), *((name, value + cents) for name, value in rows)]

    assert not _found(*units("5,435"))
    assert not _found(*units("5,818")), "the units listed may be some of them"
    (finding,) = _found(*units("5,345"))
    assert finding.observed == 5_345 and finding.expected == 5_435


def test_a_total_of_counts_beside_one_of_money_though_prices_have_none() -> None:
    def posts(total: str) -> list[Sequence[str]]:
        kinds = (("A", 1, 60_000), ("B", 4, 45_000), ("C", 9, 31_500), ("D", 21, 23_000), ("E", 34, 14_800))
        rows = [(name, str(count), f"{pay:,}.00", f"{count * pay:,}.00") for name, count, pay in kinds]
        money = f"{sum(count * pay for _, count, pay in kinds):,}.00"
        return [("Puesto", "Plazas", "Sueldo", "Costo mensual"), *rows, ("Total", total, "", money)]

    assert not _found(*posts("69"))
    (finding,) = _found(*posts("96"))
    assert finding.observed == 96


_SPENT = (
    ("E001", "12,340,000.00", "13,150,000.00", "12,980,450.10"),
    ("E002", "8,120,000.00", "8,120,000.00", "7,955,310.45"),
    ("E003", "25,600,000.00", "25,900,000.00", "25,410,220.30"),
    ("E004", "4,450,000.00", "4,510,000.00", "4,498,700.25"),
)


def test_a_total_that_is_off_by_a_slip_in_every_column_is_told_once() -> None:
    def spent(*totals: str) -> list[Sequence[str]]:
        return [("Programa", "Aprobado", "Modificado", "Devengado"), *_SPENT, ("Total", *totals)]

    assert not _found(*spent("50,510,000.00", "51,680,000.00", "50,844,681.10"))
    assert not _found(*spent("53,872,000.00", "55,046,000.00", "54,131,902.20")), "a row may be missing"
    assert len(_found(*spent("51,050,000.00", "56,180,000.00", "50,484,681.10"))) == 1


def test_a_total_of_rows_of_which_one_alone_gives_anything_is_held_to_it() -> None:
    def income(accrued: str) -> list[Sequence[str]]:
        return [
            ("Rubro", "Estimado", "Modificado", "Devengado", "Recaudado"),
            ("1. Del Estado", "18083921", "13689406", accrued, "10722343"),
            ("1.1 Impuestos", "0", "0", "0", "0"),
            ("1.2 Derechos", "0", "0", "0", "0"),
            ("1.3 Participaciones", "18083921", "13689406", "10722343", "10722343"),
            ("2. Propios", "15375621", "18262258", "11272659", "11272659"),
            ("2.1 Productos", "73058", "1919346", "112348", "112348"),
            ("2.2 Transferencias", "15302563", "16342912", "11160311", "11160311"),
            ("Total", "33459542", "31951664", "21995002", "21995002"),
        ]

    assert not _found(*income("10722343"))
    (finding,) = _found(*income("10762343"))
    assert finding.observed == 10_762_343
    assert finding.expected == 10_722_343


def test_a_row_printed_again_in_another_table_stands_for_no_part_of_a_total_beside_it() -> None:
    def balance(federal: str) -> list[Sequence[str]]:
        return [
            ("Concepto", "Estimado", "Devengado", "Recaudado"),
            ("A. Ingresos (A = A1 + A2 + A3)", "33459542", "21995002", "21995002"),
            ("A1. De libre disposición", "15375621", "11272659", "11272659"),
            ("A2. Transferencias", "18083921", federal, "10722343"),
            ("A3. Financiamiento", "", "", ""),
            ("",),
            ("Concepto", "Estimado", "Devengado", "Recaudado"),
            ("A3. Financiamiento", "0", "0", "0"),
            ("",),
            ("Concepto", "Estimado", "Devengado", "Recaudado"),
            ("A2. Transferencias", "18083921", "10722343", "10722343"),
            ("VII. Balance (VII = A2 + A3)", "18083921", "10722343", "10722343"),
        ]

    assert not _found(*balance("10722343"))
    (finding,) = _found(*balance("11722343"))
    assert finding.stake == 1_000_000


_CARE = (
    ("HC.1 Curative care", 46_271, "10.5"),
    ("HC.1.1 In-patient", 25_231, "15.7"),
    ("HC.1.2 Day cases", 2_134, "28.2"),
    ("HC.1.3-1.4 Out-patient", 18_906, "1.6"),
    ("HC.3 Nursing", 19_517, "0.0"),
    ("HC.3.1 In-patient", 13_780, "0.0"),
    ("HC.3.3 At home", 5_737, "0.0"),
    ("HC.5 Goods", 13_123, "0.0"),
    ("HC.5.1 Medicines", 8_513, "0.0"),
    ("HC.5.2 Appliances", 4_610, "0.0"),
)


@pytest.mark.parametrize(("place", "wrong"), [(0, 46_871), (6, 5_739)])
def test_rows_numbered_as_parts_of_another_come_to_it_whatever_rates_stand_beside(place: int, wrong: int) -> None:
    def rows(changed: int | None = None) -> list[Sequence[str]]:
        return [
            (name, str(changed if changed and n == place else amount), rate)
            for n, (name, amount, rate) in enumerate(_CARE)
        ]

    heading = ("Function", "Million", "Central")
    assert not _found(heading, *rows())
    (finding,) = _found(heading, *rows(wrong))
    assert str(wrong) in finding.message.es.replace(",", "")


def test_rows_set_in_by_blanks_stand_under_the_one_before_them() -> None:
    """Of two parts one is nothing, so that only the outline tells that the other is the whole again."""
    years = (22_920_145, 36_420_620, 122_157_260, 149_869_691)

    def lines(*bonds: int) -> bytes:
        rows = [("Revenues", *(3 * year // 7 for year in years)), ("Domestic debt", *years), ("   Bonds", *bonds)]
        rows += [("   Exchange notes", 0, 0, 0, 0), ("Foreign debt", *(5 * year // 9 for year in years))]
        text = "\n".join(";".join(map(str, row)) for row in (("Item", 2001, 2002, 2003, 2004), *rows))
        return text.encode()

    def told(*bonds: int) -> list[Finding]:
        statement = recognise(read(lines(*bonds), "a.csv"), "MXN")
        return list(catalogue()["total-mismatch"][1](statement, load_policy()).findings)

    assert not told(*years)
    (finding,) = told(years[0], 36_920_620, *years[2:])
    assert finding.message.es.count("36,920,620")


@pytest.mark.parametrize("called", ["Norte Total", "MDW Totals", "North Subtotal"])
def test_what_is_called_a_total_after_its_group_sums_the_rows_since_the_one_before(called: str) -> None:
    first, second = (187_340, 94_120, 52_080), (150_000, 120_119, 40_559, 100_000)

    def rows(last: int) -> list[Sequence[str]]:
        lines = [(f"Plan {n}", amount) for n, amount in enumerate(first)] + [("Sur Total", sum(first)), ("", "")]
        lines += [(f"Obra {n}", amount) for n, amount in enumerate((*second[:-1], last))]
        return [
            ("Proyecto", "Importe"),
            *((str(name), str(amount)) for name, amount in (*lines, (called, sum(second)))),
        ]

    assert not _found(*rows(100_000))
    (finding,) = _found(*rows(400_000))
    assert finding.expected is not None and finding.observed is not None
    assert abs(finding.expected - finding.observed) == 300_000
