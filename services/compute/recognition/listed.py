"""Lists in long form: a column says which measure the figures of each row are, as open data do ("Momento")."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.compute.recognition.columns import Column
from services.compute.recognition.down import Measure, measure_in, scaled
from services.compute.recognition.lines import Line
from services.compute.some_of import some_of

_MOST, _NEARLY_ALL, _FEWEST_TIMES, _FEWEST_MEASURES = 0.66, 0.8, 2, 2


@dataclass(frozen=True, slots=True)
class Listed:
    """The column in which each row says its measure, and what rows state, by number."""

    place: int
    measures: Mapping[int, Measure]


def place_of_measures(columns: Sequence[Column], body: Sequence[Line]) -> int | None:
    """Where `columns` say which measure a row states: most rows name one, several of them more than once, beside
    columns that name whose each is; None where none does.
    """
    rows = [line for line in body if not line.is_words]
    looked_at = some_of(rows)
    for column in columns:
        others = [c.index for c in columns if c.names_rows and c.index != column.index]
        if others and _names_measures(column.index, looked_at) and _are_named(others, looked_at):
            return column.index if _names_measures(column.index, rows) else None
    return None


def listed(columns: Sequence[Column], body: Sequence[Line]) -> Listed | None:
    """What the rows of `body` state, where a column says it; None where none does, or where a column is headed by one
    of the measures.
    """
    place = place_of_measures(columns, body)
    if place is None:
        return None
    found = {n: measure for n, line in enumerate(body) if not line.is_words and (measure := _measure(line, place))}
    if {measure.concept.code for measure in found.values()} & {c.concept.code for c in columns if c.concept}:
        return None
    return Listed(place, scaled(found, body, columns))


def of_one_measure(columns: Sequence[Column], body: Sequence[Line]) -> Sequence[Line]:
    """`body`; of a list of measures the rows of that which comes most often, each of which is of another subject."""
    place = place_of_measures(columns, body)
    if place is None:
        return body
    said = {number: measure.label for number, line in enumerate(body) if (measure := _measure(line, place))}
    ((most, _),) = Counter(said.values()).most_common(1)
    return [body[number] for number, label in said.items() if label == most]


def _measure(line: Line, place: int) -> Measure | None:
    return measure_in(line.row[place]) if place < len(line.row) and place not in line.figures else None


def _names_measures(place: int, rows: Sequence[Line]) -> bool:
    """Whether most of `rows` name a measure in `place`, and some measures several times."""
    allowed = (1 - _MOST) * len(rows)
    times: Counter[str] = Counter()
    for line in rows:
        if (measure := _measure(line, place)) is not None:
            times[measure.concept.code] += 1
            continue
        allowed -= 1
        if allowed < 0:
            return False
    return sum(count >= _FEWEST_TIMES for count in times.values()) >= _FEWEST_MEASURES


def _are_named(places: Sequence[int], rows: Sequence[Line]) -> bool:
    """Whether most of `rows` say in one of `places` whose figures they give."""
    named = sum(any(place < len(line.row) and line.row[place].text for place in places) for line in rows)
    return named >= _NEARLY_ALL * len(rows)
