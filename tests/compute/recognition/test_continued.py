"""Tables that a page's end parted from their headings, from the block above them, or from their first rows."""

import pytest

import cotejo
from services.compute.reading import read
from services.compute.recognition import recognise
from shared.report import Report

BLOCK = "Actividad o Proyecto:\t469 Prestaciones\nTotal indicadores:\t3\n"
HEADINGS = "Nombre del Indicador\tUnidad Responsable\tFórmula\tMeta 2025\n"
ROWS = ["Créditos otorgados\tA\tTotal de créditos\t100\n", "Quejas atendidas\tB\tTotal de quejas\t50\n"]
LAST = "Visitas hechas\tB\tNúmero de visitas\t60\n"
BUDGET = "Programa\tAprobado\tModificado\tDevengado\n"
MONEY = ["Salud\t1,000.00\t1,200.00\t900.00\n", "Obra\t2,000.00\t2,200.00\t1,900.00\n", "Beca\t10.00\t10.00\t9.00\n"]


def _report(*parts: str) -> Report:
    return cotejo.analyse("".join(("PLAN DE LABORES 2025\n\n", *parts)).encode(), filename="plan.txt")


def _counted(report: Report) -> list[str]:
    return [anomaly.subject.name or "" for anomaly in report.anomalies if anomaly.rule == "count-mismatch"]


@pytest.mark.parametrize("between", ["\n", "\nPágina 2 de 3\n\n", "\n- 2 -\n\n"])
def test_a_list_goes_on_under_its_headings_said_again_on_another_page(between: str) -> None:
    whole, short = (*ROWS, between, HEADINGS, LAST), (*ROWS, between, HEADINGS)
    assert _counted(_report(BLOCK, HEADINGS, *whole)) == []
    assert _counted(_report(BLOCK, HEADINGS, *short)) == ["469 Prestaciones"]


def test_another_list_under_a_title_of_its_own_is_not_counted() -> None:
    other = "\nIndicadores de otras unidades\n\n"
    assert _counted(_report(BLOCK, HEADINGS, *ROWS, other, HEADINGS, LAST)) == ["469 Prestaciones"]


