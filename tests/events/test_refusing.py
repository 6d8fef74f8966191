"""What is refused: who may not send, what is too much, what cannot be read. Nothing of it is taken."""

import gzip
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.app import create_app
from events.rate import Rate
from events.server import answer_events
from events.tokens import hash_of, new_token
from tests.events.sending import ADDRESS, ANSWER, CONTACT, TOKEN, Sender, taking_events
from tests.project import Project
from warehouse.journal import Event, Journal, waiting_files

DEEP = b"[" * 100_000 + b"]" * 100_000
BAD_BODIES: dict[str, tuple[Any, int, str]] = {
    "a comma": (b'[{"contact_id": 1},\n ]', 400, "not JSON at line 2, column 2"),
    "nothing": (b"", 400, "not JSON at line 1"),
    "half": (b'{"kind": "contacts"', 400, "not JSON at line 1, column 20"),
    "not text": (b'{"kind": "\xff"}', 400, "not UTF-8 at byte 11"),
    "deep": (DEEP, 400, "nested too deeply"),
    "not a number": (b'{"kind": "contacts", "wait_seconds": NaN}', 400, "NaN is no number"),
    "thousands of digits": (b'{"wait_seconds": ' + b"9" * 5000 + b"}", 400, "not JSON"),
    "a number without end": (b'{"kind": "contacts", "cost": 1e999}', 400, "too large"),
    "twice": (b'{"kind": "contacts", "kind": "answers"}', 400, "has 'kind' twice"),
    "a number": (b"[3]", 400, "Record 1 is no JSON object"),
    "no kind": ([{"contact_id": "c1"}], 400, "does not say its kind"),
    "another kind": ([CONTACT | {"kind": "calls"}], 400, "contacts, answers, customers"),
    "a kind that is none": ([CONTACT | {"kind": ["contacts"]}], 400, "of no kind"),
    "a misspelt field": ([CONTACT, CONTACT | {"wait_second": 5}], 400, "did you mean 'wait_seconds'?"),
    "a list as a value": ([CONTACT | {"reason": ["a"]}], 400, "more than one value"),
    "half a character": (b'{"kind": "contacts", "reason": "\\ud800"}', 400, "half of one"),
    "a zero": (b'{"kind": "contacts", "reason": "\\u0000"}', 400, "a zero"),
}


@pytest.fixture
def nothing_failed(caplog: pytest.LogCaptureFixture) -> Any:
    caplog.set_level(logging.INFO)
    yield
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Sender:
    """Keeps nothing: whatever comes is wrong."""
    project = Project(tmp_path_factory.mktemp("refusing"))
    return Sender.to(taking_events(project, "records = 3", 'unpacked = "20KB"'))


@pytest.mark.parametrize("name", BAD_BODIES)
def test_a_body_that_is_wrong_is_told_where_and_nothing_is_taken(
    name: str, refusing: Sender, nothing_failed: None
) -> None:
    body, status, words = BAD_BODIES[name]
    answer = refusing.send(body)
    assert (answer.status_code, list(answer.json)) == (status, ["error"])
    assert words in answer.json["error"]
    assert waiting_files(refusing.project.settings) == []


def test_a_line_that_is_wrong_is_named(refusing: Sender) -> None:
    body = b'{"kind": "contacts"}\n\n{"kind": }\n'
    answer = refusing.send(body, headers={"Content-Type": "application/x-ndjson"})
    assert answer.json["error"] == "The body is not JSON at line 3, column 10: Expecting value."


def test_types_and_packings_that_are_not_read_are_told(refusing: Sender) -> None:
    for headers in ({"Content-Type": "text/csv"}, {"Content-Encoding": "br"}):
        assert refusing.send([CONTACT], headers=headers).status_code == 415
    packed = {"Content-Encoding": "gzip"}
    assert refusing.send([CONTACT], headers=packed).status_code == 400
    assert refusing.send(gzip.compress(b"[]" * 9)[:-9], headers=packed).status_code == 400


def test_more_than_is_taken_at_once_is_refused_however_small_it_is_packed(refusing: Sender) -> None:
    assert refusing.send([CONTACT] * 4).status_code == 413
    bomb = gzip.compress(b" " * 100_000_000)
    answer = refusing.send(bomb, headers={"Content-Encoding": "gzip"})
    assert (answer.status_code, answer.json["error"]) == (
        413,
        "The request is larger than 20,000 bytes once it is unpacked.",
    )


