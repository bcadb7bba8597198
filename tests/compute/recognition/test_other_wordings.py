"""What other institutions write otherwise: formulas in headings, headings unknown, rows named beside their figure."""

import pytest

import cotejo
from services.compute.reading import read
from services.compute.recognition import Statement, recognise
from services.compute.recognition.institutions import find_institution
from services.compute.recognition.matching import match
from services.compute.recognition.vocabulary import vocabulary
from tests.compute.text_filings import text_of

_TITLE = [["Instituto de Pensiones de Anáhuac"], ["Estado Analítico del Ejercicio del Presupuesto de Egresos"],
          ["Clasificación por Objeto del Gasto"], ["Del 1 de enero al 31 de marzo de 2014"]]  # fmt: skip


def _recognised(rows: list[list[str]]) -> Statement:
    return recognise(read(text_of(rows)), "MXN")


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Saldo Final 4 (1+2-3)", "closing_balance"),
        ("Variación del Periodo (4-1)", "flow"),
        ("Saldo Final del Periodo (h) h=d+e-f+g", "closing_balance"),
        ("Ley de Ingresos Devengada", "accrued"),
        ("Ampliaciones/ (Reducciones)", "adjustment"),
    ],
)
def test_a_formula_behind_a_heading_is_no_part_of_it(label: str, code: str) -> None:
    found = match("", label)
    assert found is not None and (found.concept.code, found.confidence) == (code, 1.0)


def test_letters_of_columns_make_no_heading_less_sure() -> None:
    found = match("", "Concepto (c)")
    assert found is not None and found.confidence == 1.0


def _with_heading(unknown: int, heading: str, *, unmoved: bool = False) -> Statement:
    """A statement of spending in which one of the columns is headed otherwise; `unmoved` as approved."""
    heads = ["Aprobado", "Ampliaciones/(Reducciones)", "Modificado", "Devengado", "Pagado", "Subejercicio"]
    heads[unknown] = heading
    rows = []
    for number in range(1, 5):
        moved = 0 if unmoved else 7 * number
        row = [1000 * number, moved, 1000 * number + moved, 600 * number, 500 * number, 400 * number + moved]
        rows.append([f"{number}000 Capítulo", *(f"{value}.00" for value in row)])
    return _recognised([*_TITLE, ["Concepto", *heads], *rows])


@pytest.mark.parametrize(("place", "code"), [(0, "approved"), (1, "adjustment"), (2, "modified"), (5, "underspend")])
def test_arithmetic_tells_what_a_heading_does_not(place: int, code: str) -> None:
    (column,) = [c for c in _with_heading(place, "Techo Zeta").tables[0].columns if c.label == "Techo Zeta"]
    assert column.concept is not None
    assert (column.concept.code, column.reason) == (code, "arithmetic")


@pytest.mark.parametrize(("place", "unmoved"), [(3, False), (4, False), (0, True)])
def test_arithmetic_tells_nothing_where_several_would_do_or_zeros_do_it(place: int, unmoved: bool) -> None:
    (column,) = [
        c for c in _with_heading(place, "Techo Zeta", unmoved=unmoved).tables[0].columns if c.label == "Techo Zeta"
    ]
    assert column.concept is not None and column.reason == "own-label"


def test_words_beside_a_rows_only_figure_name_it() -> None:
    rows = [
        ["Instituto de Pensiones de Anáhuac"], ["Estado Analítico de Ingresos"],
        ["Del 1 de enero al 31 de marzo de 2014"],
        ["Rubro de Ingresos", "Estimado", "Ampliaciones y Reducciones", "Modificado", "Devengado", "Recaudado",
         "Diferencia"],
        ["Derechos", "100.00", "0.00", "100.00", "130.00", "130.00", "30.00"],
        ["Productos", "50.00", "10.00", "60.00", "60.00", "60.00", "10.00"],
        ["Total", "150.00", "10.00", "160.00", "190.00", "190.00", "40.00"],
        ["", "", "", "", "", "Ingresos excedentes", "40.00"],
    ]  # fmt: skip
    found = _recognised(rows)
    last = found.facts.row(-1, named=True)
    assert (last["subject_name"], last["concept"], last["value"]) == ("Ingresos excedentes", "difference", "40.00")
    assert {note.kind for note in found.notes} <= {"missing"}


def test_a_title_that_runs_on_may_end_with_the_name() -> None:
    title = "Cuenta Pública 2021 Estado de Actividades Del 1 de enero al 31 de diciembre de 2021"
    found = find_institution([f"{title} Comisión de Agua de Xalisco"], [])
    assert found is not None and found.name == "Comisión de Agua de Xalisco"


