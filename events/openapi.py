"""The OpenAPI document of what the server takes, made from contract and settings: it cannot differ."""

from collections.abc import Mapping
from typing import Any

import dataframely as dy

from events.reading import CONTENT_TYPES, JSON, KIND
from warehouse.contract import RECORD_KINDS, required_columns
from warehouse.records import record_columns
from warehouse.settings import Settings

EVENTS, OPENAPI = "/api/v1/events", "/api/v1/openapi.json"
_VERSION = "1"
_FORMATS: Mapping[type[dy.Column], str] = {dy.Date: "date", dy.Datetime: "date-time"}
_REFUSALS = {
    400: "Something in the body is wrong, and nothing of it was taken; `error` says where.",
    401: "No token that is known here.",
    403: "The token may not send this kind, or the settings have no token.",
    413: "More bytes or records than are taken at once.",
    415: "A Content-Type or Content-Encoding that is not read.",
    429: "More records a second than the token may send; `Retry-After` says when to try again.",
    503: "Nothing could be kept just now; `Retry-After` says when to try again.",
}


def document(settings: Settings) -> dict[str, Any]:
    """Under the settings: their dimensions are fields too, their limits are stated."""
    kinds = list(RECORD_KINDS)
    schemas = {
        **{kind: _record(settings, kind) for kind in kinds},
        "event": {"oneOf": [_reference(kind) for kind in kinds]},
        "answer": _ANSWER,
        "refusal": _object({"error": {"type": "string"}}, ["error"]),
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "touchpoints", "version": _VERSION},
        "paths": {EVENTS: {"post": _post(settings)}},
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _post(settings: Settings) -> dict[str, Any]:
    many = {"type": "array", "items": _reference("event"), "maxItems": settings.api.records}
    bodies: dict[str, Any] = {name: {"schema": {"type": "string"}} for name in CONTENT_TYPES}
    bodies[JSON] = {"schema": {"oneOf": [_reference("event"), many]}}
    return {
        "operationId": "sendEvents",
        "summary": "Send records: one, an array, or one on a line.",
        "description": "An answer of 200 means that the records are on the disk. Sending one again changes"
        " nothing; a later one with the same id replaces it.",
        "security": [{"token": []}],
        "parameters": [
            {
                "name": KIND,
                "in": "query",
                "description": f"The kind of all records that have no field '{KIND}'.",
                "schema": {"enum": list(RECORD_KINDS)},
            },
            {"name": "Content-Encoding", "in": "header", "schema": {"enum": ["gzip", "identity"]}},
        ],
        "requestBody": {"required": True, "content": bodies},
        "responses": {
            "200": _response("What became of each record, in the order sent.", "answer"),
            **{str(status): _response(meaning, "refusal") for status, meaning in _REFUSALS.items()},
        },
    }


def _record(settings: Settings, kind: str) -> dict[str, Any]:
    columns = record_columns(settings, kind)
    fields = {name: _field(column) for name, column in columns.items()}
    return _object({KIND: {"const": kind}, **fields}, required_columns(kind)) | {
        "description": (RECORD_KINDS[kind].__doc__ or "").strip()
    }


def _field(column: dy.Column) -> dict[str, Any]:
    """As it is best sent; a number or a truth value may also come as text."""
    described: dict[str, Any] = {"description": column.description} if column.description else {}
    match column:
        case dy.Enum():
            allowed = [*column.categories, *([None, ""] if column.nullable else [])]
            return described | {"enum": allowed}
        case dy.Float64():
            return described | _or_null(column, "number") | _least(column)
        case dy.Bool():
            return described | _or_null(column, "boolean")
        case _:
            text = _or_null(column, "string") | ({} if column.nullable else {"minLength": 1})
            form = _FORMATS.get(type(column))
            return described | text | ({"format": form} if form else {})


def _or_null(column: dy.Column, name: str) -> dict[str, Any]:
    return {"type": [name, "null"] if column.nullable else name}


def _least(column: dy.Float64) -> dict[str, Any]:
    return {} if column.min is None else {"minimum": column.min}


def _object(properties: Mapping[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": required,
        "additionalProperties": False,
    }


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _response(meaning: str, schema: str) -> dict[str, Any]:
    return {"description": meaning, "content": {JSON: {"schema": _reference(schema)}}}


_ANSWER = _object(
    {
        "accepted": {"type": "integer", "minimum": 0},
        "rejected": {"type": "integer", "minimum": 0},
        "records": {
            "type": "array",
            "items": {
                "oneOf": [
                    _object({"status": {"const": "accepted"}}, ["status"]),
                    _object(
                        {
                            "status": {"const": "rejected"},
                            "rule": {"type": "string"},
                            "column": {"type": "string"},
                            "value": {"type": ["string", "null"]},
                            "reason": {"type": "string"},
                        },
                        ["status", "rule", "column", "value", "reason"],
                    ),
                ]
            },
        },
    },
    ["accepted", "rejected", "records"],
)
