"""The scripts that let shells complete the command's words."""

import pytest
from click.testing import CliRunner

from cotejo.cli import main


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_printed_for_every_shell(shell: str) -> None:
    answer = CliRunner().invoke(main, ["completion", shell])
    assert answer.exit_code == 0
    assert f"_COTEJO_COMPLETE={shell}_complete" in answer.output


def test_commands_are_completed() -> None:
    asked = {"_COTEJO_COMPLETE": "bash_complete", "COMP_WORDS": "cotejo ana", "COMP_CWORD": "1"}
    answer = CliRunner().invoke(main, env=asked, prog_name="cotejo", complete_var="_COTEJO_COMPLETE")
    assert answer.output.split() == ["plain,analyse"]


def test_the_ids_of_rules_are_completed() -> None:
    asked = {"_COTEJO_COMPLETE": "bash_complete", "COMP_WORDS": "cotejo rules tot", "COMP_CWORD": "2"}
    answer = CliRunner().invoke(main, env=asked, prog_name="cotejo", complete_var="_COTEJO_COMPLETE")
    assert answer.output.split() == ["plain,total-mismatch"]
    asked |= {"_COTEJO_COMPLETE": "zsh_complete"}
    answer = CliRunner().invoke(main, env=asked, prog_name="cotejo", complete_var="_COTEJO_COMPLETE")
    assert answer.output.splitlines()[:2] == ["plain", "total-mismatch"]
    assert "Total" in answer.output.splitlines()[2]


@pytest.mark.parametrize(("words", "place"), [("--format j", 3), ("--format = j", 4), ("--format =", 3)])
def test_values_are_completed_behind_their_option_however_they_are_parted_from_it(words: str, place: int) -> None:
    asked = {"_COTEJO_COMPLETE": "bash_complete", "COMP_WORDS": f"cotejo analyse {words}", "COMP_CWORD": str(place)}
    answer = CliRunner().invoke(main, env=asked, prog_name="cotejo", complete_var="_COTEJO_COMPLETE")
    assert "plain,json" in answer.output.split()
    assert all(line.startswith("plain,") for line in answer.output.split())
