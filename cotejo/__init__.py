"""What a user installs and types: the command line, the HTTP client, the pipeline in process, the embedded stack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cotejo.client import AsyncClient, Client
    from cotejo.frames import pandas_frame, polars_frame
    from services.compute.pipeline import Progress
    from services.compute.policy import Policy
    from shared.report import Report

__all__ = ["AsyncClient", "Client", "UnreadableFiling", "analyse", "pandas_frame", "polars_frame"]


def analyse(
    path_or_bytes: str | Path | bytes,
    *,
    filename: str | None = None,
    policy: Policy | None = None,
    password: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read a filing and check it, in this process: the report that the service would give.

    `filename` names bytes that come without a path; `password` opens an encrypted PDF; `progress` is told each stage
    and how much of it is done of how much. An archive holds several filings, which `cotejo analyse` reads one by one.
    Raises `UnreadableFiling` and `OSError`.
    """
    from cotejo.alone import analyse_alone
    from services.compute.policy import load_policy

    judged_by = policy or load_policy()
    report = analyse_alone(path_or_bytes, filename=filename, policy=judged_by, password=password, progress=progress)
    if len(report.filing.statements) > 1:
        from cotejo.company import in_company

        report = in_company({report.filing.filename: report}, judged_by)[report.filing.filename]
    return report


def __getattr__(name: str) -> object:
    """Loads what is asked for only then: ``import cotejo`` is cheap."""
    if name in ("AsyncClient", "Client"):
        from cotejo import client

        return getattr(client, name)
    if name in ("pandas_frame", "polars_frame"):
        from cotejo import frames

        return getattr(frames, name)
    if name == "UnreadableFiling":
        from services.compute.reading import UnreadableFiling

        return UnreadableFiling
    raise AttributeError(name)


def __dir__() -> list[str]:
    """What is loaded when it is asked for, too."""
    return sorted({*globals(), *__all__})
