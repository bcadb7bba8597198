"""Figures of a PDF in the colour of what is behind them."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

import cotejo
from services.compute.reading import read

_ROWS = (("Concepto", "Aprobado", "Devengado"), ("Uno", "10.00", "8.00"), ("Dos", "20.00", "4.00"))
_TOTAL = ("Total", "30.00", "12.00")


def _page(ground: float | None, ink: float, turn: int = 0, box: bool = True) -> bytes:
    """A table whose figure 20.00 is written in `ink` over a `ground`, greys from 0 to 1; a shape that is no `box`."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(612, 396))
    canvas.setPageRotation(turn)
    for number, row in enumerate((*_ROWS, _TOTAL)):
        for column, text in enumerate(row):
            x, y = 72 + 150 * column, 300 - 20 * number
            canvas.setFillGray(0)
            if text == "20.00":
                if ground is not None:
                    canvas.setFillGray(ground)
                    draw = canvas.rect if box else canvas.ellipse
                    draw(x - 10, y - 5, *((80, 20) if box else (x + 70, y + 15)), stroke=0, fill=1)
                canvas.setFillGray(ink)
            canvas.drawString(x, y, text)
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("ground", "ink", "box", "unseen"),
    [
        (None, 1, True, True),
        (None, 0, True, False),
        (0, 1, True, False),
        (0, 0, True, True),
        (0.8, 0.8, True, True),
        (0.8, 1, True, False),
        (0, 1, False, False),
    ],
)
@pytest.mark.parametrize("turn", [0, 90])
def test_what_has_the_colour_of_its_ground_is_known(
    ground: float | None, ink: float, box: bool, unseen: bool, turn: int
) -> None:
    cells = [
        cell for table in read(_page(ground, ink, turn, box), "a.pdf").tables for row in table.rows for cell in row
    ]
    assert [cell.text for cell in cells if cell.unseen] == (["20.00"] if unseen else [])


def test_it_is_said_of_a_figure() -> None:
    found = [one for one in cotejo.analyse(_page(None, 1), filename="a.pdf").anomalies if one.rule == "hidden-content"]
    assert [(one.severity, [place.text for place in one.evidence]) for one in found] == [("information", ["20.00"])]
    assert found[0].message.es.startswith("1 cifra en el mismo color que su fondo")
