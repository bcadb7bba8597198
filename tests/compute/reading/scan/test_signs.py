import cv2
import numpy as np
import pytest

from services.compute.reading.scan.recognition import Character, Reading
from services.compute.reading.scan.signs import with_minus
from tests.compute.reading.scan.drawn_pages import Picture


def reading(text: str) -> Reading:
    return Reading(tuple(Character(letter, 0.9, 0.0, 1.0) for letter in text))


def picture(text: str, scale: float) -> Picture:
    paper = np.full((60, 300), 250, np.uint8)
    cv2.putText(paper, text, (10, 40), cv2.FONT_HERSHEY_SIMPLEX, scale, 20, 1, cv2.LINE_AA)
    return paper


@pytest.mark.parametrize("scale", [0.6, 0.8])
def test_a_flat_mark_before_a_figure_is_its_minus_in_doubt(scale: float) -> None:
    seen = with_minus(reading("670,594.62"), picture("-670,594.62", scale))
    assert seen.text == "-670,594.62"
    assert seen.confidence == pytest.approx(0.6)


@pytest.mark.parametrize("scale", [0.45, 0.6, 0.8])
@pytest.mark.parametrize("figure", [f"{digit}70,594.62" for digit in range(10)])
def test_no_digit_begins_with_a_minus(figure: str, scale: float) -> None:
    assert with_minus(reading(figure), picture(figure, scale)).text == figure


def test_the_bar_of_a_4_whose_slope_broke_off_is_no_minus_and_one_before_a_4_is() -> None:
    broken = picture("", 0.8)
    cv2.putText(broken, "70,594.62", (27, 40), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 20, 1, cv2.LINE_AA)
    cv2.line(broken, (10, 34), (23, 34), 20, 1)
    cv2.line(broken, (20, 23), (20, 40), 20, 1)
    assert with_minus(reading("470,594.62"), broken).text == "470,594.62"
    assert with_minus(reading("670,594.62"), broken).text == "-670,594.62"
    assert with_minus(reading("470,594.62"), picture("-470,594.62", 0.8)).text == "-470,594.62"


def test_what_has_its_sign_and_what_is_no_figure_stay() -> None:
    paper = picture("-670,594.62", 0.5)
    assert with_minus(reading("-670,594.62"), paper).text == "-670,594.62"
    assert with_minus(reading("Total"), paper).text == "Total"
