"""The application, its server and its frame."""

import re
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from typing import Any

import dash
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.address.selection import Selection
from dashboard.app import create_app, listen
from dashboard.frame.facets import facet_text, facets
from dashboard.frame.sync import chosen_days
from dashboard.server.server import listen as listen_at
from tests.dashboard.company import make_company
from tests.project import Project
from warehouse.errors import TouchpointsError
from warehouse.settings import Settings

YEAR = date(2026, 1, 1), date(2026, 12, 31)
days = st.dates(*YEAR).map(date.isoformat)


def layout_of(app: dash.Dash) -> str:
    """The departments page as the application's router gives it."""
    client = app.server.test_client()
    client.get("/")
    content, title = ("_pages_content", "children"), ("_pages_store", "data")
    request = {
        "output": f"..{'.'.join(content)}...{'.'.join(title)}..",
        "outputs": [{"id": name, "property": part} for name, part in (content, title)],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": "/departments"},
            {"id": "_pages_location", "property": "search", "value": ""},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }
    return str(client.post("/_dash-update-component", json=request).get_json())


def test_a_port_that_is_taken_is_told_with_a_way_out(company: Project) -> None:
    app = create_app(company.settings)
    first = listen(app, "127.0.0.1", 0)
    try:
        with pytest.raises(TouchpointsError, match="cannot listen on") as problem:
            listen(app, "127.0.0.1", first.port)
        assert "port" in problem.value.way_out
    finally:
        first.close()


def test_who_is_being_answered_when_the_server_ends_is_answered(company: Project) -> None:
    asked, may_answer = Event(), Event()

    def slow(_environ: object, start: Any) -> list[bytes]:
        asked.set()
        may_answer.wait()
        start("200 OK", [("Content-Length", "4")])
        return [b"done"]

    server = listen_at(slow, company.settings, "127.0.0.1", 0)
    Thread(target=server.run, daemon=True).start()
    connection = HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", "/")
    asked.wait()
    finishing = Thread(target=server.finish, args=(3600,))
    finishing.start()
    may_answer.set()
    finishing.join()
    server.close()
    assert connection.getresponse().read() == b"done"


def test_all_scripts_and_styles_come_from_here(company: Project) -> None:
    page = create_app(company.settings).server.test_client().get("/").text
    sources = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert sources
    assert all(source.startswith("/") for source in sources)


def test_two_applications_in_one_process_keep_to_their_own_warehouse(
    company: Project, tmp_path: Path
) -> None:
    full, empty = create_app(company.settings), create_app(make_company(tmp_path).settings)
    assert "설치" in layout_of(full)
    assert "설치" not in layout_of(empty)


@given(st.none() | st.lists(st.none() | days, min_size=2, max_size=2))
def test_half_a_pick_of_days_changes_nothing(picked: list[str | None] | None) -> None:
    before = Selection(since=date(2026, 2, 1), until=date(2026, 2, 28))
    after = chosen_days(picked, YEAR, before)
    if not picked or not any(picked):
        assert after == Selection()
    elif not all(picked):
        assert after == before
    else:
        assert [str(after.since), str(after.until)] == picked


def test_the_default_days_are_not_written_into_the_address() -> None:
    assert chosen_days(["2026-12-02", "2026-12-31"], YEAR, Selection()) == Selection()


def test_many_choices_are_told_in_few_words() -> None:
    department, tier, *_ = facets(Settings())
    chosen = Selection(language="en").pick(department=("A", "B", "C"), contact_tier="high")
    assert facet_text(department, chosen) == "A and 2 more"
    assert facet_text(tier, chosen) == "High contact"
    assert facet_text(department, Selection(language="ko")) == "모든 부서"
