"""Answers made small for the line, in an encoding that the browser takes."""

import gzip
from collections.abc import Callable
from functools import lru_cache

import brotli
import flask

# Below, what is saved is less than a packet.
_LEAST_BYTES = 1_000
_KINDS = ("text/", "application/javascript", "application/json", "image/svg+xml")
# Every script and style that a page may load, in both encodings.
_MOST_FILES = 128

_ONCE: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=9),
    "gzip": lambda content: gzip.compress(content, 9, mtime=0),
}
# Every time anew: higher levels take longer than the line saves.
_EACH_TIME: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=4),
    "gzip": lambda content: gzip.compress(content, 5, mtime=0),
}


_FOLDERS = ("/assets/", "/_dash-component-suites/")


def compress(server: flask.Flask) -> None:
    """Have the server's answers compressed for browsers that take it; scripts and styles only once."""

    @server.after_request
    def make_small(response: flask.Response) -> flask.Response:
        if (response.mimetype or "").startswith(_KINDS):
            response.vary.add("Accept-Encoding")
            encoding = flask.request.accept_encodings.best_match(_ONCE)
            if encoding and response.status_code == 200 and not response.content_encoding:
                _encode(response, encoding)
        return response


def _encode(response: flask.Response, encoding: str) -> None:
    response.direct_passthrough = False
    content = response.get_data()
    if len(content) < _LEAST_BYTES:
        return
    is_file = flask.request.path.startswith(_FOLDERS)
    response.set_data(_compressed_file(content, encoding) if is_file else _EACH_TIME[encoding](content))
    response.content_encoding = encoding
    tag, _ = response.get_etag()
    if tag:
        # The same in meaning, not to the byte.
        response.set_etag(tag, weak=True)
        response.make_conditional(flask.request)


@lru_cache(_MOST_FILES)
def _compressed_file(content: bytes, encoding: str) -> bytes:
    return _ONCE[encoding](content)
