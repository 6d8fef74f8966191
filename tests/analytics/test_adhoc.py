"""Ad-hoc SQL answers questions about the warehouse, within its limits, and explains what is wrong."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from analytics.adhoc import run_sql
from tests.project import CALLS_SELECT, SETTINGS, Project
from warehouse.errors import QueryError, WarehouseError
from warehouse.settings import QueryLimits, Settings


def limited(settings: Settings, **limits: float) -> Settings:
    return settings.model_copy(update={"query": QueryLimits.model_validate(limits)})


def test_tables_marts_and_views_go_by_their_bare_names(service: Project, settings: Settings) -> None:
    names = ("contacts", "answers", "contact_daily", "wait_daily", "contact_facts", "answer_facts")
    query = "SELECT " + ", ".join(f"(SELECT count(*) FROM {name}) AS {name}" for name in names)
    found = run_sql(settings, query).frame.rows()
    assert found == service.query(query)
    assert all(found[0])


def test_order_and_values_are_those_of_the_query(service: Project, settings: Settings) -> None:
    query = "SELECT contact_id, wait_seconds FROM contacts ORDER BY wait_seconds DESC NULLS LAST, contact_id"
    assert run_sql(settings, query).frame.rows() == service.query(query)


def test_more_rows_than_the_limit_are_cut_and_said_to_be(settings: Settings) -> None:
    settings = limited(settings, rows=10)
    cut = run_sql(settings, "SELECT * FROM range(11) AS numbers (n) ORDER BY n DESC")
    assert cut.is_cut
    assert cut.frame["n"].to_list() == list(range(10, 0, -1))
    whole = run_sql(settings, "FROM range(10)")
    assert (whole.is_cut, whole.frame.height) == (False, 10)


def test_a_slow_query_is_stopped(settings: Settings) -> None:
    with pytest.raises(QueryError, match=r"stopped after 0\.3 s") as caught:
        run_sql(
            limited(settings, seconds=0.3),
            "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range % 7 > b.range",
        )
    assert "query.seconds" in caught.value.way_out


def test_columns_of_one_name_are_numbered(settings: Settings) -> None:
    assert run_sql(settings, "SELECT 1 AS n, 2 AS n, 3 AS n").frame.rows(named=True) == [
        {"n": 1, "n_1": 2, "n_2": 3}
    ]


def test_what_a_spreadsheet_cannot_hold_comes_as_text(settings: Settings) -> None:
    found = run_sql(
        settings,
        "SELECT INTERVAL 90 MINUTES AS i, [1, 2] AS l, {'a': 1} AS s, 1.5 AS d, DATE '2026-01-05' AS day",
    ).frame
    assert found.row(0)[:3] == ("01:30:00", "[1, 2]", "{'a': 1}")
    assert found.row(0)[4] == date(2026, 1, 5)
    assert found.write_csv()


@pytest.mark.parametrize(
    ("query", "title", "way_out"),
    [
        ("SELECT departmint FROM contacts", 'column "departmint" not found', '"department"'),
        ("FROM contactz", "There is no table 'contactz'", "Did you mean 'contacts'?"),
        ("SELECT contcat('a')", "'contcat' is not known", "Did you mean 'concat'"),
        ("SELEC 1", 'syntax error at or near "SELEC"', "Mend the SQL"),
        ("SELECT 'soon'::INTEGER", "Could not convert string 'soon'", "Mend the SQL"),
        ("", "not one statement", "one SELECT"),
        ("SELECT 1; SELECT 2", "not one statement", "one SELECT"),
        ("PIVOT contact_daily ON channel USING sum(contacts)", "not one statement", "IN (…)"),
        ("SELECT " + " + ".join(["1"] * 900), "nested too deeply", "WITH"),
    ],
)
def test_wrong_sql_is_explained_in_one_line_with_a_way_out(
    settings: Settings, query: str, title: str, way_out: str
) -> None:
    with pytest.raises(QueryError) as caught:
        run_sql(settings, query)
    assert title in caught.value.title
    assert way_out in caught.value.way_out
    assert "\n" not in str(caught.value)


def test_without_a_warehouse_there_is_a_way_out(project: Project) -> None:
    with pytest.raises(WarehouseError, match="touchpoints ingest"):
        run_sql(project.settings, "SELECT 1")


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, datetime]:
    """A warehouse in which a failed call became a resolved one after the instant given."""
    project = Project(tmp_path_factory.mktemp("corrected"))
    project.write("touchpoints.toml", SETTINGS)
    project.write("calls.sql", CALLS_SELECT)
    project.write_calls("calls1.csv", "a,k1,2026-01-05 10:00:00,loans,phone,5,failed")
    project.ingest()
    between = datetime.now(UTC)
    project.write_calls("calls2.csv", "a,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    project.ingest()
    return project, between


OUTCOME = "SELECT outcome FROM contacts"


def test_the_warehouse_can_be_asked_as_it_was(corrected: tuple[Project, datetime]) -> None:
    project, between = corrected
    seoul = between.astimezone(ZoneInfo("Asia/Seoul"))
    assert run_sql(project.settings, OUTCOME).frame.item() == "resolved"
    assert run_sql(project.settings, OUTCOME, between).frame.item() == "failed"
    assert run_sql(project.settings, OUTCOME, seoul.replace(tzinfo=None)).frame.item() == "failed"
    assert run_sql(project.settings, "SELECT failed FROM contact_daily", between).frame.item() == 1


def test_a_day_means_its_end_in_the_business_time_zone(corrected: tuple[Project, datetime]) -> None:
    project, _ = corrected
    today = datetime.now(ZoneInfo("Asia/Seoul")).date()
    assert run_sql(project.settings, OUTCOME, today).frame.item() == "resolved"
    with pytest.raises(QueryError, match="did not exist on") as caught:
        run_sql(project.settings, OUTCOME, today - timedelta(days=2))
    assert "It goes back to" in caught.value.way_out
