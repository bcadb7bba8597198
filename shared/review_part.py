"""An auditor's mark on an anomaly, as users see it."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from shared.report import Text

Verdict = Literal["confirmed", "dismissed", "explained"]
VERDICTS: tuple[Verdict, ...] = ("confirmed", "dismissed", "explained")
MOST_NOTE_CHARACTERS = 4000


class ReviewPart(BaseModel):
    """A mark, with a note; `anomaly` is null where the anomaly is no longer found."""

    anomaly: str | None
    verdict: Verdict
    note: str = Field(default="", max_length=MOST_NOTE_CHARACTERS)
    rule: str
    subject: str
    message: Text
    reviewed_at: datetime
