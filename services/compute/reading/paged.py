"""Files of pages, read a page at a time: a PDF's as what each is, drawn text or a scan, and images, which are scans.

What reads scans is loaded when there is one: it is large, and most filings do without.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from services.compute.reading.document import BBox, Document, NotePage, Paragraph, Table
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.limits import MOST_PAGES
from services.compute.reading.pdf.read_pdf import DraftPage, Joining, draft_page, opened
from shared.media_types import PDF

if TYPE_CHECKING:
    import pypdfium2

_OF_THE_FILE = ("password-needed", "wrong-password", "ocr-model-missing")
"""Problems that are not one page's."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page as read, not yet joined to its neighbours: the `draft` of all that is drawn, or all that is scanned.

    `tables` and `paragraphs` are what was found in pictures on a drawn page, which joins nothing.
    `problem` is why nothing of it could be read (a slug of `shared.problems`), `params` what fills its message.
    """

    number: int
    draft: DraftPage | None = None
    tables: tuple[Table, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    problem: str | None = None
    params: dict[str, str | int] = field(default_factory=dict)


class Pages(Protocol):
    """An open file of pages. Use it in a ``with`` block."""

    count: int

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...
    def is_scan(self, index: int) -> bool:
        """Whether the page (0-based) is, at least in part, to be read by OCR. Raises `UnreadableFiling`."""

    def read(self, index: int) -> ReadPage:
        """The page (0-based), read by itself. Raises `UnreadableFiling`."""


def open_pages(content: bytes, media_type: str, password: str | None = None) -> Pages:
    """A PDF or an image as pages.

    Raises `UnreadableFiling`: damaged-file, password-needed, wrong-password, too-many-pages.
    """
    pages = PdfPages(content, password) if media_type == PDF else ImagePages(content)
    if pages.count > MOST_PAGES:
        with pages:
            raise UnreadableFiling("too-many-pages", limit_pages=MOST_PAGES)
    return pages


def read_paged(content: bytes, media_type: str, note_page: NotePage, password: str | None = None) -> Document:
    """Read a file of pages from first to last. Raises `UnreadableFiling` where none of them can be read."""
    with open_pages(content, media_type, password) as pages:
        return join_pages(media_type, pages.count, read_pages(pages, range(pages.count), note_page))


def read_pages(pages: Pages, indices: range, note_page: NotePage) -> Iterator[ReadPage]:
    """Each of the pages at `indices` (0-based); one that cannot be read is said to be so, and the rest is read."""
    note_page(0, len(indices))
    for done, index in enumerate(indices, 1):
        try:
            yield pages.read(index)
        except UnreadableFiling as error:
            if error.problem in _OF_THE_FILE or pages.count == 1:
                raise
            yield ReadPage(index + 1, problem=error.problem, params=error.params)
        note_page(done, len(indices))


def join_pages(media_type: str, count: int, pages: Iterable[ReadPage]) -> Document:
    """The document that `pages`, in their order, make up of a file of `count` pages.

    Raises `UnreadableFiling` where none of them was read.
    """
    joining = Joining()
    unread: list[ReadPage] = []
    for page in pages:
        if page.problem:
            unread.append(page)
            continue
        if page.draft:
            joining.add(page.draft)
        joining.add_found(page.tables, page.paragraphs)
    if len(unread) >= count:
        first = unread[0] if unread else ReadPage(1, problem="damaged-file")
        raise UnreadableFiling(first.problem or "", **first.params)
    lost = tuple(page.number for page in unread)
    return Document(media_type, count, joining.tables(), tuple(joining.paragraphs), unread_pages=lost)


class PdfPages:
    """The pages of a PDF. Raises `UnreadableFiling`."""

    def __init__(self, content: bytes, password: str | None) -> None:
        import pypdfium2

        with ExitStack() as stack:
            self._drawn = stack.enter_context(opened(content, password))
            self._pdf = stack.enter_context(pypdfium2.PdfDocument(content, password=password))
            self._opened = stack.pop_all()
        self.count = len(self._pdf)
        self.kind = cache(self._kind)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._opened.close()

    def is_scan(self, index: int) -> bool:
        return bool(self.kind(index)[1])

    def read(self, index: int) -> ReadPage:
        drawn, regions = self.kind(index)
        draft = draft_page(self._drawn, index) if drawn else None
        if not regions:
            return ReadPage(index + 1, draft)
        from services.compute.reading.scan.pdf_page import draft_whole_page, read_pictures

        with self._page(index) as page:
            if draft is None:
                return ReadPage(index + 1, draft_whole_page(page, index + 1))
            return ReadPage(index + 1, draft, *read_pictures(page, regions, index + 1))

    def _kind(self, index: int) -> tuple[bool, tuple[BBox, ...]]:
        """Whether a page is to be read as drawn text, and the parts of it to be read by OCR."""
        from services.compute.reading.scan.page_kind import scanned_regions

        with self._page(index) as page:
            regions = scanned_regions(page)
            return (0.0, 0.0, *page.get_size()) not in regions, regions

    @contextmanager
    def _page(self, index: int) -> Iterator["pypdfium2.PdfPage"]:
        import pypdfium2

        try:
            page = self._pdf[index]
        except pypdfium2.PdfiumError as error:
            raise UnreadableFiling("damaged-file") from error
        with closing(page):
            yield page


class ImagePages:
    """The frames of an image, each a page. Raises `UnreadableFiling`."""

    def __init__(self, content: bytes) -> None:
        from services.compute.reading.scan.image_file import count_frames

        self._content = content
        self.count = count_frames(content)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        return

    def is_scan(self, index: int) -> bool:
        return True

    def read(self, index: int) -> ReadPage:
        from services.compute.reading.scan.image_file import image_sheets
        from services.compute.reading.scan.page import draft_scanned_page

        sheet = next(image_sheets(self._content, index), None)
        if sheet is None:
            raise UnreadableFiling("damaged-file")
        return ReadPage(index + 1, draft_scanned_page(sheet, index + 1))
