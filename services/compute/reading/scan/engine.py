"""The two neural models that find and read print, loaded once a process from the wheel that ships them."""

import importlib.util
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import onnxruntime

from services.compute.reading.errors import UnreadableFiling

_DETECTION_MODEL = "PP-OCRv6_det_small.onnx"
_RECOGNITION_MODEL = "PP-OCRv6_rec_small.onnx"
_ERRORS_ONLY = 3


@dataclass(frozen=True, slots=True)
class Engine:
    """`detection` maps a picture to where print stands, `recognition` a line of print to `characters`.

    `characters[0]` is the blank of the CTC code; the last is the space.
    """

    detection: onnxruntime.InferenceSession
    recognition: onnxruntime.InferenceSession
    characters: tuple[str, ...]


def load_engine(threads: int | None = None) -> Engine:
    """The OCR engine of this process, on `threads` threads (default: the cores this process may use).

    The models are read from disk on the first call and never fetched from elsewhere. Threads do not outlive a fork:
    call this in the process that reads. Raises `UnreadableFiling` (``ocr-model-missing``).
    """
    return _load(threads or len(os.sched_getaffinity(0)))


@lru_cache(maxsize=1)
def _load(threads: int) -> Engine:
    recognition = _session(_RECOGNITION_MODEL, threads)
    alphabet: dict[str, Any] = recognition.get_modelmeta().custom_metadata_map
    characters = ("", *alphabet["character"].splitlines(), " ")
    return Engine(_session(_DETECTION_MODEL, threads), recognition, characters)


def _session(name: str, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # the arena keeps the largest picture's memory for good
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads leave the core to others
    options.log_severity_level = _ERRORS_ONLY
    return onnxruntime.InferenceSession(str(_model_path(name)), options, providers=["CPUExecutionProvider"])


def _model_path(name: str) -> Path:
    package = importlib.util.find_spec("rapidocr")
    if package is None or package.origin is None:
        raise UnreadableFiling("ocr-model-missing", model=name)
    path = Path(package.origin).parent / "models" / name
    if not path.is_file():
        raise UnreadableFiling("ocr-model-missing", model=name)
    return path
