"""Exports on other machines: fetched once, whole, and loaded as those beside the settings are."""

import logging
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from ingest.fetching import fetch
from tests.ingest.elsewhere import PASSWORD, sftp_server, web_server
from tests.project import HEADER, SETTINGS, Project
from warehouse.errors import SettingsError
from warehouse.settings_file import read_settings

ROW = "{0},C{0},2026-03-0{0} 10:00,Bills,phone,10,resolved"


def export(*numbers: int) -> str:
    return "\n".join([HEADER, *(ROW.format(number) for number in numbers), ""])


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A folder of another machine with two exports and a file that is none."""
    folder = tmp_path / "there"
    folder.mkdir()
    (folder / "calls-1.csv").write_text(export(1), encoding="utf-8")
    (folder / "calls-2.csv").write_text(export(2, 3), encoding="utf-8")
    (folder / "notes.txt").write_text("no export", encoding="utf-8")
    return folder


@pytest.fixture
def web(there: Path) -> Iterator[str]:
    with web_server(there) as address:
        yield address


@pytest.fixture
def sftp(there: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    logging.getLogger("asyncssh").setLevel(logging.CRITICAL)
    known_hosts = tmp_path / "known_hosts"
    monkeypatch.setenv("FSSPEC_SFTP_PASSWORD", PASSWORD)
    monkeypatch.setenv("FSSPEC_SFTP_KNOWN_HOSTS", str(known_hosts))
    with sftp_server(there, known_hosts) as address:
        yield address


@pytest.fixture
def bucket(there: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL_S3": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="exports")
    for path in there.iterdir():
        client.upload_file(str(path), "exports", f"out/{path.name}")
    yield "s3://exports/out"
    server.stop()


def from_elsewhere(project: Project, address: str, files: str = "incoming/*.csv", more: str = "") -> None:
    settings = SETTINGS.replace('files = "calls*.csv"', f'from = "{address}"\nfiles = "{files}"\n{more}')
    project.write("touchpoints.toml", settings)


def contacts(project: Project) -> list[str]:
    return [name for (name,) in project.query("SELECT contact_id FROM contacts ORDER BY contact_id")]


@pytest.mark.parametrize("place", ["web", "sftp", "bucket"])
def test_exports_elsewhere_are_fetched_once_and_loaded(
    project: Project, place: str, request: pytest.FixtureRequest
) -> None:
    from_elsewhere(project, f"{request.getfixturevalue(place)}/calls-*.csv")
    assert [report.status for report in project.ingest()] == ["loaded", "loaded"]
    assert contacts(project) == ["1", "2", "3"]
    incoming = project.folder / "incoming"
    assert sorted(path.name for path in incoming.iterdir()) == ["calls-1.csv", "calls-2.csv"]
    # Moved away by the user: it is not fetched anew.
    (incoming / "calls-1.csv").unlink()
    assert [report.status for report in project.ingest()] == ["known"]
    assert sorted(path.name for path in incoming.iterdir()) == ["calls-2.csv"]


def test_a_file_that_changed_elsewhere_is_fetched_again_and_corrects(
    project: Project, there: Path, web: str
) -> None:
    from_elsewhere(project, f"{web}/calls-*.csv")
    project.ingest()
    changed = export(2, 3).replace("Bills", "Visits") + ROW.format(4) + "\n"
    (there / "calls-2.csv").write_text(changed, encoding="utf-8")
    (again,) = [report for report in project.ingest() if report.status != "known"]
    assert (again.accepted, again.corrected) == (1, 2)
    assert contacts(project) == ["1", "2", "3", "4"]


def test_one_file_of_a_web_server_is_called_without_what_the_address_asks(project: Project, web: str) -> None:
    from_elsewhere(project, f"{web}/calls-1.csv?download=1")
    assert [report.file for report in project.ingest()] == ["incoming/calls-1.csv"]


def test_files_without_their_marker_elsewhere_are_left(project: Project, there: Path, sftp: str) -> None:
    (there / "calls-2.csv.done").touch()
    from_elsewhere(project, f"{sftp}/calls-*.csv", more='marker = "{file}.done"')
    assert [report.file for report in project.ingest()] == ["incoming/calls-2.csv"]
    assert contacts(project) == ["2", "3"]


def test_what_is_still_being_written_elsewhere_is_left_to_the_next_run(
    project: Project, there: Path, sftp: str
) -> None:
    from_elsewhere(project, f"{sftp}/calls-*.csv")

    def another_line_comes(_: float) -> None:
        with (there / "calls-2.csv").open("a", encoding="utf-8") as growing:
            growing.write(ROW.format(5) + "\n")

    settings = read_settings(project.folder / "touchpoints.toml")
    assert not list(fetch(settings, settings.sources, another_line_comes))
    assert [path.name for path in (project.folder / "incoming").iterdir()] == ["calls-1.csv"]


def test_a_machine_that_is_not_the_known_one_gets_no_password(
    project: Project, sftp: str, tmp_path: Path
) -> None:
    from_elsewhere(project, f"{sftp}/calls-*.csv")
    port = sftp.rpartition(":")[2]
    other = asyncssh_key()
    (tmp_path / "known_hosts").write_text(f"[127.0.0.1]:{port} {other}", encoding="utf-8")
    (report,) = project.ingest()
    assert report.status == "failed"
    assert "host key" in (report.reason or "").lower()


def asyncssh_key() -> str:
    import asyncssh

    return asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()


def test_a_machine_that_cannot_be_reached_is_told_and_stops_nothing_else(
    project: Project, there: Path
) -> None:
    with web_server(there) as address:
        pass
    more = '[[sources]]\nname = "local"\nfiles = "local*.csv"\nformat = "csv"\ncontacts = "calls.sql"\n'
    from_elsewhere(project, f"{address}/calls-*.csv")
    path = project.folder / "touchpoints.toml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    project.write("local.csv", export(7))
    failed, loaded = project.ingest()
    assert (failed.file, failed.status) == (f"{address}/calls-*.csv", "failed")
    assert "the next load tries again" in (failed.reason or "")
    assert (loaded.file, loaded.status) == ("local.csv", "loaded")


def test_a_single_file_that_is_not_there_is_told(project: Project, web: str) -> None:
    from_elsewhere(project, f"{web}/calls-9.csv")
    (report,) = project.ingest()
    assert (report.status, "there is no such file" in (report.reason or "")) == ("failed", True)


def test_what_the_source_would_not_find_is_told(project: Project, web: str) -> None:
    from_elsewhere(project, f"{web}/calls-*.csv", files="incoming/*.tsv")
    (report,) = project.ingest()
    assert 'files = "incoming/*.tsv" does not match it' in (report.reason or "")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("ftp://host/calls.csv", "is not an address of files"),
        ("sftp:///calls.csv", "is not an address of files"),
        ("s3://bucket", "is not an address of files"),
        ("sftp://me:secret@host/calls.csv", "FSSPEC_SFTP_PASSWORD"),
    ],
)
def test_addresses_that_cannot_be_meant_are_refused(project: Project, address: str, told: str) -> None:
    from_elsewhere(project, address)
    with pytest.raises(SettingsError, match=told):
        read_settings(project.folder / "touchpoints.toml")
