"""The map of a period: which statement bears which mark, and in which order ties are told."""

from typing import Any

from services.api.views.period import period_map

ORDER = ("activities", "financial-position", "equity-changes")


def _tie(name: str, state: str, *voices: tuple[str, str, bool], expected: str | None = None) -> dict[str, Any]:
    return {
        **{"tie": name, "says": {"es": name, "en": name}, "source": "the law", "concept": "amount", "time": "own"},
        **{"row": None, "state": state, "why": None, "expected": expected},
        "voices": [
            {
                **{"statement": statement, "value": value, "agrees": agrees},
                "facts": [{"filing_id": statement, "filing": f"{statement}.pdf", "fact": "f1"}],
            }
            for statement, value, agrees in voices
        ],
    }


def test_the_odd_one_out_is_told_from_those_it_differs_from() -> None:
    voices = (("activities", "9.90", False), ("financial-position", "10.00", True), ("equity-changes", "10.00", True))
    held = _tie("held", "holds", ("activities", "1", True), ("financial-position", "1", True))
    broken = _tie("broken", "does-not-hold", *voices, expected="10.00")
    chart = period_map([held, broken], [], [], {name: [name] for name in ORDER}, ORDER)
    assert [tie.id for tie in chart.ties] == ["broken", "held"]
    assert [tie.id for tie in chart.broken] == ["broken"] and [tie.id for tie in chart.held] == ["held"]
    assert [row.marks.get("broken") for row in chart.rows] == ["odd", "agrees", "agrees"]
    assert [row.marks.get("held") for row in chart.rows] == ["agrees", "agrees", None]
    (line,) = chart.broken[0].lines
    assert [str(one.difference) for one in line.odd] == ["-0.10"]


def test_where_no_side_is_larger_all_are_disputed() -> None:
    voices = (("activities", "1", False), ("financial-position", "2", False))
    chart = period_map([_tie("broken", "does-not-hold", *voices)], [], [], {name: [name] for name in ORDER}, ORDER)
    assert [row.marks.get("broken") for row in chart.rows] == ["disputed", "disputed", None]
    assert all(one.difference is None for one in chart.broken[0].lines[0].odd)


def test_what_is_counted_are_figures_of_one_row_or_of_many() -> None:
    well = _tie("sum", "holds", ("activities", "1", True), ("financial-position", "1", True)) | {"rows": 40}
    ill = _tie("sum", "does-not-hold", ("activities", "1", False), ("financial-position", "2", False))
    chart = period_map([well, ill, ill, _tie("other", "holds")], [], [], {}, ORDER)
    assert (len(chart.broken), len(chart.held)) == (1, 1)
    assert dict(chart.figures) == {"does-not-hold": 2, "holds": 41}


def test_missing_statements_are_rows_without_filings() -> None:
    chart = period_map([], ["equity-changes"], [], {"a": ["activities"], "b": ["activities"]}, ORDER)
    assert [(row.statement, row.filings) for row in chart.rows] == [("activities", ("a", "b")), ("equity-changes", ())]
    assert chart.drawn == []


def test_a_tie_is_as_bad_as_its_worst_figure() -> None:
    well = _tie("sum", "holds", ("activities", "1", True), ("financial-position", "1", True))
    ill = _tie("sum", "does-not-hold", ("activities", "1", False), ("financial-position", "2", False))
    (tie,) = period_map([well, ill], [], [], {}, ORDER).ties
    assert tie.state == "does-not-hold"
    assert [line.state for line in tie.lines] == ["does-not-hold", "holds"]


def test_what_one_statement_alone_says_agrees_with_nobody() -> None:
    alone = _tie("alone", "cannot-be-checked", ("activities", "1", True))
    chart = period_map([alone], [], [], {name: [name] for name in ORDER}, ORDER)
    assert [row.marks for row in chart.rows] == [{}, {}, {}]
    assert chart.drawn == [] and [tie.id for tie in chart.open] == ["alone"]


def test_a_statement_of_two_minds_is_not_counted_among_the_others() -> None:
    voices = (("activities", "9.90", False), ("activities", "10.00", True), ("equity-changes", "10.00", True))
    chart = period_map([_tie("broken", "does-not-hold", *voices, expected="10.00")], [], [], {}, ORDER)
    (line,) = chart.broken[0].lines
    assert (line.others, line.divided) == (["equity-changes"], ["activities"])
