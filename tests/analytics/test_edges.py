"""Data that lack something say so; they never show zero instead."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

import pytest

from analytics.catalogue import MEASURES
from analytics.measuring import data_span, dimension_values, measure
from analytics.view import View
from tests.project import Project
from warehouse.errors import QueryError
from warehouse.lake import open_reader, open_writer

Load = Callable[..., Project]
EVERYTHING = View()
ABSENT = (None, None, None, 0, "not_in_data")
CALL = ("c1", None, datetime(2026, 1, 5, 10), "loans", "phone", None, None, "resolved", None)
ANSWER = ("a1", "s1", None, datetime(2026, 1, 7, 10), "loans", "csat", 5)
# What can be told of a contact without customer, wait, promise and complaint.
TOLD_BY_OUTCOME = {"contacts", "abandonment", "failure", "resolution"}


def whole(
    project: Project, view: View = EVERYTHING, names: Iterable[str] = MEASURES
) -> dict[str, tuple[object, ...]]:
    """The one row of each of the measures."""
    settings = project.settings
    with open_reader(settings) as connection:
        frames = {name: measure(connection, settings, name, view=view) for name in names}
    assert all(frame.height == 1 for frame in frames.values())
    return {name: frame.row(0) for name, frame in frames.items()}


def test_a_warehouse_without_a_load_has_no_figures_and_no_span(project: Project) -> None:
    open_writer(project.settings).close()
    assert set(whole(project).values()) == {ABSENT}
    with open_reader(project.settings) as connection:
        assert data_span(connection) is None
        assert dimension_values(connection, project.settings, "department") == []
        assert measure(connection, project.settings, "csat", ["department", "day"]).is_empty()


def test_exports_without_rows_have_no_figures(load: Load) -> None:
    project = load()
    assert set(whole(project, names=["contacts", "csat", "wait_p90", "churn_rate"]).values()) == {ABSENT}
    with open_reader(project.settings) as connection:
        assert data_span(connection) is None
        assert measure(connection, project.settings, "contacts", ["department"]).is_empty()


def test_one_bare_contact_tells_its_outcome_and_nothing_else(load: Load) -> None:
    project = load([CALL])
    rows = whole(project)
    assert {name for name, row in rows.items() if row != ABSENT} == TOLD_BY_OUTCOME
    assert rows["contacts"][0] == 1
    assert rows["failure"][0] == 0
    with open_reader(project.settings) as connection:
        assert data_span(connection) == (date(2026, 1, 5), date(2026, 1, 5))


def test_answers_alone_tell_satisfaction_and_their_days(load: Load) -> None:
    project = load([], [ANSWER])
    rows = whole(project)
    assert {name for name, row in rows.items() if row != ABSENT} == {"csat", "csat_mean"}
    assert rows["csat"][0] == 1
    with open_reader(project.settings) as connection:
        assert data_span(connection) == (date(2026, 1, 7), date(2026, 1, 7))
        assert dimension_values(connection, project.settings, "department") == ["loans"]
        assert dimension_values(connection, project.settings, "contact_tier") == []


def test_a_figure_without_an_interval_is_too_few(load: Load) -> None:
    project = load([(*CALL[:5], 30, *CALL[6:])], [(*ANSWER[:5], "ces", 7)])
    rows = whole(project, names=["ces", "wait_p90"])
    assert rows["ces"] == rows["wait_p90"] == (None, None, None, 1, "too_few")


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(View(since=date(2030, 1, 1)), id="later"),
        pytest.param(View(until=date(2020, 1, 1)), id="earlier", marks=pytest.mark.slow),
        pytest.param(
            View(picked={"department": ("nowhere",)}), id="unknown-department", marks=pytest.mark.slow
        ),
        pytest.param(
            View(picked={"contact_tier": ("low",), "channel": ("phone",)}),
            id="no-such-combination",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_view_without_data_has_one_row_without_figures(service: Project, view: View) -> None:
    assert set(whole(service, view).values()) == {ABSENT}


def test_one_day_is_a_view(service: Project) -> None:
    day = date(2026, 1, 20)
    ((contacts,),) = service.query(f"SELECT count(*) FROM contacts WHERE occurred_local::DATE = DATE '{day}'")
    assert whole(service, View(day, day), ["contacts"])["contacts"][3] == contacts > 0


def test_days_are_those_of_the_business_time_zone(load: Load) -> None:
    project = load([(*CALL[:2], "2026-01-04T15:30:00Z", *CALL[3:])])
    with open_reader(project.settings) as connection:
        assert measure(connection, project.settings, "contacts", ["day"])["day"].item() == date(2026, 1, 5)


def test_repeat_contact_leaves_out_days_whose_window_is_open(load: Load) -> None:
    days = (1, 8, 9, 16)
    project = load([(f"c{day}", "k1", datetime(2026, 1, day, 10), *CALL[3:]) for day in days])
    with open_reader(project.settings) as connection:
        figures = measure(connection, project.settings, "repeat_contact", ["day"])
    told = {row[0].day: row[1] for row in figures.rows() if row[-1] is None}
    assert told == {1: 1, 8: 1, 9: 1}
    assert figures.row(-1)[1:] == ABSENT


def test_departments_channels_and_tiers_in_the_data_are_listed(service: Project) -> None:
    with open_reader(service.settings) as connection:
        assert dimension_values(connection, service.settings, "department") == [
            "claims",
            "mail room",
            "대출 상담",
            "카드",
        ]
        assert dimension_values(connection, service.settings, "contact_tier") == ["high", "medium", "low"]
        assert dimension_values(connection, service.settings, "channel") == [
            "branch",
            "kiosk",
            "phone",
            "web",
        ]
        with pytest.raises(QueryError, match="no list of values"):
            dimension_values(connection, service.settings, "day")
        with pytest.raises(QueryError, match="Did you mean 'channel'"):
            dimension_values(connection, service.settings, "chanel")
