"""What a rule is, and what it answers: findings, how often it passed, how often it did not apply and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from services.compute.policy import Policy
from services.compute.reading.document import Cell
from services.compute.recognition.statement import Statement
from shared.report import Severity, Text


@dataclass(frozen=True, slots=True)
class Rule:
    """The catalogue's entry of a rule. `version` grows whenever the rule may answer otherwise than before.

    A `source`, `fails` or `passes` that is one string is the same in both languages.
    """

    id: str
    version: int
    severity: Severity
    title: Text
    why: Text
    source: Text | str
    fails: Text | str
    passes: Text | str


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule fired.

    `facts` are fact ids, the likeliest to be wrong first; `cells` stands in where no fact was made of them, in table
    `table`, and `elsewhere` are cells of other tables, each with its own. `said_in` is the sentence that is wrong, with
    its table: it comes before the figures that it is held against. `stake` is the money at stake, in the filing's
    currency, by which findings of one severity are ordered.
    `origin` says whether the filing or its reading is at fault.
    """

    subject: tuple[str, str | None, str | None]
    message: Text
    facts: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    table: str = ""
    elsewhere: tuple[tuple[str, Cell], ...] = ()
    said_in: tuple[str, Cell] | None = None
    expected: Decimal | None = None
    observed: Decimal | None = None
    tolerance: tuple[Decimal, Decimal] | None = None
    stake: Decimal = Decimal(0)
    origin: Literal["filing", "reading"] = "filing"

    def with_sums(self, names: Sequence[str], facts: Iterable[str]) -> "Finding":
        """This, told of the rows called `names` too, which sum its own and with their `facts` say it again."""
        if not names:
            return self
        rows = ", ".join(names)
        said = Text(
            es=f"{self.message.es} Lo mismo en lo que lo suma: {rows}.",
            en=f"{self.message.en} The same in what sums it: {rows}.",
        )
        return replace(self, message=said, facts=tuple(dict.fromkeys((*self.facts, *facts))))


@dataclass(slots=True)
class Outcome:
    """What a rule answers for one statement. `checked` are the facts whose very values a decided check worked with, in
    a sum, a rate or a formula; `bounded` those of which it only asked on which side of a limit they lie, how they are
    spread, or whether they come again.
    """

    findings: list[Finding] = field(default_factory=list)
    passed: int = 0
    not_applicable: dict[str, int] = field(default_factory=dict)
    checked: set[str] = field(default_factory=set)
    bounded: set[str] = field(default_factory=set)

    def does_not_apply(self, why: str, times: int = 1) -> None:
        """Count `times` cases to which the rule does not apply."""
        if times:
            self.not_applicable[why] = self.not_applicable.get(why, 0) + times


NAMED = ("subject_kind", "subject_code", "subject_name")
"""The columns of `Statement.subjects` and `Statement.facts` that `subject_of` looks at."""
Check = Callable[[Statement, Policy], Outcome]


def subject_of(row: Mapping[str, object]) -> tuple[str, str | None, str | None]:
    """Kind, code and name of a row of `Statement.subjects` or `Statement.facts`."""
    kind, code, name = row["subject_kind"], row["subject_code"], row["subject_name"]
    return str(kind), None if code is None else str(code), None if name is None else str(name)
