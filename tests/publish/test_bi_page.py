"""What docs/bi.md says to other programs works as it stands there, with other names of machines."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from analytics.quack.serving import serving
from tests.cluster.ports import free_port
from tests.cluster.postgres import PASSWORD
from tests.cluster.store import BUCKET, Store
from tests.docs.markdown import ROOT, blocks
from tests.project import SETTINGS, Project
from tests.publish.reporting import Reporting, calls
from warehouse.attaching import open_database

PAGE = ROOT / "docs" / "bi.md"
EXTENSIONS = ("ducklake", "sqlite_scanner", "postgres_scanner", "httpfs", "quack")
FAILURES = [("loans", 4)]
# With its neighbours, which no other program here uses.


def written_in(language: str) -> list[str]:
    return [block.text for block in blocks(PAGE) if block.language == language]


def run_python(text: str, names: dict[str, str]) -> Any:
    """The program of a block, with other names for those of the page; what it calls `failures`.

    Its extensions are there, for which a reader has a network.
    """
    connection = open_database({}, EXTENSIONS)
    for name, value in {"duckdb.connect()": "connection", **names}.items():
        assert name in text
        text = text.replace(name, value)
    told: dict[str, Any] = {"connection": connection}
    exec(compile(text, str(PAGE), "exec"), told)
    return told["failures"]


@pytest.fixture
def failing(project: Project) -> Project:
    """With four failures to be found."""
    project.write_calls("calls_1.csv", *calls(0, 4, result="failed"), *calls(4, 9))
    return project


def test_the_roles_of_the_page_can_publish_and_read(reporting: Reporting, failing: Project) -> None:
    roles, *_ = written_in("pgsql")
    (settings, *_) = written_in("toml")
    names = {"touchpoints": "publisher_of_page", "bi": "reader_of_page", "reporting": "reporting_of_page"}
    for name, other in names.items():
        roles, settings = (re.sub(rf"\b{name}\b", other, text) for text in (roles, settings))
    with psycopg.connect(reporting.server.url(), autocommit=True) as owner:
        for statement in re.sub("'.*?'", f"$${PASSWORD}$$", roles).split(";\n"):
            owner.execute(statement)
    place = f"127.0.0.1:{reporting.server.port}"
    failing.write("touchpoints.toml", SETTINGS + settings.replace("db.example.org:5432", place))
    failing.ingest()
    publisher = reporting.publisher(failing, "touchpoints")
    assert publisher.verb("publish").exit_code == 0
    address = f"postgresql://reader_of_page@{place}/reporting_of_page"
    (query,) = (block.text for block in blocks(PAGE) if block.language == "sql")
    with psycopg.connect(address, password=PASSWORD, options="-c search_path=touchpoints") as reader:
        assert reader.execute("SELECT sum(failed) FROM contact_daily").fetchone() == (4,)
        found = reader.execute(query.replace("'csat'", "'failure'")).fetchall()
    assert [(department, float(value), n) for _, department, value, n in found] == [("loans", 4 / 9, 9)]


def test_python_reads_the_folder(failing: Project) -> None:
    failing.write("touchpoints.toml", f'{SETTINGS}\n[warehouse]\nfolder = "warehouse"\n')
    failing.ingest()
    in_folder, *_ = written_in("python")
    names = {"/srv/touchpoints/warehouse": str(failing.folder / "warehouse")}
    assert run_python(in_folder, names) == FAILURES
    failing.folder.joinpath("warehouse").rename(failing.folder / "moved")
    names = {"/srv/touchpoints/warehouse": str(failing.folder / "moved")}
    assert run_python(in_folder, names) == FAILURES


def test_r_is_told_the_same_statements() -> None:
    in_python, *_ = written_in("python")
    (in_r,) = written_in("r")
    statements = re.findall(r'"(?:"")?([^"]+)"(?:"")?', in_python)
    assert len(statements) == 3
    assert re.findall(r'"([^"]+)"', in_r) == statements


def test_python_asks_the_server(failing: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    failing.ingest()
    *_, from_elsewhere = written_in("python")
    port = free_port()
    monkeypatch.setenv("TOUCHPOINTS_QUACK_TOKEN", "the token of the page")
    with serving(failing.settings, "127.0.0.1", port, "the token of the page"):
        assert run_python(from_elsewhere, {"127.0.0.1:9494": f"127.0.0.1:{port}"}) == FAILURES


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A bucket, with the variables that lead there."""
    running = Store(tmp_path / "store")
    for name, value in running.variables.items():
        monkeypatch.setenv(name, value)
    yield running
    running.kill()


def test_a_role_of_the_catalogue_reads_what_loads_make_later_and_cannot_write(
    reporting: Reporting, store: Store, failing: Project
) -> None:
    server = reporting.server
    place = f'folder = "warehouse"\ncatalogue = "{server.address}"\ndata = "s3://{BUCKET}/touchpoints/"'
    failing.write("touchpoints.toml", f"{SETTINGS}\n[warehouse]\n{place}\n")
    failing.ingest()
    _, grants = written_in("pgsql")
    with psycopg.connect(server.url(), autocommit=True) as owner:
        for statement in re.sub("'.*?'", f"$${PASSWORD}$$", grants).split(";\n"):
            owner.execute(statement)
    _, elsewhere, _ = written_in("python")
    names = {
        "db.example.org": "127.0.0.1",
        "5432": str(server.port),
        "s3.example.org": store.address.removeprefix("http://"),
        "USE_SSL true": "USE_SSL false",
        "s3://bucket/": f"s3://{BUCKET}/",
    }
    assert run_python(elsewhere, names) == FAILURES
    # So few rows that the catalogue holds them, in a table that is made with them.
    failing.write_calls("calls_2.csv", *calls(20, 22, result="failed"))
    failing.ingest()
    assert run_python(elsewhere, names) == [("loans", 6)]
    writing, _, _ = elsewhere.replace("(READ_ONLY, ", "(").partition("failures =")
    for statement in (
        "DELETE FROM contacts",
        "CREATE TABLE more AS SELECT 1",
        "INSERT INTO loads FROM loads",
    ):
        with pytest.raises(duckdb.Error, match="permission denied"):
            run_python(f'{writing}connection.execute("{statement}")\n', names)
        with pytest.raises(duckdb.Error, match="read-only mode"):
            run_python(f'{elsewhere}\nconnection.execute("{statement}")\n', names)
