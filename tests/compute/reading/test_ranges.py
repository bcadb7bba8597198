"""Files of pages read range by range give what reading them in one go gives."""

from io import BytesIO

import pytest
from PIL import Image

from services.compute.reading import Document, UnreadableFiling, read
from services.compute.reading.paged import join_pages, open_pages, read_pages
from services.compute.reading.ranges import dump_page, load_pages, share_out
from shared.media_types import PDF, TIFF
from tests.compute.reading.drawn import Sheets
from tests.compute.reading.scan.drawn_pages import scan
from tests.conftest import real_filing
from tests.system import long_files


def _by_ranges(content: bytes, media_type: str, *ranges: range, password: str | None = None) -> Document:
    """The document of ranges read apart, the last first, and kept as text in between."""
    kept: list[tuple[int, list[bytes]]] = []
    for one in reversed(ranges):
        with open_pages(content, media_type, password) as pages:
            kept.append((one.start, [dump_page(page) for page in read_pages(pages, one, lambda *_: None)]))
            count = pages.count
    lines = [line for _, lines in sorted(kept) for line in lines]
    return join_pages(media_type, count, load_pages(lines))


@pytest.mark.parametrize("seam", [1, 2])
def test_a_real_table_over_pages_joins_over_a_seam(seam: int) -> None:
    content = real_filing("statements/inaeba-2019-q3/10.6-ldf-egresos-por-objeto.pdf").read_bytes()
    whole = read(content)
    assert any(len({cell.page for row in table.rows for cell in row}) > 1 for table in whole.tables)
    assert _by_ranges(content, PDF, range(seam), range(seam, whole.pages)) == whole


def test_a_foreign_pdf_too() -> None:
    content = real_filing("../benchmarks/pdf-tables/eu-014.pdf").read_bytes()
    whole = read(content)
    assert whole.pages > 1 and whole.tables
    assert _by_ranges(content, PDF, *(range(page, page + 1) for page in range(whole.pages))) == whole


def test_a_drawn_table_joins_over_every_seam() -> None:
    content = long_files.printed(4)
    whole = read(content)
    assert [len(table.rows) for table in whole.tables] == [1 + 4 * long_files.ROWS_A_PAGE]
    assert _by_ranges(content, PDF, range(1), range(1, 3), range(3, 4)) == whole


def test_a_scan_of_several_pages() -> None:
    counted: list[tuple[int, int]] = []
    with open_pages(long_files.scanned(2), PDF, None) as pages:
        read_once = list(read_pages(pages, range(2), lambda *count: counted.append(count)))
    assert counted == [(0, 2), (1, 2), (2, 2)]
    kept = [dump_page(page) for page in read_once]
    whole = join_pages(PDF, 2, iter(read_once))
    assert len(whole.tables) == 1 and len(whole.tables[0].rows) > 2
    assert join_pages(PDF, 2, load_pages(kept)) == whole


def test_an_image_of_several_frames() -> None:
    frames = [Image.fromarray(scan(long_files.page(number, 1))[:420]) for number in range(2)]
    stream = BytesIO()
    frames[0].save(stream, "TIFF", save_all=True, append_images=frames[1:], dpi=(200, 200))
    whole = read(stream.getvalue())
    (table,) = whole.tables
    assert [[cell.page for cell in row[:1]] for row in table.rows] == [[1], [1], [2]]
    assert _by_ranges(stream.getvalue(), TIFF, range(1), range(1, 2)) == whole


def test_a_file_that_claims_a_million_pages_is_refused_at_once_by_the_limit() -> None:
    sheets = Sheets()
    sheets.text(72, 72, "una hoja")
    content = sheets.saved()
    claimed = content.replace(b"/Count 1", b"/Count 1000000")
    assert claimed != content
    with pytest.raises(UnreadableFiling) as refused:
        read(claimed)
    assert (refused.value.problem, refused.value.params) == ("too-many-pages", {"limit_pages": 10_000})


def test_an_encrypted_file() -> None:
    sheets = Sheets(password="clave")
    for page in range(2):
        sheets.text(72, 72, f"hoja {page}")
        sheets.next_page()
    content = sheets.saved()
    whole = read(content, password="clave")
    assert [paragraph.text for paragraph in whole.paragraphs] == ["hoja 0", "hoja 1"]
    assert _by_ranges(content, PDF, range(1), range(1, 2), password="clave") == whole
    for password, problem in (("otra", "wrong-password"), (None, "password-needed")):
        with pytest.raises(UnreadableFiling) as refused:
            read(content, password=password)
        assert refused.value.problem == problem


def test_a_page_that_cannot_be_loaded_is_said_and_the_rest_is_read() -> None:
    content = long_files.without_page(long_files.printed(3), 1)
    whole = read(content)
    assert (whole.pages, whole.unread_pages) == (3, (2,))
    assert [(table.page, len(table.rows)) for table in whole.tables] == [(1, 5), (3, 5)]
    assert _by_ranges(content, PDF, range(2), range(2, 3)) == whole
    none = content
    for page in (0, 0):
        none = long_files.without_page(none, page)
    with pytest.raises(UnreadableFiling) as refused:
        read(none)
    assert refused.value.problem == "damaged-file"


class _Counted:
    """Pages of which nothing is known but which are scans."""

    def __init__(self, scans: str) -> None:
        self.count = len(scans)
        self._scans = scans

    def is_scan(self, index: int) -> bool:
        return self._scans[index] == "s"


@pytest.mark.parametrize(
    ("pages", "lengths"),
    [
        ("s" * 4, [4]),
        ("s" * 5, [3, 2]),
        ("s" * 12, [4, 4, 4]),
        ("d" * 100, [100]),
        ("d" * 102, [51, 51]),
        ("ssss" + "d" * 100, [4, 100]),
        ("d" * 50 + "ss" + "d" * 50, [102 - 51, 51]),
    ],
)
def test_pages_are_shared_out_by_what_they_cost(pages: str, lengths: list[int]) -> None:
    shares = share_out(_Counted(pages), scans=4, drawn=100)  # type: ignore[arg-type]
    assert [page for share in shares for page in share] == list(range(len(pages)))
    assert [len(share) for share in shares] == lengths
