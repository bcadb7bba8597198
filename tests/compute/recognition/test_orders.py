"""Columns without a heading, told by the order in which forms have the others."""

from dataclasses import replace

import pytest

from services.compute.recognition import orders
from services.compute.recognition.columns import Column
from services.compute.recognition.vocabulary import vocabulary

_FORM = ("approved", "adjustment", "modified", "accrued", "paid", "underspend")


def _columns(*codes: str | None) -> list[Column]:
    return [Column(place, "", "", vocabulary().concept(code) if code else None) for place, code in enumerate(codes)]


def test_measures_that_stand_as_in_one_form_are_its() -> None:
    assert orders.order_of(_columns("approved", None, "modified", "accrued", None, "underspend")) == _FORM


@pytest.mark.parametrize(
    "codes",
    [
        ("approved", None, None, None, "paid", "underspend"),
        ("approved", "modified", None, "accrued", None, "underspend"),
        ("approved", "adjustment", "modified", "accrued", "paid"),
    ],
)
def test_measures_of_which_too_few_are_known_or_that_stand_otherwise_are_of_none(codes: tuple[str | None, ...]) -> None:
    assert orders.order_of(_columns(*codes)) == ()


def test_of_two_forms_that_fit_neither_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    other = (*_FORM[:4], "committed", "underspend")
    both = replace(vocabulary(), orders=(_FORM, other))
    monkeypatch.setattr(orders, "vocabulary", lambda: both)
    assert orders.order_of(_columns(*_FORM)) == _FORM
    assert orders.order_of(_columns(*_FORM[:4], None, "underspend")) == ()
