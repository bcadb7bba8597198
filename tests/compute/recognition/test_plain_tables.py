"""Plain tables of planning units, whose headings are nearly something else, or whose titles stand in cells."""

import pytest

import cotejo
from shared.report import Report

LEAD = ("Servicios de Salud de Prueba", "Tercer trimestre de 2024")


def analysed(*lines: str, filename: str = "a.txt", lead: tuple[str, ...] = LEAD) -> Report:
    return cotejo.analyse("\n".join((*lead, "", *lines)).encode(), filename=filename)


def names(report: Report) -> list[str | None]:
    return list(dict.fromkeys(fact.subject.name for fact in report.facts))


@pytest.mark.parametrize("head", ["Unidad médica", "Meta", "Unidad", "Municipio"])
def test_words_left_of_all_figures_name_the_rows_whatever_heads_them(head: str) -> None:
    rows = ("Norte\t86.00\t84.00", "Sur\t64.00\t63.00", "Total\t150.00\t147.00")
    report = analysed(f"{head}\tModificado\tEjercido", *rows)
    assert names(report) == ["Norte", "Sur", "Total"]
    assert not report.anomalies


@pytest.mark.parametrize("counts", [("250", "310", "875"), ("1,250", "310", "875"), ("2,500", "3,100", "8,750")])
def test_people_beside_what_names_the_rows_are_counted(counts: tuple[str, ...]) -> None:
    total = f"{sum(int(count.replace(',', '')) for count in counts):,}"
    places = ("Acatlán", "Zentla", "Huatusco", "Total")
    rows = [f"{place}\t{count}\t100.00" for place, count in zip(places, (*counts, total), strict=True)]
    report = analysed("Municipio\tBeneficiarios\tMonto", *rows)
    assert names(report) == list(places)
    counted = next(fact.value for fact in report.facts if fact.concept == "beneficiarios")
    assert counted == counts[0].replace(",", "")


def test_places_beside_codes_name_the_rows_under_titles_in_the_first_column() -> None:
    lines = (
        "Gobierno de Prueba,,,",
        "Secretaría de Finanzas,,,",
        "FORTAMUN,,,",
        "Clave,Municipio,Monto anual,Monto mensual",
    )
    rows = ('001,Acatlán,"1,200.00",100.00', '002,Zentla,"2,400.00",200.00', ',Total,"3,600.00",300.00')
    report = analysed(*lines, *rows, filename="a.csv", lead=())
    assert [(f.subject.code, f.subject.name) for f in report.facts][::2][:2] == [("001", "Acatlán"), ("002", "Zentla")]
    assert [column.label for column in report.tables[0].columns][2:] == ["Monto anual", "Monto mensual"]
    assert not any("group" in fact.context for fact in report.facts)


def test_semicolons_part_cells_whose_figures_have_commas_below_a_title() -> None:
    rows = (
        "Agua;120,000,000.00;118,500,000.00",
        "DIF;210,000,000.00;216,300,000.00",
        "Total;330,000,000.00;334,800,000.00",
    )
    report = analysed("Entidad;Aprobado;Modificado", *rows, filename="a.csv", lead=("Gobierno del Estado",))
    assert [fact.value for fact in report.facts][:2] == ["120000000.00", "118500000.00"]
    assert len(report.facts) == 6


def test_a_quarter_that_has_not_been_lacks_nothing() -> None:
    heads = "Actividad\tMeta anual\t3er trimestre Programado\t3er trimestre Realizado\t4to trimestre Realizado"
    report = analysed(
        heads, "Consultas\t480\t130\t120\t", "Talleres\t58\t15\t\t", lead=(LEAD[0], "Enero a septiembre de 2024")
    )
    missing = [anomaly.message.es for anomaly in report.anomalies if anomaly.rule == "missing-value"]
    assert len(missing) == 1
    assert "3er trimestre Realizado" in missing[0]
    assert "4to" not in missing[0]


@pytest.mark.parametrize("head", ["Resultado", "Alcanzado", "Resultado del indicador"])
def test_what_is_the_quotient_of_numerator_and_denominator_in_most_rows_is_held_against_it(head: str) -> None:
    rows = [
        ("Abandono", 9.5, 4182, 44020, 9.5), ("Egreso", 68, 11934, 17050, 69.99), ("Becas", 100, 5820, 6000, 97),
        ("Planteles", 40, 31, 84, 36.9), ("Solicitudes", 95, 9120, 9600, 95),
    ]  # fmt: skip
    heads = f"Nombre del indicador\tUnidad de medida\tMeta programada\tNumerador\tDenominador\t{head}"

    def told(wrong: float) -> list[tuple[str, str]]:
        lines = [f"{n}\tPorcentaje\t{t}\t{a}\t{b}\t{wrong if n == 'Egreso' else v}" for n, t, a, b, v in rows]
        found = analysed(heads, *lines).anomalies
        rules = ("ratio-mismatch", "achieved-differs-from-numerator")
        return [(one.rule, str(one.expected)[:7]) for one in found if one.rule in rules]

    assert told(69.99) == []
    assert told(96.99) == [("ratio-mismatch", "69.9941")]


@pytest.mark.parametrize(("planned", "done"), [("programadas", "otorgadas"), ("previstas", "realizadas")])
def test_one_thing_as_planned_and_as_done_is_target_and_achieved(planned: str, done: str) -> None:
    rows = ("Clínica 1\t100\t90\t90.0%", "Clínica 2\t200\t150\t75.0%", "Clínica 3\t50\t50\t98.0%")
    report = analysed(f"Unidad médica\tConsultas {planned}\tConsultas {done}\t% de cumplimiento", *rows)
    concepts = [column.concept for column in report.tables[0].columns]
    assert concepts == ["name", "target_original", "achieved", "achievement_rate_original"]
    assert [anomaly.rule for anomaly in report.anomalies if anomaly.severity == "error"] == ["ratio-mismatch"]


def test_two_things_as_planned_and_as_done_keep_their_names() -> None:
    heads = "Unidad\tConsultas programadas\tConsultas otorgadas\tCirugías programadas\tCirugías realizadas"
    report = analysed(heads, "Norte\t100\t90\t10\t9", "Sur\t200\t150\t20\t18")
    assert [c.concept for c in report.tables[0].columns][1] == "consultas_programadas"


def test_a_label_of_institutions_over_rows_beside_months_heads_a_column() -> None:
    rows = ("Agua\t1.00\t2.00\t3.00\t6.00", "Mujer\t2.00\t2.00\t2.00\t6.00", "DIF\t3.00\t1.00\t3.00\t7.00")
    report = analysed("Entidad\tEnero\tFebrero\tMarzo\t1er trimestre", *rows)
    assert [column.label for column in report.tables[0].columns][1:] == ["Enero", "Febrero", "Marzo", "1er trimestre"]
    assert names(report) == ["Agua", "Mujer", "DIF"]


def test_results_without_a_peso_exercised_are_told_as_those_without_one_accrued() -> None:
    rows = ("Becas\t100.00\t0.00\t20\t25", "Cursos\t50.00\t10.00\t10\t5")
    report = analysed("Actividad\tModificado\tEjercido\tMeta programada\tMeta alcanzada", *rows)
    told = [anomaly.subject for anomaly in report.anomalies if anomaly.rule == "results-without-spending"]
    assert [subject.name for subject in told if subject] == ["Becas"]
