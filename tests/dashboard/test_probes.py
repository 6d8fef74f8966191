"""What whoever watches the server is told, by the real server."""

import http.client
from collections.abc import Callable
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from dashboard.lake.store import Store
from state.place import file_in_folder
from tests.dashboard.company import make_company
from tests.project import Project
from warehouse.lake import open_writer, transaction
from warehouse.settings import Settings

Serve = Callable[[Settings], str]
Labels = dict[str, str]


def ask(address: str, path: str, method: str = "GET", host: str | None = None) -> tuple[int, str]:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    connection.request(method, path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def figures(address: str) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    status, text = ask(address, "/metrics")
    assert status == 200
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def labelled(name: str, **labels: str) -> tuple[str, frozenset[tuple[str, str]]]:
    return f"touchpoints_{name}", frozenset(labels.items())


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_company(tmp_path_factory.mktemp("probed"), contacts=300)
    project.ingest()
    return project


def test_without_a_warehouse_the_process_is_well_and_not_ready_and_says_why(
    serve: Serve, tmp_path: Path
) -> None:
    project = make_company(tmp_path, contacts=300)
    address = serve(project.settings)
    assert ask(address, "/healthz") == (200, "ok\n")
    status, reason = ask(address, "/readyz")
    assert status == 503
    assert "There is no warehouse" in reason
    assert figures(address)[labelled("warehouse_readable")] == 0
    project.ingest()
    assert ask(address, "/readyz") == (200, "ok\n")
    assert figures(address)[labelled("warehouse_readable")] == 1


def test_a_warehouse_of_another_version_is_not_ready(serve: Serve, tmp_path: Path) -> None:
    project = make_company(tmp_path, contacts=300)
    project.ingest()
    with open_writer(project.settings) as connection, transaction(connection):
        connection.execute("UPDATE warehouse_facts SET value = '99' WHERE name = 'schema_version'")
    status, reason = ask(serve(project.settings), "/readyz")
    assert status == 503
    assert "99" in reason


def test_where_what_people_decide_cannot_be_read_the_server_is_not_ready(
    serve: Serve, tmp_path: Path
) -> None:
    project = make_company(tmp_path, contacts=300)
    project.ingest()
    address = serve(project.settings)
    assert ask(address, "/readyz") == (200, "ok\n")
    path = file_in_folder(project.settings)
    path.write_bytes(b"no database at all, but long enough to be taken for one")
    status, reason = ask(address, "/readyz")
    assert status == 503
    assert "state" in reason
    path.unlink()
    assert ask(address, "/readyz") == (200, "ok\n")


def test_figures_of_the_warehouse_are_those_of_its_loads(serve: Serve, loaded: Project) -> None:
    found = figures(serve(loaded.settings))
    rows = loaded.query(
        "SELECT source, count(*) FILTER (status = 'loaded'), sum(rows_accepted), sum(rows_rejected),"
        " sum(seconds) FROM loads GROUP BY ALL"
    )
    assert rows
    for source, files, accepted, rejected, seconds in rows:
        assert found[labelled("loads_total", source=source, status="loaded")] == files
        assert found[labelled("rows_total", source=source, outcome="accepted")] == accepted
        assert found[labelled("rows_total", source=source, outcome="rejected")] == rejected
        assert found[labelled("rejects_open", source=source)] == rejected
        assert found[labelled("load_seconds_total", source=source)] == pytest.approx(seconds)
    ((age,),) = loaded.query("SELECT epoch(now()) - epoch(max(occurred_at)) FROM contacts")
    ages = [value for (name, _), value in found.items() if name.endswith("newest_record_age_seconds")]
    assert min(abs(value - age) for value in ages) < 3600


def test_the_warehouse_is_asked_once_however_often_figures_are_fetched(loaded: Project, serve: Serve) -> None:
    address = serve(loaded.settings)
    figures(address)
    first, second = figures(address), figures(address)
    missed = labelled("cache_requests_total", result="miss")
    hit = labelled("cache_requests_total", result="hit")
    assert second[missed] == first[missed]
    assert second[hit] == first[hit] + 1


def test_requests_are_counted_by_kind_and_status_with_their_seconds(serve: Serve, loaded: Project) -> None:
    address = serve(loaded.settings)
    assert ask(address, "/data")[0] == 200
    assert ask(address, "/data", host="evil.example")[0] == 421
    assert ask(address, "/assets/icon.svg")[0] == 200
    found = figures(address)
    assert found[labelled("http_requests_total", kind="page", status="200")] == 1
    assert found[labelled("http_requests_total", kind="page", status="421")] == 1
    assert found[labelled("http_requests_total", kind="script", status="200")] == 1
    assert found[labelled("http_request_seconds_count", kind="page")] == 2


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_a_probe_may_ask_under_any_address_and_nobody_under_a_name_that_is_not_known(
    serve: Serve, loaded: Project, path: str
) -> None:
    address = serve(loaded.settings)
    for host in ("10.1.2.3:8050", "[fd00::1]:8050", "localhost"):
        assert ask(address, path, host=host)[0] == 200
        assert ask(address, path, "HEAD", host=host) == (200, "")
    for host in ("evil.example", "10.1.2.3.evil.example", "1.2.3"):
        assert ask(address, path, host=host)[0] == 421
    assert ask(address, path, "POST", host="10.1.2.3:8050")[0] == 421
    assert ask(address, "/data", host="10.1.2.3:8050")[0] == 421


def test_two_applications_in_one_process_count_apart(serve: Serve, loaded: Project) -> None:
    one, other = serve(loaded.settings), serve(loaded.settings)
    ask(one, "/healthz")
    assert figures(one)[labelled("http_requests_total", kind="probe", status="200")] == 1
    assert labelled("http_requests_total", kind="probe", status="200") not in figures(other)
    assert Store(loaded.settings).cache_use.hits == 0
