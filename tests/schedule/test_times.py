"""What is due when: on crontab's terms, in the business time zone, missed times once."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from analytics.marts.refresh import refresh
from schedule.clock import next_run
from schedule.jobs import jobs_of
from schedule.running import Runner
from tests.project import SETTINGS, Project
from tests.schedule.world import CALL, OTHER, Office, scheduled
from warehouse.cron import checked_cron, next_time
from warehouse.errors import SettingsError
from warehouse.schedule_book import loading, read_jobs

SEOUL = ZoneInfo("Asia/Seoul")
SATURDAY = datetime(2026, 11, 28, 19, 0, tzinfo=SEOUL)


def test_two_sources_are_loaded_each_at_its_own_times(office: Office) -> None:
    scheduled(office.project, "*/10 6-22 * * *", OTHER + 'schedule = "0 12 * * *"')
    assert office.run_due()
    office.project.write_calls("calls_1.csv", CALL)
    office.project.write_calls("visits_1.csv", CALL.replace("c1", "v1"))
    office.clock.pass_by(minutes=9)
    assert office.run_due()
    assert office.loaded() == []
    office.clock.pass_by(minutes=1)
    assert office.run_due()
    assert office.loaded() == ["calls_1.csv"]
    office.clock.pass_by(hours=3)
    assert office.run_due()
    assert office.loaded() == ["visits_1.csv"]


def test_times_that_were_missed_are_caught_up_once(office: Office) -> None:
    scheduled(office.project, "*/10 * * * *")
    office.run_due()
    office.project.write_calls("calls_1.csv", CALL)
    office.clock.pass_by(days=3)
    office.run_due()
    assert office.loaded() == ["calls_1.csv"]
    begun_at = office.clock.at
    office.clock.pass_by(minutes=5)
    office.run_due()
    record = read_jobs(office.project.settings)[loading("calls")]
    assert (record.started_at, record.is_well) == (begun_at, True)


def test_a_time_that_passes_during_a_run_is_caught_up_after_it(office: Office) -> None:
    scheduled(office.project, "*/10 * * * *")
    office.clock.stand_at_the_writing_of(office.project.write_calls("calls_1.csv", CALL))
    office.clock.while_waiting = lambda: office.clock.pass_by(minutes=25)
    runner = Runner(office.project.settings, refresh, now=office.clock.now, wait=office.clock.wait)
    job, *_ = jobs_of(office.project.settings)
    office.run_due()
    following = next_run(runner, job)
    assert following is not None
    assert following < office.clock.at
    office.clock.while_waiting = lambda: None
    office.run_due()
    following = next_run(runner, job)
    assert following is not None
    assert following > office.clock.at


def test_a_run_that_was_not_brought_to_its_end_is_done_again(office: Office) -> None:
    scheduled(office.project, "0 9 * * *")
    office.clock.stand_at_the_writing_of(office.project.write_calls("calls_1.csv", CALL))

    def stop() -> None:
        raise SystemExit(143)

    office.clock.while_waiting = stop
    with pytest.raises(SystemExit):
        office.run_due()
    assert read_jobs(office.project.settings)[loading("calls")].is_unfinished
    office.clock.while_waiting = lambda: None
    office.run_due()
    assert office.loaded() == ["calls_1.csv"]


@pytest.mark.parametrize(
    ("cron", "expected"),
    [
        ("*/10 6-22 * * *", "2026-11-28 19:10"),
        ("30 3 * * mon-fri", "2026-11-30 03:30"),
        ("30 3 * * 1-5", "2026-11-30 03:30"),
        ("0 9 * * 0", "2026-11-29 09:00"),
        ("0 9 * * 7", "2026-11-29 09:00"),
        ("0 9 * * 5-7", "2026-11-29 09:00"),
        ("0 9 * * fri-mon", "2026-11-29 09:00"),
        ("0 9 * * */2", "2026-11-29 09:00"),
        ("0 9 1 * fri", "2026-12-01 09:00"),
        ("0 9 31 * mon", "2026-11-30 09:00"),
        ("0 0 29 feb *", "2028-02-29 00:00"),
    ],
)
def test_expressions_mean_what_they_mean_in_crontab(cron: str, expected: str) -> None:
    found = next_time(checked_cron(cron), SEOUL, SATURDAY)
    assert found == datetime.fromisoformat(expected).replace(tzinfo=SEOUL)


def test_times_are_on_the_clock_of_the_zone_when_it_is_put_forward() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 3, 28, 12, 0, tzinfo=berlin)
    assert next_time("0 6 * * *", berlin, before).astimezone(UTC).hour == 4


@pytest.mark.parametrize(
    ("cron", "reason"),
    [
        ("* * * *", "it has 4 fields and not 5"),
        ("61 * * * *", "the last value (61) is higher than the maximum value (59)"),
        ("x * * * *", 'Unrecognized expression "x" for field "minute"'),
        ("0 0 * * 8", "'8' is no day of the week"),
        ("0 0 31 2 *", "it never comes"),
    ],
)
def test_a_slip_in_an_expression_is_told_with_the_source_and_an_example(
    project: Project, cron: str, reason: str
) -> None:
    scheduled(project, cron)
    with pytest.raises(SettingsError) as problem:
        _ = project.settings
    assert f"'sources.0.schedule' = '{cron}'" in problem.value.title
    assert "the schedule of source 'calls' is no cron expression" in problem.value.title
    assert 'as "*/10 6-22 * * *"' in problem.value.title
    assert reason in problem.value.title


def test_a_slip_in_the_time_of_upkeep_is_told_too(project: Project) -> None:
    project.write("touchpoints.toml", f'{SETTINGS}[upkeep]\nschedule = "nightly"')
    with pytest.raises(SettingsError, match="the schedule of the upkeep is no cron expression"):
        _ = project.settings


def test_a_schedule_without_times_is_told(office: Office) -> None:
    with pytest.raises(SettingsError, match="No source has a schedule"):
        office.run_due()
