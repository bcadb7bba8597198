"""How a period stands, as the service tells it: every tie with its state and who says what, and what is missing."""

from typing import Any

from services.compute.ties.between import Compared
from services.compute.ties.company import first_day
from services.compute.ties.counted import counted
from services.compute.ties.hold import Held
from services.compute.ties.law import law
from services.compute.ties.stated import Filed, shown_name
from services.compute.ties.voices import Heard


def standing(compared: Compared) -> dict[str, Any]:
    """What a comparison came to, as plain values: `spans`, each with `ties` and `missing` statements.

    A tie row by row is told once where it holds, and once for every row that does not. `coverage` counts by filing.
    """
    return {
        "asked_source": law().asked_source.model_dump(),
        "coverage": counted(compared),
        "spans": [
            {
                "start": first_day(company).isoformat(),
                "end": company[0].end.isoformat(),
                "missing": list(together.missing),
                "ties": _ties(together.held, {filed.key: filed for filed in company}),
                "versions": [
                    {"filings": [one.key, other.key], "compared": count, "differing": len(differing)}
                    for one, other, count, differing in together.versions
                ],
            }
            for company, together in compared.spans
        ],
    }


def _ties(held: tuple[Held, ...], filings: dict[str, Filed]) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    rows_holding: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in held:
        if one.row and one.judgement.state == "holds":
            key = (one.tie.id, one.concept, one.time)
            if key not in rows_holding:
                rows_holding[key] = _tie(one, filings) | {"voices": [], "row": None, "rows": 0}
                told.append(rows_holding[key])
            rows_holding[key]["rows"] += 1
        else:
            told.append(_tie(one, filings))
    return told


def _tie(one: Held, filings: dict[str, Filed]) -> dict[str, Any]:
    judgement = one.judgement
    voices = [_voice(heard, True, filings) for heard in judgement.agreeing]
    voices += [_voice(heard, False, filings) for heard in judgement.odd]
    return {
        "tie": one.tie.id,
        "says": one.tie.says.model_dump(),
        "source": one.tie.source.model_dump(),
        "concept": one.concept,
        "time": one.time,
        "row": _row(one),
        "state": judgement.state,
        "why": judgement.why or None,
        "expected": None if judgement.expected is None else format(judgement.expected, "f"),
        "voices": voices,
    }


def _row(one: Held) -> str | None:
    """What the row is called, as the first who speaks of it prints it."""
    heard = (*one.judgement.agreeing, *one.judgement.odd)
    return shown_name(heard[0].parts[0].label) if one.row and heard else one.row or None


def _voice(heard: Heard, agrees: bool, filings: dict[str, Filed]) -> dict[str, Any]:
    return {
        "statement": heard.statement,
        "value": format(heard.value, "f"),
        "agrees": agrees,
        "facts": [
            {"filing_id": part.filing, "filing": filings[part.filing].name, "fact": part.fact} for part in heard.parts
        ],
    }
