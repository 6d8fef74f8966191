"""What a request holds: its records, or where it is wrong. Nothing is taken of one that is wrong anywhere."""

import difflib
import json
import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from events.refusal import RefusedError
from warehouse.journal import Event

JSON, JSON_LINES = "application/json", "application/x-ndjson"
CONTENT_TYPES = (JSON, JSON_LINES, "application/jsonl", "application/x-jsonlines")
_GZIP = 16 + zlib.MAX_WBITS
KIND = "kind"


class Limits(NamedTuple):
    """The most of a request: records, and bytes once it is unpacked."""

    records: int
    bytes: int


def read_events(
    body: bytes,
    content_type: str,
    content_encoding: str,
    kind: str | None,
    fields: Mapping[str, Sequence[str]],
    limits: Limits,
) -> list[Event]:
    """The records in their order. kind: of all that do not say theirs. fields: those of each record kind.

    Raises RefusedError with the place of what is wrong.
    """
    text = _text(_unpacked(body, content_encoding.strip().lower(), limits.bytes))
    if content_type == JSON:
        records = _of_document(text)
    elif content_type in CONTENT_TYPES:
        records = _of_lines(text)
    else:
        raise RefusedError(415, f"The Content-Type is none of {', '.join(CONTENT_TYPES)}.")
    if len(records) > limits.records:
        raise RefusedError(
            413, f"The request has {len(records):,} records; up to {limits.records:,} are taken at once."
        )
    return [_event(place, record, kind, fields) for place, record in records]


def _unpacked(body: bytes, encoding: str, most: int) -> bytes:
    if encoding in ("", "identity"):
        return body
    if encoding != "gzip":
        raise RefusedError(415, "The Content-Encoding is not gzip.")
    unpacked, rest = b"", body
    try:
        # One behind the other is one file to gzip.
        while rest:
            reader = zlib.decompressobj(_GZIP)
            unpacked += reader.decompress(rest, most + 1 - len(unpacked))
            if len(unpacked) > most:
                raise RefusedError(413, f"The request is larger than {most:,} bytes once it is unpacked.")
            if not reader.eof:
                raise RefusedError(400, "The gzip ends before its end.")
            rest = reader.unused_data
    except zlib.error as error:
        raise RefusedError(400, f"The body is no gzip: {error}.") from error
    return unpacked


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"The body is not UTF-8 at byte {error.start + 1:,}.") from error


def _of_document(text: str) -> list[tuple[str, Any]]:
    document = _parsed(text, 1)
    if isinstance(document, list):
        return [(f"record {number:,}", record) for number, record in enumerate(document, 1)]
    return [("the record", document)]


def _of_lines(text: str) -> list[tuple[str, Any]]:
    # JSON has line breaks of other kinds within its texts.
    lines = enumerate(text.split("\n"), 1)
    return [(f"line {number:,}", _parsed(line, number)) for number, line in lines if line.strip()]


def _parsed(text: str, first_line: int) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        line = first_line + error.lineno - 1
        raise RefusedError(
            400, f"The body is not JSON at line {line:,}, column {error.colno:,}: {error.msg}."
        ) from error
    except RecursionError as error:
        raise RefusedError(400, f"The body is nested too deeply at line {first_line:,}.") from error
    except ValueError as error:
        raise RefusedError(400, f"The body is not JSON from line {first_line:,} on: {error}.") from error


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"an object has '{_shown(twice)}' twice")
    return found


def _event(place: str, record: Any, kind: str | None, fields: Mapping[str, Sequence[str]]) -> Event:
    if not isinstance(record, dict):
        raise RefusedError(400, f"{_begun(place)} is no JSON object.")
    given = {**record}
    its_kind = given.pop(KIND, kind)
    if its_kind is None:
        raise RefusedError(400, f"{_begun(place)} does not say its kind; give '{KIND}' in it or as ?{KIND}=.")
    if not isinstance(its_kind, str) or its_kind not in fields:
        raise RefusedError(400, f"{_begun(place)} is of no kind that there is: {', '.join(fields)}.")
    for problem in _problems(given, its_kind, fields[its_kind]):
        raise RefusedError(400, f"{_begun(place)} {problem}")
    return Event(its_kind, json.dumps(given, ensure_ascii=False, separators=(",", ":")))


def _problems(record: Mapping[str, Any], kind: str, known: Sequence[str]) -> Iterator[str]:
    for name, value in record.items():
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"; did you mean '{near[0]}'?" if near else "."
            yield f"has '{_shown(name)}', which {kind} have not{hint}"
        elif isinstance(value, dict | list):
            yield f"has in '{name}' more than one value."
        elif isinstance(value, float) and not math.isfinite(value):
            yield f"has in '{name}' a number that is too large."
        elif isinstance(value, str) and not _is_storable(value):
            yield f"has in '{name}' a character that is none: a zero, or half of one."


def _is_storable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _begun(place: str) -> str:
    return place[0].upper() + place[1:]


def _shown(name: str) -> str:
    """In a sentence, however long it is, and whatever is in it."""
    return "".join(letter if letter.isprintable() else "·" for letter in name[:80])
