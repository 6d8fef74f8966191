"""The application and its server."""

import re
from pathlib import Path

import pytest

from dashboard.app import create_app, listen
from tests.dashboard.company import make_company
from tests.project import Project
from warehouse.errors import TouchpointsError


def test_a_port_that_is_taken_is_told_with_a_way_out(company: Project) -> None:
    app = create_app(company.settings)
    first = listen(app, "127.0.0.1", 0)
    try:
        with pytest.raises(TouchpointsError, match="cannot listen on") as problem:
            listen(app, "127.0.0.1", first.effective_port)
        assert "port" in problem.value.way_out
    finally:
        first.close()


def test_all_scripts_and_styles_come_from_here(company: Project) -> None:
    page = create_app(company.settings).server.test_client().get("/").text
    sources = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert sources
    assert all(source.startswith("/") for source in sources)


def test_two_applications_in_one_process_keep_to_their_own_warehouse(
    company: Project, tmp_path: Path
) -> None:
    other = make_company(tmp_path)
    full, empty = create_app(company.settings), create_app(other.settings)
    assert "설치" in layout_of(full)
    assert "설치" not in layout_of(empty)


def layout_of(app: object) -> str:
    """The departments page as its router gives it."""
    client = app.server.test_client()  # type: ignore[attr-defined]
    client.get("/")
    outputs = "_pages_content.children", "_pages_store.data"
    location = [
        {"id": "_pages_location", "property": "pathname", "value": "/departments"},
        {"id": "_pages_location", "property": "search", "value": ""},
    ]
    return (
        client.post(
            "/_dash-update-component",
            json={
                "output": f"..{'...'.join(outputs)}..",
                "outputs": [{"id": part.split(".")[0], "property": part.split(".")[1]} for part in outputs],
                "inputs": location,
                "changedPropIds": ["_pages_location.pathname"],
            },
        )
        .text.encode()
        .decode("unicode_escape", errors="ignore")
        .encode("latin-1", errors="ignore")
        .decode("utf-8", errors="ignore")
    )
