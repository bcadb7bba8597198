"""Bytes on disk: whole, once, or not at all."""

import hashlib
from pathlib import Path

import pytest

from shared.storage import Store, TooLarge


def test_what_is_kept_is_found_by_its_hash(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for _ in range(2):
        incoming = store.receive(100)
        incoming.write(b"uno ")
        incoming.write(b"dos")
        sha256 = store.keep(incoming)
        incoming.close()
    assert sha256 == hashlib.sha256(b"uno dos").hexdigest()
    assert store.read(sha256) == b"uno dos"
    assert not list((tmp_path / "incoming").iterdir())


def test_what_is_not_kept_is_gone(tmp_path: Path) -> None:
    store = Store(tmp_path)
    incoming = store.receive(3)
    with pytest.raises(TooLarge):
        incoming.write(b"cuatro")
    incoming.close()
    assert not list((tmp_path / "incoming").iterdir())
    with pytest.raises(FileNotFoundError):
        store.read("0" * 64)
