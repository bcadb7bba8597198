"""What proves an anomaly: its figures as printed, the check written out, its tables marked, its pages boxed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sqlmodel import Session, col, select

from services.api.page_drawing import DRAWN
from services.api.views.arithmetic import Sum, worked_out
from services.api.views.excerpt import ROWS_ON_A_PAGE, Excerpt, excerpt
from services.api.views.page_picture import PagePictures
from shared.between import doubted
from shared.figures import figure, stored_number
from shared.media_types import WORKBOOKS
from shared.report import EvidencePart
from shared.spots import RUNNING_TEXT, facts_at
from shared.storage import Store
from shared.tables import Filing, Grid, ReportHead, StoredAnomaly, StoredFact
from shared.wording import rate

_MOST_TABLES = 6
FIRST_PAGES, MOST_PAGES = 3, 20
"""So many pages are drawn at first, since each takes its time, and so many where all are asked for."""
_MARGIN = 14.0
_LONGEST_FIGURE = 40
"""Characters of a cell beyond which a figure in it stands in a sentence."""
_LEAST_WIDTH, _LEAST_HEIGHT = 300.0, 90.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the filing: its concept (None for a cell of which no fact was made) and where it stands.

    `row` is whose figure it is, where those shown together are not all of one.
    """

    concept: str | None
    spot: EvidencePart
    filename: str | None
    row: str | None = None
    value: str | None = None

    @property
    def text(self) -> str:
        """As it stands in the file; a number that a workbook stores with its thousands parted, and of a sentence the
        figure alone.
        """
        if self.value is not None and len(self.spot.text) > _LONGEST_FIGURE:
            return self.value
        is_number = self.spot.cell and (self.concept or "." in self.spot.text)  # else it may be a code
        return stored_number(self.spot.text) if is_number else self.spot.text


@dataclass(frozen=True, slots=True)
class BoxedPage:
    """A page in points, the boxes on it, the first the most doubted if any is `in_doubt`, and the part around them:
    left, top, width, height.
    """

    filing_id: str
    number: int
    width: float
    height: float
    boxes: list[list[float]]
    close: tuple[float, float, float, float]
    in_doubt: bool = True


class _Boxes(NamedTuple):
    filing_id: str
    number: int
    boxes: list[list[float]]
    in_doubt: bool


@dataclass(frozen=True, slots=True)
class Further:
    """A place for which there was no room: `filename` where it is of another filing, `filing_id` where that is on file,
    `page` that of the whole table.
    """

    spot: EvidencePart
    filename: str | None
    filing_id: str | None
    page: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of it; `excerpts` go with the filing's id and, where it is another than the anomaly's own, its name.
    `further` are places in tables beyond those.

    So many `more_pages` have boxes on them that are not among `pages`.

    `said` is what was observed as the filing prints it; `ratio`: what was expected and observed are rates.
    """

    figures: list[Figure]
    sum: Sum | None
    excerpts: list[tuple[str, str | None, Excerpt]]
    pages: list[BoxedPage]
    further: list[Further]
    more_pages: int = 0
    said: str | None = None
    ratio: bool = False


def evidence_of(
    session: Session, anomaly: StoredAnomaly, store: Store, pictures: PagePictures, most_pages: int = FIRST_PAGES
) -> Evidence:
    """Gather what proves `anomaly`, with pictures of at most so many pages."""
    spots = [EvidencePart.model_validate(spot) for spot in anomaly.evidence]
    filings = {anomaly.filing_id: session.get_one(Filing, anomaly.filing_id)}
    for other in {spot.filing_id for spot in spots if spot.filing_id} - set(filings):
        if (found := session.get(Filing, other)) and found.deleted_at is None:
            filings[other] = found
    own = [spot.filing_id in (None, anomaly.filing_id) for spot in spots]
    facts = _facts(session, anomaly)
    stand = ((id_, EvidencePart.model_validate(facts[id_].evidence)) for id_ in anomaly.facts if id_ in facts)
    ids = facts_at([spot if mine else None for spot, mine in zip(spots, own, strict=True)], stand)
    concepts = {fact.concept for fact in facts.values()}
    shared = concepts.pop() if len(concepts) == 1 else None  # what filings are held against each other in is one thing
    rows = {id_: fact.subject_name or fact.subject_code for id_, fact in facts.items()}
    several = len(set(rows.values())) > 1
    figures = [
        Figure(
            facts[id_].concept if id_ in facts else None if mine else shared,
            spot,
            None if mine else spot.filing,
            rows.get(id_) if several else None,
            _figure_of(facts.get(id_)),
        )
        for id_, spot, mine in zip(ids, spots, own, strict=True)
    ]
    values = [
        (Decimal(facts[id_].value or 0), one.text)
        for id_, one in zip(ids, figures, strict=True)
        if id_ in facts and facts[id_].value is not None
    ]
    said = [
        (one.text, facts[id_].unit)
        for id_, one in zip(ids, figures, strict=True)
        if id_ in facts and facts[id_].value is not None and Decimal(facts[id_].value or 0) == anomaly.observed
    ]
    doubts = doubted(anomaly.expected, spots)
    boxes = _boxes(anomaly.filing_id, spots, doubts) if any(one.media_type in DRAWN for one in filings.values()) else []
    return Evidence(
        figures,
        worked_out(anomaly.expected, anomaly.observed, values),
        _excerpts(session, anomaly.filing_id, filings, spots, doubts),
        _pages(filings, boxes[:most_pages], store, pictures),
        _further(anomaly.filing_id, filings, spots),
        min(len(boxes), MOST_PAGES) - len(boxes[:most_pages]),
        said[0][0] if said else None,
        bool(said) and said[0][1] == "ratio",
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a figure stands: its table marked and its page boxed, as in `Evidence`."""

    excerpts: list[tuple[str, str | None, Excerpt]]
    pages: list[BoxedPage]