@pytest.mark.parametrize("between", ["\n", "\nPágina 2\n\n"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_rows_parted_from_their_headings_state_the_same(at: int, between: str) -> None:
    def stated(report: Report) -> list[tuple[str | None, str, str | None]]:
        return [(fact.subject.name, fact.concept, fact.value) for fact in report.facts]

    whole = stated(_report(BUDGET, *MONEY))
    assert len(whole) == 9
    assert stated(_report(BUDGET, *MONEY[:at], between, *MONEY[at:])) == whole


def test_a_group_over_headings_and_the_numbers_of_columns_go_with_them_over_a_pages_end() -> None:
    heads = "Clave\tNombre\tPresupuesto\t\tMetas\t\n\t\tAprobado\tDevengado\tProgramado\tAlcanzado\n1\t2\t3\t4\t5\t6\n"
    report = _report(heads, "\n", "E001\tSalud\t500.00\t300.00\t20\t10\n", "E002\tObra\t700.00\t300.00\t40\t10\n")
    concepts = {fact.concept for fact in report.facts}
    assert concepts == {"approved", "accrued", "target_original", "achieved"}
    assert {fact.subject.code for fact in report.facts} == {"E001", "E002"}


def test_a_section_right_below_headings_that_a_page_parted_heads_no_column() -> None:
    section = "EGRESOS\t\t\t\n"
    report = _report(BUDGET, section, "\n", *MONEY)
    assert {fact.subject.name for fact in report.facts} == {"Salud", "Obra", "Beca"}
    assert {fact.concept for fact in report.facts} == {"approved", "modified", "accrued"}


def test_rows_longer_than_their_headings_number_go_on_on_the_next_page() -> None:
    names = ("Clave", "Nivel", "Nombre del indicador", "Fórmula", "Meta programada", "Meta alcanzada")
    numbers = "\t".join(map(str, range(1, 9)))
    heads = "\t\t".join((*names, "Numerador", "Denominador")) + f"\n{numbers}\n"
    row = "{}\tComponente\tHogares\tA/B*100\t{}%\t\t{}%\t{}\t200\n"
    rows = [row.format(f"J00{n}", 40 + n, 40 + n, 80 + 2 * n) for n in range(1, 7)]
    whole = _report(heads, *rows).facts
    parted = _report(heads, *rows[:2], "\n", *rows[2:4], "\n", *rows[4:]).facts
    said = [(fact.subject.code, fact.concept, fact.value or fact.category) for fact in whole]
    assert [(fact.subject.code, fact.concept, fact.value or fact.category) for fact in parted] == said
    assert ("J006", "denominator", "200") in said


ASSESSED = [
    "Objetivo 1\t1. Salud de calidad\n",
    "Indicadores\t1.1 Cirugías a tiempo\t1.2 Consultas a tiempo\n",
    "Cumplimiento metas intermedia\tNo alcanzada\tAlcanzada\n",
    "Avance meta sexenal\tRezagado\tSuperado\n",
    "Indicadores\t1.3 Vacunas\t1.4 Abasto\n",
    "Cumplimiento metas intermedia\tAlcanzada\tAlcanzada\n",
    "Avance meta sexenal\tAvanzado\tAdecuado\n",
]


@pytest.mark.parametrize("at", range(1, len(ASSESSED)))
def test_subjects_across_go_on_over_a_pages_end(at: int) -> None:
    def stated(*parts: str) -> set[tuple[str | None, str | int | None, str, str | None]]:
        facts = _report(*parts).facts
        return {(f.subject.name, f.context.get("section"), f.concept, f.category) for f in facts}

    whole = stated(*ASSESSED)
    assert len(whole) == 8
    assert {section for _, section, *_ in whole} == {"1. Salud de calidad"}
    assert stated(*ASSESSED[:at], "\n", *ASSESSED[at:]) == whole


@pytest.mark.parametrize("at", range(1, 6))
def test_a_block_parted_from_itself_or_its_table_states_the_same_in_the_same_lines(at: int) -> None:
    lines = [
        "Actividad o Proyecto:\t469\n", "Descripción:\tPrestaciones\n", "Presupuesto aprobado:\t$1,200.00\n",
        "Total indicadores:\t2\n", HEADINGS, *ROWS,
    ]  # fmt: skip

    def stated(report: Report) -> list[tuple[str | None, str | None, str, str | None]]:
        return [(f.subject.code, f.subject.name, f.concept, f.value) for f in report.facts]

    cut = _report(*lines[:at], "\n", *lines[at:])
    assert stated(cut) == stated(_report(*lines))
    assert len(cut.facts) == 4
    lines_of_facts = [fact.evidence.line for fact in cut.facts]
    assert lines_of_facts == [line + (line - 3 >= at) for line in (5, 6, 8, 9)]
    assert {anomaly.severity for anomaly in cut.anomalies} <= {"information"}


COMMITTED = [
    "Tema\tCompromiso\tTipo de Respuesta\n",
    "Archivos\tOrdenar los archivos\tAcciones realizadas\n",
    "Archivos\tPublicar el índice\tAcciones realizadas\n",
    "Compras\tConsolidar las compras\tAcciones realizadas\n",
]


@pytest.mark.parametrize("at", [2, 3])
def test_rows_of_words_go_on_where_they_say_what_those_above_say(at: int) -> None:
    facts = _report(*COMMITTED[:at], "\n", *COMMITTED[at:]).facts
    assert [(fact.subject.name, fact.category) for fact in facts] == [
        (name, "Acciones realizadas")
        for name in ("Ordenar los archivos", "Publicar el índice", "Consolidar las compras")
    ]


def test_numbers_of_columns_may_stand_below_the_end_of_their_headings_page() -> None:
    heads = ["Presupuesto\t\t\t\n", "Programa\tAprobado\tModificado\tDevengado\n"]
    report = _report(*heads, "\n", "1\t2\t3\t4\n", *MONEY)
    assert [column.concept for column in report.tables[-1].columns] == ["name", "approved", "modified", "accrued"]


def test_a_total_goes_on_below_a_blank_line_though_a_remark_with_a_figure_follows_it() -> None:
    wide = (line.replace("\n", "\t\n") for line in (BUDGET, *MONEY))
    total = "Total del Gasto\t3,010.00\t3,410.00\t2,809.00\t\n"
    report = _report(*wide, "\n", total, "Bajo protesta de decir verdad declaramos\t\t\t\t0.00\n")
    (found,) = [[fact.concept for fact in report.facts if fact.subject.name == "Total del Gasto"]]
    assert found == ["approved", "modified", "accrued"]


def test_headings_of_no_known_words_below_a_title_in_their_table_head_what_follows_a_blank_line() -> None:
    title = "Informe Analítico de Obligaciones\t\t\t\n"
    heads = "Denominación\tMonto pactado\tMonto convenido\tSaldo por cubrir\n"
    report = _report(title, heads, "\n", "APP 1\t5.00\t6.00\t7.00\n", "APP 2\t8.00\t9.00\t4.00\n")
    assert [fact.concept for fact in report.facts] == ["monto_pactado", "monto_convenido", "saldo_por_cubrir"] * 2


KINDS = "Tipo de Programas y Proyectos\tPrograma o Proyecto\tDenominación\tAprobado\tDevengado\n"
OF_KINDS = [
    f"Acción de {name}\tG102{n}\t{kind}\t{n}0.00\t{n}.00\n"
    for n, (name, kind) in enumerate(
        zip(("riego", "salud", "arte", "campo", "agua"), ("GESTIÓN", "GESTIÓN", "OBRA", "OBRA", "OBRA"), strict=True), 1
    )
]


@pytest.mark.parametrize("between", ["\n", "\nPágina 1 de 2\n\n", f"\n{KINDS}"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_the_first_rows_of_a_list_are_named_as_those_on_its_next_page(between: str, at: int) -> None:
    title = "Programas y Proyectos de Inversión\nDel 1 de enero al 30 de junio de 2024\n\n"

    def names(text: str) -> list[tuple[str, str]]:
        facts = recognise(read((title + text).encode(), "informe.txt"), "MXN").facts
        return facts.select("subject_name", "value").rows()

    whole = names(KINDS + "".join(OF_KINDS))
    assert ("Acción de riego", "10.00") in whole
    assert names(KINDS + "".join(OF_KINDS[:at]) + between + "".join(OF_KINDS[at:])) == whole


def test_the_lowest_of_headings_may_be_said_again_whole_without_the_groups_over_it() -> None:
    heads = "Clave\tNombre\tAprobado\tModificado\tProgramado\tModificado\tAlcanzado\n"
    rows = [f"P{n}\tPrograma {n}\t{n}0.00\t{n}5.00\t{n}0\t{n}1\t{n}\n" for n in range(1, 7)]
    text = "\t\tInversión\t\tMetas\t\t\n" + heads + "".join(rows)
    again = text.replace(rows[3], "\n" + heads + rows[3])
    said = [
        recognise(read(one.encode(), "informe.txt"), "MXN").facts.select("concept", "text").rows()
        for one in (text, again)
    ]
    assert ("target_modified", "41") in said[0]
    assert said[1] == said[0]
