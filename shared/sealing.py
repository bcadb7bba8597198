"""Passwords of filings, sealed for the time between the request that brings one and the job that uses it.

The key lies in the folder of the filings, which services share, and not in the database: neither alone opens one.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

_KEY_NAME = "seal.key"


class Seal:
    """Seals and opens short texts with the key under `folder`, which is made where there is none."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _KEY_NAME

    def close(self, text: str) -> str:
        """`text`, sealed."""
        return Fernet(self._key()).encrypt(text.encode()).decode()

    def open(self, sealed: str | None) -> str | None:
        """What was sealed; None where there is nothing, or it was sealed with another key."""
        if sealed is None:
            return None
        try:
            return Fernet(self._key()).decrypt(sealed).decode()
        except InvalidToken:
            return None

    def _key(self) -> bytes:
        if not self._path.exists():
            fresh = self._path.with_name(f"{_KEY_NAME}.{secrets.token_hex(4)}")
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
                stream.write(Fernet.generate_key())
                stream.flush()
                os.fsync(stream.fileno())
            with suppress(FileExistsError):  # another process was first, and its key is the one
                os.link(fresh, self._path)
            fresh.unlink()
        return self._path.read_bytes()
