"""The programme that an indicator belongs to, and the level of it that it measures."""

import re

from services.compute.recognition.folding import fold
from services.compute.recognition.statement import Statement
from services.compute.rules.quality.described import Described, words
from services.compute.rules.wording import printed

_CODE = re.compile(r"[A-Z]\d{3}")


def programme_of(one: Described) -> str:
    """The code of the programme of `one`, or its name where it has none; empty where its row does not say."""
    for concept in ("branch", "classification", "programme_name"):
        text = one.texts[concept].text.strip() if concept in one.texts else ""
        if text and (concept == "programme_name" or _CODE.fullmatch(text)):
            return text
    code = one.subject.row["subject_code"] or ""
    found = _CODE.match(code)
    return found[0] if found else ""


def level_of(one: Described) -> str | None:
    """The level that `one` says that it measures: of the matrix, or strategic or of management."""
    concept = _level_concept(one)
    return one.subject.said[concept] if concept else None


def level_printed(statement: Statement, one: Described) -> str:
    """That level as the filing prints it; empty where it says none."""
    fact = one.subject.fact(_level_concept(one) or "")
    return printed(statement, fact) if fact else ""


def _level_concept(one: Described) -> str | None:
    known = (*words()["results"], *words()["management"])
    concepts = ("mir_level", "indicator_type")
    return next((concept for concept in concepts if one.subject.said.get(concept) in known), None)


def measures_results(one: Described) -> bool:
    """Whether `one` measures what comes of a programme."""
    return level_of(one) in words()["results"]


def is_support(code: str) -> bool:
    """Whether `code` is of a programme that supports others."""
    return bool(_CODE.fullmatch(code)) and fold(code)[:1].upper() in words()["support"]
