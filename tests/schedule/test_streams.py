"""What comes as a stream is taken by the schedule, by a single run of it and by a load."""

import json

from typer.testing import CliRunner

from tests.events.sending import CONTACT, Sender, taking_events
from tests.project import Project
from touchpoints import app


def run(project: Project, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, [*words, "--config", str(project.folder / "touchpoints.toml")])
    return done.exit_code, done.stdout


def test_a_single_run_of_the_schedule_takes_events_without_any_source_that_has_a_time(
    project: Project,
) -> None:
    sender = Sender.to(taking_events(project))
    sender.send(CONTACT)
    assert run(project, "schedule", "--once")[0] == 0
    assert project.query("SELECT contact_id FROM contacts") == [("c1",)]


def test_ingest_takes_files_and_then_events(project: Project) -> None:
    sender = Sender.to(taking_events(project))
    sender.send(CONTACT)
    project.write_calls("calls_1.csv", "d1,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    status, said = run(project, "ingest", "--json")
    assert (status, [report["source"] for report in json.loads(said)]) == (0, ["calls", "events.contacts"])


def test_ingest_without_files_takes_events(project: Project) -> None:
    sender = Sender.to(taking_events(project))
    sender.send(CONTACT)
    assert run(project, "ingest")[0] == 0
    assert run(project, "ingest")[0] == 0
    assert project.query("SELECT count(*) FROM loads") == [(1,)]


def test_rejected_events_are_judged_anew_once_the_settings_take_them(project: Project) -> None:
    sender = Sender.to(taking_events(project, "records = 5"))
    old = CONTACT | {"occurred_at": "1985-01-05T10:00:00Z"}
    assert sender.send(old).json["records"][0]["rule"] == "occurred_at.range"
    sender.load()
    text = (project.folder / "touchpoints.toml").read_text()
    project.write("touchpoints.toml", f"{text}\n[dates]\nearliest = 1980-01-01\n")
    assert run(project, "replay", "events.contacts")[0] == 0
    assert project.query("SELECT contact_id FROM contacts") == [("c1",)]


def test_a_new_token_is_printed_with_the_lines_that_let_it_in(project: Project) -> None:
    done = CliRunner().invoke(app, ["token", "new", 'the "CRM"'])
    token = next(word for word in done.stdout.split() if word.startswith("tp_"))
    lines = done.stdout.partition("\n\n")[2]
    project.write("touchpoints.toml", lines)
    sender = Sender.to(project)
    assert sender.send([CONTACT], token=token).status_code == 200
