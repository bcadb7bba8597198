"""From ties that do not hold to anomalies, as the reports of all filings concerned carry them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from services.compute.ties.hold import Held, Together
from services.compute.ties.law import law
from services.compute.ties.stated import Filed, Stated
from services.compute.ties.versions import Conflict
from services.compute.ties.voices import Heard
from shared.names import statement_name
from shared.report import Severity, Text

_EVIDENCE = ("table", "page", "line", "row", "column", "cell", "text", "bbox")
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Shared:
    """An anomaly between filings: `entry` has the fields of `AnomalyPart` but for `facts` and `id`; `figures` are the
    cells it points at, the likeliest to be wrong first.
    """

    rule: str
    severity: Severity
    entry: dict[str, Any]
    figures: tuple[Stated, ...]
    stake: Decimal

    @property
    def filings(self) -> frozenset[str]:
        """The filings that it concerns."""
        return frozenset(figure.filing for figure in self.figures)

    def in_report(self, key: str) -> dict[str, Any]:
        """As the report of filing `key` carries it: its own figures are named as facts, every cell with its filing."""
        return {
            **self.entry,
            "rule": self.rule,
            "severity": self.severity,
            "facts": [figure.fact for figure in self.figures if figure.filing == key],
            "evidence": [
                {"filing": figure.filing, **{name: figure.evidence.get(name) for name in _EVIDENCE}}
                for figure in self.figures
            ],
        }


def anomalies_of(together: Together) -> list[Shared]:
    """The anomalies between the filings of a company, the most money first."""
    found = [_mismatch(held) for held in together.held if held.judgement.state == "does-not-hold"]
    for one, other, _, differing in together.versions:
        found += [_conflict(one, other, conflict) for conflict in differing]
    return sorted(found, key=lambda shared: -shared.stake)


def _mismatch(held: Held) -> Shared:
    judgement = held.judgement
    figures = tuple(part for one in (*judgement.odd, *judgement.agreeing) for part in one.parts)
    first, expected = judgement.odd[0], judgement.expected
    observed = first.value if expected is not None else None
    difference = abs(first.value - (expected if expected is not None else judgement.odd[1].value))
    return Shared(
        "statement-mismatch",
        held.tie.severity,
        {
            "origin": "filing",
            "subject": {"kind": "account", "code": None, "name": first.parts[0].label},
            "message": _message(held).model_dump(),
            "expected": _text(expected),
            "observed": _text(observed),
            "difference": _text(difference),
        },
        figures,
        difference,
    )


def _message(held: Held) -> Text:
    return Text(es=_said(held, "es"), en=_said(held, "en"))


def _said(held: Held, language: Any) -> str:
    judgement, spanish = held.judgement, language == "es"
    what = held.tie.says.es if spanish else held.tie.says.en
    concept = law().concepts.get(held.concept, ("", ""))[0 if spanish else 1]
    row = f"«{judgement.odd[0].parts[0].label}»" if held.row else ""
    year = ("año anterior" if spanish else "the year before") if held.time == "previous" else ""
    aside = ", ".join(word for word in (row, concept, year) if word)
    odd = "; ".join(f"{_named([one], language)}: {_money(one.value)}" for one in judgement.odd)
    head = f"{what} ({aside})" if aside else what
    if judgement.expected is None:
        return f"{head}: {odd}."
    rest = _named(judgement.agreeing, language)
    verb = ("da" if len(judgement.agreeing) == 1 else "dan") if spanish else "give"
    return f"{head}. {odd}; {rest} {verb} {_money(judgement.expected)}."


def _named(voices: Sequence[Heard], language: Any) -> str:
    """The statements that speak, the first of them by name."""
    names = list(dict.fromkeys(statement_name(one.statement, language) for one in voices))
    more = len(names) - _MOST_NAMED
    if more > 0:
        word = "y {} más" if language == "es" else "and {} more"
        return ", ".join(names[:_MOST_NAMED]) + " " + word.format(more)
    return ", ".join(names)


def _conflict(one: Filed, other: Filed, conflict: Conflict) -> Shared:
    mine, theirs = conflict.one, conflict.other
    label, first, second = mine.label, _money(mine.value), _money(theirs.value)
    return Shared(
        "version-conflict",
        "warning",
        {
            "origin": "filing",
            "subject": {"kind": "total" if mine.total else "account", "code": None, "name": label},
            "message": Text(
                es=f"«{label}» es {first} en {one.key} y {second} en {other.key}, que son el mismo estado.",
                en=f"“{label}” is {first} in {one.key} and {second} in {other.key}, which are the same statement.",
            ).model_dump(),
            "expected": None,
            "observed": _text(mine.value),
            "difference": _text(abs(mine.value - theirs.value)),
        },
        (mine, theirs),
        abs(mine.value - theirs.value),
    )


def missing_of(together: Together, keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    """What is missing, as one anomaly of the first filing of a company."""
    if not together.missing or not keys:
        return
    names = {
        language: ", ".join(statement_name(kind, language) for kind in together.missing) for language in ("es", "en")
    }
    yield {
        "rule": "missing-statement",
        "severity": "information",
        "origin": "filing",
        "subject": {"kind": "period", "code": None, "name": None},
        "message": Text(es=f"No se entregó: {names['es']}.", en=f"Not handed in: {names['en']}.").model_dump(),
        "facts": [],
        "evidence": [],
    }


def _money(value: Decimal) -> str:
    return f"{value:,.2f}"


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
