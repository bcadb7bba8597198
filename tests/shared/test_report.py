"""The report's own shape."""

from shared import examples
from shared.report import AnomalyPart, FactPart, IndicatorPart, Report


def test_the_examples_of_the_documentation_are_true_to_shape() -> None:
    for kind, example in (
        (Report, examples.REPORT),
        (FactPart, examples.FACT),
        (IndicatorPart, examples.INDICATOR),
        (AnomalyPart, examples.ANOMALY),
    ):
        assert kind.model_validate(example).model_dump(mode="json", by_alias=True) == example
