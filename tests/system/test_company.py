"""Filings that arrive one by one find their company, and what lies between them stands in every report concerned."""

import time
from pathlib import Path
from typing import Any

import httpx

from cotejo.client import Client
from cotejo.stack.supervisor import Stack
from tests.system.conftest import written

_PATIENCE_SECONDS = 60
_HEAD = "Ente Público:\tINSTITUTO DE PENSIONES Y BIENESTAR DEL ESTADO DE ANÁHUAC\n"
_COLUMNS = "Concepto\tAprobado\tAmpliaciones/ (Reducciones)\tModificado\tDevengado\tPagado\tSubejercicio\n"


def _statement(title: str, accrued: str, row: str) -> bytes:
    figures = f"1,000.00\t200.00\t1,200.00\t{accrued}\t{accrued}\t{1200 - float(accrued):,.2f}"
    head = f"{title}\nDel 1 de enero al 30 de junio de 2022\n(Pesos)\n\n{_HEAD}"
    return f"{head}{_COLUMNS}{row}\t{figures}\nTotal del Gasto\t{figures}\n".encode()


def _period(stack: Stack, settled: int) -> dict[str, Any]:
    """The period, once a comparison has seen so many filings of it."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        for institution in httpx.get(f"{stack.url}/v1/institutions").json():
            for period in institution["periods"]:
                if period["filings"] == settled and period["current"]:
                    address = f"{stack.url}/v1/institutions/{institution['id']}/periods/{period['period']}"
                    answer: dict[str, Any] = httpx.get(address).json()
                    return answer
        time.sleep(0.1)
    raise AssertionError("the period was not compared")


def test_statements_that_contradict_each_other(stack: Stack, client: Client, tmp_path: Path) -> None:
    base = "Estado Analítico del Ejercicio del Presupuesto de Egresos"
    parts = {
        "objeto.txt": (f"{base} Clasificación por Objeto del Gasto (Capítulo y Concepto)", "500.00", "Materiales"),
        "funcion.txt": (f"{base} Clasificación Funcional (Finalidad y Función)", "500.00", "Desarrollo Social"),
        "tipo.txt": (f"{base} Clasificación Económica (por Tipo de Gasto)", "490.00", "Gasto Corriente"),
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
        shown = httpx.get(f"{stack.url}/filings/{filing_id}/anomalies/{spent.id}").text
        assert all(name in shown for name, other in filings.items() if other != filing_id)
        assert shown.count("<mark>") == len(parts), "the cell of each statement is marked in its own table"
    again = httpx.post(f"{stack.url}/v1/filings/{odd}/recheck")
    assert again.status_code in (200, 202)
