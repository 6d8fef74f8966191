"""The page Data shows the schedule's runs, and has it load a source where that is allowed."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import expect

from dashboard.app import create_app
from tests.attacks.malformed import UPDATE, request_of
from tests.dashboard.browsing import Open, Serve
from tests.dashboard.company import make_company
from tests.project import Project
from tests.schedule.world import MONDAY
from warehouse.schedule_book import loading, note_begun, note_ended, read_jobs, sole_schedule

CONTENT, BUTTON = "data-content.children", "..data-run-0.children"
CLICK = {"pathname": "/data", "search": "?lang=en", "n_clicks": 1}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make_company(tmp_path, contacts=300)
    project.ingest()
    return project


def change(project: Project, before: str, after: str) -> None:
    text = (project.folder / "touchpoints.toml").read_text(encoding="utf-8")
    assert before in text
    project.write("touchpoints.toml", text.replace(before, after, 1))


def callbacks(client: FlaskClient) -> dict[str, Any]:
    client.get("/")
    return {one["output"]: one for one in client.get("/_dash-dependencies").get_json()}


def content(client: FlaskClient) -> str:
    body = request_of(callbacks(client)[CONTENT], CLICK)
    return json.dumps(client.post(UPDATE, json=body).get_json())


def click(client: FlaskClient) -> str:
    (callback,) = (one for output, one in callbacks(client).items() if output.startswith(BUTTON))
    answer = client.post(UPDATE, json=request_of(callback, CLICK))
    assert answer.status_code == 200
    return str(answer.get_json()["response"]["data-run-0"]["children"])


def first_job(project: Project) -> str:
    return loading(project.settings.sources[0].name)


def test_a_click_asks_the_schedule_and_a_request_is_not_offered_again(project: Project) -> None:
    client = create_app(project.settings).server.test_client()
    with sole_schedule(project.settings):
        assert "Load now" in content(client)
        assert click(client) == "Asked for"
        assert read_jobs(project.settings)[first_job(project)].requested_at is not None
        assert "data-run-0" not in content(client)


def test_without_a_schedule_at_work_nothing_is_offered_and_a_late_click_is_told(project: Project) -> None:
    client = create_app(project.settings).server.test_client()
    assert "data-run-0" not in content(client)
    assert click(client) == "No schedule is at work"
    assert read_jobs(project.settings) == {}


@pytest.mark.parametrize(("host", "run_now"), [("0.0.0.0", "loopback"), ("127.0.0.1", "never")])
def test_where_readers_may_not_the_request_is_none_that_a_page_makes(
    project: Project, host: str, run_now: str
) -> None:
    change(project, "[[sources]]", f'[server]\nrun_now = "{run_now}"\n\n[[sources]]')
    allowed = callbacks(create_app(make_loopback(project)).server.test_client())
    (callback,) = (one for output, one in allowed.items() if output.startswith(BUTTON))
    client = create_app(project.settings, host).server.test_client()
    with sole_schedule(project.settings):
        assert "data-run-0" not in content(client)
        assert client.post(UPDATE, json=request_of(callback, CLICK)).status_code == 400
        assert read_jobs(project.settings) == {}


def make_loopback(project: Project) -> Any:
    settings = project.settings
    return settings.model_copy(update={"server": settings.server.model_copy(update={"run_now": "always"})})


def test_by_settings_readers_may_from_everywhere(project: Project) -> None:
    change(project, "[[sources]]", '[server]\nrun_now = "always"\n\n[[sources]]')
    client = create_app(project.settings, "0.0.0.0").server.test_client()
    with sole_schedule(project.settings):
        assert click(client) == "Asked for"


def test_last_and_next_runs_are_shown_with_trouble(project: Project) -> None:
    change(project, 'format = "csv"', 'format = "csv"\nschedule = "30 6 * * *"')
    client = create_app(project.settings).server.test_client()
    settings, job = project.settings, first_job(project)
    with sole_schedule(settings):
        note_begun(settings, job, MONDAY)
        assert "Loading" in content(client)
        note_ended(settings, job, MONDAY, MONDAY, is_well=False)
    shown = content(client)
    assert "30 6 * * *" in shown
    assert "2026-01-05 09:00" in shown
    assert "with trouble" in shown
    assert "2026-01-06 06:30" in shown
    assert "No schedule is at work now" in shown


@pytest.mark.browser
def test_a_reader_clicks_and_sees_that_it_was_asked_for(
    project: Project, open_page: Open, serve: Serve
) -> None:
    with sole_schedule(project.settings):
        page = open_page(f"{serve(project.settings)}/data?lang=en")
        button = page.locator("#data-run-0")
        expect(button).to_have_text("Load now")
        button.click()
        expect(button).to_have_text("Asked for")
        expect(button).to_be_disabled()
        assert read_jobs(project.settings)[first_job(project)].requested_at is not None
