"""Work on untrusted bytes in a process of its own that may die."""

import subprocess
import sys
from pathlib import Path

from shared.logs import logger


def run_child(module: str, arguments: tuple[str, ...], filing: Path, seconds: float) -> bytes | None:
    """What ``python -m module arguments`` writes, given the bytes of `filing`; None where it fails.

    The reason goes to the log.
    """
    command = [sys.executable, "-m", module, *arguments]
    try:
        with filing.open("rb") as content:
            return subprocess.run(command, stdin=content, capture_output=True, timeout=seconds, check=True).stdout
    except (OSError, subprocess.SubprocessError) as error:
        logger().warning("child.failed", module=module, reason=type(error).__name__)
        return None
