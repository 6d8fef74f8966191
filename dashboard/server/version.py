"""Of which version of the warehouse pages can be shown: every page that is seen asks every few seconds."""

from collections.abc import Callable, Iterable
from typing import Any

import flask

from dashboard.lake.seen import read_version, seen_before
from dashboard.lake.store import Store

# What pages were told last comes with all they ask (`assets/newer.js`).
_SEEN = "HTTP_TOUCHPOINTS_VERSION"


def answer_version(server: flask.Flask, store: Store) -> None:
    """/version: a text that changes with the warehouse, `none` while it cannot be read."""

    @server.get("/version")
    def version() -> flask.Response:
        # Browsers would tell of an error every time, though the page says what is wrong.
        return flask.Response(store.written_version(), mimetype="text/plain")


def of_what_is_seen(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The same WSGI application, which answers with nothing older than the page that asks was told."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with seen_before(read_version(environ.get(_SEEN, ""))):
            return application(environ, start_response)

    return answer
