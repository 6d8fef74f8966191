"""Whatever becomes of the warehouse while it is served: pages show its figures or say why not."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.lake.cached_results import CachedResults
from tests.attacks.malformed import UPDATE, request_of
from tests.dashboard.company import make_company
from tests.project import Project
from warehouse.folder import MARKER
from warehouse.lake import open_writer, transaction
from warehouse.place import catalogue_file

PAGES = {
    "/": "overview-finding.children",
    "/departments": "departments-finding.children",
    "/satisfaction": "satisfaction-finding.children",
    "/voice": "voice-finding.children",
    "/waiting": "waiting-finding.children",
    "/recovery": "recovery-finding.children",
    "/reasons": "reasons-finding.children",
    "/compare": "comparing-finding.children",
    "/retention": "retention-finding.children",
    "/drivers": "drivers-finding.children",
    "/data": "data-content.children",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A loaded company, to be copied."""
    project = make_company(tmp_path_factory.mktemp("kept"), contacts=300)
    project.ingest()
    return project


@pytest.fixture
def served(kept: Project, tmp_path: Path) -> tuple[Project, FlaskClient]:
    """A copy of its own that is being looked at."""
    shutil.copytree(kept.folder, tmp_path / "project")
    project = Project(tmp_path / "project")
    client = create_app(project.settings).server.test_client()
    assert "contacts" in said(client, "/", "overview-figures.children")
    return project, client


def said(client: FlaskClient, path: str, output: str, **values: Any) -> str:
    """What fills a place of a page, as text."""
    client.get("/")
    (callback,) = [
        one for one in client.get("/_dash-dependencies").get_json() if one["output"].startswith(output)
    ]
    body = request_of(callback, {"pathname": path, "search": "?lang=ko"} | values)
    answer = client.post(UPDATE, json=body)
    assert answer.status_code in (200, 204), answer.text
    return json.dumps(answer.get_json(silent=True), ensure_ascii=False)


def remove_all(project: Project) -> None:
    shutil.rmtree(project.settings.lake_folder)


def remove_data(project: Project) -> None:
    shutil.rmtree(project.settings.lake_folder / "data")


def remove_one_file(project: Project) -> None:
    next((project.settings.lake_folder / "data").rglob("*.parquet")).unlink()


def spoil_catalogue(project: Project) -> None:
    catalogue_file(project.settings).write_bytes(b"no database" * 1000)


def remove_marker(project: Project) -> None:
    (project.settings.lake_folder / MARKER).unlink()


def make_other_version(project: Project) -> None:
    with open_writer(project.settings) as connection, transaction(connection):
        connection.execute("UPDATE warehouse_facts SET value = '99' WHERE name = 'schema_version'")


@pytest.mark.parametrize(
    ("befall", "sentence"),
    [
        (remove_all, "아직 자료가 없습니다"),
        (remove_data, "자료 파일이 없어졌습니다"),
        (remove_one_file, "자료 파일이 없어졌습니다"),
        (spoil_catalogue, "저장소를 읽을 수 없습니다"),
        (remove_marker, "저장소를 읽을 수 없습니다"),
        (make_other_version, "다른 버전의 프로그램이 만든 저장소"),
    ],
)
def test_every_page_says_what_befell_the_warehouse_and_recovers(
    served: tuple[Project, FlaskClient], kept: Project, befall: Callable[[Project], None], sentence: str
) -> None:
    project, client = served
    befall(project)
    for path, finding in PAGES.items():
        assert "filters" in said(client, path, ".._pages_content.children")
        assert sentence in said(client, path, finding)
    rows = {"getRowsRequest": {"startRow": 0, "endRow": 9}, "n_clicks": 1}
    assert sentence in said(client, "/departments", "contacts-table.getRowsResponse", **rows)
    assert sentence in said(client, "/departments", "contacts-download.data", **rows)
    assert sentence in said(client, "/drivers", "drivers-risk-download.data", **rows)
    shutil.rmtree(project.settings.lake_folder, ignore_errors=True)
    shutil.copytree(kept.settings.lake_folder, project.settings.lake_folder)
    assert "contacts" in said(client, "/", "overview-figures.children")


def failure_rate(client: FlaskClient) -> str:
    figures = said(client, "/", "overview-figures.children")
    return figures.split('"failure"')[0].rsplit('"large"', 1)[-1]


def test_a_warehouse_made_anew_in_place_is_shown_with_its_own_figures(
    served: tuple[Project, FlaskClient],
) -> None:
    project, client = served
    before = failure_rate(client)
    remove_all(project)
    select = project.folder / "contacts.sql"
    mended = select.read_text(encoding="utf-8").replace("result AS outcome", "'failed' AS outcome")
    select.write_text(mended, encoding="utf-8")
    project.ingest()
    assert failure_rate(client) != before


def test_a_backup_copied_over_the_warehouse_is_shown_with_its_own_figures(
    served: tuple[Project, FlaskClient], tmp_path: Path
) -> None:
    project, client = served
    backup, lake = tmp_path / "backup", project.settings.lake_folder
    shutil.copytree(lake, backup)
    before = said(client, "/", "overview-figures.children")
    more = (project.folder / "contacts.csv").read_text(encoding="utf-8").replace("\nK", "\nM")
    project.write("contacts_more.csv", more)
    project.ingest()
    assert said(client, "/", "overview-figures.children") != before
    shutil.copytree(backup, lake, dirs_exist_ok=True)
    assert said(client, "/", "overview-figures.children") == before


def test_many_different_answers_take_no_more_memory_than_the_cache_may() -> None:
    answers = CachedResults(1_000_000)
    for number in range(300):
        answers.get(number, lambda number=number: [f"{number}-{row}" for row in range(1_000)])
    assert 0 < answers.kept_bytes <= 1_000_000


def test_duckdb_errors_of_the_program_stay_what_they_are(served: tuple[Project, FlaskClient]) -> None:
    _, client = served
    store = client.application.extensions["touchpoints"]
    with pytest.raises(duckdb.BinderException), store.reading() as reading:
        reading.rows("SELECT no_such_column FROM contacts", {})


def test_a_file_of_which_nothing_was_accepted_is_told_on_the_data_page(
    make_project: Callable[[], Project],
) -> None:
    project = make_project()
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    project.write_calls("calls_2.csv", "b,k1,2026-01-05 10:00:00,loans,phone,5,nonsense")
    assert [report.status for report in project.ingest()] == ["loaded", "rejected"]
    shown = said(create_app(project.settings).server.test_client(), "/data", "data-content.children")
    assert "모두 거부" in shown
    assert "불러오지 못한 파일 1개" in shown
