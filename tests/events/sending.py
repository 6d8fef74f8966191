"""Events as another system sends them."""

import gzip
import json
from dataclasses import dataclass
from typing import Any

import flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from analytics.marts.refresh import refresh
from events.server import answer_events
from events.tokens import hash_of
from ingest.report import FileReport
from ingest.streams.journal import load_journal
from tests.project import SETTINGS, Project

TOKEN = "tp_a-token-of-the-tests"
ADDRESS = "/api/v1/events"
CONTACT = {
    "kind": "contacts",
    "contact_id": "c1",
    "customer_id": "k1",
    "occurred_at": "2026-01-05T10:00:00+09:00",
    "department": "loans",
    "channel": "phone",
    "wait_seconds": 5,
    "outcome": "resolved",
}
ANSWER = {
    "kind": "answers",
    "answer_id": "a1",
    "survey_id": "s1",
    "contact_id": "c1",
    "answered_at": "2026-01-05T12:00:00+09:00",
    "item": "csat",
    "score": 5,
}
CUSTOMER = {"kind": "customers", "customer_id": "k1", "joined_on": "2020-02-01", "segment": "gold"}


def taking_events(project: Project, *lines: str) -> Project:
    """Let the project take events of one sender under more settings of [api]."""
    before, source = SETTINGS.split("[[sources]]")
    token = f'[[api.tokens]]\nname = "crm"\nhash = "{hash_of(TOKEN)}"\n'
    api = "\n".join(["[api]", *lines, token])
    project.write("touchpoints.toml", f"{before}{api}[[sources]]{source}")
    return project


@dataclass(frozen=True)
class Sender:
    """Sends to a server over a project's warehouse."""

    project: Project
    client: FlaskClient

    @classmethod
    def to(cls, project: Project) -> "Sender":
        server = flask.Flask("events")
        answer_events(server, project.settings)
        return cls(project, server.test_client())

    def send(self, body: Any, token: str | None = TOKEN, **options: Any) -> TestResponse:
        """Bytes as they are, all else as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", **options.pop("headers", {})}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return self.client.post(options.pop("address", ADDRESS), data=data, headers=headers, **options)

    def send_lines(self, *records: dict[str, Any]) -> TestResponse:
        """As JSON lines, packed."""
        lines = "".join(f"{json.dumps(record)}\n" for record in records).encode()
        headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
        return self.send(gzip.compress(lines), headers=headers)

    def load(self) -> list[FileReport]:
        return list(load_journal(self.project.settings, refresh))
