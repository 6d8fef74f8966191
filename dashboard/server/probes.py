"""Addresses for whoever watches the server: is it there, can it answer, and figures for Prometheus."""

import flask
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest

from dashboard.lake.store import Store
from warehouse.errors import TouchpointsError


def answer_probes(server: flask.Flask, store: Store, registry: CollectorRegistry) -> None:
    """/healthz: the process answers. /readyz: the warehouse can be read, else 503 and why. /metrics."""

    @server.get("/healthz")
    def health() -> flask.Response:
        return _text("ok")

    @server.get("/readyz")
    def readiness() -> flask.Response:
        try:
            with store.reading():
                return _text("ok")
        except TouchpointsError as error:
            return _text(str(error), 503)

    @server.get("/metrics")
    def metrics() -> flask.Response:
        return flask.Response(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _text(line: str, status: int = 200) -> flask.Response:
    return flask.Response(f"{line}\n", status, mimetype="text/plain")
