"""How a filing is named."""

_CHARACTERS = 24


def filing_id(sha256: str) -> str:
    """The id of the filing whose bytes have this hash: the same bytes are the same filing, wherever they are read."""
    return sha256[:_CHARACTERS]
