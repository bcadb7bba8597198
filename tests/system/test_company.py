"""Filings that arrive one by one find their company, and what lies between them stands in every report concerned."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import cotejo
from cotejo.client import Client, JobFailed
from cotejo.following import upload
from cotejo.in_process import analysed
from cotejo.stack.supervisor import Stack
from shared.report import Report, RuleCoveragePart
from tests import programmes, web
from tests.one_workbook import HALF, NORTH, OBJECT, OFFICE, PERSONNEL, SOUTH, SOUTH_OTHERWISE, SUPPLIES, workbook
from tests.system.conftest import eventually, written

_PATIENCE_SECONDS = 60
_HEAD = "Ente Público:\tINSTITUTO DE PENSIONES Y BIENESTAR DEL ESTADO DE ANÁHUAC\n"
_BASE = "Estado Analítico del Ejercicio del Presupuesto de Egresos"
_COLUMNS = "Concepto\tAprobado\tAmpliaciones/ (Reducciones)\tModificado\tDevengado\tPagado\tSubejercicio\n"


@pytest.fixture
def stack(own_stack: Stack) -> Stack:
    return own_stack


def _statement(title: str, accrued: str, row: str, year: int = 2022) -> bytes:
    figures = f"1,000.00\t200.00\t1,200.00\t{accrued}\t{accrued}\t{1200 - float(accrued):,.2f}"
    head = f"{title}\nDel 1 de enero al 30 de junio de {year}\n(Pesos)\n\n{_HEAD}"
    return f"{head}{_COLUMNS}{row}\t{figures}\nTotal del Gasto\t{figures}\n".encode()


def _period(stack: Stack, settled: int, year: int = 2022) -> dict[str, Any]:
    """The period of `year`, once a comparison has seen so many filings of it."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        for institution in web.get(f"{stack.url}/v1/institutions").json():
            for period in institution["periods"]:
                if period["filings"] == settled and period["current"] and period["period"].startswith(str(year)):
                    address = f"{stack.url}/v1/institutions/{institution['id']}/periods/{period['period']}"
                    answer: dict[str, Any] = web.get(address).json()
                    return answer
        time.sleep(0.1)
    raise AssertionError("the period was not compared")


def test_statements_that_contradict_each_other(stack: Stack, client: Client, tmp_path: Path) -> None:
    parts = {
        "objeto.txt": (f"{_BASE} Clasificación por Objeto del Gasto (Capítulo y Concepto)", "500.00", "Materiales"),
        "funcion.txt": (f"{_BASE} Clasificación Funcional (Finalidad y Función)", "500.00", "Desarrollo Social"),
        "tipo.txt": (f"{_BASE} Clasificación Económica (por Tipo de Gasto)", "490.00", "Gasto Corriente"),
    }
    filings = {}
    for name, (title, accrued, row) in parts.items():
        job = client.wait(client.upload(written(tmp_path, name, _statement(title, accrued, row))).id)
        filings[name] = job.filing_id
    period = _period(stack, len(parts))
    assert {entry["filing"]["filename"] for entry in period["filings"]} == set(parts)
    odd = filings["tipo.txt"]
    for filing_id in filings.values():
        found = [anomaly for anomaly in client.report(filing_id).anomalies if anomaly.rule == "statement-mismatch"]
        spent = next(anomaly for anomaly in found if anomaly.observed == "490.00")
        assert (spent.severity, spent.expected) == ("error", "500.00")
        assert spent.evidence[0].text == "490.00"
        shown = web.get(f"{stack.url}/filings/{filing_id}/anomalies/{spent.id}").text
        assert all(name in shown for name, other in filings.items() if other != filing_id)
        assert shown.count("<mark>") == len(parts), "the cell of each statement is marked in its own table"
    for address in (f"/institutions/{period['institution']['id']}/periods/{period['period']['period']}", "/"):
        listed = web.get(f"{stack.url}{address}?lang=en").text
        assert "none of its own" in listed and "2\N{NO-BREAK SPACE}against other filings" in listed, address
    again = web.post(f"{stack.url}/v1/filings/{odd}/recheck")
    assert again.status_code in (200, 202)


@pytest.mark.parametrize(
    ("institution", "rows"),
    [
        ("Municipio de Anáhuac", (NORTH, SOUTH)),
        ("Universidad de Aztlán", (NORTH, SOUTH_OTHERWISE)),
        ("Patronato de Ferias", (NORTH, SOUTH, ("Total del Gasto", 811.0, 10.0, 821.0, 388.4, 370.3, 440.6))),
    ],
    ids=["agreeing", "contradicting", "telling-by-itself"],
)
def test_the_statements_of_one_workbook_are_held_against_each_other_and_told_once(
    stack: Stack, client: Client, tmp_path: Path, institution: str, rows: tuple[tuple[str | float, ...], ...]
) -> None:
    content = workbook((OBJECT, (PERSONNEL, SUPPLIES), HALF), (OFFICE, rows, HALF), institution=institution)
    (tmp_path / "egresos.xlsx").write_bytes(content)
    job = client.wait(client.upload(tmp_path / "egresos.xlsx").id)
    web.get(f"{stack.url}/v1/filings/{job.filing_id}?wait=30")
    told = [(one.rule, one.message) for one in client.report(str(job.filing_id)).anomalies]
    assert told == [(one.rule, one.message) for one in cotejo.analyse(content, filename="egresos.xlsx").anomalies]
    listed = web.get(f"{stack.url}/v1/filings", params={"institution": institution}).json()["items"]
    assert [entry["between"] for entry in listed] == [{}], "what lies in one workbook is its own"
    page = web.get(f"{stack.url}/filings/{job.filing_id}?lang=en").text
    assert "against other filings" not in page and "in this filing by itself" not in page


