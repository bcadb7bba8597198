"""The report to print: what it says first, its evidence, and whose each figure is."""

from typing import Any

import pypdfium2
import pytest

from shared.exports.printed import to_html, to_pdf
from shared.review_part import ReviewPart
from tests.shared.reports import a_report, a_rule


def test_a_printed_report_calls_the_default_policy_that() -> None:
    report = a_report()
    named = report.model_copy(update={"policy": report.policy.model_copy(update={"name": "default"})})
    assert "los predeterminados, versión" in to_html(named, "es")
    own = report.model_copy(update={"policy": report.policy.model_copy(update={"name": "auditoría"})})
    assert "auditoría, versión" in to_html(own, "es")


@pytest.mark.parametrize(("language", "heading"), [("es", "Método"), ("en", "Method")])
def test_a_printed_report_shows_evidence_and_escapes_what_the_filing_says(language: Any, heading: str) -> None:
    report = a_report()
    hostile = report.anomalies[0].model_copy(
        update={"subject": report.facts[0].subject.model_copy(update={"name": "<script>x</script>"})}
    )
    page = to_html(report.model_copy(update={"anomalies": [hostile]}), language)
    assert f"<h2>{heading}</h2>" in page
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert all(place.text in page for place in hostile.evidence)
    assert report.filing.sha256 in page


def test_a_printed_report_names_each_figure_and_says_first_what_it_comes_to() -> None:
    report = a_report()
    page = to_html(report, "es")
    (anomaly,) = report.anomalies
    head, _, rest = page.partition("<h2>Método</h2>")
    assert f"E001PA0104: {anomaly.message.es}" in head
    assert "<td>devengado</td>" in rest and "<td>modificado</td>" in rest


def test_a_printed_report_names_the_figures_of_other_filings_and_whose_each_is() -> None:
    report = a_report()
    (anomaly,) = report.anomalies
    _, own, other = anomaly.evidence
    places = [
        own.model_copy(update={"filing": report.filing.filename, "filing_id": report.filing.id}),
        other.model_copy(update={"filing": "otro.pdf", "filing_id": "otro"}),
    ]
    between = anomaly.model_copy(update={"facts": ["f33"], "evidence": places})
    page = to_html(report.model_copy(update={"anomalies": [between]}), "es")
    assert page.count("<td>devengado</td>") == 2, "both figures are of one concept"
    two = [report.facts[0], report.facts[1].model_copy(update={"subject": anomaly.subject})]
    named = anomaly.model_copy(update={"facts": ["f33", "f32"], "evidence": [own, other]})
    page = to_html(report.model_copy(update={"anomalies": [named], "facts": two}), "es")
    assert f"<td>devengado · {report.facts[0].subject.name}</td>" in page
    assert f"<td>modificado · {anomaly.subject.name}</td>" in page


def _mark(anomaly: str, verdict: str) -> ReviewPart:
    said = {"anomaly": anomaly, "verdict": verdict, "note": "Oficio 12/2024", "rule": "x", "subject": ""}
    return ReviewPart.model_validate(said | {"message": {"es": "", "en": ""}, "reviewed_at": "2024-05-02T10:00:00Z"})


def test_a_printed_report_counts_what_was_marked_beside_what_was_found() -> None:
    report = a_report()
    (anomaly,) = report.anomalies
    every = [anomaly.model_copy(update={"id": name}) for name in ("a1", "a2", "a3")]
    report = report.model_copy(update={"anomalies": every})
    marks = {"a1": _mark("a1", "dismissed"), "a2": _mark("a2", "dismissed"), "a3": _mark("a3", "confirmed")}
    assert "Revisadas por el auditor: 1 confirmada, 2 descartadas." in to_html(report, "es", reviews=marks)
    assert "Revisadas" not in to_html(report, "es")


def test_a_printed_report_lists_the_rules_with_cases_and_names_the_others_in_a_sentence() -> None:
    report = a_report()
    (tried,) = report.coverage.rules
    idle = tried.model_copy(update={"rule": "light-mismatch", "passed": 0, "failed": 0, "not_applicable": 0})
    coverage = report.coverage.model_copy(update={"rules": [tried, idle]})
    page = to_html(report.model_copy(update={"coverage": coverage}), "es", [a_rule("light-mismatch")])
    assert "Sin nada a que aplicarse: Título." in page and "<td>Título</td>" not in page
    assert "Sin nada" not in to_html(report, "es")


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_printed_pdf_says_what_the_page_says(language: Any) -> None:
    report = a_report(name="Ñandú & <b>Cía</b> → 漢")
    review = _mark(report.anomalies[0].id, "explained")
    named = report.anomalies[0].model_copy(update={"subject": report.facts[0].subject})
    report = report.model_copy(update={"anomalies": [named]})
    rule = a_rule(named.rule)
    document = pypdfium2.PdfDocument(to_pdf(report, language, [rule], {named.id: review}))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    flat = " ".join(text.split())
    assert "Ñandú & <b>Cía</b> -> ¤" in flat
    assert "Oficio 12/2024" in flat and "02/05/2024" in flat and "LFPRH" in flat
    assert ("Título" if language == "es" else "Title") in flat
    assert all(place.text in flat for place in named.evidence)
    assert report.filing.sha256[:16] in flat
    assert to_pdf(report, language) == to_pdf(report, language)
