"""Asks a dashboard for pages and their parts, as a browser does."""

import gzip
import json
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

from dashboard.app import PAGES as EVERY_PAGE

HOST = "127.0.0.1"
# That of the data has no sentence to wait for.
_KEYS = {page.path: page.key for page in EVERY_PAGE if page.finding}
PAGES = tuple(_KEYS)
PATIENCE_SECONDS = 60
_PART = "/_dash-update-component"

Request = tuple[str, str, Any]


class Asker:
    """A connection to the dashboard at a port. `parts`: what its pages ask for."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
        self.ask("GET", "/")
        self.parts: list[dict[str, Any]] = json.loads(self.ask("GET", "/_dash-dependencies"))

    def ask(self, method: str, path: str, body: Any = None) -> bytes:
        """The answer's body. Raises ValueError for an answer that is not good."""
        text = None if body is None else json.dumps(body)
        headers = {"Accept-Encoding": "gzip"} | ({"Content-Type": "application/json"} if text else {})
        self._connection.request(method, path, text, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status not in (200, 204):
            raise ValueError(f"{path}: {answer.status}")
        return gzip.decompress(content) if answer.headers["Content-Encoding"] == "gzip" else content

    def close(self) -> None:
        """It is opened again with the next question."""
        self._connection.close()


def page_key(path: str) -> str:
    """What the ids of the page's parts begin with."""
    return _KEYS[path]


def requests_of(page: str, parts: list[dict[str, Any]], view: str = "") -> Iterator[Request]:
    """The document, the page, and the parts of the page that are filled from the address."""
    yield "GET", page, None
    own = page_key(page)
    yield from (
        ("POST", _PART, _body(part, page, view))
        for part in parts
        if part["output"].startswith((".._pages_content.", "..provider.")) or _is_filled(part, own)
    )


def _is_filled(part: dict[str, Any], page: str) -> bool:
    given = [place["property"] for place in part["inputs"]]
    return part["output"].strip(".").startswith(f"{page}-") and given == ["search"]


def _body(part: dict[str, Any], page: str, view: str) -> dict[str, Any]:
    values = {"pathname": page, "search": f"?lang=en{view}"}
    given = {
        kind: [one | {"value": values[one["property"]]} for one in part[kind]] for kind in ("inputs", "state")
    }
    places = [place.rsplit(".", 1) for place in part["output"].strip(".").split("...")]
    outputs = [{"id": name, "property": name_of.split("@")[0]} for name, name_of in places]
    is_several = part["output"].startswith("..")
    changed = [f"{one['id']}.{one['property']}" for one in part["inputs"]]
    return {
        "output": part["output"],
        "outputs": outputs if is_several else outputs[0],
        "changedPropIds": changed,
        **given,
    }
