"""Within a tier the funnel finds who differs, and nobody else."""

from datetime import datetime, timedelta

import duckdb
import polars as pl
import pytest

from analytics.comparing.funnel import fair_comparison
from analytics.measuring import measure
from analytics.view import View
from tests.analytics.comparing.worlds import LAST_STEADY_DAY, SETTINGS, company_marts
from tests.analytics.service import make_service
from tests.project import Project
from warehouse.errors import QueryError
from warehouse.lake import open_reader
from warehouse.settings import Settings

STEADY = View(until=LAST_STEADY_DAY)
BETTER, WORSE = ("high", "방문서비스"), ("medium", "기술지원")


def outside(connection: duckdb.DuckDBPyConnection, name: str) -> dict[tuple[str, str], float]:
    frame = fair_comparison(connection, SETTINGS, name, view=STEADY).filter("is_outside")
    return {(row["contact_tier"], row["department"]): row["z"] for row in frame.iter_rows(named=True)}


def test_the_two_departments_that_differ_are_found_and_nobody_else(
    company: duckdb.DuckDBPyConnection,
) -> None:
    failure, csat = outside(company, "failure"), outside(company, "csat")
    assert set(failure) == {BETTER, WORSE}
    assert failure[BETTER] < 0 < failure[WORSE]
    assert set(csat) == {BETTER, WORSE}
    assert csat[WORSE] < 0 < csat[BETTER]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4])
def test_other_companies_show_the_same(seed: int) -> None:
    with company_marts(8_000, seed) as connection:
        assert set(outside(connection, "failure")) == {BETTER, WORSE}
        assert set(outside(connection, "nps")) <= {BETTER, WORSE}


def test_each_tier_has_its_own_yardstick(company: duckdb.DuckDBPyConnection) -> None:
    apart = fair_comparison(company, SETTINGS, "failure", view=STEADY)
    yardsticks = apart.group_by("contact_tier", maintain_order=True).agg(pl.col("expected").unique())
    assert yardsticks["contact_tier"].to_list() == ["high", "medium", "low"]
    assert all(len(values) == 1 for values in yardsticks["expected"])
    high, medium, low = (values[0] for values in yardsticks["expected"])
    assert high > medium > low
    alone = fair_comparison(company, SETTINGS, "failure", "medium", STEADY)
    assert alone.equals(apart.filter(pl.col("contact_tier") == "medium"))


def test_values_are_those_of_the_measure(company: duckdb.DuckDBPyConnection) -> None:
    for name in ("failure", "csat", "nps", "ces", "promise_kept"):
        compared = fair_comparison(company, SETTINGS, name).sort("contact_tier", "department")
        measured = measure(company, SETTINGS, name, ("contact_tier", "department"))
        measured = measured.filter(pl.col("n") > 0).sort("contact_tier", "department")
        assert compared["n"].to_list() == measured["n"].to_list()
        shown = pl.Series(compared.filter(pl.col("value").is_not_null())["value"])
        assert shown.to_list() == pytest.approx(measured["value"].drop_nulls().to_list())


def test_limits_widen_as_departments_get_smaller(company: duckdb.DuckDBPyConnection) -> None:
    low = fair_comparison(company, SETTINGS, "csat", "low").sort("n")
    widths = (low["high_998"] - low["low_998"]).to_list()
    assert widths == sorted(widths, reverse=True)
    for row in low.iter_rows(named=True):
        assert row["low_998"] < row["low_95"] < row["expected"] < row["high_95"] < row["high_998"]


def test_shrunk_figures_lie_between_the_value_and_the_tier_and_ranks_follow_them(
    company: duckdb.DuckDBPyConnection,
) -> None:
    medium = fair_comparison(company, SETTINGS, "failure", "medium", STEADY)
    assert medium["shrunk"].is_sorted()
    worst = medium.row(-1, named=True)
    assert (worst["department"], worst["rank_low"], worst["rank_high"]) == ("기술지원", 7, 7)
    assert medium["rank"].sum() == pytest.approx(1 + 2 + 3 + 4 + 5 + 6 + 7)
    for row in medium.iter_rows(named=True):
        assert row["shrunk_low"] < row["shrunk"] < row["shrunk_high"]
        assert row["rank_low"] <= row["rank"] <= row["rank_high"]


def test_agents_are_compared_with_their_own_department_and_tier(company: duckdb.DuckDBPyConnection) -> None:
    agents = fair_comparison(company, SETTINGS, "csat", by="agent_id")
    kinds = agents.group_by("contact_tier", "department").agg(
        pl.col("expected").n_unique(), pl.col("agent_id").n_unique(), pl.col("units").first(), pl.len()
    )
    assert kinds["expected"].unique().to_list() == [1]
    assert kinds["agent_id"].to_list() == kinds["units"].to_list() == kinds["len"].to_list()
    whole = agents.group_by("contact_tier", "department").agg(pl.col("n").sum()).sort(pl.all())
    answered = company.sql(
        """SELECT contact_tier, department, count(*) FROM (
            SELECT contact_facts.* FROM answers JOIN contact_facts USING (contact_id)
            WHERE item = 'csat' AND contact_facts.agent_id IS NOT NULL
        ) GROUP BY ALL"""
    ).pl()
    assert whole.rows() == answered.sort(pl.all()).rows()
    few = agents.filter(pl.col("n") < SETTINGS.definitions.small_n)
    assert few.height > 0
    assert few["note"].unique().to_list() == ["too_few"]
    assert few["value"].null_count() == few["is_outside"].null_count() == few.height
    assert few["shrunk"].null_count() == 0


def calls(department: str, count: int, failed: int) -> list[tuple[object, ...]]:
    first = datetime(2026, 3, 2, 9)
    return [
        (
            f"{department}{number}",
            "k1",
            first + timedelta(minutes=number),
            department,
            "phone",
            5,
            None,
            "failed" if number < failed else "resolved",
            None,
        )
        for number in range(count)
    ]


def compared(project: Project, name: str = "failure") -> pl.DataFrame:
    with open_reader(project.settings) as connection:
        return fair_comparison(connection, project.settings, name)


def test_an_only_department_has_nothing_to_be_compared_with(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    project = make_service(tmp_path_factory.mktemp("one"), calls("loans", 40, 4), [])
    row = compared(project).row(0, named=True)
    assert (row["value"], row["expected"], row["is_outside"], row["rank"]) == (0.1, 0.1, None, 1)
    nothing = compared(project, "csat")
    assert nothing.is_empty()
    assert nothing.columns == compared(project).columns


def test_departments_that_never_fail_are_all_alike(tmp_path_factory: pytest.TempPathFactory) -> None:
    project = make_service(
        tmp_path_factory.mktemp("alike"), [*calls("loans", 40, 0), *calls("cards", 9, 0)], []
    )
    frame = compared(project)
    assert frame["z"].to_list() == [0, 0]
    assert frame["is_outside"].to_list() == [False, False]
    numbers = frame.select(pl.selectors.float())
    assert not any(column.is_nan().any() or column.is_infinite().any() for column in numbers)


@pytest.mark.parametrize(
    ("name", "tier", "by"),
    [
        ("wait_p50", None, "department"),
        ("contacts", None, "department"),
        ("csta", None, "department"),
        ("csat", "hgih", "department"),
        ("csat", None, "channel"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    settings: Settings, connection: duckdb.DuckDBPyConnection, name: str, tier: str | None, by: str
) -> None:
    with pytest.raises(QueryError):
        fair_comparison(connection, settings, name, tier, by=by)
