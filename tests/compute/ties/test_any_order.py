"""Handed in in any order, by two at once, replaced, deleted: what lies between filings is as after one clean run."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.compute.ties.on_file import OnFile
from tests.compute.ties.reported import Row, indicator, report, total
from tests.databases import migrated

_NAMES = (
    "Instituto de Pensiones",
    "INSTITUTO DE PENSIONES DEL EDO. DE PUEBLA",
    "Instituto de Pensiones del Estado de Puebla",
    "Instituto de Pensiones del Estado de Sonora",
)
_KINDS = ("expenditure-by-object", "expenditure-by-function", "work-plan")
_ENDS = ("2020-12-31", "2021-12-31", "2022-03-31", "2022-06-30", "2022-12-31", "2022-12-31")

Step = tuple[str, dict[str, Any] | None]
"""A filing, and what it reports from now on; None where it is deleted."""


def _reported(kind: str, end: str, name: str, approved: str, accrued: str) -> dict[str, Any]:
    reported = report(kind, [total(approved=approved, accrued=accrued)], end, institution=name)
    outturn = Decimal(accrued) / Decimal(approved)
    return reported | {"indicators": [indicator("aggregate_outturn", "total", outturn, ["f2", "f1"])]}


_REPORTS = st.builds(
    _reported,
    st.sampled_from(_KINDS),
    st.sampled_from(_ENDS),
    st.sampled_from(_NAMES),
    st.sampled_from(("500.00", "500.00", "600.00")),
    st.sampled_from(("100.00", "100.00", "100.06", "90.00")),
)


def _steps(worker: str) -> st.SearchStrategy[list[Step]]:
    filings = st.sampled_from([f"{worker}{number}" for number in range(5)])
    return st.lists(st.tuples(filings, _REPORTS | _REPORTS | _REPORTS | st.none()), min_size=2, max_size=9)


@pytest.fixture(scope="module")
def on_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnFile]:
    folder = tmp_path_factory.mktemp("filings")
    engine = migrated(folder)
    yield OnFile(engine, folder)
    engine.dispose()


def _work(on_file: OnFile, steps: Sequence[Step]) -> None:
    for number, (filing_id, reported) in enumerate(steps):
        if reported is None:
            on_file.delete(filing_id)
        else:
            on_file.store(filing_id, reported)
        if number % 2:
            on_file.compare_due()


def _clean_run(on_file: OnFile, reports: Mapping[str, Mapping[str, Any]]) -> tuple[list[str], ...]:
    on_file.clear()
    for filing_id, reported in sorted(reports.items()):
        on_file.store(filing_id, reported)
    on_file.settle()
    return on_file.said()


@settings(max_examples=7, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(ours=_steps("a"), theirs=_steps("b"))
def test_what_lies_between_filings_does_not_depend_on_the_way_there(
    on_file: OnFile, ours: list[Step], theirs: list[Step]
) -> None:
    on_file.clear()
    with ThreadPoolExecutor(2) as workers:
        for work in [workers.submit(_work, on_file, steps) for steps in (ours, theirs)]:
            work.result()
    on_file.settle()
    said = on_file.said()
    left = {filing_id: reported for filing_id, reported in dict([*ours, *theirs]).items() if reported is not None}
    assert said == _clean_run(on_file, left)


def test_what_a_plan_names_may_be_wanting_in_every_quarter(on_file: OnFile) -> None:
    planned: list[Row] = [("activity", f"E{n}", f"Acción {n}", {"target_original": "5"}) for n in range(100, 104)]
    on_file.clear()
    on_file.store("plan", report("work-plan", planned, "2022-12-31"))
    for end in ("2022-03-31", "2022-06-30"):
        on_file.store(end, report("results-indicators", planned[1:], end))
    on_file.settle()
    vanished = [line for line in on_file.said()[0] if "vanished-programme" in line]
    assert sorted(line.split(" ")[0] for line in vanished) == ["2022-03-31", "2022-06-30", "plan", "plan"]
