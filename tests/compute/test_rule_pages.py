"""The pages of the rules, and the samples that the rules are shown on."""

from functools import cache

from cotejo.commands.demo import samples
from services.compute.policy import load_policy
from services.compute.rule_pages import Said, pages, said_of
from services.compute.rules import rule_parts
from tests.conftest import ROOT, SAMPLES

FOLDER = SAMPLES / "reglas"
CANNOT_FIRE: dict[str, str] = {}
"""Rules that no sample can make fire, each with the reason."""


@cache
def _said() -> dict[str, Said]:
    return said_of(FOLDER)


def test_the_pages_are_up_to_date() -> None:
    folder = ROOT / "docs" / "rules"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert written == pages(_said()), "run `make rule-pages`"


def test_every_rule_fires_on_the_samples() -> None:
    rules = {rule.id for rule in rule_parts(load_policy())}
    assert rules - set(_said()) == set(CANNOT_FIRE)


def test_every_page_shows_the_message_and_the_sample() -> None:
    made = pages(_said())
    for rule, said in _said().items():
        page = made[f"{rule}.md"]
        assert "## What it says" in page and f"samples/reglas/{said.sample})" in page
        assert (FOLDER / said.sample).is_file()
        assert said.message.es != said.message.en


def test_a_rule_that_nothing_fires_says_nothing() -> None:
    assert not any("What it says" in page for page in pages({}).values())


def test_the_demo_leaves_these_samples_out() -> None:
    handed_in = samples()
    assert handed_in and all(path.parent == SAMPLES for path in handed_in)
