"""Names in the data are text on every page: shown as they are, never run, never mark-up."""

import json
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.charts.chart_text import bold, drawn
from tests.attacks.malformed import UPDATE, request_of
from tests.dashboard.company import CONTACTS_HEADER, make_company

TAGS = (
    "b",
    "i",
    "br",
    "sub",
    "script",
    "img src=x onerror=alert(1)",
    "a href='http://evil.example'",
    "svg onload=x",
)
EVIL: Sequence[str] = (
    *(f"<{tag}>x" for tag in TAGS),
    *(f"x</{tag.split()[0]}>" for tag in TAGS),
    *("&lt;b&gt;", "&amp;", "&nbsp;", "&#60;", "&#x3c;b", "&", "<", ">", "<<>>", "<b", "b>"),
    *("%{x}", "%{text}", "%{customdata}", "{{x}}", "${x}", "<extra></extra>", "<!-- -->"),
    *("'; DROP TABLE contacts; --", '"', "'", "\\", "`", "=1+1", "[x](y)", "*x*", "javascript:alert(1)"),
    *("\u202exyz", "가\u0301", "💣", "x" * 300, " x ", "../x", "%00", "null", "NaN"),
)
# What Plotly reads as a tag of its own.
ALLOWED = ("<b>", "</b>", "<br>", "<extra></extra>")
TEXTS = ("text", "hovertext", "customdata", "ticktext", "name", "hovertemplate")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A company all of whose names are evil."""
    project = make_company(tmp_path_factory.mktemp("evil"), contacts=100)
    rows = [
        csv_line(
            *(f"E{number}", name, f"2026-06-{1 + number % 28:02} 10:00:00", name),
            *("web", "5", "90", "failed" if number % 3 else "resolved", "false", name),
        )
        for number, name in enumerate([*EVIL] * 20)
    ]
    project.write("contacts_evil.csv", "\n".join([CONTACTS_HEADER, *rows, ""]))
    project.ingest()
    return create_app(project.settings).server.test_client()


def csv_line(*parts: str) -> str:
    doubled = (part.replace('"', '""') for part in parts)
    return ",".join(f'"{part}"' for part in doubled)


def texts_of(part: Any, is_text: bool = False) -> list[str]:
    """All texts of the charts in an answer."""
    if isinstance(part, dict):
        return [text for key, value in part.items() for text in texts_of(value, key in TEXTS)]
    if isinstance(part, list):
        return [text for value in part for text in texts_of(value, is_text)]
    return [part] if is_text and isinstance(part, str) else []


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    "path", ["/", "/departments", "/waiting", "/satisfaction", "/recovery", "/reasons", "/compare"]
)
def test_charts_show_evil_names_as_they_are(client: FlaskClient, path: str, language: str) -> None:
    client.get("/")
    page = (path.strip("/") or "overview").replace("compare", "comparing")
    callbacks = [
        one
        for one in client.get("/_dash-dependencies").get_json()
        if one["output"].strip(".").startswith(f"{page}-") and ".figure" in one["output"]
    ]
    search = f"?lang={language}&tier=low&measure=failure"
    for callback in callbacks:
        answer = client.post(UPDATE, json=request_of(callback, {"pathname": path, "search": search}))
        assert answer.status_code == 200
        places = (answer.get_json()["response"] or {}).values()
        for text in texts_of([place["figure"] for place in places if "figure" in place]):
            left = text
            for tag in ALLOWED:
                left = left.replace(tag, "")
            assert "<" not in left, text


@pytest.mark.parametrize("name", EVIL)
def test_every_text_of_a_chart_is_read_back_as_the_name(name: str) -> None:
    chart = go.Figure(
        go.Scatter(x=[1], y=[1], text=[name], name=name, hovertemplate=bold(name) + "\n" + name)
    )
    chart.add_annotation(text=name)
    chart.update_layout(title=name, xaxis={"tickvals": [1], "ticktext": [name], "title": {"text": name}})
    shown = json.loads(json.dumps(drawn(chart), default=str))
    trace, layout = shown["data"][0], shown["layout"]
    for text in (
        trace["text"][0],
        trace["name"],
        layout["annotations"][0]["text"],
        layout["title"]["text"],
        layout["xaxis"]["ticktext"][0],
        layout["xaxis"]["title"]["text"],
    ):
        assert as_read(text) == name
    assert trace["hovertemplate"] == f"<b>{trace['name']}</b><br>{trace['name']}<extra></extra>"


def as_read(text: str) -> str:
    """What Plotly shows of a text without tags."""
    assert "<" not in text and "%{" not in text
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#123;", "{"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text
