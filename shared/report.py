"""The report: what a user gets back, declared once for HTTP, the command line and the Python client.

Money and ratios are decimal strings. Shapes and names are those of schema ``cotejo.report/1``.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WrapSerializer, WrapValidator
from pydantic_core import to_json

from shared import examples
from shared.parts import Parts, as_plain, as_they_are

Severity = Literal["error", "warning", "information"]
Rating = Literal["acceptable", "at-risk", "critical"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")


MADE_WHEN_LOOKED_AT = (WrapValidator(as_they_are), WrapSerializer(as_plain))


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True)


class Text(_Part):
    """The same words in Spanish and in English."""

    es: str
    en: str


SaidInBoth = Annotated[
    Text, BeforeValidator(lambda words: {"es": words, "en": words} if isinstance(words, str) else words)
]
"""`Text`; one string is the same in both languages."""


class InstitutionPart(_Part):
    """Who files."""

    name: str
    acronym: str | None = None


class PeriodPart(_Part):
    """From `start` to `end`, both days within."""

    start: date
    end: date


class FilingPart(_Part):
    """The file, and what it is. What the filing does not say is null."""

    id: str
    filename: str
    sha256: str
    media_type: str
    size: int = Field(description="bytes")
    pages: int
    family: str | None = None
    statements: list[str] = Field(default=[], description="the kinds of statement found")
    institution: InstitutionPart | None = None
    period: PeriodPart | None = None
    currency: str | None = None


class ColumnPart(_Part):
    """A column, 0-based, and the concept it was taken for, null where it is not known, with how sure that is and why:
    its words are the concept's (`term`) or nearly (`near-term`), it is headed by a year, its cells tell (`values`), or
    nothing does and it goes by its own label.
    """

    index: int
    label: str
    concept: str | None = None
    confidence: float | None = Field(default=None, description="0 to 1")
    reason: str | None = None


class TablePart(_Part):
    """A table; `rows` counts those that state figures; `statement` is the kind of statement that it is.

    `numbered` says which rows of the sheet, or lines of the text, those of the table are: from a row on, 0-based in the
    table, the number (1-based) that the file has for it, and for those after it one more each. Empty where it has none.
    """

    id: str
    page: int
    title: str
    rows: int
    numbered: list[tuple[int, int]] = []
    statement: str | None = None
    columns: list[ColumnPart]


class SubjectPart(_Part):
    """Whose figure it is."""

    kind: str
    code: str | None = None
    name: str | None = None


class EvidencePart(_Part):
    """Where a figure stands. `line` is 1-based, `row` and `column` 0-based within the table.

    `filing` names the file, and `filing_id` its filing, in an anomaly that several filings share; both are null where
    it is the report's own.
    """

    filing: str | None = None
    filing_id: str | None = None
    table: str
    page: int | None = None
    line: int | None = None
    row: int
    column: int
    cell: str | None = None
    text: str
    bbox: list[float] | None = None


class FactPart(_Part):
    """One figure or category that the filing states.

    `context` has, where there are such, `group` (the headings over its column), `section` (the headings above its
    row), `parent` (the label of the row it belongs under), `level` (the depth of its row, 0 outermost), `statement`.
    """

    model_config = ConfigDict(json_schema_extra={"example": examples.FACT})

    id: str
    subject: SubjectPart
    concept: str
    value: str | None = None
    category: str | None = None
    unit: str | None = None
    context: dict[str, str | int] = {}
    period: PeriodPart | None = None
    evidence: EvidencePart


class IndicatorPart(_Part):
    """What was worked out: its formula over concepts, the facts it used, the rating.

    `reported` is the fact in which the filing prints the same, `reported_value` what it prints, and `difference` that
    less `value` rounded to the digits printed. `category` is the class of a target over several years.
    """

    model_config = ConfigDict(json_schema_extra={"example": examples.INDICATOR})

    id: str
    name: str
    subject: SubjectPart
    value: str
    formula: str
    unit: str | None = Field(default=None, description="ratio, a currency, or a currency for each unit achieved")
    inputs: list[str]
    reported: str | None = None
    reported_value: str | None = None
    difference: str | None = Field(default=None, description="in the digits printed")
    category: str | None = None
    rating: Rating | None = None


class TolerancePart(_Part):
    """The interval that the printed digits allow."""

    low: str
    high: str


class AnomalyPart(_Part):
    """Where the filing contradicts itself, its arithmetic, the law or its history."""

    model_config = ConfigDict(json_schema_extra={"example": examples.ANOMALY})

    id: str
    rule: str
    severity: Severity
    origin: Literal["filing", "reading"] = "filing"
    subject: SubjectPart
    message: Text
    expected: str | None = None
    observed: str | None = None
    difference: str | None = None
    tolerance: TolerancePart | None = None
    facts: list[str]
    evidence: list[EvidencePart]


class UncheckedPart(_Part):
    """A column of which so many figures took part in no check."""

    table: str
    column: int
    cells: int


class RuleCoveragePart(_Part):
    """How often a rule passed, failed or did not apply, and why not."""

    rule: str
    version: int | None = Field(default=None, description="of the rule that ran")
    passed: int
    failed: int
    not_applicable: int
    why: dict[str, int] = {}


class CoveragePart(_Part):
    """What keeps an empty list of anomalies from meaning that nothing was checked."""

    numeric_cells: int
    as_facts: int
    checked: int = Field(description="figures whose very value a check worked with: a sum, a rate, a formula")
    bounded: int = Field(default=0, description="figures of which checks only asked whether they keep to a limit")
    unsummed_totals: int = Field(default=0, description="figures of total rows that are the sum of nothing found")
    unsummed_first: list[str] = Field(default=[], description="the first few of these, by row, column and value")
    unchecked: list[UncheckedPart]
    rules: list[RuleCoveragePart]
    unread_pages: list[int] = Field(default=[], description="pages that could not be read; the rest was")
    sentences: int = Field(default=0, description="sentences that state a figure or assert something of rows")
    sentences_held: int = Field(default=0, description="those of them all of which was held against figures")
    sentences_partly_held: int = Field(default=0, description="those of them of which only some figures were")


class PolicyPart(_Part):
    """The policy the report was made under."""

    name: str
    version: str


class Report(_Part):
    """The whole report."""

    model_config = ConfigDict(populate_by_name=True, json_schema_extra={"example": examples.REPORT})

    schema_: Literal["cotejo.report/1"] = Field(default="cotejo.report/1", alias="schema")
    filing: FilingPart
    tables: list[TablePart]
    facts: Annotated[Sequence[FactPart], *MADE_WHEN_LOOKED_AT]
    indicators: Annotated[Sequence[IndicatorPart], *MADE_WHEN_LOOKED_AT]
    anomalies: Annotated[Sequence[AnomalyPart], *MADE_WHEN_LOOKED_AT]
    coverage: CoveragePart
    timings: dict[str, float] = Field(description="seconds by stage")
    policy: PolicyPart

    def to_json(self, indent: int | None = None) -> str:
        """The report as JSON, its first key ``schema``."""
        return self.model_dump_json(by_alias=True, indent=indent)

    def json_pieces(self) -> Iterator[bytes]:
        """What `to_json` gives, in pieces: of a large filing the whole is larger than memory."""
        for place, name in enumerate(type(self).model_fields):
            yield b"," if place else b"{"
            parts = getattr(self, name)
            if not isinstance(parts, Parts):
                yield self.model_dump_json(by_alias=True, include={name}).encode()[1:-1]
                continue
            yield f'"{name}":['.encode()
            for number, batch in enumerate(parts.batches()):
                yield b"," * bool(number) + to_json(batch)[1:-1]
            yield b"]"
        yield b"}"

    def to_dict(self) -> dict[str, Any]:
        """The report as plain values that JSON can hold."""
        return self.model_dump(mode="json", by_alias=True)
