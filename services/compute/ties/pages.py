"""The page ``docs/ties.md``, made from ``ties.toml``: ``python -m services.compute.ties.pages docs/ties.md``."""

import sys
from pathlib import Path

from services.compute.ties.law import Tie, Voice, law
from shared.names import statement_name

_HEAD = """# What statements of one period share

Every entity publishes the same statements each quarter, and law makes many of their figures one. Cotejo holds them
against each other: in the files given to `cotejo analyse` together, or handed in for one institution and period. Each
tie below is data, in `services/compute/ties/ties.toml`; an analyst may add one.

Figures agree within the digits printed: a statement in whole pesos agrees with one in centavos. Of three voices or
more the odd one out is the suspect; of two, both are shown. A form of nothing but zeros says nothing, and a statement
that may cover a part of the whole is heard only where another of its figures says that it covers all of it. The same
statement handed in as PDF and as workbook speaks once, and its two versions are compared figure by figure. What law has
told from the year's first day on keeps company with its neighbours even where its title names the quarter alone, as far
as their figures agree.

What an earlier filing said is held against too: in the same year what was approved and every target stand as they
were, and what is cumulative does not fall; programmes do not vanish; the year opens with the balances that the last one
closed with; a quarter reports what the plan of its year (%s) set. Rows are found again by their code, else by their
name, also where OCR damaged it.
"""


def page() -> str:
    """The page's text."""
    asked = "\n".join(f"* {statement_name(kind, 'en')} (*{statement_name(kind, 'es')}*)" for kind in law().asked)
    tail = f"## Statements that each period must have\n\nSource: {law().asked_source.en}.\n\n{asked}\n"
    plans = ", ".join(statement_name(kind, "en").lower() for kind in sorted(law().plans))
    return "\n".join([_HEAD % plans, *map(_section, law().ties), tail])


def _section(tie: Tie) -> str:
    concepts = ", ".join(f"`{concept}`" for concept in tie.concepts)
    rows = "\n".join(_row(tie, voice) for voice in tie.voices)
    every = " Each row that they have in common is a tie of its own." if tie.same_rows else ""
    return (
        f"## {tie.says.en}\n\n*{tie.says.es}.* `{tie.id}`, {tie.severity}.{every}\n\n"
        f"Of {concepts}; {' and '.join(tie.times)} period. Source: {tie.source.en}.\n\n"
        f"| statement | row |\n|---|---|\n{rows}\n"
    )


def _row(tie: Tie, voice: Voice) -> str:
    added = f", or what its {voice.adds}s come to" if voice.adds else ""
    row = (
        f"its total{added}"
        if voice.total
        else " or ".join(f"“{phrase}”" for phrase in voice.rows) or "rows of one name"
    )
    names = " and ".join(statement_name(kind, "en") for kind in voice.statement.split(" + "))
    return f"| {names} | {row}{', if it covers the whole' if voice.part else ''} |"


def main() -> None:
    """Write the page to the path that the command line names."""
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
