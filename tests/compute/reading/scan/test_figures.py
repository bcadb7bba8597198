import pytest

from services.compute.reading.scan.figures import is_figure, likeliest, resembles_figure
from services.compute.reading.scan.recognition import Character, Reading


def reading(text: str, doubts: dict[int, tuple[float, dict[str, float]]] | None = None) -> Reading:
    characters = []
    for index, letter in enumerate(text):
        confidence, others = (doubts or {}).get(index, (0.99, {}))
        characters.append(
            Character(letter, confidence, index / len(text), (index + 1) / len(text), tuple(others.items()))
        )
    return Reading(tuple(characters))


@pytest.mark.parametrize(
    "text",
    [
        "0.00",
        "$1,394,913.12",
        "-$534.27",
        "(1,200)",
        "178 103 282.00",
        "4'415,964.10",
        "27 %",
        "19.56",
        "5, 33%",
        "-",
        "$ -",
    ],
)
def test_a_figure_is_one_however_print_writes_it(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["18.336.80", "S534.27", "1,23.4", "3=(1+2)", "31/mar./2021", "Total 12", ""])
def test_what_is_no_figure_is_not_taken_for_one(text: str) -> None:
    assert not is_figure(text)


def test_a_misread_figure_resembles_one_and_a_label_does_not() -> None:
    assert resembles_figure("S534.27")
    assert not resembles_figure("Capítulo 1000")


def test_a_doubtful_point_is_a_comma_where_only_so_the_marks_are_a_figure() -> None:
    seen = reading("18.336.80", {2: (0.8, {",": 0.15})})
    chosen = likeliest([seen])
    assert chosen.text == "18,336.80"
    assert chosen.confidence == pytest.approx(0.5)


def test_readings_vote_and_their_doubt_stays() -> None:
    chosen = likeliest([reading("$0,00", {2: (0.6, {".": 0.35})}), reading("$0.00", {2: (0.9, {",": 0.05})})])
    assert chosen.text == "$0.00"
    assert 0.5 < chosen.confidence < 0.7


def test_digits_are_never_made_up_to_fit() -> None:
    assert likeliest([reading("1,23.45")]).text == "1,23.45"
