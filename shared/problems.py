"""Everything that can go wrong for a user, each with a stable type, and what to do about it in Spanish and English."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from shared.media_types import ARCHIVES, READABLE
from shared.report import Text

Language = Literal["es", "en"]
PROBLEM_MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem. `detail` may name parameters in braces."""

    status: int
    title: Text
    detail: Text


def _load() -> dict[str, ProblemType]:
    content = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        slug: ProblemType(entry["status"], Text(**entry["title"]), Text(**entry["detail"]))
        for slug, entry in content.items()
    }


PROBLEMS: dict[str, ProblemType] = _load()
"""The types of problem in ``problems.toml``, by slug."""


class Problem(Exception):
    """A problem to be answered: its type, a key of `PROBLEMS`, and the parameters of its detail."""

    def __init__(self, slug: str, **params: str | int | Text) -> None:
        super().__init__(slug)
        self.slug = slug
        self.params = params

    @property
    def status(self) -> int:
        """The HTTP status."""
        return PROBLEMS[self.slug].status


def render_problem(slug: str, params: dict[str, Any], language: Language = "es") -> dict[str, Any]:
    """RFC 9457 problem details in `language`."""
    kind = PROBLEMS[slug]
    told = {name: getattr(value, language) if isinstance(value, Text) else value for name, value in params.items()}
    return {
        "type": f"urn:cotejo:problem:{slug}",
        "title": getattr(kind.title, language),
        "status": kind.status,
        "detail": getattr(kind.detail, language).format_map(_Blank(_standing(language) | told)),
    }


def _standing(language: Language) -> dict[str, Any]:
    """What messages may name without being told."""
    return {"readable": ", ".join(getattr(name, language) for name in (READABLE | ARCHIVES).values())}


class _Blank(dict[str, Any]):
    """Parameters, of which one that is missing leaves a gap rather than an error."""

    def __missing__(self, key: str) -> str:
        return "…"


def pick_language(accept_language: str | None) -> Language:
    """Spanish, unless the caller's first choice of the two is English."""
    for choice in (accept_language or "").lower().split(","):
        tag = choice.split(";")[0].strip()
        if tag.startswith("en"):
            return "en"
        if tag.startswith("es"):
            return "es"
    return "es"
