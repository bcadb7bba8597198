"""Tables as planning units head them: two groups without headings, parts of a year, short words, unit prices."""

import pytest

import cotejo
from shared.report import Report

TITLE = "Instituto de Prueba\nAvance de metas del 1 de enero al 31 de marzo de 2024\n\n"
YEAR = "Instituto de Prueba\nPrograma operativo anual 2024\n\n"


def _report(*lines: str, title: str = TITLE) -> Report:
    return cotejo.analyse("\n".join((title, *lines)).encode(), filename="avance.txt")


def _concepts(report: Report) -> list[str | None]:
    return [column.concept for column in report.tables[0].columns[1:]]


MONEY, TARGETS = ["programmed", "exercised"], ["target_original", "achieved"]


@pytest.mark.parametrize("first", [MONEY, TARGETS])
@pytest.mark.parametrize("mark", ["", "$"])
def test_of_two_groups_without_headings_the_one_printed_as_money_is_of_it(first: list[str], mark: str) -> None:
    rows = [("Salud", "1,200,000.00", "900,000.00", "20", "15"), ("Obra", "400,000.00", "400,000.00", "40", "40")]
    money = [f"{mark}{a}\t{mark}{b}" for _, a, b, *_ in rows]
    halves = [(pair, f"{c}\t{d}") for pair, (*_, c, d) in zip(money, rows, strict=True)]
    lines = [
        f"{row[0]}\t" + "\t".join(half if first is MONEY else half[::-1])
        for row, half in zip(rows, halves, strict=True)
    ]
    report = _report("Programa\tProgramado\tRealizado\tProgramado\tRealizado", *lines)
    assert _concepts(report) == [*first, *(TARGETS if first is MONEY else MONEY)]
    assert not [anomaly for anomaly in report.anomalies if anomaly.rule == "overachievement"]


def test_two_groups_without_headings_that_print_alike_are_neither_money_nor_targets() -> None:
    report = _report("Programa\tProgramado\tRealizado\tProgramado\tRealizado", "A\t200\t150\t20\t15", "B\t40\t40\t4\t4")
    assert not set(_concepts(report)) & {*MONEY, *TARGETS}
    assert len(report.facts) == 8


@pytest.mark.parametrize(
    ("physical", "financial"),
    [("Físico", "Financiero"), ("Avance físico", "Avance financiero"), ("Metas", "Avance presupuestal"),
     ("Programación física", "Programación financiera")],
)  # fmt: skip
def test_groups_of_targets_and_of_money(physical: str, financial: str) -> None:
    heads = [f"Programa\t{physical}\t\t{financial}\t", "\tProgramado\tRealizado\tProgramado\tRealizado"]
    report = _report(*heads, "Salud\t20\t15\t1,200,000\t900,000", "Obra\t40\t40\t400,000\t400,000")
    assert _concepts(report) == [*TARGETS, *MONEY]


def test_groups_may_stand_below_what_they_are_groups_of() -> None:
    heads = ["Programa\tProgramado\t\tRealizado\t", "\tFísico\tFinanciero\tFísico\tFinanciero"]
    report = _report(*heads, "Salud\t20\t1,200,000\t15\t900,000", "Obra\t40\t400,000\t40\t400,000")
    assert _concepts(report) == ["target_original", "programmed", "achieved", "exercised"]


def test_a_heading_that_says_both_money_and_targets_says_neither() -> None:
    heads = ["Programa\tAvance físico-financiero\t", "\tProgramado\tEjercido"]
    assert _concepts(_report(*heads, "Salud\t1,200\t900", "Obra\t400\t300")) == MONEY


def test_a_target_that_says_no_time_beside_one_of_the_period_is_the_years() -> None:
    report = _report("Actividad\tMeta\tProgramado\tRealizado", "Cursos\t200\t20\t15", "Talleres\t400\t40\t40")
    assert _concepts(report) == ["target_original", *TARGETS]
    assert [str(fact.period.end)[5:] for fact in report.facts[:3] if fact.period] == ["12-31", "03-31", "03-31"]
    more = _report("Actividad\tMeta\tProgramado\tRealizado", "Cursos\t20\t200\t15", "Talleres\t40\t400\t40")
    assert _concepts(more) == ["target_original", "programado", "achieved"]


def test_programmed_and_done_in_pesos_are_money() -> None:
    report = _report("Programa\tProgramado\tRealizado", "Salud\t$200.00\t$150.00", "Obra\t$400.00\t$400.00")
    assert _concepts(report) == MONEY


