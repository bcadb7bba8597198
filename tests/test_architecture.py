"""Who may know whom, as the contracts in pyproject.toml say it."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.conftest import ROOT


def test_import_contracts_are_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_services_are_the_top_level() -> None:
    assert {path.name for path in (ROOT / "services").iterdir() if path.is_dir() and path.name[0] != "_"} == {
        "ingest",
        "compute",
        "api",
    }


def test_one_rule_one_file() -> None:
    from services.compute.rules import catalogue

    names = {path.stem.replace("_", "-") for path in (ROOT / "services/compute/rules").glob("*.py")}
    assert set(catalogue()) <= names


def test_type_checkers_are_told_that_the_library_and_what_it_returns_are_typed() -> None:
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    assert "py.typed" in setup["package-data"]["*"]
    assert all((ROOT / package / "py.typed").is_file() for package in ("cotejo", "shared"))
