"""Of which version of the warehouse pages can be shown: every page that is seen asks every few seconds."""

import flask

from dashboard.lake.store import Store
from warehouse.errors import TouchpointsError


def answer_version(server: flask.Flask, store: Store) -> None:
    """/version: a text that changes with the warehouse, `none` while it cannot be read."""

    @server.get("/version")
    def version() -> flask.Response:
        try:
            found = store.version()
        except TouchpointsError:
            # Browsers would tell of an error every time, though the page says what is wrong.
            return flask.Response("none", mimetype="text/plain")
        # A restored copy brings numbers back, but not times.
        text = f"{found.number}-{found.committed_at.timestamp():.0f}"
        return flask.Response(text, mimetype="text/plain")
