"""One filing read and checked in this process, each of its statements by itself."""

from functools import partial
from pathlib import Path

from services.compute.pipeline import Progress
from services.compute.pipeline import analyse as run
from services.compute.policy import Policy
from services.compute.reading import read
from shared.report import Report


def analyse_alone(
    path_or_bytes: str | Path | bytes,
    *,
    policy: Policy,
    filename: str | None = None,
    password: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """As `cotejo.analyse`, without holding its statements against each other. Raises `UnreadableFiling`, `OSError`."""
    if isinstance(path_or_bytes, bytes):
        content, name = path_or_bytes, filename or "filing"
    else:
        content, name = Path(path_or_bytes).read_bytes(), filename or Path(path_or_bytes).name
    reader = partial(read, content, name, password=password)
    told = progress or (lambda *_: None)
    analysis = run(content, name, policy, told, read_document=reader)
    return Report.model_validate(analysis.report)
