"""Statements beside the quarter's thirty, in three formats: each known, every figure in its place, none too many."""

from collections import Counter
from decimal import Decimal

import pytest

import cotejo
from services.compute.reading import read
from services.compute.recognition import recognise
from tests.compute.reading.printed import Style, as_pdf
from tests.compute.text_filings import as_workbook, text_of
from tests.further_statements import FORMS, INSTITUTION
from tests.statement_truth import end_of


def _content(name: str, ending: str) -> bytes:
    rows = FORMS[name].rows
    if ending == "xlsx":
        return as_workbook(rows)
    return text_of(rows) if ending == "txt" else as_pdf(read(as_workbook(rows)), Style(ruled=True))


@pytest.mark.parametrize("ending", ["txt", "xlsx", "pdf"])
@pytest.mark.parametrize("name", FORMS)
def test_a_further_statement_is_known_and_states_its_figures(name: str, ending: str) -> None:
    form = FORMS[name]
    found = recognise(read(_content(name, ending)), "MXN")
    assert found.statements == (form.kind,)
    assert found.institution is not None and found.institution.name == INSTITUTION
    assert (found.period is not None) == form.dated
    stated = Counter(
        (end_of(fact["subject_name"]), fact["concept"], fact["period_end"].year, Decimal(fact["value"]))
        for fact in found.facts.iter_rows(named=True)
    )
    assert stated == Counter((end_of(label), *rest) for label, *rest in form.figures())
    assert {note.kind for note in found.notes} <= {"missing", "ragged"}


@pytest.mark.parametrize("name", FORMS)
def test_a_further_statement_that_adds_up_has_no_anomaly(name: str) -> None:
    report = cotejo.analyse(_content(name, "xlsx"), filename=f"{name}.xlsx")
    assert not report.anomalies
