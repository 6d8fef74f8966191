"""POST /api/v1/events on the dashboard's server, and the document that describes it."""

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

import flask

from events.judging import Broken, Judge
from events.keeping import Keeper
from events.openapi import EVENTS, OPENAPI, document
from events.rate import Rate
from events.reading import Limits, read_events
from events.refusal import RefusedError
from events.tokens import sender_of
from warehouse.api_settings import Token
from warehouse.contract import RECORD_KINDS
from warehouse.errors import TouchpointsError
from warehouse.journal import Event, Journal, make_journal_folder, waiting_bytes
from warehouse.records import record_columns
from warehouse.settings import Settings

_log = logging.getLogger(__name__)
# So often the journal's size is looked at.
_LOOK_SECONDS = 5.0
_RETRY_SECONDS = 30


def answer_events(server: flask.Flask, settings: Settings) -> None:
    """Have the server take events, where the settings have tokens; and describe itself in any case."""
    endpoint = _Endpoint(settings)
    described = document(settings)

    @server.post(EVENTS)
    def events() -> flask.Response:
        try:
            return endpoint.take(flask.request)
        except RefusedError as refusal:
            return _json({"error": refusal.reason}, refusal.status, refusal.headers)

    @server.get(EVENTS)
    def nothing() -> flask.Response:
        """Otherwise the dashboard would answer that it has no such page."""
        return _json({"error": "Events are sent here by POST."}, 405, {"Allow": "POST"})

    @server.get(OPENAPI)
    def openapi() -> flask.Response:
        return _json(described)


class _Endpoint:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._fields = {kind: list(record_columns(settings, kind)) for kind in RECORD_KINDS}
        self._keeper = Keeper(Judge(settings), Journal(settings))
        self._rate = Rate(settings.api.records_per_second, partial(make_journal_folder, settings))
        self._looked_at, self._waiting_bytes = float("-inf"), 0

    def take(self, request: flask.Request) -> flask.Response:
        """Raises RefusedError where nothing is taken."""
        sender = self._sender(request)
        events = self._read(request)
        forbidden = sorted({event.kind for event in events} - set(sender.kinds))
        if forbidden:
            raise RefusedError(403, f"The token '{sender.name}' may not send {' and '.join(forbidden)}.")
        self._refuse_too_much(sender, len(events))
        broken = self._keep(events) if events else {}
        return _json(_verdicts(events, broken))

    def _sender(self, request: flask.Request) -> Token:
        tokens = self._settings.api.tokens
        if not tokens:
            raise RefusedError(
                403,
                "No events are taken here: the settings have no token. Whoever runs the server makes one by"
                " 'touchpoints token new NAME'.",
            )
        sender = sender_of(tokens, request.headers.get("Authorization"))
        if sender is None:
            raise RefusedError(
                401,
                "The request shows no token that is known here: Authorization: Bearer …",
                {"WWW-Authenticate": 'Bearer realm="touchpoints"'},
            )
        return sender

    def _read(self, request: flask.Request) -> list[Event]:
        api = self._settings.api
        return read_events(
            request.get_data(cache=False),
            request.mimetype,
            request.headers.get("Content-Encoding", ""),
            request.args.get("kind"),
            self._fields,
            Limits(api.records, api.unpacked),
        )

    def _refuse_too_much(self, sender: Token, records: int) -> None:
        now, api = time.monotonic(), self._settings.api
        if now > self._looked_at + _LOOK_SECONDS:
            self._looked_at, self._waiting_bytes = now, waiting_bytes(self._settings)
        if self._waiting_bytes > api.waiting:
            raise RefusedError(
                503,
                "Too many events are waiting to be loaded. Whoever runs the server looks whether 'touchpoints"
                " schedule' is at work.",
                {"Retry-After": str(_RETRY_SECONDS)},
            )
        with _kept_or_refused():
            wait = self._rate.seconds_to_wait(sender.name, records)
        if wait:
            raise RefusedError(
                429,
                f"The token '{sender.name}' may send {api.records_per_second:g} records a second.",
                {"Retry-After": str(wait)},
            )

    def _keep(self, events: Sequence[Event]) -> Mapping[int, Broken]:
        with _kept_or_refused():
            return self._keeper.keep(events)


@contextmanager
def _kept_or_refused() -> Iterator[None]:
    """Raise RefusedError where nothing can be written."""
    try:
        yield
    except (OSError, TouchpointsError) as error:
        _log.error("Events could not be kept: %s", error)
        raise RefusedError(
            503,
            "Nothing could be kept just now; the reason is in the server log. Send it again.",
            {"Retry-After": str(_RETRY_SECONDS)},
        ) from error


def _verdicts(events: Sequence[Event], broken: Mapping[int, Broken]) -> dict[str, object]:
    return {
        "accepted": len(events) - len(broken),
        "rejected": len(broken),
        "records": [
            {"status": "rejected", **broken[place]._asdict()} if place in broken else {"status": "accepted"}
            for place in range(len(events))
        ],
    }


def _json(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> flask.Response:
    response = flask.jsonify(body)
    response.status_code = status
    response.headers.update(headers or {})
    return response