def shown(session: Session, filing: Filing, spot: EvidencePart, store: Store, pictures: PagePictures) -> Shown:
    """The place `spot` of `filing`."""
    filings = {filing.id: filing}
    return Shown(
        _excerpts(session, filing.id, filings, [spot], [True]),
        _pages(filings, _boxes(filing.id, [spot], [True]), store, pictures),
    )


def _figure_of(fact: StoredFact | None) -> str | None:
    """The figure of `fact` alone, as people read it."""
    if fact is None or fact.value is None:
        return None
    value = Decimal(fact.value)
    return rate(value, 2) if fact.unit == "ratio" else figure(value)


def _facts(session: Session, anomaly: StoredAnomaly) -> dict[str | None, StoredFact]:
    query = select(StoredFact).where(StoredFact.filing_id == anomaly.filing_id, col(StoredFact.id).in_(anomaly.facts))
    return {fact.id: fact for fact in session.exec(query)}


def _further(own: str, filings: dict[str, Filing], spots: list[EvidencePart]) -> list[Further]:
    """The places in tables that `_excerpts` has no room for."""
    tables = list(dict.fromkeys((spot.filing_id or own, spot.table) for spot in spots))[:_MOST_TABLES]
    return [
        Further(
            spot,
            None if whose == own else spot.filing,
            whose if whose in filings and spot.table != RUNNING_TEXT else None,
            spot.row // ROWS_ON_A_PAGE + 1,
        )
        for spot in spots
        if ((whose := spot.filing_id or own), spot.table) not in tables
    ]


def _excerpts(
    session: Session, own: str, filings: dict[str, Filing], spots: list[EvidencePart], doubts: list[bool]
) -> list[tuple[str, str | None, Excerpt]]:
    marks: dict[tuple[str, str], list[tuple[int, int]]] = {}
    doubtful: dict[tuple[str, str], bool] = {}
    for spot, doubt in zip(spots, doubts, strict=True):
        marks.setdefault((spot.filing_id or own, spot.table), []).append((spot.row, spot.column))
        doubtful.setdefault((spot.filing_id or own, spot.table), doubt)
    found = []
    for (filing_id, table), cells in list(marks.items())[:_MOST_TABLES]:
        grid, head = session.get(Grid, (filing_id, table)), session.get(ReportHead, filing_id)
        if grid and head and filing_id in filings:
            about = next(entry for entry in head.tables if entry["id"] == table)
            name = None if filing_id == own else filings[filing_id].filename
            stored, in_doubt = filings[filing_id].media_type in WORKBOOKS, doubtful[filing_id, table]
            found.append((filing_id, name, excerpt(about, grid.rows, cells, stored=stored, in_doubt=in_doubt)))
    return found


def _boxes(own: str, spots: list[EvidencePart], doubts: list[bool]) -> list[_Boxes]:
    """By filing and page, what is boxed there, in the order in which the first of each page comes."""
    boxes: dict[tuple[str, int], _Boxes] = {}
    for spot, doubt in zip(spots, doubts, strict=True):
        if spot.bbox and spot.page:
            page = (spot.filing_id or own, spot.page)
            boxes.setdefault(page, _Boxes(*page, [], doubt)).boxes.append(spot.bbox)
    return list(boxes.values())


def _pages(filings: dict[str, Filing], boxes: list[_Boxes], store: Store, pictures: PagePictures) -> list[BoxedPage]:
    found = []
    for one in boxes:
        filing = filings.get(one.filing_id)
        picture = filing and pictures.page(store.path(filing.sha256), filing.media_type, one.number)
        if picture:
            close = _close_up(one.boxes, picture.width, picture.height)
            size = (picture.width, picture.height)
            found.append(BoxedPage(one.filing_id, one.number, *size, one.boxes, close, one.in_doubt))
    return found


def _close_up(boxes: list[list[float]], width: float, height: float) -> tuple[float, float, float, float]:
    """The part of a page that shows all of `boxes` with some of what stands around, within the page."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    across = min(width, max(max(rights) - min(lefts) + 2 * _MARGIN, _LEAST_WIDTH))
    down = min(height, max(max(bottoms) - min(tops) + 2 * _MARGIN, _LEAST_HEIGHT))
    left = min(max(0.0, (min(lefts) + max(rights) - across) / 2), width - across)
    top = min(max(0.0, (min(tops) + max(bottoms) - down) / 2), height - down)
    return left, top, across, down
