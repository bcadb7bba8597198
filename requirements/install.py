"""Installs pinned requirements with the pip of the Python that runs this, in shares side by side.

Unpacking wheels keeps one core busy, and nothing is resolved, so that no share needs another.

    python requirements/install.py FILE...
"""

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_SHARES = 4
_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
_OPTIONS = ("install", "--no-deps", "--no-compile", "--require-hashes", "--requirement")


def shares_of(texts: list[str]) -> list[str]:
    """The requirements of `texts` dealt out, each with the hashes in the lines below it and those of one name together:
    of several versions of a package the markers choose one.
    """
    by_name: dict[str, list[str]] = {}
    for text in texts:
        for requirement in re.split(r"\n(?=[a-zA-Z0-9])", text):
            if name := re.match(r"[\w.-]+(?===)", requirement):
                by_name.setdefault(name[0], []).append(requirement)
    packages = ["\n".join(requirements) for requirements in by_name.values()]
    return ["\n".join(packages[number::_SHARES]) + "\n" for number in range(_SHARES)]


def _install(share: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "requirements.txt"
        path.write_text(share, encoding="utf-8")
        return subprocess.run([*_PIP, *_OPTIONS, str(path)]).returncode


def main() -> int:
    """Install what the files say; the exit status."""
    shares = shares_of([Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]])
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return int(any(list(pool.map(_install, shares))))


if __name__ == "__main__":
    sys.exit(main())
