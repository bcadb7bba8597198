"""A check worked again from the originals, apart from the queue that brings it."""

import json
from pathlib import Path

from services.compute.policy import load_policy
from services.compute.replay import Original, worked_again
from services.compute.ties import held_together
from tests.analysed import analysed_file
from tests.conftest import SAMPLES


def _original(path: Path) -> Original:
    return Original(analysed_file(path).filing.id, path.name, path.read_bytes())


def test_the_figures_are_read_anew_and_the_answer_is_plain() -> None:
    path = SAMPLES / "programas-2024.txt"
    anomalies = analysed_file(path).model_dump(mode="json")["anomalies"]
    anomaly = next(one for one in anomalies if one["rule"] == "ratio-mismatch")
    answer = worked_again([_original(path)], anomaly, load_policy())
    assert answer["stands"]
    assert [one["value"] for one in answer["figures"]][:1] == [anomaly["observed"]]
    assert all(one["text"] == one["text_before"] and one["concept"] for one in answer["figures"])
    assert json.loads(json.dumps(answer)) == answer


def test_what_lies_between_two_filings_is_held_together_again() -> None:
    paths = [SAMPLES / "trimestre-2024-2" / name for name in ("egresos-economica.xlsx", "egresos-por-objeto.xlsx")]
    reports = held_together({path.name: analysed_file(path).model_dump(mode="json") for path in paths}, load_policy())
    anomalies = reports[paths[0].name]["anomalies"]
    anomaly = next(one for one in anomalies if one["rule"] == "statement-mismatch")
    answer = worked_again([_original(path) for path in paths], anomaly, load_policy())
    assert answer["stands"]
    assert {one["filing"] for one in answer["figures"]} == {path.name for path in paths}
    assert all(one["text"] == one["text_before"] for one in answer["figures"])
