"""Asking panels for what they show, as the browser does."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask.testing import FlaskClient

from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Part, Table

UPDATE = "/_dash-update-component"


def panels(page: Page) -> list[Chart | Table]:
    """The charts and tables of a page that have a menu."""
    return [part for part in _all(page.parts) if not (isinstance(part, Table) and part.is_words)]


def charts(page: Page) -> list[Chart]:
    return [part for part in panels(page) if isinstance(part, Chart)]


def take(client: FlaskClient, path: str, panel: str, form: str, search: str) -> dict[str, Any]:
    """What the server answers to a choice in the menu of a panel; nothing where the panel is hidden."""
    asked = {"id": "asked", "property": "data", "value": {"panel": panel, "form": form, "time": 1}}
    answer = client.post(
        UPDATE,
        json={
            "output": "asked-file.data",
            "outputs": {"id": "asked-file", "property": "data"},
            "inputs": [asked],
            "state": _at(path, search),
            "changedPropIds": ["asked.data"],
        },
    )
    assert answer.status_code in (200, 204), answer.text
    return answer.get_json() if answer.status_code == 200 else {}


def file_of(client: FlaskClient, path: str, panel: str, form: str, search: str) -> dict[str, Any]:
    answer = take(client, path, panel, form, search)
    file: dict[str, Any] = answer.get("response", {}).get("asked-file", {}).get("data") or {}
    return file


def filled(client: FlaskClient, path: str, panel: str, search: str) -> dict[str, Any]:
    """Title, figure and words of a chart, by component and property."""
    properties = ("title.children", "figure", "caption.children", "style", "told.children")
    places = [f"{panel}{'.' if '.' not in name else '-'}{name}" for name in properties]
    answer = client.post(
        UPDATE,
        json={
            "output": f"..{'...'.join(places)}..",
            "outputs": [dict(zip(("id", "property"), place.split("."), strict=True)) for place in places],
            "inputs": [{"id": f"{panel}-sight", "property": "search", "value": search}],
            "state": _at(path, search)[1:],
            "changedPropIds": [f"{panel}-sight.search"],
        },
    )
    assert answer.status_code == 200, answer.text
    response: dict[str, Any] = answer.get_json()["response"]
    return response


def _all(parts: Sequence[Part]) -> Iterator[Chart | Table]:
    for part in parts:
        if isinstance(part, Row):
            yield from _all(part.parts)
        elif isinstance(part, Chart | Table):
            yield part


def _at(path: str, search: str) -> list[dict[str, str]]:
    return [
        {"id": "address", "property": "search", "value": search},
        {"id": "address", "property": "pathname", "value": path},
    ]
