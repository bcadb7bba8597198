"""Which fact stands where an anomaly points: cells of which no fact was made may stand before, among or behind them."""

from collections.abc import Iterable, Sequence

from shared.report import EvidencePart

RUNNING_TEXT = "text"
"""What stands for a table in the place of what paragraphs say; their row counts the paragraphs."""
Place = tuple[str, int | None, int, int]


def facts_at(spots: Sequence[EvidencePart | None], facts: Iterable[tuple[str, EvidencePart]]) -> list[str | None]:
    """The id of the fact at each of `spots`, None where none of `facts` stands. Of several facts in one cell each is
    taken once, in their order. A spot that is None, as one of another filing, has none.
    """
    waiting: dict[Place, list[str]] = {}
    for id_, place in facts:
        waiting.setdefault(_where(place), []).append(id_)
    found: list[str | None] = []
    for spot in spots:
        here = waiting.get(_where(spot)) if spot else None
        found.append(here.pop(0) if here else None)
    return found


def _where(spot: EvidencePart) -> Place:
    return spot.table, spot.page, spot.row, spot.column
