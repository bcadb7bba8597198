"""Figures that look like years, in tables of few columns: figures where a heading says so, headings where none does."""

import pytest

import cotejo

TABLES = {
    "Concepto,Aprobado,Devengado\nSalud,2018,2017\nObra,2019,2010\n": [
        *(("Salud", "approved", "2018"), ("Salud", "accrued", "2017")),
        *(("Obra", "approved", "2019"), ("Obra", "accrued", "2010")),
    ],
    "Municipio,Beneficiarios\nTala,2018\nAmeca,2019\n": [
        ("Tala", "beneficiarios", "2018"),
        ("Ameca", "beneficiarios", "2019"),
    ],
    "Año,Aprobado\n2018,2019\n2019,2020\n": [("2018", "approved", "2019"), ("2019", "approved", "2020")],
    "Sillas,2018\nMesas,2019\nBancas,2021\n": [
        *(("Sillas", "column_2", "2018"), ("Mesas", "column_2", "2019"), ("Bancas", "column_2", "2021")),
    ],
}


@pytest.mark.parametrize("table", TABLES)
def test_figures_that_look_like_years_are_figures(table: str) -> None:
    facts = cotejo.analyse(table.encode(), filename="datos.csv").facts
    assert [(fact.subject.name, fact.concept, fact.value) for fact in facts] == TABLES[table]


@pytest.mark.parametrize("heads", ["Concepto,Aprobado,Aprobado\n,2018,2019", "Concepto,2018,2019", "Rubro,2019,2018"])
def test_years_over_columns_are_headings_still(heads: str) -> None:
    facts = cotejo.analyse(f"{heads}\nSalud,500,600\nObra,700,800\n".encode(), filename="datos.csv").facts
    assert {fact.subject.name for fact in facts} == {"Salud", "Obra"}
    assert {fact.period.end.year for fact in facts if fact.period} == {2018, 2019}
