"""Passwords sealed and opened."""

from pathlib import Path
from threading import Thread

from shared.sealing import Seal


def test_what_is_sealed_is_opened_with_the_same_key_only(tmp_path: Path) -> None:
    sealed = Seal(tmp_path).close("contraseña")
    assert "contraseña" not in sealed
    assert Seal(tmp_path).open(sealed) == "contraseña"
    assert Seal(tmp_path).open(None) is None
    other = tmp_path / "other"
    other.mkdir()
    assert Seal(other).open(sealed) is None


def test_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    sealed: list[str] = []
    starts = [Thread(target=lambda: sealed.append(Seal(tmp_path).close("x"))) for _ in range(8)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert [Seal(tmp_path).open(one) for one in sealed] == ["x"] * 8
    assert [path.name for path in tmp_path.iterdir()] == ["seal.key"]
    assert (tmp_path / "seal.key").stat().st_mode & 0o777 == 0o600
