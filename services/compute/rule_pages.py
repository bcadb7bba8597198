"""The pages in ``docs/rules``, made from the catalogue and from what its rules say of the samples made for them:
``python -m services.compute.rule_pages docs/rules samples/reglas``.
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from services.compute.pipeline import analyse
from services.compute.policy import load_policy
from services.compute.rules import rule_parts
from services.compute.ties import held_together
from shared.report import AnomalyPart, Report, Text
from shared.rule_part import RulePart

_FROM_A_PAGE = "../../samples/reglas"
_NO_FILINGS = (".py", ".md")
_MARKS = re.compile(r"([\\`*_\[\]<>#|])")


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule said first of the samples: the message, and the path of that sample in their folder."""

    message: Text
    sample: str


def said_of(folder: Path) -> dict[str, Said]:
    """By the id of each rule that fires on the samples under `folder`, held against each other: its first finding.

    The samples come in the order of their paths, the findings of each as its report has them.
    """
    policy = load_policy()
    paths = sorted(path for path in folder.rglob("*.*") if path.suffix not in _NO_FILINGS)
    alone = {
        path.relative_to(folder).as_posix(): analyse(path.read_bytes(), path.name, policy).report for path in paths
    }
    plain = {key: Report.model_validate(report).model_dump(mode="json") for key, report in alone.items()}
    found: dict[str, Said] = {}
    for key, report in held_together(plain, policy).items():
        for anomaly in map(AnomalyPart.model_validate, report["anomalies"]):
            found.setdefault(anomaly.rule, Said(anomaly.message, key))
    return found


def pages(said: Mapping[str, Said]) -> dict[str, str]:
    """Every page by its file's name, with what each rule `said`."""
    rules = rule_parts(load_policy())
    lines = [f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {rule.title.en} | {rule.title.es} |" for rule in rules]
    index = ["# The rules", "", "| rule | severity | what | qué |", "|---|---|---|---|", *lines, ""]
    return {"README.md": "\n".join(index)} | {f"{rule.id}.md": _page(rule, said.get(rule.id)) for rule in rules}


def _page(rule: RulePart, said: Said | None) -> str:
    thresholds = [f"* `{name}`: {value}" for name, value in rule.thresholds.items()]
    parts = [
        f"# {rule.id}",
        f"{rule.title.en} · *{rule.title.es}* · {rule.severity} · version {rule.version}",
        f"## Why it matters\n\n{_in_both(rule.why)}",
        f"## Fires\n\n{_in_both(rule.fails)}",
        f"## Does not fire\n\n{_in_both(rule.passes)}",
        *([_what_it_says(said)] if said else []),
        *(["## Thresholds of the default policy\n\n" + "\n".join(thresholds)] if thresholds else []),
        f"## Source\n\n{_in_both(rule.source)}",
    ]
    return "\n\n".join(parts) + "\n"


def _what_it_says(said: Said) -> str:
    es, en = _plain(said.message.es), _plain(said.message.en)
    return f"## What it says\n\nOf [{said.sample}]({_FROM_A_PAGE}/{said.sample}):\n\n> {en}\n\n*En español:*\n\n> {es}"


def _in_both(text: Text) -> str:
    es, en = _plain(text.es), _plain(text.en)
    return en if es == en else f"{en}\n\n*{es}*"


def _plain(text: str) -> str:
    """`text` with no mark in it that Markdown would take for one of its own."""
    return _MARKS.sub(r"\\\1", text)


def main() -> None:
    """Write the pages into the folder that the command line names first, of the samples in the second."""
    folder, samples = map(Path, sys.argv[1:])
    made = pages(said_of(samples))
    for old in folder.glob("*.md"):
        old.unlink()
    for name, page in made.items():
        (folder / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
