"""The page of calls: a person fills the list, sets states and notes; elsewhere it is only read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.address.selection import Selection
from dashboard.app import create_app
from dashboard.lake.store import Store
from dashboard.pages.calls import list_panel
from dashboard.pages.calls import words as texts
from dashboard.server.hosts import may_write
from sample_data import simulate
from state.calls import listed_calls
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project
from warehouse.errors import TouchpointsError
from warehouse.settings import Server, Settings

Open = Callable[..., Page]


@pytest.fixture
def world(tmp_path: Path) -> Project:
    """A small sample company of its own: the list is written."""
    return load_world(tmp_path, simulate(4_000, 365, seed=15))


@pytest.mark.parametrize(
    ("writing", "host", "may"),
    [
        ("loopback", "127.0.0.1", True),
        ("loopback", "localhost", True),
        ("loopback", "0.0.0.0", False),
        ("always", "0.0.0.0", True),
        ("never", "127.0.0.1", False),
    ],
)
def test_pages_write_where_only_this_machine_asks_or_the_settings_say_so(
    writing: str, host: str, may: bool
) -> None:
    assert may_write(Settings(server=Server(writing=writing)), host) is may


@pytest.mark.browser
def test_a_person_fills_the_list_and_says_what_came_of_a_call(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/calls?lang=en")
    expect(page.get_by_role("status").first).to_contain_text(texts.NOBODY.en)
    page.locator("#calls-add").click()
    expect(page.locator("#calls-said")).to_have_text("50 customers are new on the list.")
    expect(page.locator("#calls-list-finding h1")).to_have_text("50 customers are still to be called.")
    customer = page.locator(".ag-row[row-index='0'] [col-id=customer_id] a").text_content()
    page.locator(".ag-row[row-index='0'] [col-id=note]").click()
    page.keyboard.type("rings back on Monday")
    page.keyboard.press("Enter")
    expect(page.locator("#calls-said")).to_have_text(f"Customer {customer}: saved.")
    page.locator(".ag-row[row-index='0'] [col-id=state]").click()
    page.locator(".ag-cell-editor .ag-picker-field-wrapper").click()
    page.locator(".ag-select-list-item, .ag-list-item").filter(has_text="Kept").click()
    expect(page.locator("#calls-list-finding h1")).to_have_text("49 customers are still to be called.")
    kept = listed_calls(world.settings, ["kept"])
    assert kept.select("customer_id", "note").rows() == [(customer, "rings back on Monday")]
    assert kept["called_on"].null_count() == 0
    expect(page.locator("#calls-helped")).to_contain_text("30 days have not passed")
    page.reload()
    expect(page.locator("#calls-list-finding h1")).to_have_text("49 customers are still to be called.")


def test_where_nothing_may_be_written_nobody_answers(world: Project) -> None:
    settings = world.settings.model_copy(update={"server": Server(writing="never")})
    client = create_app(settings).server.test_client()
    client.get("/calls", headers={"Host": "localhost"})
    wires = client.get("/_dash-dependencies", headers={"Host": "localhost"}).get_json()
    inputs = {f"{one['id']}.{one['property']}" for wire in wires for one in wire["inputs"]}
    assert not inputs & {"calls-table.cellValueChanged", "calls-add.n_clicks"}
    store = Store(settings)
    placed = text_of(list_panel.LIST_PANEL.place(Selection(language="en"), store))
    assert texts.READ_ONLY.en in placed and texts.ADD.en.format(count=50) not in placed


def test_what_a_browser_sends_is_not_believed(world: Project) -> None:
    store = Store(world.settings, may_write=True)
    for change in (
        {"data": {"call_id": "1", "customer_id": "x"}, "colId": "state", "value": "Kept"},
        {"data": {"call_id": "1"}, "colId": "customer_id", "value": "other"},
    ):
        try:
            list_panel._set(store, change, "en")
        except TouchpointsError as error:
            assert "There is no call 1" in str(error)
    assert listed_calls(world.settings).is_empty()