def test_who_shows_no_known_token_is_refused(refusing: Sender) -> None:
    for token in (None, "", "tp_another", TOKEN[:-1], "\udc80"):
        answer = refusing.send([CONTACT], token=token) if token != "\udc80" else refusing.send([], token="é")
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_sends_its_kinds_only(project: Project) -> None:
    token = f'[[api.tokens]]\nname = "survey"\nhash = "{hash_of("other")}"\nkinds = ["answers"]'
    sender = Sender.to(taking_events(project, token))
    assert sender.send([ANSWER], token="other").status_code == 200
    answer = sender.send([ANSWER, CONTACT], token="other")
    assert (answer.status_code, answer.json) == (403, {"error": "The token 'survey' may not send contacts."})


def test_without_tokens_no_events_are_taken_and_it_is_told_how_to_change_that(project: Project) -> None:
    answer = Sender.to(project).send([CONTACT])
    assert answer.status_code == 403
    assert "touchpoints token new" in answer.json["error"]


def test_who_sends_too_much_a_second_is_told_when_to_try_again(project: Project) -> None:
    sender = Sender.to(taking_events(project, "records_per_second = 0.1"))
    assert sender.send([CONTACT]).status_code == 200
    answer = sender.send([CONTACT])
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 10


def test_a_rate_fills_up_as_time_goes_by(tmp_path: Path) -> None:
    now = [0.0]
    rate = Rate(100, lambda: tmp_path, lambda: now[0])
    assert [rate.seconds_to_wait("a", 600), rate.seconds_to_wait("a", 600)] == [0, 2]
    assert rate.seconds_to_wait("b", 600) == 0
    now[0] = 2.0
    assert rate.seconds_to_wait("a", 600) == 0
    now[0] = 1_000.0
    assert [rate.seconds_to_wait("a", 5_000), rate.seconds_to_wait("a", 1)] == [0, 41]


def test_processes_that_take_events_share_a_rate_and_a_file_that_was_spoilt_counts_for_nothing(
    tmp_path: Path,
) -> None:
    one, other = (Rate(100, lambda: tmp_path, lambda: 0.0) for _ in range(2))
    assert [one.seconds_to_wait("a", 600), other.seconds_to_wait("a", 600)] == [0, 2]
    for broken in ("", "[1]", '{"a": 3}', '{"a": ["x", "y"]}'):
        (tmp_path / "rate.json").write_text(broken)
        assert one.seconds_to_wait("a", 600) == 0


def test_two_journals_never_write_a_file_of_the_same_name(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 1)
    for _ in range(2):
        Journal(project.settings).keep([Event("contacts", "{}")])
    # The second began after the first; that both begin at once is the same to their names.
    assert len({path.name.partition("-")[2] for path in waiting_files(project.settings)}) == 2


def test_where_nobody_loads_no_more_is_taken_than_the_settings_say(project: Project) -> None:
    taking_events(project, 'waiting = "1MB"', 'unpacked = "5MB"')
    sender = Sender.to(project)
    many = [CONTACT | {"contact_id": f"c{number}", "reason": "x" * 900} for number in range(1_200)]
    assert sender.send(many).status_code == 200
    assert Sender.to(project).send([CONTACT]).status_code == 503


def test_where_the_disk_takes_nothing_the_sender_is_told_to_send_again(
    project: Project, nothing_failed: None
) -> None:
    sender = Sender.to(taking_events(project))
    project.write("warehouse", "a file stands where the folder should")
    answer = sender.send([CONTACT])
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")


def test_the_guards_of_the_dashboard_stand_before_events_too(project: Project) -> None:
    app = create_app(taking_events(project).settings, also=[answer_events])
    headers = {"Authorization": f"Bearer {TOKEN}"}

    def send(**more: str) -> int:
        return app.server.test_client().post(ADDRESS, json=[], headers=headers | more).status_code

    assert send() == 200
    assert send(Host="elsewhere.example") == 421
    assert send(Origin="http://elsewhere.example") == 403
    assert app.server.test_client().get(ADDRESS).status_code == 405


def test_tokens_are_made_at_random_and_known_by_their_hash(make_project: Callable[[], Project]) -> None:
    token = new_token()
    assert token != new_token()
    assert len(token) >= 43
    assert token not in hash_of(token)
