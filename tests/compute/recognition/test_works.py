"""Public works as municipalities file them: contracts, funds, physical and financial progress."""

import pytest

import cotejo
from shared.report import Report

LEAD = ("Municipio de Prueba,,,", "Avance físico y financiero de obras,,,", "Segundo trimestre de 2024,,,")
HEADS = "No. de contrato,Obra o acción,Localidad,Fuente de financiamiento,Monto contratado,Monto pagado"
WORKS = [
    ("PR-01", "Aula", "Santa Ana", "FISM", 1000000, 300000, 90, 30),
    ("PR-02", "Drenaje", "San Pedro", "FISM", 2500000, 2375000, 35, 95),
    ("PR-03", "Parque", "Centro", "FORTAMUN", 600000, 600000, 100, 100),
    ("PR-04", "Electrificación", "La Loma", "Recursos propios", 400000, 420000, 100, 105),
]
TOTAL = f"Total,,,,{sum(row[4] for row in WORKS)},{sum(row[5] for row in WORKS)},,"


def analysed(heads: str = f"{HEADS},% avance físico,% avance financiero", left_out: tuple[int, ...] = ()) -> Report:
    rows = [",".join(str(value) for n, value in enumerate(row) if n not in left_out) for row in WORKS]
    return cotejo.analyse("\n".join((*LEAD, heads, *rows, TOTAL)).encode(), filename="obras.csv")


def told(report: Report, rule: str) -> list[str | None]:
    return [anomaly.subject.code for anomaly in report.anomalies if anomaly.rule == rule and anomaly.subject]


def named(report: Report, rule: str) -> list[str | None]:
    return [anomaly.subject.name for anomaly in report.anomalies if anomaly.rule == rule and anomaly.subject]


def test_a_contract_commits_and_the_money_is_a_rate_of_it() -> None:
    report = analysed()
    concepts = [column.concept for column in report.tables[0].columns]
    assert concepts[:2] == ["code", "name"]
    assert concepts[4:] == ["committed", "paid", "avance_fisico", "payment_rate_committed"]
    assert {(f.subject.kind, f.subject.code, f.subject.name) for f in report.facts[:4]} == {
        ("programme", "PR-01", "Aula")
    }
    assert not {"unrecognised-column", "stray-figure", "missing-value"} & {a.rule for a in report.anomalies}


def test_a_total_in_the_column_of_contracts_is_one() -> None:
    sums = [fact.value for fact in analysed().facts if fact.subject.kind == "total"]
    assert sums == ["4500000", "3695000"]


def test_works_far_behind_or_before_their_money_are_told() -> None:
    assert sorted(filter(None, told(analysed(), "financial-physical-gap"))) == ["PR-01", "PR-02"]


def test_what_was_paid_above_the_contract_is_told() -> None:
    assert told(analysed(), "spending-exceeds-commitment") == ["PR-04"]


def test_stated_progress_is_compared_where_no_money_is_stated() -> None:
    heads = "Núm. de obra,Nombre de la obra,Localidad,Fuente de financiamiento,Avance físico (%),Avance financiero (%)"
    report = analysed(heads, left_out=(4, 5))
    assert [column.concept for column in report.tables[0].columns][4:] == ["avance_fisico", "avance_financiero"]
    assert sorted(filter(None, told(report, "financial-physical-gap"))) == ["PR-01", "PR-02"]


def test_what_is_committed_still_beside_what_was_accrued_is_no_limit() -> None:
    rows = ["Becas,1000.00,50.00,700.00", "Vivienda,900.00,0.00,900.00", "Salud,500.00,10.00,450.00"]
    text = "\n".join(
        ("Instituto de Prueba,,,", "Junio de 2024,,,", "Programa,Modificado,Comprometido,Devengado", *rows)
    )
    assert not told(cotejo.analyse(text.encode(), filename="a.csv"), "spending-exceeds-commitment")


def test_works_are_named_by_their_column_and_not_by_where_they_stand_too() -> None:
    report = cotejo.analyse(
        b"Obra,Localidad,Aprobado,Ejercido\nDrenaje,Centro,100.00,50.00\nParque,Sur,200.00,70.00\n",
        filename="obras.csv",
    )
    assert {(fact.subject.kind, fact.subject.name) for fact in report.facts} == {
        ("programme", "Drenaje"), ("programme", "Parque"),
    }  # fmt: skip


STAGES = [
    ("PR-01", "Aula", 1000000, 1000000, 100, 100),
    ("PR-02", "Drenaje", 2500000, 1500000, 85, 60),
    ("PR-03", "Parque", 600000, 300000, 90, 65),
    ("PR-04", "Electrificación", 400000, 420000, 100, 105),
]
HEADED_TWICE = ("Contrato,Obra,Monto contratado,Monto ejercido,Avance,Avance", ",,,,Físico,Financiero")


def staged(*heads: str, scale: int = 1) -> Report:
    """Works of which one alone stands at what was spent of it, and the last but one states a rate of money wrongly."""
    rows = [",".join(str(value) for value in (*row[:4], row[4] / scale, row[5] / scale)) for row in STAGES]
    total = f"Total,,{sum(row[2] for row in STAGES)},{sum(row[3] for row in STAGES)},,"
    return cotejo.analyse("\n".join((*LEAD, *heads, *rows, total)).encode(), filename="obras.csv")


@pytest.mark.parametrize("scale", [1, 100])
@pytest.mark.parametrize(
    "heads",
    [
        ("Contrato,Obra,Monto contratado,Monto ejercido,Avance físico,Avance financiero",),
        ("Contrato,Obra,Monto contratado,Monto ejercido,AVANCE FÍSICO,AVANCE FINANCIERO",),
        HEADED_TWICE,
    ],
)
def test_what_is_headed_as_of_the_site_is_no_rate_of_money(heads: tuple[str, ...], scale: int) -> None:
    report = staged(*heads, scale=scale)
    concepts = [column.concept for column in report.tables[0].columns]
    assert concepts[4:] == ["avance_fisico", "exercise_rate_committed"]
    assert {rule: named(report, rule) for rule in ("ratio-mismatch", "financial-physical-gap")} == {
        "ratio-mismatch": ["Parque"],
        "financial-physical-gap": ["Parque"],
    }
    assert not {a.rule for a in report.anomalies} & {"unrecognised-column"}
    site = [fact.value for fact in report.facts if fact.concept == "avance_fisico"]
    assert [float(value) for value in site if value] == [1, 0.85, 0.9, 1]


def test_figures_beside_targets_may_be_what_was_done_and_are_left() -> None:
    rows = ["Zanjas,Metro,100.00,40.00,120,60", "Bardas,Metro,200.00,90.00,140,35", "Pisos,Metro,90.00,10.00,99,12"]
    text = "\n".join((*LEAD, "Obra,Unidad de medida,Aprobado,Ejercido,Cantidad,Avance físico", *rows))
    report = cotejo.analyse(text.encode(), filename="obras.csv")
    site = [fact.value for fact in report.facts if fact.concept == "avance_fisico"]
    assert site == ["60", "35", "12"]