def test_workers_that_rechecked_a_filing_go_on_with_others(stack: Stack, client: Client, tmp_path: Path) -> None:
    def content(number: int) -> bytes:
        return _statement(f"{_BASE} Clasificación Administrativa", f"{number}.00", "Despacho", 2010 + number)

    filing_id = client.wait(client.upload(written(tmp_path, "0.txt", content(0))).id).filing_id
    for _ in range(4):
        assert web.post(f"{stack.url}/v1/filings/{filing_id}/recheck").json()["done"]
    jobs = [client.upload(written(tmp_path, f"{number}.txt", content(number))).id for number in range(1, 9)]
    eventually(lambda: all(client.job(job).status == "succeeded" for job in jobs), 30)


def test_a_third_year_is_graded_and_stays_so_when_it_is_rechecked(stack: Stack, client: Client, tmp_path: Path) -> None:
    filings = []
    for year, accrued in ((2032, "980.00"), (2030, "970.00"), (2031, "500.00")):
        rows = [programmes.row(code=code, approved="1,000.00", accrued=accrued) for code in ("A1", "B2")]
        content = programmes.text(rows, f"Del 1 de enero al 31 de diciembre de {year}", "INSTITUTO DE LA VEJEZ")
        filings.append(client.wait(client.upload(written(tmp_path, f"{year}.txt", content)).id).filing_id)

    def grades() -> list[str | None]:
        reports = map(client.report, filings)
        return [one.category for report in reports for one in report.indicators if one.name == "aggregate_outturn"]

    eventually(lambda: grades() == ["A", None, None], _PATIENCE_SECONDS)
    assert web.post(f"{stack.url}/v1/filings/{filings[0]}/recheck").status_code == 200
    eventually(lambda: grades() == ["A", None, None], _PATIENCE_SECONDS)


def _between(report: Report) -> list[tuple[str, str | None, str | None, tuple[str, ...]]]:
    """What a report says that lies between filings."""
    return sorted(
        (
            one.rule,
            one.expected,
            one.observed,
            tuple(sorted(Path(place.filing).name for place in one.evidence if place.filing)),
        )
        for one in report.anomalies
        if any(place.filing for place in one.evidence)
    )


def _counts(report: Report) -> list[RuleCoveragePart]:
    """How often each rule passed and failed; what is missing of a period is told of one filing of it, whichever."""
    return [counted for counted in report.coverage.rules if counted.rule != "missing-statement"]


def test_filings_handed_in_at_once_in_any_order_say_what_one_clean_run_says(stack: Stack, tmp_path: Path) -> None:
    titles = (
        "Clasificación por Objeto del Gasto (Capítulo y Concepto)",
        "Clasificación Funcional (Finalidad y Función)",
        "Clasificación Económica (por Tipo de Gasto)",
        "Clasificación Administrativa",
    )
    contents = {
        f"{number}-{accrued}.txt": _statement(f"{_BASE} {title}", accrued, "Gasto Corriente", 2023)
        for number, title in enumerate(titles)
        for accrued in {2: ("500.00", "490.00"), 3: ("480.00",)}.get(number, ("500.00",))
    }
    good = [written(tmp_path, name, content) for name, content in contents.items()]
    bad = written(tmp_path, "cortado.pdf", b"%PDF-1.7 of which nothing else came through")
    handed_in = [*good, bad, *good[:2]]
    random.Random(5).shuffle(handed_in)

    def hand_in(path: Path) -> str | None:
        with Client(stack.url, language="en") as client, suppress(JobFailed):
            return client.wait(client.upload(path).id).filing_id
        return None

    with ThreadPoolExecutor(len(handed_in)) as many:
        ids = {path.name: filing_id for path, filing_id in zip(handed_in, many.map(hand_in, handed_in), strict=True)}
    assert [name for name, filing_id in ids.items() if filing_id is None] == [bad.name]
    _period(stack, len(good), 2023)
    clean = analysed(tuple(map(str, good)), None, None, "en")
    assert {rule for _, report in clean.reports for rule, *_ in _between(report)} == {
        "statement-mismatch",
        "version-conflict",
    }
    with Client(stack.url, language="en") as client:
        for filing, report in clean.reports:
            served = client.report(ids[filing.name] or "")
            assert _between(served) == _between(report)
            assert _counts(served) == _counts(report), "checks between filings are counted"
            page = web.get(f"{stack.url}/filings/{ids[filing.name]}?lang=en").text
            assert f"that do not: {sum(rule.failed for rule in _counts(served)):,}." in page


def test_upload_waits_until_the_filings_were_held_against_each_other(
    stack: Stack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    titles = (
        "Clasificación por Objeto del Gasto (Capítulo y Concepto)",
        "Clasificación Funcional (Finalidad y Función)",
    )
    paths = tuple(
        str(written(tmp_path, f"{accrued}.txt", _statement(f"{_BASE} {title}", accrued, "Gasto", 2026)))
        for title, accrued in zip(titles, ("500.00", "490.00"), strict=True)
    )
    outcome = upload(paths, stack.url, wait=True, language="es", show_all=False, patience=_PATIENCE_SECONDS)
    assert (outcome.refused, outcome.severities, outcome.pending) == (0, {"error"}, False)
    said = capsys.readouterr().out
    assert said.count("Estados que se contradicen") == 1 and "En total: 2 informes leídos" in said
    with Client(stack.url) as client:
        job = client.wait(client.upload(paths[0]).id, company=True)
        assert web.get(f"{stack.url}/v1/filings/{job.filing_id}?wait=1").json()["compared"] is True
