"""The command line, as a user types it."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import openpyxl
import polars as pl
import pytest

from services.compute.recognition.columns import Reason
from shared.problems import Language
from shared.report import Report
from shared.words import words as words_for
from tests.compute.reading.drawn import Sheets
from tests.compute.reading.files import zipped
from tests.conftest import ROOT, SAMPLES
from tests.system import long_files

SAMPLE = SAMPLES / "programas-2024.txt"


def _cotejo(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cotejo", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def test_help_names_every_command() -> None:
    said = _cotejo("--help").stdout
    assert all(
        command in said for command in ("analyse", "tables", "up", "demo", "upload", "jobs", "rules", "settings")
    )


def test_analyse_for_a_reader() -> None:
    said = _cotejo("analyse", SAMPLE)
    assert said.returncode == 0
    assert "IPBEA · Programas y proyectos de inversión · 01/01/2024 a 31/12/2024 · 11 programas" in said.stdout
    assert "90,318.27 ÷ 142,500.00 da 63.4" in said.stdout
    assert "Cifras comprobadas: 107 de 107." in said.stdout
    assert "Rate that its figures do not give" in _cotejo("analyse", SAMPLE, "--lang", "en").stdout


def test_analyse_as_json_is_one_report_or_an_array() -> None:
    one = Report.model_validate_json(_cotejo("analyse", SAMPLE, "--format", "json").stdout)
    two = json.loads(_cotejo("analyse", SAMPLE, SAMPLES / "programas-2023.xlsx", "--format", "json").stdout)
    assert one.filing.filename == "programas-2024.txt"
    assert [entry["filing"]["filename"] for entry in two] == ["programas-2024.txt", "programas-2023.xlsx"]


def test_analyse_in_other_formats(tmp_path: Path) -> None:
    facts = pl.read_csv(_cotejo("analyse", SAMPLE, "--format", "csv").stdout.encode(), infer_schema=False)
    assert facts.height == 107
    for form in ("xlsx", "parquet"):
        assert _cotejo("analyse", SAMPLE, "--format", form).returncode == 2
        path = tmp_path / f"out.{form}"
        arguments = ("--format", form, "--part", "anomalies", "--output", path, "--lang", "en")
        assert _cotejo("analyse", SAMPLE, *arguments).returncode == 0
    assert pl.read_parquet(tmp_path / "out.parquet").height == 15
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["anomalies", "indicators", "facts"]
    assert book["facts"].max_row == 108


def test_text_never_becomes_a_formula(tmp_path: Path) -> None:
    from tests.programmes import row, text

    path, out = tmp_path / "a.txt", tmp_path / "a.xlsx"
    path.write_bytes(text([row(code="=1+1", name="@SUM(A1)")]))
    assert _cotejo("analyse", path, "--format", "xlsx", "--output", out, "--lang", "en").returncode == 0
    cells = [cell for sheet in openpyxl.load_workbook(out) for line in sheet for cell in line]
    assert {cell.value for cell in cells if cell.data_type == "s"} >= {"=1+1", "@SUM(A1)"}
    own = re.compile(r'=(ROUND\([A-Z0-9,/\-!()facts]+\)|HYPERLINK\("#facts![A-Z]+[0-9]+","[a-z0-9 ]+"\))')
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert formulas and all(own.fullmatch(str(formula)) for formula in formulas)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [([], 0), (["--fail-on", "error"], 1), (["--fail-on", "warning"], 1)],
)
def test_exit_status_for_use_in_a_pipeline(arguments: list[str], status: int) -> None:
    assert _cotejo("analyse", SAMPLE, *arguments).returncode == status


def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "vacio.txt"
    path.write_bytes(b"")
    said = _cotejo("analyse", path, SAMPLE, "--format", "json")
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1 and "El archivo está vacío" in said.stderr
    assert [report["schema"] for report in json.loads(said.stdout)] == ["cotejo.report/1"]
    assert _cotejo("analyse", tmp_path / "none.txt").returncode == 2
    assert _cotejo("tables", path).returncode == 2


@pytest.mark.parametrize("command", ["analyse", "tables"])
def test_a_file_that_is_not_there_is_said_in_the_readers_language(tmp_path: Path, command: str) -> None:
    missing = str(tmp_path / "no-esta.xlsx")
    for language, said in (("es", "no existe ese archivo"), ("en", "there is no such file")):
        answer = _cotejo(command, missing, "--lang", language)
        assert answer.returncode == 2
        assert answer.stderr.strip() == f"cotejo: {missing}: {said}"


def test_tables_as_read() -> None:
    tables = json.loads(_cotejo("tables", SAMPLE).stdout)
    assert [(table["page"], len(table["rows"])) for table in tables] == [(1, 11), (2, 6)]
    assert "Programas y Proyectos de Inversión" in tables[0]["title"]
    assert "E001PA0101,Pago puntual" in _cotejo("tables", SAMPLE, "--format", "csv").stdout


def test_an_archive_is_a_report_for_each_member(tmp_path: Path) -> None:
    path = tmp_path / "todo.zip"
    members = {"2024/a.txt": SAMPLE.read_bytes(), "b.xlsx": (SAMPLES / "programas-2023.xlsx").read_bytes()}
    path.write_bytes(zipped(members | {"c.gif": b"GIF89a"}))
    said = _cotejo("analyse", path, "--format", "json")
    assert said.returncode == 2
    assert said.stderr.startswith(f"cotejo: {path}/c.gif: Tipo de archivo que no se lee.")
    assert [report["filing"]["filename"] for report in json.loads(said.stdout)] == ["a.txt", "b.xlsx"]
    tables = json.loads(_cotejo("tables", path).stdout)
    assert {table["filing"] for table in tables} == {"2024/a.txt", "b.xlsx"}
    empty = tmp_path / "vacio.zip"
    empty.write_bytes(zipped({}))
    assert "no trae informes" in _cotejo("analyse", empty).stderr


def test_an_encrypted_pdf_asks_for_its_password(tmp_path: Path) -> None:
    path = tmp_path / "cifrado.pdf"
    sheets = Sheets(password="clave")
    for line, cells in enumerate([["Concepto", "Aprobado"], ["Uno", "10.00"], ["Dos", "20.00"]]):
        for column, cell in enumerate(cells):
            sheets.text(72 + 200 * column, 72 + 15 * line, cell)
    path.write_bytes(sheets.saved())
    for command in ("analyse", "tables"):
        assert "protegido con contraseña" in _cotejo(command, path).stderr
        assert "no es la del archivo" in _cotejo(command, path, "--password", "otra").stderr
    assert "Dos" in _cotejo("tables", path, "--password", "clave").stdout
    assert _cotejo("analyse", path, "--password", "clave").returncode == 0


def test_a_file_whose_name_says_another_type_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "programas.xlsx"
    path.write_bytes((SAMPLES / "programas-2022.pdf").read_bytes())
    assert "Su nombre dice otra cosa: por su contenido es PDF, y así se leyó." in _cotejo("analyse", path).stdout
    assert "Its name says otherwise" not in _cotejo("analyse", SAMPLES / "programas-2022.pdf", "--lang", "en").stdout


def test_pages_that_could_not_be_read_are_said(tmp_path: Path) -> None:
    path = tmp_path / "hoja-mala.pdf"
    path.write_bytes(long_files.without_page(long_files.printed(3), 1))
    said = _cotejo("analyse", path)
    assert said.returncode == 0
    assert "No se pudieron leer las páginas 2." in said.stdout


def test_rules_and_settings_explain_themselves() -> None:
    assert "ratio-mismatch" in _cotejo("rules").stdout
    assert "umbral     above 0.05" in _cotejo("rules", "large-amendment").stdout
    assert "threshold  above 0.05" in _cotejo("rules", "large-amendment", "--lang", "en").stdout
    assert _cotejo("rules", "none").returncode == 2
    assert "COTEJO_LEASE_SECONDS=15" in _cotejo("settings").stdout


def test_upload_without_a_server() -> None:
    said = _cotejo("upload", SAMPLE, "--server", "http://127.0.0.1:1")
    assert said.returncode == 2
    assert "no hay servidor que conteste" in said.stderr


def test_the_demo_runs_the_main_job_and_leaves_nothing() -> None:
    said = _cotejo("demo")
    assert said.returncode == 0, said.stderr
    for words in (
        "listo",  # the stages before it may be over before they are seen
        "Semáforo",
        "Porcentaje que sus cifras no dan",
        "Stopped;",
        "/flower/",
    ):
        assert words in said.stdout


@pytest.mark.parametrize("reason", get_args(Reason))
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_reason_for_a_column_has_words(reason: str, language: Language) -> None:
    assert words_for(language, f"reason-{reason}") != f"reason-{reason}"


def test_explain_says_why_a_column_was_taken_for_what_it_is() -> None:
    shown = _cotejo("analyse", "--explain", "--lang", "en", SAMPLE)
    line = next(line for line in shown.stdout.splitlines() if "execution_rate_approved" in line)
    assert "its words" in line


def test_a_file_is_written_again_with_its_anomalies_marked(tmp_path: Path) -> None:
    said = _cotejo("annotate", SAMPLES / "programas-2023.xlsx", "--output", tmp_path)
    assert (said.returncode, said.stdout.strip()) == (0, str(tmp_path / "programas-2023.cotejo.xlsx"))
    cells = [
        cell for row in openpyxl.load_workbook(tmp_path / "programas-2023.cotejo.xlsx").worksheets[0] for cell in row
    ]
    assert any(cell.comment and cell.comment.author == "Cotejo" for cell in cells)
    refused = _cotejo("annotate", SAMPLE, "--output", tmp_path)
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
    said = _cotejo("trace", "j1", "--data", tmp_path)
    assert [line.split()[:3] for line in said.stdout.splitlines()] == [
        ["10:01", "ingest", "filing.accepted"],
        ["10:02", "compute", "job.claimed"],
        ["10:04", "compute", "job.succeeded"],
    ]
    assert "size 7" in said.stdout
    assert _cotejo("trace", "j9", "--data", tmp_path).returncode == 2


def test_what_lies_between_statements_is_printed_once() -> None:
    quarter = sorted((SAMPLES / "trimestre-2024-2").glob("*.xlsx"))
    said = _cotejo("analyse", *quarter)
    assert said.returncode == 0
    flat = " ".join(said.stdout.split())
    assert flat.count("11,081,945.95; Egresos por objeto del gasto") == 1
    assert flat.count("No se entregó") == 1
    assert flat.count("egresos-economica.xlsx contra los demás (2)") == 1, "one cause, one heading"
    assert flat.count("2 anomalías entre informes, dichas arriba") == 4
    assert all(f"── {path} ──" in flat for path in quarter), "each block names its file"
    assert flat.endswith("En total: 5 informes leídos · 5 anomalías (4 errores, 1 aviso)")
    assert _cotejo("analyse", *quarter, "--fail-on", "error").returncode == 1


def test_a_text_filing_is_analysed_without_what_it_does_not_need() -> None:
    heavy = {"cv2", "httpx", "lark", "onnxruntime", "pypdfium2", "reportlab", "sqlmodel", "xlsxwriter"}
    code = (
        "import sys\nfrom cotejo.cli import main\ntry: main(['analyse', sys.argv[1]])\nexcept SystemExit: pass\n"
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code, str(SAMPLE)], capture_output=True, text=True, cwd=ROOT)
    assert said.stdout.splitlines()[-1] == "[]", said.stderr


def test_tables_are_drawn_on_a_terminal_and_json_where_they_are_piped() -> None:
    read_end, write_end = pty.openpty()
    command = [sys.executable, "-m", "cotejo", "tables", str(SAMPLE)]
    with subprocess.Popen(command, stdout=write_end, cwd=ROOT, env=os.environ | {"COLUMNS": "200"}):
        os.close(write_end)
        shown = b""
        with contextlib.suppress(OSError):
            while chunk := os.read(read_end, 4096):
                shown += chunk
    os.close(read_end)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines()
    assert lines[0].startswith("Cuadro 1 · página 1 · ")
    assert any(re.match(r"\s*4\s+E001PA0101\s+Pago puntual", line) for line in lines)
    assert json.loads(_cotejo("tables", SAMPLE).stdout)[0]["page"] == 1
    assert _cotejo("tables", SAMPLE, "--format", "table", "--lang", "en").stdout.startswith("Table 1 · page 1")


def test_progress_is_shown_on_a_terminal_alone() -> None:
    read_end, write_end = pty.openpty()
    command = [sys.executable, "-m", "cotejo", "analyse", str(SAMPLE), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=write_end, cwd=ROOT) as process:
        os.close(write_end)
        assert process.stdout is not None
        report = Report.model_validate_json(process.stdout.read())
    shown = b""
    with contextlib.suppress(OSError):
        while chunk := os.read(read_end, 4096):
            shown += chunk
    os.close(read_end)
    assert report.filing.filename.encode() in shown
    assert _cotejo("analyse", SAMPLE, "--format", "json").stderr == ""


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("html", b"<!doctype"), ("zip", b"PK")])
def test_the_whole_report_is_written_as_a_file(tmp_path: Path, form: str, start: bytes) -> None:
    out = tmp_path / f"reporte.{form}"
    assert _cotejo("analyse", SAMPLE, "--format", form, "--output", out).returncode == 0
    assert out.read_bytes().lstrip().startswith(start)
    several = _cotejo("analyse", SAMPLE, SAMPLES / "programas-2023.xlsx", "--format", form, "--output", out)
    assert several.returncode == (0 if form == "zip" else 2)


def test_a_rule_of_your_own_is_told_by_its_title_and_one_that_is_broken_in_a_line(tmp_path: Path) -> None:
    rule = """
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="my-own", version=1, severity="warning", title=Text(es="La mía", en="My own"), why=Text(es="", en=""),
    source=Text(es="", en=""), fails="", passes="",
)


def check(statement, policy):
    return Outcome([Finding(("period", None, None), Text(es="Sí.", en="Yes."))])
"""
    policy = tmp_path / "own.toml"
    policy.write_text('name = "own"\nversion = "1"\nown_rule = "mine.py"\n')
    (tmp_path / "mine.py").write_text(rule)
    assert "La mía (1)" in _cotejo("analyse", SAMPLE, "--policy", policy).stdout
    assert "La mía" in _cotejo("rules", "my-own", "--policy", policy).stdout
    (tmp_path / "mine.py").write_text("def")
    broken = _cotejo("analyse", SAMPLE, "--policy", policy)
    assert broken.returncode == 2 and "mine.py: the rule cannot be loaded" in broken.stderr
    assert "Traceback" not in broken.stderr
