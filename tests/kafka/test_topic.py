"""A topic is read by the same SELECT as a file, each message once; what is wrong with one stops no other."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from confluent_kafka import Consumer, TopicPartition
from typer.testing import CliRunner

from analytics.marts.refresh import refresh
from ingest.streams.kafka import load_topic, open_topic
from ingest.streams.loading import Streams
from tests.kafka.broker import Broker
from tests.kafka.reading import call, calls, load, reading_topic
from tests.project import Project
from touchpoints import app
from warehouse.errors import SettingsError, SourceError
from warehouse.lake import writing

ROOT = Path(__file__).parents[2]
POISON = [
    b"",
    None,
    b"\xff\xfe",
    b"[1]",
    b"null",
    b"{bad",
    b'{"id": "\\ud800"}',
    b"[" * 50_000 + b"]" * 50_000,
]
NO_CALLS = [b"{}", b'{"id": "\\u0000"}', b'{"id": 1e999}', b'{"started": {"x": [1]}}']


def test_messages_are_mapped_by_the_select_and_read_once(reader: Project, kafka: Broker) -> None:
    kafka.write("calls", [call(1), call(2, wait="7", more="not asked for")])
    assert sum(report.accepted for report in load(reader)) == 2
    # Of a field that none of them has the SELECT gets nulls.
    assert reader.query("SELECT contact_id, wait_seconds, customer_id FROM contacts ORDER BY ALL") == [
        ("c1", None, None),
        ("c2", 7.0, None),
    ]
    assert reader.query("SELECT sum(contacts)::INT FROM contact_daily") == [(2,)]
    assert load(reader) == []
    kafka.write("calls", [call(1, result="failed"), call(1)], partition=0)
    (report,) = load(reader)
    assert (report.accepted, report.corrected) == (0, 2)
    assert reader.query("SELECT outcome FROM contacts") == [("resolved",), ("resolved",)]
    assert reader.query("FROM stream_positions ORDER BY ALL") == [
        ("calls", "calls/0", 3),
        ("calls", "calls/1", 1),
    ]


def test_a_message_that_is_no_record_is_a_reject_with_its_place_in_the_topic(
    reader: Project, kafka: Broker
) -> None:
    # The same under the same numbers in two partitions.
    kafka.write("calls", [*POISON, call(1), *NO_CALLS], partition=2)
    kafka.write("calls", [*POISON, call(1), *NO_CALLS], partition=3)
    first, second = load(reader)
    assert (first.status, first.read, first.accepted) == ("loaded", len(POISON) + len(NO_CALLS) + 1, 1)
    assert (second.status, second.read, second.unchanged) == ("loaded", first.read, 1)
    found = reader.query("SELECT file, line, rule FROM rejected_rows ORDER BY file, line")
    assert {file for file, _, _ in found} == {"kafka:calls/2", "kafka:calls/3"}
    broken = [line for _, line, rule in found if rule == "file.not_a_json_object"]
    assert broken == [*range(len(POISON))] * 2
    assert len(found) == first.rejected + second.rejected


def test_rejects_of_a_topic_stay_open_when_more_of_it_is_read(reader: Project, kafka: Broker) -> None:
    kafka.write("calls", [b"{bad"] * 12, partition=0)
    load(reader)
    kafka.write("calls", [call(1)], partition=0)
    load(reader)
    assert reader.query("SELECT count(*), count(replayed_in) FROM rejected_rows") == [(12, 0)]


def test_the_warehouse_knows_better_than_the_broker_how_far_it_is(reader: Project, kafka: Broker) -> None:
    kafka.write("calls", calls(range(4)), partition=0)
    load(reader)
    group = Consumer({"bootstrap.servers": kafka.address, "group.id": "touchpoints", "log_level": 0})
    group.commit(offsets=[TopicPartition("calls", 0, 1)], asynchronous=False)
    group.close()
    assert load(reader) == []
    # What the broker lost stops reading instead of being passed over.
    with writing(reader.settings, "the test") as connection:
        connection.execute("UPDATE stream_positions SET next_message = 1000 WHERE part = 'calls/0'")
    with pytest.raises(SourceError, match="cannot read topic"):
        load(reader)


def test_two_that_read_the_same_load_it_once(reader: Project, kafka: Broker) -> None:
    (source,) = reader.settings.sources
    kafka.write("calls", calls(range(8)))
    with open_topic(reader.settings, source) as one, open_topic(reader.settings, source) as other:
        late = other.read()
        kafka.write("calls", calls(range(8, 12)))
        assert {report.status for report in load_topic(reader.settings, source, one, refresh)} == {"loaded"}
        other.read = lambda: late  # type: ignore[method-assign]  # what it has read before
        reports = list(load_topic(reader.settings, source, other, refresh))
    assert {report.status for report in reports} == {"failed"}
    assert "was read by another" in str(reports[0].reason)
    assert load(reader) == []
    assert reader.query("SELECT count(*) FROM contacts") == [(12,)]
    assert reader.query("SELECT sum(rows_read)::INT FROM loads") == [(12,)]


def test_a_warehouse_that_knows_nothing_goes_on_where_the_group_is(reader: Project, kafka: Broker) -> None:
    kafka.write("calls", calls(range(4)), partition=0)
    group = Consumer({"bootstrap.servers": kafka.address, "group.id": "touchpoints", "log_level": 0})
    group.commit(offsets=[TopicPartition("calls", 0, 3)], asynchronous=False)
    group.close()
    load(reader)
    assert reader.query("SELECT contact_id FROM contacts") == [("c3",)]


def test_an_open_connection_goes_on_after_trouble(reader: Project, kafka: Broker) -> None:
    good = (reader.folder / "calls.sql").read_text()
    with Streams(reader.settings, refresh) as streams:
        kafka.write("calls", calls(range(2)), partition=0)
        assert [report.status for report in streams.load()] == ["loaded"]
        reader.write("calls.sql", "SELECT 1 FROM nothing")
        kafka.write("calls", calls(range(2, 5)), partition=0)
        while "failed" not in [report.status for report in streams.load()]:
            continue
        reader.write("calls.sql", good)
        while reader.query("SELECT count(*) FROM contacts") != [(5,)]:
            assert {report.status for report in streams.load()} <= {"loaded"}


def test_brokers_that_are_not_there_are_told_and_files_and_events_are_loaded_all_the_same(
    project: Project, kafka: Broker
) -> None:
    reading_topic(project, kafka)
    text = (project.folder / "touchpoints.toml").read_text()
    files = '\n[[sources]]\nname = "files"\nfiles = "calls*.csv"\nformat = "csv"\ncontacts = "calls.sql"\n'
    project.write("touchpoints.toml", text.replace(kafka.address, "127.0.0.1:1") + files)
    project.write_calls("calls_1.csv", "d1,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    done = CliRunner().invoke(app, ["ingest", "--config", str(project.folder / "touchpoints.toml")])
    assert isinstance(done.exception, SourceError)
    assert "cannot read topic 'calls' at 127.0.0.1:1" in str(done.exception)
    assert project.query("SELECT contact_id FROM contacts") == [("d1",)]


def test_without_the_package_it_is_told_how_to_install_it(reader: Project) -> None:
    words = ["ingest", "--config", str(reader.folder / "touchpoints.toml")]
    program = f"import sys; sys.modules['confluent_kafka'] = None; sys.argv[1:] = {words!r}"
    run = f"{program}; import touchpoints; touchpoints.main()"
    done = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "pip install 'touchpoints[kafka]'" in done.stderr


@pytest.mark.slow
def test_who_reads_no_topic_does_not_load_the_package(project: Project) -> None:
    project.write_calls("calls_1.csv", "d1,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    words = ["ingest", "--config", str(project.folder / "touchpoints.toml")]
    run = (
        f"import sys; sys.argv[1:] = {words!r}; import atexit, touchpoints;"
        " atexit.register(lambda: print('confluent_kafka' in sys.modules)); touchpoints.main()"
    )
    done = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (['client = { "enable.auto.commit" = "true" }'], "which the program sets itself"),
        (['client = { "sasl.password" = "open" }'], "name its variable under 'secrets'"),
        (['files = "*.csv"'], "which is for files"),
        (['schedule = "* * * * *"'], "which is for files"),
        (['delimiter = ";"'], "which is not for kafka"),
    ],
)
def test_slips_in_a_source_are_told(project: Project, kafka: Broker, lines: list[str], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        _ = reading_topic(project, kafka, *lines).settings


def test_secrets_come_from_the_environment(
    project: Project, kafka: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading_topic(project, kafka, 'secrets = { "sasl.password" = "CALLS_PASSWORD" }')
    with pytest.raises(SettingsError, match="The variable CALLS_PASSWORD"):
        load(project)
    monkeypatch.setenv("CALLS_PASSWORD", "open")
    kafka.write("calls", calls(range(2)))
    assert sum(report.accepted for report in load(project)) == 2
    assert "open" not in json.dumps(project.query("FROM loads"), default=str)
