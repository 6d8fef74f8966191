"""A value that breaks a rule is emptied where the source says so; its record is taken, both are counted."""

import pytest

from tests.attacks.loading import load, load_again
from tests.ingest.conftest import Type
from tests.project import CALLS_SELECT, SETTINGS, Project
from warehouse.errors import SettingsError

EMPTYING = SETTINGS + 'empty_when_broken = ["wait_seconds", "contact_tier"]\n'
TIERED = CALLS_SELECT.replace("result AS outcome", "result AS outcome, department AS contact_tier")
ROWS = (
    "a,k1,2026-01-05 10:00:00,high,phone,5,resolved",
    "b,k1,2026-01-05 11:00:00,low,phone,-7,resolved",
    "c,k1,2026-01-05 12:00:00,loans,phone,soon,resolved",
    "d,k1,2026-01-05 13:00:00,loans,phone,-1,Done!",
)


@pytest.fixture
def emptying(project: Project) -> Project:
    project.write("touchpoints.toml", EMPTYING)
    project.write("calls.sql", TIERED)
    return project


def test_broken_values_are_emptied_and_counted_and_other_rules_still_reject(emptying: Project) -> None:
    (report,) = load(emptying, emptying.write_calls("calls_1.csv", *ROWS))
    assert (report.read, report.accepted, report.rejected) == (4, 3, 1)
    assert report.rejected_by_rule == {"outcome.allowed": 1}
    # What stood in the rejected row is not counted: it is in the row that is kept.
    assert report.emptied_by_rule == {
        "contact_tier.allowed": 1,
        "wait_seconds.range": 1,
        "wait_seconds.type": 1,
    }
    assert emptying.query("SELECT rows_rejected, values_emptied FROM loads") == [(1, 3)]
    assert sorted(emptying.query("SELECT contact_id, wait_seconds, contact_tier FROM contacts")) == [
        ("a", 5.0, "high"),
        ("b", None, "low"),
        ("c", None, None),
    ]


def test_files_of_sources_that_empty_and_that_do_not_are_loaded_together(project: Project) -> None:
    second = (
        SETTINGS[SETTINGS.index("[[sources]]") :].replace('"calls"', '"other"').replace("calls*", "other*")
    )
    project.write("touchpoints.toml", f"{EMPTYING}\n{second}")
    project.write_calls("calls_1.csv", ROWS[1])
    project.write_calls("other_1.csv", ROWS[1].replace("b,", "e,"), ROWS[0])
    reports = load(project)
    assert [(each.accepted, each.rejected) for each in reports] == [(1, 0), (1, 1)]
    assert sorted(project.query("SELECT source, values_emptied FROM loads")) == [("calls", 1), ("other", 0)]


def test_rows_rejected_before_are_taken_at_a_replay(project: Project) -> None:
    load(project, project.write_calls("calls_1.csv", ROWS[0], ROWS[1]))
    project.write("touchpoints.toml", EMPTYING)
    (report,) = load_again(project)
    assert (report.accepted, report.emptied_by_rule) == (1, {"wait_seconds.range": 1})


def test_the_line_of_a_load_and_a_trial_tell_them(emptying: Project, type_in: Type) -> None:
    emptying.write_calls("calls_1.csv", *ROWS[:3])
    told = "wait_seconds.range 1"
    tried = type_in(emptying, "source", "test", "calls")
    assert tried.status == 0
    assert f"{told} (as -7)" in tried.stdout
    assert f"values emptied by contact_tier.allowed 1, {told}" in type_in(emptying, "ingest").stdout


@pytest.mark.parametrize(
    "name", ["contact_id", "customer_id", "occurred_at", "outcome", "wait_second", "score"]
)
def test_what_says_what_a_record_is_about_is_never_emptied(project: Project, name: str) -> None:
    project.write("touchpoints.toml", f'{SETTINGS}empty_when_broken = ["{name}"]\n')
    with pytest.raises(
        SettingsError, match=f"empties '{name}', which is none of delivery_mode, contact_tier"
    ):
        _ = project.settings
