"""Addresses for whoever watches the server: is it there, can it answer, and figures for Prometheus."""

from threading import Event

import flask
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest

from dashboard.lake.store import Store
from state.database import refuse_unreachable
from warehouse.errors import TouchpointsError


def answer_probes(server: flask.Flask, store: Store, registry: CollectorRegistry, ending: Event) -> None:
    """/healthz: the process answers. /metrics. /readyz: warehouse and state can be read, else 503 and why.

    ending: set once the process is about to end, though it still answers: /readyz says so, and a balancer
    sends to others.
    """

    @server.get("/healthz")
    def health() -> flask.Response:
        return _text("ok")

    @server.get("/readyz")
    def readiness() -> flask.Response:
        if ending.is_set():
            return _text("This process is about to end.", 503)
        try:
            refuse_unreachable(store.settings)
            with store.reading():
                return _text("ok")
        except TouchpointsError as error:
            return _text(str(error), 503)

    @server.get("/metrics")
    def metrics() -> flask.Response:
        return flask.Response(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _text(line: str, status: int = 200) -> flask.Response:
    return flask.Response(f"{line}\n", status, mimetype="text/plain")
