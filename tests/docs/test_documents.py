"""The documentation does what it says: its code runs, its commands print what is shown, its links lead somewhere."""

import contextlib
import doctest
import io
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from cotejo.stack.supervisor import Stack
from tests.conftest import ROOT
from tests.system.conftest import IMPATIENT

_BLOCK = re.compile(r"(<!-- service -->\n)?```python\n(.*?)```\n(?:```text\n(.*?)```)?", re.DOTALL)
_COMMAND = re.compile(r"```console\n\$ (cotejo [^\n]+)\n\n?(.*?)```", re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_DOCUMENTS = sorted(
    path for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "samples").rglob("*.md"))
)


def _agrees(shown: str, printed: str) -> bool:
    shown, printed = (text.replace("\N{NO-BREAK SPACE}", " ") for text in (shown, printed))
    return doctest.OutputChecker().check_output(shown, printed, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)


def _walk(blocks: list[tuple[str, str, str]], names: dict[str, Any]) -> None:
    for _, code, shown in blocks:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "walkthrough.md", "exec"), names)
        assert _agrees(shown, printed.getvalue()), f"{code}\n--- printed:\n{printed.getvalue()}"


def test_the_walkthrough_runs_and_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = _BLOCK.findall((ROOT / "docs/walkthrough.md").read_text(encoding="utf-8"))
    assert len(blocks) >= 8 and sum(bool(service) for service, _, _ in blocks) == 3
    names: dict[str, Any] = {"__name__": "walkthrough"}
    _walk([block for block in blocks if not block[0]], names)
    with Stack(tmp_path, flower=False, environment=IMPATIENT) as stack:
        _walk([block for block in blocks if block[0]], names | {"SERVER": stack.url})


def test_the_commands_of_the_tutorial_print_what_it_shows(tmp_path: Path) -> None:
    commands = _COMMAND.findall((ROOT / "docs/tutorial.md").read_text(encoding="utf-8"))
    assert len(commands) >= 3
    for line, shown in commands:
        line = line.replace(" > report.txt; echo $?", f" > {tmp_path}/report.txt; echo $?")
        line = line.replace("annotated", str(tmp_path / "annotated"))
        shell = line.replace("cotejo", f"{shlex.quote(sys.executable)} -m cotejo", 1)
        done = subprocess.run(shell, shell=True, cwd=ROOT, capture_output=True, text=True)
        printed = done.stdout.replace(f"{tmp_path}/", "")
        assert not shown or _agrees(shown, printed.lstrip("\n")), f"{line}\n{printed}{done.stderr}"


def test_the_first_command_of_the_readme_prints_what_it_shows() -> None:
    line, shown = _COMMAND.findall((ROOT / "README.md").read_text(encoding="utf-8"))[0]
    command = [sys.executable, "-m", *shlex.split(line)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert _agrees(shown, done.stdout.lstrip("\n")), f"{line}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("path", _DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    text = _CODE.sub("", path.read_text(encoding="utf-8"))
    for found in _LINK.finditer(text):
        target, _, anchor = (found[1] or found[2]).partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        place = (path.parent / target).resolve() if target else path
        assert place.exists(), f"{path.name}: {target}"
        if anchor and place.suffix == ".md":
            headings = re.findall(r"^#+ (.+)$", place.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {_slug(heading) for heading in headings}, f"{path.name}: #{anchor}"


def _slug(heading: str) -> str:
    return re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", heading.lower()).strip())


def test_every_indicator_that_reports_name_is_described() -> None:
    described = set(re.findall(r"^\| (.+?) \|", (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8"), re.M))
    named = {name for cell in described for name in re.findall(r"`(\w+)`", cell)}
    assert named == set(tomllib.loads((ROOT / "shared" / "names.toml").read_text(encoding="utf-8"))["indicators"])