@pytest.mark.parametrize(
    ("headings", "concepts"),
    [
        ("Aprob.\tModif.\tComprom.", ["approved", "modified", "committed"]),
        ("Aprob.\tDeveng.\tEjerc.\tPag.", ["approved", "accrued", "exercised", "paid"]),
        ("Estimado/ Autorizado\tIngreso Cobrado", ["estimated", "collected"]),
        ("Previsto\tRecaudado", ["estimated", "collected"]),
        ("Presupuestado\tRecaudado", ["estimated", "collected"]),
        ("Previsto\tEjercido", ["programmed", "exercised"]),
        ("Presupuestado\tEjercido", ["approved", "exercised"]),
        ("Previsto\tAlcanzado", ["target_original", "achieved"]),
        ("Asignado\tGastado", ["approved", "exercised"]),
        ("Presupuesto inicial\tPresupuesto actualizado", ["approved", "modified"]),
        ("Techo financiero\tAmpliación y/o Reducción\tPpto. modificado", ["approved", "adjustment", "modified"]),
        ("Metas programadas\tMetas cumplidas", ["target_original", "achieved"]),
        ("Meta prevista\tCumplido", ["target_original", "achieved"]),
    ],
)  # fmt: skip
def test_the_words_of_planning_units(headings: str, concepts: list[str]) -> None:
    width = len(concepts)
    rows = [f"{name}\t" + "\t".join(str(start + 13 * place) for place in range(width)) for name, start in
            (("Uno", 900), ("Dos", 400))]  # fmt: skip
    assert _concepts(_report(f"Concepto\t{headings}", *rows)) == concepts


@pytest.mark.parametrize("beside", ["Precio unitario", "P.U.", "Costo unitario"])
def test_a_quantity_beside_the_price_of_one_is_no_money(beside: str) -> None:
    report = _report(
        f"Artículo\tCantidad\t{beside}\tImporte", "Sillas\t20\t150.00\t3,000.00", "Mesas\t4\t900.00\t3,600.00"
    )
    assert _concepts(report) == ["count", "unit_price", "amount"]


QUARTERS = ["1er trim.\t2o trim.\t3er trim.\t4o trim.", "Trimestre I\tTrimestre II\tTrimestre III\tTrimestre IV"]


@pytest.mark.parametrize("quarters", QUARTERS)
@pytest.mark.parametrize(("whole", "concept"), [("Meta anual", "target_original"), ("Presupuesto anual", "approved")])
def test_quarters_are_of_what_they_add_up_to(quarters: str, whole: str, concept: str) -> None:
    rows = ["Cursos\t20\t5\t4\t6\t5", "Talleres\t40\t10\t10\t10\t10"]
    report = _report(f"Actividad\t{whole}\t{quarters}", *rows, title=YEAR)
    assert _concepts(report) == [concept] * 5
    ends = [str(fact.period.end)[5:] for fact in report.facts[:5] if fact.period]
    assert ends == ["12-31", "03-31", "06-30", "09-30", "12-31"]


def test_quarters_that_add_up_to_nothing_keep_their_labels() -> None:
    rows = ["Cursos\t20\t5\t4\t0\t0", "Talleres\t40\t10\t9\t0\t0"]
    assert _concepts(_report(f"Actividad\tMeta anual\t{QUARTERS[0]}", *rows, title=YEAR)).count("target_original") == 1


@pytest.mark.parametrize("parts", ["T1\tT2\tT3\tT4", "1er trim.\t2o trim.\t3er trim.\t4o trim."])
def test_quarters_under_what_was_programmed_and_done(parts: str) -> None:
    heads = ["Actividad\tMeta anual\tProgramado\t\t\t\tRealizado\t\t\t", f"\t\t{parts}\t{parts}"]
    rows = ["Cursos\t20\t5\t5\t5\t5\t5\t4\t3\t5", "Talleres\t40\t10\t10\t10\t10\t10\t9\t10\t10"]
    report = _report(*heads, *rows, title=YEAR)
    assert _concepts(report) == [*["target_original"] * 5, *["achieved"] * 4]
    told = [
        (fact.subject.name, fact.value) for fact in report.facts if fact.period and str(fact.period.end) == "2024-09-30"
    ]
    assert told == [("Cursos", "5"), ("Cursos", "3"), ("Talleres", "10"), ("Talleres", "10")]
