"""The printed report as a PDF of letter pages, each numbered and with the hash of the filing at its foot."""

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from shared.exports.printed.content import Entry, Group, Printed, printed
from shared.problems import Language
from shared.report import Report
from shared.review_part import ReviewPart
from shared.rule_part import RulePart
from shared.words import words

_MARGIN = 56.0
_FRAME = 6.0
"""That reportlab leaves free within a page's frame."""
_INK, _SOFT, _LINE = "#1b2733", "#55626f", "#c9ced3"
_SEVERITIES = {"error": "#a4211b", "warning": "#7d5100"}
_NOTE = "#3d5a73"


def to_pdf(
    report: Report,
    language: Language,
    rules: Sequence[RulePart] = (),
    reviews: Mapping[str, ReviewPart] | None = None,
) -> bytes:
    """The report to print. See `printed` for what goes in."""
    from reportlab.lib.pagesizes import letter  # imported here: only this format needs it
    from reportlab.platypus import SimpleDocTemplate

    said = printed(report, language, rules, reviews or {})
    stream = io.BytesIO()
    document = SimpleDocTemplate(
        stream, pagesize=letter, title=f"Cotejo · {said.title}", author="Cotejo", lang=language, invariant=1,
        leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN,
    )  # fmt: skip

    def foot(canvas: Any, _: Any) -> None:
        canvas.setFont(_faces()[0], 7)
        canvas.setFillColor(_SOFT)
        canvas.drawString(_MARGIN, _MARGIN / 2, f"{report.filing.filename[:60]} · SHA-256 {report.filing.sha256[:16]}…")
        canvas.drawRightString(letter[0] - _MARGIN, _MARGIN / 2, words(language, "page").format(canvas.getPageNumber()))

    document.build(list(_story(said, language)), onFirstPage=foot, onLaterPages=foot)
    return stream.getvalue()


def _story(said: Printed, language: Language) -> Iterator[Any]:
    yield _text(said.title, "title")
    yield _text(said.period, "soft")
    yield _text(words(language, "summary"), "heading")
    yield from (_text(sentence) for sentence in said.summary)
    yield from (
        _markup(f'<font color="{_colour(group)}"><b>•</b></font> {_plain(group.headline)}', "headline")
        for group in said.groups
    )
    yield _text(words(language, "method-title"), "heading")
    yield _text(said.method)
    yield _grid([[_text(name, "soft"), _text(value)] for name, value in said.identity], (0.2, 0.8))
    yield _text(words(language, "anomalies-and-evidence"), "heading")
    if not said.groups:
        yield _text(words(language, "none-found"))
    for group in said.groups:
        yield from _group(group, language)
    yield _text(words(language, "rules-tried"), "heading")
    names = ("rule", "passed", "not-passed", "not-applicable")
    rows = [[_text(words(language, name), "soft") for name in names]]
    rows += [[_text(title), *(_text(f"{count:,}", "figure") for count in counts)] for title, *counts in said.rules]
    yield _grid(rows, (0.55, 0.15, 0.15, 0.15))
    if said.without_cases:
        yield _text(said.without_cases, "why")


def _group(group: Group, language: Language) -> Iterator[Any]:
    severity = f'<font color="{_colour(group)}">{_plain(group.severity.capitalize())}</font>'
    yield _markup(f"{severity} · {_plain(group.title)} ({len(group.entries)})", "group")
    if group.why:
        yield _text(f"{group.why} {words(language, 'source')}: {group.source}", "why")
    for entry in group.entries:
        yield from _entry(entry, language)


def _colour(group: Group) -> str:
    return _SEVERITIES.get(group.grade, _NOTE)


def _entry(entry: Entry, language: Language) -> Iterator[Any]:
    doubt = f" {words(language, 'by-reading')}" if entry.doubtful else ""
    yield _markup(f'<b>{_plain(entry.subject)}</b> <font color="{_SOFT}" size="7">{_plain(entry.id)}</font>', "entry")
    yield _text(entry.message + doubt, "said" if entry.places else "body")
    if entry.review:
        yield _text(entry.review, "review")
    if entry.places:
        rows = [
            [_text(text, "figure"), _text(concept, "soft"), _text(place, "soft")]
            for text, concept, place in entry.places
        ]
        yield _grid(rows, (0.2, 0.4, 0.4), room=1)


def _grid(rows: list[list[Any]], shares: tuple[float, ...], *, room: float = 6) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.pagesizes import letter
    from reportlab.platypus import Table

    width = letter[0] - 2 * (_MARGIN + _FRAME)
    whole = (0, 0), (-1, -1)
    style = [
        ("VALIGN", *whole, "TOP"),
        ("LINEBELOW", *whole, 0.4, HexColor(_LINE)),
        ("TOPPADDING", *whole, room / 4),
        ("BOTTOMPADDING", *whole, room / 4 + 1),
        ("LEFTPADDING", *whole, 0),
    ]
    return Table(rows, [share * width for share in shares], style=style, spaceBefore=room, spaceAfter=room)


def _text(text: str, style: str = "body") -> Any:
    return _markup(_plain(text), style)


def _markup(markup: str, style: str) -> Any:
    from reportlab.platypus import Paragraph

    return Paragraph(markup, _styles()[style])


def _plain(text: str) -> str:
    """`text` with what the typeface lacks spelt out, or shown as ¤: nothing is left away unseen."""
    known = _known()
    return escape("".join(one if ord(one) in known or one.isspace() else _SPELT.get(one, "¤") for one in text))


_SPELT = {"→": "->", "\N{NON-BREAKING HYPHEN}": "-", "●": "•", "\N{NARROW NO-BREAK SPACE}": " "}


@cache
def _faces() -> tuple[str, str]:
    """The regular and the bold typeface, which come with reportlab (Bitstream Vera)."""
    import reportlab
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(reportlab.__file__).with_name("fonts")
    for name, file in (("Vera", "Vera.ttf"), ("Vera-Bold", "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="Vera-Bold", italic="Vera", boldItalic="Vera-Bold")
    return "Vera", "Vera-Bold"


@cache
def _known() -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics

    return frozenset(pdfmetrics.getFont(_faces()[0]).face.charToGlyph)


@cache
def _styles() -> dict[str, Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    regular, bold = _faces()
    body = ParagraphStyle("body", fontName=regular, fontSize=8.5, leading=12, textColor=HexColor(_INK), spaceAfter=2)

    def like(name: str, **other: Any) -> ParagraphStyle:
        return ParagraphStyle(name, body, **other)

    return {
        "body": body,
        "title": like("title", fontName=bold, fontSize=14, leading=18),
        "heading": like("heading", fontName=bold, fontSize=11, leading=15, spaceBefore=14, keepWithNext=1),
        "group": like("group", fontName=bold, fontSize=9.5, spaceBefore=10, keepWithNext=1),
        "entry": like("entry", spaceBefore=6, keepWithNext=1),
        "said": like("said", keepWithNext=1),
        "soft": like("soft", textColor=HexColor(_SOFT), fontSize=7.8, leading=11, spaceAfter=0),
        "why": like("why", textColor=HexColor(_SOFT), fontSize=7.8, leading=11, keepWithNext=1),
        "figure": like("figure", alignment=2, fontSize=7.8, leading=11, spaceAfter=0),
        "headline": like("headline", leftIndent=11, firstLineIndent=-11),
        "review": like("review", leftIndent=10, borderColor=HexColor("#17406b"), textColor=HexColor("#17406b")),
    }
