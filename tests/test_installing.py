"""What is installed in shares is all that is pinned, each with its hashes."""

import re
import runpy

import pytest

from tests.conftest import ROOT

shares_of = runpy.run_path(str(ROOT / "requirements" / "install.py"))["shares_of"]


@pytest.mark.parametrize("name", ["base.txt", "test.txt"])
def test_shares_hold_every_requirement_once_with_its_hashes(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    shares = shares_of([text])

    def pins(text: str) -> list[str]:
        return sorted(re.findall(r"^[\w.-]+==.*", text, re.MULTILINE))

    assert pins("\n".join(shares)) == pins(text)
    assert sum(share.count("--hash=") for share in shares) == text.count("--hash=")
