"""The contacts that are sent, the same for every sender: an id tells all of a contact but its time."""

import json
from datetime import UTC, datetime
from zlib import crc32

# One message in so many is broken.
_BROKEN_EACH = 1000
HEADER = "id,customer,started,department,channel,result"


def values_of(contact_id: str) -> dict[str, str]:
    """A contact of now."""
    draw = crc32(contact_id.encode())
    return {
        "id": contact_id,
        "customer": f"k{draw % 10_000}",
        "started": datetime.now(UTC).isoformat(),
        "department": ("loans", "cards", "insurance")[draw % 3],
        "channel": "phone",
        "result": ("resolved", "failed")[draw % 2],
    }


def record_of(contact_id: str) -> dict[str, str]:
    """The same, by the names of the contract."""
    contact = values_of(contact_id)
    names = {"id": "contact_id", "customer": "customer_id", "started": "occurred_at", "result": "outcome"}
    return {names.get(name, name): value for name, value in contact.items()}


def is_broken(message: int) -> bool:
    """Whether the topic's message of this number cannot be read."""
    return message % _BROKEN_EACH == _BROKEN_EACH - 1


def topic_text(message: int) -> bytes:
    """The topic's message of this number."""
    return b"broken" if is_broken(message) else json.dumps(values_of(topic_id(message))).encode()


def topic_id(message: int) -> str:
    """The contact of a message."""
    return f"t{message}"


def file_id(file: int, row: int) -> str:
    """The contact in a row of a file."""
    return f"f{file}-{row}"
