"""The pages in ``docs/rules``, made from the catalogue: ``python -m services.compute.rules.pages docs/rules``."""

import sys
from pathlib import Path

from services.compute.policy import load_policy
from services.compute.rules.catalogue import rule_parts
from shared.rule_part import RulePart


def pages() -> dict[str, str]:
    """Every page by its file's name."""
    rules = rule_parts(load_policy())
    lines = [f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {rule.title.en} | {rule.title.es} |" for rule in rules]
    index = ["# The rules", "", "| rule | severity | what | qué |", "|---|---|---|---|", *lines, ""]
    return {"README.md": "\n".join(index)} | {f"{rule.id}.md": _page(rule) for rule in rules}


def _page(rule: RulePart) -> str:
    thresholds = [f"* `{name}`: {value}" for name, value in rule.thresholds.items()]
    parts = [
        f"# {rule.id}",
        f"{rule.title.en} · *{rule.title.es}* · {rule.severity} · version {rule.version}",
        f"## Why it matters\n\n{rule.why.en}\n\n*{rule.why.es}*",
        f"## Fires\n\n{rule.fails}",
        f"## Does not fire\n\n{rule.passes}",
        *(["## Thresholds of the default policy\n\n" + "\n".join(thresholds)] if thresholds else []),
        f"## Source\n\n{rule.source.en}\n\n*{rule.source.es}*",
    ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write the pages into the folder that the command line names."""
    folder = Path(sys.argv[1])
    for old in folder.glob("*.md"):
        old.unlink()
    for name, page in pages().items():
        (folder / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
