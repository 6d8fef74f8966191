"""A warehouse that is loaded every few seconds stays small."""

from datetime import UTC, datetime, timedelta

from analytics.marts.refresh import refresh
from ingest.rejected.which import Which
from ingest.replay import replay
from tests.events.sending import CONTACT, Sender
from warehouse.lake import writing
from warehouse.streams import join_loads, thin_versions
from warehouse.upkeep import tidy


def test_of_a_day_that_is_over_the_ledger_keeps_one_row_a_stream(sender: Sender) -> None:
    for number in range(3):
        old = CONTACT | {"contact_id": f"old{number}", "occurred_at": "1985-01-05T10:00:00Z"}
        sender.send([CONTACT | {"contact_id": f"c{number}"}, old])
        sender.load()
    sender.project.write_calls("calls_1.csv", "d1,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    sender.project.ingest()
    query = sender.project.query
    tidy(sender.project.settings)
    assert query("SELECT count(*) FROM loads") == [(4,)]
    with writing(sender.project.settings, "the test") as connection:
        connection.execute("UPDATE loads SET loaded_at = loaded_at - INTERVAL 2 DAYS")
        join_loads(connection)
        join_loads(connection)
    assert query(
        "SELECT load_id, source, rows_read, rows_accepted, joined_loads FROM loads ORDER BY load_id"
    ) == [(3, "events.contacts", 6, 3, 3), (4, "calls", 1, 1, None)]
    # Their rejects can be judged anew.
    text = (sender.project.folder / "touchpoints.toml").read_text()
    sender.project.write("touchpoints.toml", f"{text}\n[dates]\nearliest = 1980-01-01\n")
    reports = list(replay(sender.project.settings, Which(source="events.contacts"), refresh))
    assert {report.status for report in reports} == {"loaded"}


def test_of_an_hour_that_is_over_the_last_version_is_kept(sender: Sender) -> None:
    for number in range(4):
        sender.send(CONTACT | {"contact_id": f"c{number}"})
        sender.load()
    with writing(sender.project.settings, "the test") as connection:
        assert thin_versions(connection) == 0
        later = datetime.now(UTC) + timedelta(hours=2)
        gone = thin_versions(connection, later)
        assert gone >= 2
        assert thin_versions(connection, later) == 0
    assert sender.project.query("SELECT count(*) FROM contacts") == [(4,)]