def test_liabilities_without_movements_are_no_error_and_short_term_debt_has_headings_of_its_own() -> None:
    rows = [
        ["Instituto de Pensiones de Anáhuac"], ["Informe Analítico de la Deuda Pública y Otros Pasivos - LDF"],
        ["Del 1 de enero al 30 de junio de 2022"], ["(PESOS)"],
        ["Denominación de la Deuda Pública y Otros Pasivos (c)", "Saldo al 31 de diciembre de 2021 (d)",
         "Disposiciones del Periodo (e)", "Amortizaciones del Periodo (f)",
         "Revaluaciones, Reclasificaciones y Otros Ajustes (g)", "Saldo Final del Periodo (h) h=d+e-f+g",
         "Pago de Intereses del Periodo (i)", "Pago de Comisiones y demás costos asociados durante el Periodo (j)"],
        ["1. Deuda Pública (1=A+B)", "100.00", "50.00", "20.00", "0.00", "130.00", "5.00", "1.00"],
        ["A. Corto Plazo", "100.00", "50.00", "20.00", "0.00", "130.00", "5.00", "1.00"],
        ["B. Largo Plazo", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00"],
        ["2. Otros Pasivos", "900.50", "", "", "", "850.25", "", ""],
        ["3. Total de la Deuda Pública y Otros Pasivos (3=1+2)",
         "1,000.50", "50.00", "20.00", "0.00", "980.25", "5.00", "1.00"],
        ["Obligaciones a Corto Plazo (k)", "Monto Contratado (l)", "Plazo Pactado (m)", "Tasa de Interés (n)",
         "Comisiones y Costos Relacionados (o)", "Tasa Efectiva (p)", "", ""],
        ["A. Crédito 1", "1,000,000.00", "12 meses", "TIIE + 1.2%", "0.00", "9.5%", "", ""],
    ]  # fmt: skip
    report = cotejo.analyse(text_of(rows), filename="deuda.txt")
    assert not [one for one in report.anomalies if one.severity != "information"]
    (contracted,) = [fact for fact in report.facts if fact.evidence.text == "1,000,000.00"]
    assert contracted.concept == "amount" and contracted.subject.name == "A. Crédito 1"


def test_programmes_are_named_by_what_tells_them_apart() -> None:
    rows = [
        ["Instituto de Pensiones de Anáhuac"], ["Programas y Proyectos de Inversión"],
        ["Del 1 de enero al 30 de junio de 2022"],
        ["Tipo de Programas", "Programa o Proyecto", "Denominación", "Aprobado", "Modificado", "Devengado"],
        ["Atención jurídica", "G1025", "GESTIÓN", "100.00", "120.00", "60.00"],
        ["Comunicación social", "G1026", "GESTIÓN", "200.00", "220.00", "61.00"],
        ["Obra hidráulica", "Q0001", "INVERSIÓN", "300.00", "320.00", "62.00"],
        ["Obra de caminos", "Q0002", "INVERSIÓN", "400.00", "420.00", "63.00"],
    ]  # fmt: skip
    found = _recognised(rows)
    assert found.subjects["subject_name"].to_list() == [row[0] for row in rows[4:]]
    assert found.subjects["subject_code"].to_list() == [row[1] for row in rows[4:]]
    misread = _recognised([*rows[:4], ["", "", "", "1", "2", "513"], *rows[4:]])
    assert set(found.subjects["subject_name"]) <= set(misread.subjects["subject_name"])


def test_a_stroke_misread_in_the_row_of_column_numbers_leaves_it_one() -> None:
    rows = [
        ["Instituto de Pensiones de Anáhuac"], ["Gasto por Categoría Programática"],
        ["Del 1 de enero al 30 de junio de 2022"],
        ["Concepto", "Aprobado", "Ampliaciones/ (Reducciones)", "Modificado", "Devengado", "Devengado/ Modificado"],
        ["", "1", "2", "3=(1+2)", "4", "413"],
        ["Subsidios", "100.00", "20.00", "120.00", "60.00", "50.00%"],
        ["Desempeño", "200.00", "20.00", "220.00", "55.00", "25.00%"],
    ]  # fmt: skip
    assert set(_recognised(rows).facts["subject_name"]) == {"Subsidios", "Desempeño"}


@pytest.mark.parametrize("code", ["ldf-budget-balance", "fiscal-posture", "funds-flow"])
@pytest.mark.parametrize(("label", "concept"), [("Estimado/Aprobado", "approved"), ("Recaudado/Pagado", "paid")])
def test_what_heads_revenue_and_spending_alike_is_of_both(code: str, label: str, concept: str) -> None:
    found = match("", label, next(one for one in vocabulary().statements if one.code == code))
    assert found and found.concept.code == concept


@pytest.mark.parametrize("label", ["Estimado/ Anrobado", "Estimadol Aprobado", "Estimado/ Aprabado (d)"])
def test_a_damaged_heading_means_what_its_statement_means_by_it(label: str) -> None:
    kind = next(one for one in vocabulary().statements if one.code == "ldf-budget-balance")
    found = match("", label, kind)
    assert found and found.concept.code == "approved"


@pytest.mark.parametrize(("group", "target"), [("", True), ("Metas", True), ("Presupuesto", False)])
def test_a_damaged_heading_is_no_target_under_money(group: str, target: bool) -> None:
    kind = next(one for one in vocabulary().statements if one.code == "project-targets")
    found = match(group, "Modificado Amual", kind)
    assert bool(found and found.concept.kind == "target") is target


_PROGRAMMES = [
    ["Instituto de Pensiones de Anáhuac"], ["PROGRAMAS Y PROYECTOS DE INVERSIÓN"], ["Segundo Trimestre 2021"],
    ["(Miles de pesos)"],
    ["No.", "Programa presupuestario", "Clave programática", "Metas", "", "Presupuesto", "", "Avance %", ""],
    ["", "", "", "Modificada", "Realizada", "Vigente", "Ejercido", "Físico", "Financiero"],
    ["1", "Agua potable", "E001", "40", "30", "2,000.0", "1,000.0", "75%", "50%"],
    ["2", "Saneamiento", "E002", "50", "10", "3,000.0", "1,800.0", "20%", "60%"],
    ["3", "Redes", "K003", "25", "24", "4,000.0", "3,600.0", "96%", "90%"],
]  # fmt: skip


def test_programmes_as_another_institution_files_them() -> None:
    found = _recognised(_PROGRAMMES)
    assert found.subjects["subject_name"].to_list() == ["Agua potable", "Saneamiento", "Redes"]
    codes = [column.concept.code for column in found.tables[0].columns if column.concept and column.is_measure]
    assert codes == [
        *("target_modified", "achieved", "modified", "exercised"),
        *("achievement_rate_modified", "exercise_rate_modified"),
    ]
    assert found.subjects["modified"].to_list() == [2_000_000, 3_000_000, 4_000_000]
    assert "row_number" not in found.subjects.columns


def test_a_total_of_things_counted_is_no_money() -> None:
    rows = [["Colonia", "Tomas domésticas", "Tomas comerciales", "Total"], ["Centro", "120", "30", "150"],
            ["Norte", "200", "10", "210"], ["Total", "320", "40", "360"]]  # fmt: skip
    found = _recognised(rows).facts
    assert found["concept"].unique(maintain_order=True).to_list() == ["tomas_domesticas", "tomas_comerciales", "total"]
    assert found["unit"].null_count() == found.height


def test_offices_name_their_rows_where_no_other_column_does() -> None:
    rows = [
        ["H. Ayuntamiento de Zitlala"], ["EJERCICIO DEL PRESUPUESTO POR UNIDAD RESPONSABLE"],
        ["ACUMULADO AL 31 DE MARZO DE 2016"],
        ["UNIDAD RESPONSABLE", "PRESUPUESTO AUTORIZADO", "PRESUPUESTO MODIFICADO", "EJERCIDO", "% AVANCE"],
        ["01 Presidencia", "1,000.00", "1,050.00", "525.00", "50.00"],
        ["02 Tesorería", "2,000.00", "1,900.00", "475.00", "25.00"],
        ["Total", "3,000.00", "2,950.00", "1,000.00", "33.90"],
    ]  # fmt: skip
    found = _recognised(rows)
    assert found.statements == ("expenditure-by-office",)
    assert found.institution is not None and found.institution.name == "H. Ayuntamiento de Zitlala"
    assert found.subjects["subject_name"].to_list() == ["01 Presidencia", "02 Tesorería", "Total"]
    assert not found.notes


_UNITS = [["E001", "Control de cuotas", "Finanzas", "460.00", "410.00", "120", "118"],
          ["E002", "Venta de inmuebles", "Jurídico", "300.00", "315.00", "40", "44"],
          ["E003", "Pago de préstamos", "Crédito", "665.00", "600.00", "808", "995"]]  # fmt: skip


@pytest.mark.parametrize("below", [False, True])
def test_names_and_measures_headed_in_two_rows_are_one_row_of_headings(below: bool) -> None:
    heads = [["Clave", "Nombre", "Unidad Responsable", "", "", "", ""],
             ["", "", "", "Ppto. Aprobado", "Ppto. Devengado", "Meta Prog.", "Meta Alcanz."]]  # fmt: skip
    statement = _recognised([*(heads[::-1] if below else heads), *_UNITS])
    (table,) = statement.tables
    codes = [column.concept.code if column.concept else None for column in table.columns]
    assert codes == ["code", "name", "responsible_unit", "approved", "accrued", "target_original", "achieved"]
    assert set(statement.facts["subject_name"]) == {row[1] for row in _UNITS}


def test_what_a_rate_is_held_against_tells_it_where_others_come_out_as_well() -> None:
    rows = [
        ["Clave", "Programa", "Aprobado", "Modificado", "Devengado", "Respecto al aprobado", "Contra lo modificado"]
    ]
    amounts = [(460, 460, 410), (300, 300, 315), (665, 660, 600), (120, 120, 80), (90, 90, 33)]
    for number, (approved, modified, accrued) in enumerate(amounts, 1):
        rates = [f"{accrued / base:.0%}" for base in (approved, modified)]
        rates = ["55%", "55%"] if number < 3 else rates
        rows.append([f"E00{number}", f"Programa {number}", *(f"{n}.00" for n in (approved, modified, accrued)), *rates])
    codes = {column.label: column.concept and column.concept.code for column in _recognised(rows).tables[0].columns}
    assert codes["Respecto al aprobado"] == "execution_rate_approved"
    assert codes["Contra lo modificado"] == "execution_rate_modified"
