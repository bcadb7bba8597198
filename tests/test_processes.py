"""The tests of a file run in one process, so that its fixtures are made once."""

import os

import pytest

_RUN: list[int] = []


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="the tests run in one process")
@pytest.mark.parametrize("number", range(6))
def test_the_tests_of_a_file_run_in_one_process(number: int) -> None:
    assert [*range(number)] == _RUN
    _RUN.append(number)
