"""A rule of the catalogue, as users see it."""

from pydantic import BaseModel, ConfigDict, Field

from shared.report import SaidInBoth, Severity, Text


class RulePart(BaseModel):
    """What a rule checks, why, under which thresholds, and where it comes from."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    severity: Severity
    title: Text
    why: Text
    source: SaidInBoth
    thresholds: dict[str, str] = {}
    fails: SaidInBoth = Field(description="an example that fires")
    passes: SaidInBoth = Field(description="one that does not")
