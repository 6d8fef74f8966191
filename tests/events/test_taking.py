"""What is taken: every record has its verdict, is kept before the answer, and is in the warehouse once."""

from datetime import date

from tests.events.sending import ANSWER, CONTACT, CUSTOMER, Sender
from warehouse.journal import waiting_files


def test_records_of_every_kind_come_in_one_request_and_are_loaded(sender: Sender) -> None:
    answer = sender.send([CONTACT, ANSWER, CUSTOMER])
    assert (answer.status_code, answer.json) == (
        200,
        {"accepted": 3, "rejected": 0, "records": [{"status": "accepted"}] * 3},
    )
    assert {report.source for report in sender.load()} == {
        "events.contacts",
        "events.answers",
        "events.customers",
    }
    query = sender.project.query
    assert query("SELECT contact_id, wait_seconds, epoch(occurred_at)::INT FROM contacts") == [
        ("c1", 5.0, 1767574800)
    ]
    assert query("SELECT score FROM answers") == [(5.0,)]
    assert query("SELECT joined_on, segment FROM customers") == [(date(2020, 2, 1), "gold")]
    assert query("SELECT sum(contacts)::INT FROM contact_daily") == [(1,)]


def test_one_object_an_array_and_packed_lines_say_the_same(sender: Sender) -> None:
    second, third = CONTACT | {"contact_id": "c2"}, CONTACT | {"contact_id": "c3"}
    kind = {"kind": "contacts"}
    bare = {name: value for name, value in third.items() if name != "kind"}
    for answer in (
        sender.send(CONTACT),
        sender.send_lines(second),
        sender.send([bare], address="/api/v1/events?kind=contacts"),
    ):
        assert answer.json == {"accepted": 1, "rejected": 0, "records": [{"status": "accepted"}]}, kind
    sender.load()
    assert sender.project.query("SELECT contact_id FROM contacts ORDER BY ALL") == [("c1",), ("c2",), ("c3",)]


def test_a_record_that_breaks_a_rule_is_told_and_kept_among_the_rejects(sender: Sender) -> None:
    wrong = CONTACT | {"contact_id": "c2", "outcome": "well"}
    late = {name: value for name, value in ANSWER.items() if name != "score"}
    answer = sender.send([wrong, CONTACT, late, CONTACT | {"contact_id": "c4", "wait_seconds": "soon"}])
    assert answer.json["records"] == [
        {
            "status": "rejected",
            "rule": "outcome.allowed",
            "column": "outcome",
            "value": "well",
            "reason": "outcome is none of resolved, unresolved, failed, abandoned, transferred.",
        },
        {"status": "accepted"},
        {
            "status": "rejected",
            "rule": "score.missing",
            "column": "score",
            "value": None,
            "reason": "score is missing.",
        },
        {
            "status": "rejected",
            "rule": "wait_seconds.type",
            "column": "wait_seconds",
            "value": "soon",
            "reason": "wait_seconds is no number.",
        },
    ]
    sender.load()
    query = sender.project.query
    assert query("SELECT source, rule, value FROM rejected_rows ORDER BY ALL") == [
        ("events.answers", "score.missing", None),
        ("events.contacts", "outcome.allowed", "well"),
        ("events.contacts", "wait_seconds.type", "soon"),
    ]
    assert query("SELECT count(*) FROM contacts") == [(1,)]


def test_sending_again_changes_nothing_and_a_later_record_replaces(sender: Sender) -> None:
    sender.send(CONTACT)
    sender.load()
    sender.send([CONTACT, CONTACT])
    (again,) = sender.load()
    assert (again.status, again.accepted, again.unchanged) == ("loaded", 0, 2)
    sender.send([CONTACT | {"outcome": "failed"}])
    (later,) = sender.load()
    assert (later.accepted, later.corrected) == (0, 1)
    sender.send(CONTACT)
    (back,) = sender.load()
    assert back.corrected == 1
    assert sender.project.query("SELECT contact_id, outcome FROM contacts") == [("c1", "resolved")]


def test_what_waits_is_loaded_in_one_commit_and_then_gone(sender: Sender) -> None:
    for number in range(5):
        sender.send(CONTACT | {"contact_id": f"c{number}"})
    assert len(waiting_files(sender.project.settings)) == 5
    assert [report.accepted for report in sender.load()] == [5]
    assert waiting_files(sender.project.settings) == []
    assert sender.load() == []
    assert sender.project.query("SELECT count(*) FROM loads") == [(1,)]


def test_an_empty_list_is_answered_and_nothing_is_kept(sender: Sender) -> None:
    assert sender.send([]).json == {"accepted": 0, "rejected": 0, "records": []}
    assert waiting_files(sender.project.settings) == []
