"""`cotejo analyse`, as a user types it."""

import json
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
from tests.cotejo.typed import SAMPLE, cotejo, in_a_process, on_terminal
from tests.system import long_files


def test_analyse_for_a_reader() -> None:
    said = in_a_process("analyse", SAMPLE)
    assert said.returncode == 0
    assert "IPBEA · Programas y proyectos de inversión · enero a diciembre de 2024 · 11 programas" in said.stdout
    assert "90,318.27 ÷ 142,500.00 da 63.4" in said.stdout
    assert "Cifras sometidas a comprobación aritmética: 104 de 107. Comparadas solo con un límite: 3." in said.stdout
    assert "Rate that its figures do not give" in cotejo("analyse", SAMPLE, "--lang", "en").stdout


def test_what_a_pdf_says_is_found_by_its_page() -> None:
    assert "página 1, renglón 8" in cotejo("analyse", SAMPLES / "programas-2022.pdf").stdout


def test_analyse_as_json_is_one_report_or_an_array() -> None:
    one = Report.model_validate_json(cotejo("analyse", SAMPLE, "--format", "json").stdout)
    two = json.loads(cotejo("analyse", SAMPLE, SAMPLES / "programas-2023.xlsx", "--format", "json").stdout)
    assert one.filing.filename == "programas-2024.txt"
    assert [entry["filing"]["filename"] for entry in two] == ["programas-2024.txt", "programas-2023.xlsx"]


def test_analyse_in_other_formats(tmp_path: Path) -> None:
    facts = pl.read_csv(cotejo("analyse", SAMPLE, "--format", "csv").stdout.encode(), infer_schema=False)
    assert facts.height == 107
    for form in ("xlsx", "parquet"):
        assert cotejo("analyse", SAMPLE, "--format", form).returncode == 2
        path = tmp_path / f"out.{form}"
        arguments = ("--format", form, "--part", "anomalies", "--output", path, "--lang", "en")
        assert cotejo("analyse", SAMPLE, *arguments).returncode == 0
    assert pl.read_parquet(tmp_path / "out.parquet").height == 15
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["anomalies", "indicators", "facts"]
    assert book["facts"].max_row == 108


def test_text_never_becomes_a_formula(tmp_path: Path) -> None:
    from tests.programmes import row, text

    path, out = tmp_path / "a.txt", tmp_path / "a.xlsx"
    path.write_bytes(text([row(code="=1+1", name="@SUM(A1)")]))
    assert cotejo("analyse", path, "--format", "xlsx", "--output", out, "--lang", "en").returncode == 0
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
    assert cotejo("analyse", SAMPLE, *arguments).returncode == status


def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "vacio.txt"
    path.write_bytes(b"")
    said = cotejo("analyse", path, SAMPLE, "--format", "json")
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1 and "El archivo está vacío" in said.stderr
    assert [report["schema"] for report in json.loads(said.stdout)] == ["cotejo.report/1"]
    assert cotejo("analyse", tmp_path / "none.txt").returncode == 2
    assert cotejo("tables", path).returncode == 2


@pytest.mark.parametrize("command", ["analyse", "tables"])
def test_a_file_that_is_not_there_is_said_in_the_readers_language(tmp_path: Path, command: str) -> None:
    missing = str(tmp_path / "no-esta.xlsx")
    for language, said in (("es", "no existe ese archivo"), ("en", "there is no such file")):
        answer = cotejo(command, missing, "--lang", language)
        assert answer.returncode == 2
        assert answer.stderr.strip() == f"cotejo: {missing}: {said}"


def test_an_archive_is_a_report_for_each_member(tmp_path: Path) -> None:
    path = tmp_path / "todo.zip"
    members = {"2024/a.txt": SAMPLE.read_bytes(), "b.xlsx": (SAMPLES / "programas-2023.xlsx").read_bytes()}
    path.write_bytes(zipped(members | {"c.gif": b"GIF89a"}))
    said = cotejo("analyse", path, "--format", "json")
    assert said.returncode == 2
    assert said.stderr.startswith(f"cotejo: {path}/c.gif: Tipo de archivo que no se lee.")
    assert [report["filing"]["filename"] for report in json.loads(said.stdout)] == ["a.txt", "b.xlsx"]
    tables = json.loads(cotejo("tables", path).stdout)
    assert {table["filing"] for table in tables} == {"2024/a.txt", "b.xlsx"}
    empty = tmp_path / "vacio.zip"
    empty.write_bytes(zipped({}))
    assert "no trae informes" in cotejo("analyse", empty).stderr


def test_an_encrypted_pdf_asks_for_its_password(tmp_path: Path) -> None:
    path = tmp_path / "cifrado.pdf"
    sheets = Sheets(password="clave")
    for line, cells in enumerate([["Concepto", "Aprobado"], ["Uno", "10.00"], ["Dos", "20.00"]]):
        for column, cell in enumerate(cells):
            sheets.text(72 + 200 * column, 72 + 15 * line, cell)
    path.write_bytes(sheets.saved())
    for command in ("analyse", "tables"):
        assert "protegido con contraseña" in cotejo(command, path).stderr
        assert "no es la del archivo" in cotejo(command, path, "--password", "otra").stderr
    assert "Dos" in cotejo("tables", path, "--password", "clave").stdout
    assert cotejo("analyse", path, "--password", "clave").returncode == 0


