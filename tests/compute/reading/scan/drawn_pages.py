"""Pages that the tests draw themselves and then scan: tables to PDF, PDF to a grey picture, picture to PDF."""

from collections.abc import Callable, Sequence
from io import BytesIO

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

DPI = 200
SIZE = (612.0, 396.0)
ROW_POINTS = 15.0
Picture = NDArray[np.uint8]
Draw = Callable[[Canvas], None]

BUDGET = [
    ["Concepto", "Aprobado", "Ampliaciones", "Modificado", "Devengado", "Subejercicio"],
    ["Servicios personales", "50,237,039.33", "-534.27", "50,236,505.06", "10,580,487.65", "39,656,017.41"],
    ["Materiales y suministros", "3,527,998.98", "0.00", "3,527,998.98", "30,049.58", "3,497,949.40"],
    ["Servicios generales", "13,144,913.12", "250,000.00", "13,394,913.12", "1,592,960.65", "11,801,952.47"],
    ["Bienes muebles", "200,000.00", "0.00", "200,000.00", "0.00", "200,000.00"],
    ["Total del gasto", "67,109,951.43", "249,465.73", "67,359,417.16", "12,203,497.88", "55,155,919.28"],
]
COLUMNS = (36.0, 176.0, 260.0, 340.0, 424.0, 500.0, 580.0)


def draw_table(
    canvas: Canvas,
    rows: Sequence[Sequence[str]],
    edges: Sequence[float] = COLUMNS,
    top: float = 330.0,
    ruled: bool = True,
) -> None:
    """Labels at the left of their column, figures at the right; `top` in points from the foot of the page."""
    canvas.setFont("Helvetica", 8)
    for number, row in enumerate(rows):
        base = top - number * ROW_POINTS
        for column, text in enumerate(row):
            if column:
                canvas.drawRightString(edges[column + 1] - 4, base + 4, text)
            else:
                canvas.drawString(edges[0] + 4, base + 4, text)
    if not ruled:
        return
    canvas.setLineWidth(0.6)
    foot, head = top - (len(rows) - 1) * ROW_POINTS, top + ROW_POINTS
    for number in range(len(rows) + 1):
        canvas.line(edges[0], head - number * ROW_POINTS, edges[-1], head - number * ROW_POINTS)
    for edge in edges:
        canvas.line(edge, foot, edge, head)


def pdf(*pages: Draw, size: tuple[float, float] = SIZE) -> bytes:
    """A PDF of one page for each function that draws one."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=size)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def scan(draw: Draw, degrees: float = 0.0, size: tuple[float, float] = SIZE, dpi: int = DPI) -> Picture:
    """What a scanner makes of the page: grey, a little soft and grainy, and turned by `degrees`."""
    page = pypdfium2.PdfDocument(pdf(draw, size=size))[0]
    picture = np.asarray(page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L"), dtype=np.float32)
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(cv2.GaussianBlur(picture, (0, 0), 0.7), turn, (width, height), borderValue=(255.0,))
    grain = np.random.default_rng(7).normal(0, 4, turned.shape)
    return np.asarray(np.clip(turned + grain, 0, 255), dtype=np.uint8)


def place(canvas: Canvas, picture: Picture, left: float, foot: float, width: float, height: float) -> None:
    """Put a picture on the page, in points from the foot of the page."""
    canvas.drawImage(ImageReader(Image.fromarray(picture)), left, foot, width, height)


def filling(picture: Picture) -> Draw:
    """A page that is nothing but the picture."""
    return lambda canvas: place(canvas, picture, 0, 0, *SIZE)
