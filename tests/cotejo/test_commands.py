"""The other commands, as a user types them."""

import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import SAMPLES
from tests.cotejo.typed import SAMPLE, cotejo, on_terminal


def test_help_names_every_command() -> None:
    said = cotejo("--help").stdout
    assert all(
        command in said for command in ("analyse", "tables", "up", "demo", "upload", "jobs", "rules", "settings")
    )


def test_ctrl_c_ends_a_command_in_a_line_and_not_as_if_errors_were_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("services.compute.reading.read", interrupted)
    said = cotejo("tables", SAMPLE)
    assert (said.returncode, said.stdout) == (130, "")
    assert said.stderr.strip() == "cotejo: interrumpido · interrupted"


def test_tables_as_read() -> None:
    tables = json.loads(cotejo("tables", SAMPLE).stdout)
    assert [(table["page"], len(table["rows"])) for table in tables] == [(1, 11), (2, 6)]
    assert "Programas y Proyectos de Inversión" in tables[0]["title"]
    assert "E001PA0101,Pago puntual" in cotejo("tables", SAMPLE, "--format", "csv").stdout


def test_rules_and_settings_explain_themselves() -> None:
    assert "ratio-mismatch" in cotejo("rules").stdout
    assert "umbral     above 0.05" in cotejo("rules", "large-amendment").stdout
    assert "threshold  above 0.05" in cotejo("rules", "large-amendment", "--lang", "en").stdout
    assert cotejo("rules", "none").returncode == 2
    assert "COTEJO_LEASE_SECONDS=45" in cotejo("settings").stdout


def test_upload_without_a_server() -> None:
    said = cotejo("upload", SAMPLE, "--server", "http://127.0.0.1:1")
    assert said.returncode == 2
    assert "no hay servidor que conteste" in said.stderr


def test_the_demo_runs_the_main_job_and_leaves_nothing() -> None:
    said = cotejo("demo")
    assert said.returncode == 0, said.stderr
    for words in (
        "listo",  # the stages before it may be over before they are seen
        "Semáforo",
        "Porcentaje que sus cifras no dan",
        "Stopped;",
        "/flower/",
    ):
        assert words in said.stdout


def test_a_file_is_written_again_with_its_anomalies_marked(tmp_path: Path) -> None:
    said = cotejo("annotate", SAMPLES / "programas-2023.xlsx", "--output", tmp_path)
    assert (said.returncode, said.stdout.strip()) == (0, str(tmp_path / "programas-2023.cotejo.xlsx"))
    cells = [
        cell for row in openpyxl.load_workbook(tmp_path / "programas-2023.cotejo.xlsx").worksheets[0] for cell in row
    ]
    assert any(cell.comment and cell.comment.author == "Cotejo" for cell in cells)
    refused = cotejo("annotate", SAMPLE, "--output", tmp_path)
    assert refused.returncode == 2 and "no se devuelve anotado" in refused.stderr


def test_a_trace_is_what_all_services_logged_in_order(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    told = {
        "compute": [("10:02", "job.claimed", "j1"), ("10:04", "job.succeeded", "j1"), ("10:03", "job.claimed", "j2")],
        "ingest": [("10:01", "filing.accepted", "j1")],
    }
    for service, events in told.items():
        lines = [
            json.dumps({"job_id": job, "size": 7, "event": event, "service": service, "timestamp": at})
            for at, event, job in events
        ]
        (logs / f"{service}.log").write_text("\n".join(["not json j1", *lines, "{broken j1"]) + "\n")
    said = cotejo("trace", "j1", "--data", tmp_path)
    assert [line.split()[:3] for line in said.stdout.splitlines()] == [
        ["10:01", "ingest", "filing.accepted"],
        ["10:02", "compute", "job.claimed"],
        ["10:04", "compute", "job.succeeded"],
    ]
    assert "size 7" in said.stdout
    assert cotejo("trace", "j9", "--data", tmp_path).returncode == 2


def test_tables_are_drawn_on_a_terminal_and_json_where_they_are_piped() -> None:
    shown, _ = on_terminal("tables", SAMPLE, stream="stdout")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
    assert lines[0].startswith("Cuadro 1 · página 1 · ")
    assert any(re.match(r"\s*4\s+E001PA0101\s+Pago puntual", line) for line in lines)
    assert json.loads(cotejo("tables", SAMPLE).stdout)[0]["page"] == 1
    assert cotejo("tables", SAMPLE, "--format", "table", "--lang", "en").stdout.startswith("Table 1 · page 1")