def test_a_file_whose_name_says_another_type_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "programas.xlsx"
    path.write_bytes((SAMPLES / "programas-2022.pdf").read_bytes())
    assert "Su nombre dice otra cosa: por su contenido es PDF, y así se leyó." in cotejo("analyse", path).stdout
    assert "Its name says otherwise" not in cotejo("analyse", SAMPLES / "programas-2022.pdf", "--lang", "en").stdout


def test_pages_that_could_not_be_read_are_said(tmp_path: Path) -> None:
    path = tmp_path / "hoja-mala.pdf"
    path.write_bytes(long_files.without_page(long_files.printed(3), 1))
    said = cotejo("analyse", path)
    assert said.returncode == 0
    assert "No se pudieron leer las páginas 2." in said.stdout


@pytest.mark.parametrize("reason", get_args(Reason))
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_reason_for_a_column_has_words(reason: str, language: Language) -> None:
    assert words_for(language, f"reason-{reason}") != f"reason-{reason}"


def test_explain_says_why_a_column_was_taken_for_what_it_is() -> None:
    shown = cotejo("analyse", "--explain", "--lang", "en", SAMPLE)
    line = next(line for line in shown.stdout.splitlines() if "execution_rate_approved" in line)
    assert "its words" in line


def test_what_lies_between_statements_is_printed_once() -> None:
    quarter = sorted((SAMPLES / "trimestre-2024-2").glob("*.xlsx"))
    said = cotejo("analyse", *quarter)
    assert said.returncode == 0
    flat = " ".join(said.stdout.split())
    assert flat.count("11,081,945.95; Egresos por objeto del gasto") == 1
    assert flat.count("Del periodo, no de un informe: no se entregó") == 1
    assert flat.count("egresos-economica.xlsx contra los demás (1)") == 1, "one cause, one heading"
    assert flat.count("1 anomalía entre informes, dicha arriba") == len(quarter) == 5
    assert all(f"── {path} ──" in flat for path in quarter), "each block names its file"
    assert flat.endswith(
        "En total: 5 informes leídos · 1 anomalía dentro de los informes (1 error) "
        "· 3 anomalías entre ellos (2 errores, 1 aviso)"
    )
    assert cotejo("analyse", *quarter, "--fail-on", "error").returncode == 1


@pytest.mark.parametrize(("name", "needed"), [("programas-2024.txt", set()), ("programas-2022.pdf", {"pypdfium2"})])
def test_a_filing_is_analysed_without_what_it_does_not_need(name: str, needed: set[str]) -> None:
    heavy = {"PIL", "cv2", "httpx", "lark", "onnxruntime", "pypdfium2", "reportlab", "sqlmodel", "xlsxwriter"} - needed
    code = (
        "import sys\nfrom cotejo.cli import main\ntry: main(['analyse', sys.argv[1]])\nexcept SystemExit: pass\n"
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code, str(SAMPLES / name)], capture_output=True, text=True, cwd=ROOT)
    assert said.stdout.splitlines()[-1] == "[]", said.stderr


def test_progress_is_shown_on_a_terminal_alone() -> None:
    shown, said = on_terminal("analyse", SAMPLE, "--format", "json", stream="stderr")
    report = Report.model_validate_json(said)
    assert report.filing.filename in shown
    assert cotejo("analyse", SAMPLE, "--format", "json").stderr == ""


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("html", b"<!doctype"), ("zip", b"PK")])
def test_the_whole_report_is_written_as_a_file(tmp_path: Path, form: str, start: bytes) -> None:
    out = tmp_path / f"reporte.{form}"
    assert cotejo("analyse", SAMPLE, "--format", form, "--output", out).returncode == 0
    assert out.read_bytes().lstrip().startswith(start)
    several = cotejo("analyse", SAMPLE, SAMPLES / "programas-2023.xlsx", "--format", form, "--output", out)
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
    assert "La mía (1)" in cotejo("analyse", SAMPLE, "--policy", policy).stdout
    assert "La mía" in cotejo("rules", "my-own", "--policy", policy).stdout
    looking = rule.partition("    return")[0] + '    return Outcome(passed=1, checked={"f99999"})\n'
    for written, told in (
        ("def", "mine.py: the rule cannot be loaded"),
        (looking, "my-own looked at facts that the filing does not have"),
    ):
        (tmp_path / "mine.py").write_text(written)
        broken = in_a_process("analyse", SAMPLE, "--policy", policy)
        assert broken.returncode == 2 and told in " ".join(broken.stderr.split())
        assert "Traceback" not in broken.stderr
