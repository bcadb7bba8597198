"""Who is at odds with whom, and within which digits figures agree."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.compute.ties.company import companies
from services.compute.ties.hold import Held, hold_together
from services.compute.ties.institutions import Printed, institutions, same_institution
from services.compute.ties.pages import page
from services.compute.ties.stated import Filed, filed_of, plain_name
from services.compute.ties.voices import nearly_reads, reads
from tests.conftest import ROOT

INSTITUTION = "Instituto de Pensiones y Bienestar del Estado de Anáhuac"


def _report(
    statement: str, figures: dict[str, str], *, total: str = "Total del Gasto", **filing: Any
) -> dict[str, Any]:
    """A report of one statement whose total row states `figures` by concept."""
    facts = [
        {
            "id": f"f{number}",
            "subject": {"kind": "total", "code": None, "name": total},
            "concept": concept,
            "value": text.replace(",", ""),
            "context": {"statement": statement, "level": 0},
            "period": {"start": "2022-01-01", "end": "2022-06-30"},
            "evidence": {"table": "t1", "row": 9, "column": number, "text": text},
        }
        for number, (concept, text) in enumerate(figures.items(), 1)
    ]
    head = {
        "media_type": "application/pdf",
        "statements": [statement],
        "institution": {"name": INSTITUTION},
        "period": {"start": "2022-01-01", "end": "2022-06-30"},
    }
    return {"filing": head | filing, "facts": facts}


def _filed(key: str, *arguments: Any, **named: Any) -> Filed:
    filed = filed_of(key, _report(*arguments, **named))
    assert filed is not None
    return filed


def _spending(*accrued: str) -> Held:
    kinds = ("expenditure-by-object", "expenditure-by-function", "expenditure-by-office", "ldf-expenditure-by-object")
    company = [_filed(kind, kind, {"accrued": text}) for kind, text in zip(kinds, accrued, strict=False)]
    held = hold_together(company).held
    return next(one for one in held if one.tie.id == "spending" and one.concept == "accrued")


def test_the_odd_one_of_three_is_the_suspect_and_what_the_others_say_is_expected() -> None:
    judgement = _spending("100.00", "100.06", "100.00").judgement
    assert [one.statement for one in judgement.odd] == ["expenditure-by-function"]
    assert judgement.expected == Decimal("100.00")


def test_of_two_both_are_shown() -> None:
    judgement = _spending("100.00", "90.00").judgement
    assert len(judgement.odd) == 2
    assert judgement.expected is None


def test_one_alone_cannot_be_checked() -> None:
    assert _spending("100.00").judgement.state == "cannot-be-checked"


@pytest.mark.parametrize(
    ("texts", "state"),
    [
        (("1,000.49", "1,000"), "holds"),
        (("1,000.51", "1,000"), "does-not-hold"),
        (("1,000.50", "1,000.51"), "holds"),
        (("1,000.50", "1,000.52"), "does-not-hold"),
        (("1,000.50", "1,000.50", "0.00"), "holds"),
        (("1,000.50", "1,000.50", "1.00"), "does-not-hold"),
    ],
    ids=["rounded", "beyond rounding", "a centavo", "two centavos", "a form of zeros says nothing", "no zero"],
)
def test_digits_and_zeros(texts: tuple[str, ...], state: str) -> None:
    assert _spending(*texts).judgement.state == state


def test_a_statement_of_a_part_speaks_only_where_it_speaks_of_the_whole() -> None:
    whole = {"approved": "500.00", "accrued": "100.00"}
    others = [_filed(kind, kind, whole) for kind in ("expenditure-by-object", "expenditure-by-function")]
    for approved, state in (("500.00", "does-not-hold"), ("200.00", "holds")):
        part = _filed("p", "investment-programmes", {"approved": approved, "accrued": "7.00"})
        held = hold_together([*others, part]).held
        spending = next(one for one in held if one.tie.id == "spending" and one.concept == "accrued")
        assert spending.judgement.state == state


def test_why_a_statement_of_a_part_alone_says_nothing_of_the_whole_is_told() -> None:
    held = hold_together([_filed("p", "investment-programmes", {"approved": "5.00", "accrued": "7.00"})]).held
    spending = next(one for one in held if one.tie.id == "spending" and one.concept == "accrued")
    assert spending.judgement.state == "cannot-be-checked"
    assert "part" in spending.judgement.why


def test_a_filing_that_does_not_say_whose_it_is_has_no_company() -> None:
    assert filed_of("a", _report("activities", {}, institution=None)) is None
    assert filed_of("a", _report("activities", {}, period=None)) is None


def test_filings_keep_company_by_institution_and_period() -> None:
    mine = _filed("a", "activities", {})
    shouted = _filed(
        "b", "cash-flows", {}, institution={"name": "INSTITUTO DE PENSIONES Y BIENESTAR DEL EDO DE ANAHUAC"}
    )
    other = _filed("c", "cash-flows", {}, institution={"name": "Instituto de Pensiones de Jalisco"})
    later = _filed("d", "activities", {}, period={"start": "2022-01-01", "end": "2022-09-30"})
    assert [[one.key for one in group] for group in companies([mine, shouted, other, later])] == [
        ["a", "b"],
        ["c"],
        ["d"],
    ]
    assert later.end == date(2022, 9, 30)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Instituto Tecnológico Superior de Ciudad Hidalgo", "Instituto Tocnológico Superior de Ciudad Hidalro", True),
        ("INSTITUTO DE ALFABETIZACIÓN", "Instituto de alfabetizacion", True),
        ("Instituto de Vivienda del Estado de Colima", "lNSTITUTO DE VIVlENDA DEL ESTAD0 DE C0LIMA", True),
        ("Instituto de Vivienda del Estado de Colima", "INSTITUTO DE VIVIENDA DEL ESTADO DE TABASC0", False),
        ("Instituto Tecnológico Superior de Uruapan", "Instituto Tecnológico Superior de Pátzcuaro", False),
        ("Universidad Tecnológica de León", "Universidad Tecnológica de Laja", False),
    ],
)
def test_names_of_institutions(one: str, other: str, same: bool) -> None:
    assert same_institution(Printed(one), Printed(other)) is same


def test_names_of_institutions_are_told_apart_by_acronym_and_place_in_whatever_order_they_come() -> None:
    names = [
        Printed("Instituto de Alfabetización para Adultos"),
        Printed("INSTITUTO DE ALFABETlZACION PARA ADULT0S DEL ESTADO DE GTO. Flujo de Fondos"),
        Printed("Secretaría de Salud"),
        Printed("Secretaría de Salud del Estado de Puebla"),
        Printed("Secretaría de Salud del Estado de Sonora"),
        Printed("Instituto de Seguridad Social", "ISS"),
        Printed("Instituto de Seguridad Social del Estado de Guanajuato", "ISSEG"),
        Printed("Inst. de Seg. Social del Edo. de Guanajuato", "ISSEG"),
    ]
    groups = [[names[0], names[1]], [names[2]], [names[3]], [names[4]], [names[5]], [names[6], names[7]]]
    assert institutions(names) == sorted(sorted(group) for group in groups)
    assert institutions(reversed(names)) == institutions(names)


def test_rows_are_read_without_their_numbers_and_formulas() -> None:
    assert plain_name("B. Egresos Presupuestarios1 (B = B1+B2)") == "egresos presupuestarios"
    assert plain_name("a1) Efectivo") == "efectivo"
    assert plain_name("Hacienda Pública / Patrimonio Neto Final de 2018").endswith("2018")
    assert reads("egresos presupuestarios 2", ["egresos presupuestarios*"])
    assert nearly_reads("total del aclivo", ["total del activo"])
    assert not nearly_reads("resultados de ejercicios anteriores", ["resultado por tenencia de activos"])
    assert not nearly_reads("resultados de ejercicios anteriores", ["resultados del ejercicio*"])
    assert nearly_reads("resuitados del ejercicio ahorro desahorro", ["resultados del ejercicio*"])
    assert not nearly_reads("total de activos no circulantes", ["total de activos circulantes"])


def test_the_page_of_the_ties_is_up_to_date() -> None:
    assert (ROOT / "docs" / "ties.md").read_text(encoding="utf-8") == page(), "run `make rule-pages`"
