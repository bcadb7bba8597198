import pytest

from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.scan import engine


def test_a_missing_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_RECOGNITION_MODEL", "PP-OCRv0_rec.onnx")
    engine._load.cache_clear()
    with pytest.raises(UnreadableFiling) as refused:
        engine.load_engine()
    assert refused.value.problem == "ocr-model-missing"
    assert refused.value.params == {"model": "PP-OCRv0_rec.onnx"}


def test_the_engine_is_loaded_once() -> None:
    assert engine.load_engine(1) is engine.load_engine(1)
