"""A rule over the indicators of a statement: a finding each, or one of all where many are alike."""

from collections.abc import Callable, Sequence

from services.compute.recognition.statement import Statement
from services.compute.rules.quality.described import Described, described_in
from services.compute.rules.rule import Finding, Outcome
from shared.report import Text

_MOST_APART = 3
"""How many findings of one cause are told one by one."""


def judged(
    statement: Statement,
    why_not: Callable[[Described], str | None],
    fails: Callable[[Described], Text | None],
    *,
    together: Callable[[int, int], Text] | None = None,
    concept: str | None = None,
    apart: int = _MOST_APART,
) -> Outcome:
    """A case each indicator of `statement` that `why_not` has nothing against; `fails` words what is amiss with it.

    Where more than `apart` are alike, `together` words them as one, given how many of how many. A finding points at the
    cells of the text `concept`, and at the figures of the indicator.
    """
    outcome = Outcome()
    failing: list[tuple[Described, Text]] = []
    for one in described_in(statement):
        if why := why_not(one):
            outcome.does_not_apply(why)
        elif message := fails(one):
            failing.append((one, message))
        else:
            outcome.passed += 1
    if together is not None and len(failing) > apart:
        every = [one for one, _ in failing]
        outcome.findings.append(_of(statement, every, together(len(every), len(every) + outcome.passed), concept))
    else:
        outcome.findings += [_of(statement, [one], message, concept) for one, message in failing]
    return outcome


def _of(statement: Statement, found: Sequence[Described], message: Text, concept: str | None) -> Finding:
    first = found[0]
    text = first.texts.get(concept) if concept else None
    institution = statement.institution.name if statement.institution else None
    return Finding(
        subject=first.labels if len(found) == 1 else ("filing", None, institution),
        message=message,
        facts=tuple(fact for one in found for fact in one.facts[:1] or one.subject.said_in.values()),
        cells=text.cells if text else (),
        table=text.table if text else "",
    )


def row_moved(statement: Statement) -> frozenset[int]:
    """The rows of which cells were moved or are in doubt, so that an empty text may be another's."""
    kinds = ("shifted", "ragged", "ambiguous")
    return frozenset(note.subject_row for note in statement.notes if note.kind in kinds and note.moves)
