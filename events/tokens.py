"""Who sends: a random token that is shown once, and its hash in the settings."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable

from warehouse.api_settings import HASH_PREFIX, Token

# Nobody guesses 256 random bits, so that a plain hash suffices: one that is slow helps against words alone.
_BYTES = 32
_SCHEME = "bearer"


def new_token() -> str:
    """A token that nobody has."""
    return f"tp_{secrets.token_urlsafe(_BYTES)}"


def hash_of(token: str) -> str:
    """As the settings have it."""
    return HASH_PREFIX + hashlib.sha256(token.encode(errors="surrogateescape")).hexdigest()


def sender_of(tokens: Iterable[Token], authorization: str | None) -> Token | None:
    """Whose token an Authorization header shows, if anybody's. It takes as long whoever's it is."""
    scheme, _, shown = (authorization or "").partition(" ")
    given = hash_of(shown.strip()) if scheme.lower() == _SCHEME else ""
    found = None
    for token in tokens:
        if hmac.compare_digest(token.hash, given):
            found = token
    return found
