"""Time in stages is that of the records, by hand and by lifelines; what was planted is found."""

from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time

from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.stages.curves import after_days, transition
from analytics.stages.in_stages import CLEAR, LAST_STAGE, bottleneck, time_in_stages
from analytics.stages.lists import ON_THE_WAY, name_of, stage_list
from analytics.view import View
from sample_data import DEFAULT, World
from tests.analytics.recovery.warehouses import SMALL, at, contacts, make_warehouse
from warehouse.errors import QueryError
from warehouse.settings import STAGES, Process, Settings

Row = dict[str, Any]
MARCH = View(date(2026, 3, 1), date(2026, 3, 31))


def met(customer: str, stage: str | None, moment: datetime, **more: Any) -> Row:
    return {"customer_id": customer, "stage": stage, "at": moment} | more


def customers(**joined_and_left: tuple[date | None, date | None]) -> pl.DataFrame:
    rows = [(name, *days, "gold") for name, days in joined_and_left.items()]
    types = {"customer_id": pl.String, "joined_on": pl.Date, "left_on": pl.Date, "segment": pl.String}
    return pl.DataFrame(rows, types, orient="row")


def found_in(
    rows: list[Row], master: pl.DataFrame | None = None, settings: Settings = SMALL, view: View = MARCH
) -> dict[str, Row]:
    """The stages by name. The data go from the 1st to the 31st of March."""
    ends = [met("nobody", None, at(1)), met("nobody", None, at(31))]
    records = {"contacts": contacts([*ends, *rows])} | ({} if master is None else {"customers": master})
    with make_warehouse(records, settings) as connection:
        stages = time_in_stages(connection, settings, view=view)
    return {row["stage"]: row for row in stages.iter_rows(named=True)}


def test_a_stage_lasts_from_its_first_contact_to_the_first_of_the_next() -> None:
    rows = [
        met("a", "reservation", at(2)),
        met("a", "reservation", at(4)),
        met("a", "order", at(5)),
        met("a", "reservation", at(6)),
        met("a", "processing", at(9, hour=22)),
    ]
    found = found_in(rows, customers(a=(date(2026, 3, 2), None)))
    assert found["reservation"]["mean_days"] == pytest.approx(3)
    assert found["order"]["mean_days"] == pytest.approx(4.5)
    assert (found["order"]["next"], found["order"]["moved"], found["order"]["now"]) == ("processing", 1, 0)
    assert (found["processing"]["moved"], found["processing"]["now"]) == (0, 1)
    assert found["processing"]["longest_days"] == pytest.approx(22 + 2 / 24)


def test_who_skips_a_stage_has_moved_on_and_was_never_in_it() -> None:
    rows = [
        met("a", "reservation", at(2)),
        met("a", "delivery", at(7)),
        met("a", "order", at(9)),
    ]
    found = found_in(rows, customers(a=(date(2026, 3, 2), None)))
    assert set(found) == {"reservation", "delivery"}
    assert found["reservation"]["mean_days"] == pytest.approx(5)


def test_leaving_competes_and_the_last_day_cuts_off() -> None:
    rows = [met(name, "reservation", at(2, hour=0)) for name in "abcd"] + [met("a", "order", at(4, hour=0))]
    joined = date(2026, 3, 2)
    master = customers(a=(joined, None), b=(joined, date(2026, 3, 5)), c=(joined, None), d=(joined, None))
    row = found_in(rows, master)["reservation"]
    assert (row["customers"], row["moved"], row["left"], row["now"]) == (4, 1, 1, 2)
    # One moved on after 2 days, one had left after 4, two are there for all 30.
    assert row["mean_days"] == pytest.approx((2 + 4 + 30 + 30) / 4)
    assert row["median_days"] is None
    assert row["longest_days"] == pytest.approx(30)


def test_only_who_joined_within_the_data_is_on_the_way() -> None:
    rows = [met(name, "reservation", at(5)) for name in "ab"]
    found = found_in(rows, customers(a=(date(2026, 2, 27), None), b=(date(2026, 3, 1), None)))
    assert found["reservation"]["customers"] == 1


def test_where_nobody_is_known_to_have_joined_the_way_begins_with_the_first_stage() -> None:
    rows = [
        met("a", "reservation", at(5)),
        met("a", "order", at(6)),
        met("b", "order", at(5)),
        met("c", "order", at(4)),
        met("c", "reservation", at(6)),
    ]
    found = found_in(rows)
    assert {stage: row["customers"] for stage, row in found.items()} == {"reservation": 1, "order": 1}


def test_only_contacts_of_the_process_move_a_customer_on() -> None:
    rows = [
        met("a", "reservation", at(5), reason="sign-up"),
        met("a", "order", at(6), reason="bill"),
        met("a", "order", at(8), reason="sign-up"),
    ]
    master = customers(a=(date(2026, 3, 5), None))
    assert found_in(rows, master)["reservation"]["mean_days"] == pytest.approx(1)
    only = SMALL.model_copy(update={"process": Process(reasons=("sign-up",))})
    assert found_in(rows, master, only)["reservation"]["mean_days"] == pytest.approx(3)


def test_stages_are_those_of_the_settings_in_their_order() -> None:
    rows = [met("a", "B", at(5)), met("a", "A", at(8)), met("a", "order", at(6))]
    settings = SMALL.model_copy(update={"process": Process(stages=("B", "A"))})
    found = found_in(rows, customers(a=(date(2026, 3, 5), None)), settings)
    assert list(found) == ["B", "A"]
    assert found["B"]["mean_days"] == pytest.approx(3)
    assert found["A"]["note"] == LAST_STAGE


def test_a_view_of_days_observes_who_was_there_before_from_its_first_day_on() -> None:
    rows = [
        met("a", "reservation", at(2)),
        met("a", "order", at(12)),
        met("b", "reservation", at(11)),
        met("b", "order", at(14)),
        met("c", "reservation", at(3)),
        met("c", "order", at(6)),
    ]
    joined = (date(2026, 3, 2), None)
    view = View(date(2026, 3, 10), date(2026, 3, 20))
    row = found_in(rows, customers(a=joined, b=joined, c=joined), view=view)["reservation"]
    assert (row["customers"], row["moved"]) == (2, 2)
    # b alone is watched from the start, and is gone before a comes under observation.
    assert row["mean_days"] == pytest.approx(3)
    late = found_in(rows, customers(a=joined, b=joined, c=joined), view=View(date(2026, 3, 12)))
    assert late["reservation"]["note"] == NOT_IN_DATA


def test_too_few_customers_have_no_times() -> None:
    settings = SMALL.model_copy(update={"definitions": SMALL.definitions.model_copy(update={"small_n": 2})})
    row = found_in(
        [met("a", "order", at(5)), met("a", "delivery", at(6))],
        customers(a=(date(2026, 3, 5), None)),
        settings,
    )["order"]
    assert (row["note"], row["mean_days"], row["bottleneck"]) == (TOO_FEW, None, None)
    assert row["moved"] == 1


def test_the_owner_handles_most_contacts_of_the_stage_that_is_waited_for() -> None:
    rows = [
        met("a", "order", at(5), department="Sales"),
        met("a", "delivery", at(8), department="Fitters"),
        met("a", "delivery", at(9), department="Fitters"),
        met("a", "delivery", at(10), department="Sales"),
    ]
    row = found_in(rows, customers(a=(date(2026, 3, 5), None)))["order"]
    assert (row["next"], row["owner"], row["owner_n"], row["keeper"]) == ("processing", None, None, "Sales")
    named = SMALL.model_copy(update={"process": Process(stages=("order", "delivery"))})
    row = found_in(rows, customers(a=(date(2026, 3, 5), None)), named)["order"]
    assert (row["owner"], row["owner_n"]) == ("Fitters", 3)
    assert row["owner_share"] == pytest.approx(2 / 3)


def spells_of(drawn: World, stage: str, reasons: tuple[str, ...], since: date, until: date) -> pl.DataFrame:
    """Independent of the queries: entry, duration and event (0, 1 moved, 2 left) of the records."""
    local = pl.col("occurred_at").dt.convert_time_zone("Asia/Seoul").dt.replace_time_zone(None)
    ways = drawn.contacts.with_columns(at=local).filter(
        pl.col("reason").is_in(reasons), pl.col("at").dt.date() <= until
    )
    later = STAGES[STAGES.index(stage) + 1 :]
    entered = ways.filter(pl.col("stage") == stage).group_by("customer_id").agg(entered=pl.col("at").min())
    moved = ways.filter(pl.col("stage").is_in(later)).group_by("customer_id").agg(moved=pl.col("at").min())
    new = drawn.customers.filter(pl.col("joined_on") >= drawn.first_day).select("customer_id", "left_on")
    midnight = datetime.combine(until + timedelta(days=1), datetime.min.time())
    left = pl.when(pl.col("left_on") <= until).then(
        pl.col("left_on").cast(pl.Datetime("us")) + timedelta(days=1)
    )
    rows = (
        entered.join(new, on="customer_id").join(moved, on="customer_id", how="left").with_columns(left=left)
    )
    rows = rows.filter(pl.col("moved").fill_null(midnight) >= pl.col("entered"))
    end = pl.min_horizontal("moved", "left", pl.lit(midnight))
    start = pl.lit(datetime.combine(since, datetime.min.time()))

    def days(length: pl.Expr) -> pl.Expr:
        return (length.dt.total_seconds() / 900).round() / 96

    return rows.filter(end >= start).select(
        entry=days((start - pl.col("entered")).clip(lower_bound=timedelta(0))),
        duration=days(end - pl.col("entered")),
        event=pl.when(pl.col("moved") <= pl.col("left").fill_null(midnight))
        .then(1)
        .when(pl.col("left").is_not_null())
        .then(2)
        .otherwise(0),
    )


@pytest.mark.parametrize("since_days", [None, 45])
@pytest.mark.parametrize("stage", STAGES[:-1])
def test_figures_are_those_of_lifelines_on_the_records(
    company: duckdb.DuckDBPyConnection, drawn: World, process: Settings, stage: str, since_days: int | None
) -> None:
    since = drawn.first_day if since_days is None else drawn.last_day - timedelta(days=since_days)
    row = time_in_stages(company, process, view=View(since, None)).row(
        by_predicate=pl.col("stage") == stage, named=True
    )
    spells = spells_of(drawn, stage, process.process.reasons, since, drawn.last_day)
    sizes = [int((spells["event"] == event).sum()) for event in (1, 2, 0)]
    assert [row["moved"], row["left"], row["now"]] == sizes
    # A spell that ends as it comes under observation tells nothing.
    watched = spells.filter((pl.col("entry") < pl.col("duration")) | (pl.col("duration") == 0))
    times, entry = watched["duration"].to_numpy(), watched["entry"].to_numpy()
    events = watched["event"].to_numpy()
    curve = KaplanMeierFitter().fit(times, events > 0, entry=entry)
    assert row["mean_days"] == pytest.approx(restricted_mean_survival_time(curve, t=90), rel=1e-3)
    assert row["p90_days"] == pytest.approx(curve.percentile(0.1))
    # Their estimator takes no ties of different events; hours apart they are none.
    apart = times + np.where(events == 2, 1e-6, 0)
    moved = AalenJohansenFitter(calculate_variance=False).fit(apart, events, 1, entry=entry)
    reached = moved.cumulative_density_.iloc[:, 0]
    assert row["median_days"] == pytest.approx(reached.index[(reached >= 0.5).argmax()], abs=1e-4)


def test_the_planted_gaps_and_their_bottleneck_are_found(
    company: duckdb.DuckDBPyConnection, process: Settings
) -> None:
    stages = time_in_stages(company, process)
    for row in stages.filter(pl.col("note").is_null()).iter_rows(named=True):
        planted = 1 + DEFAULT.arrival.onboarding_gap_days[row["next"]]
        # Where it is closed on Sundays the contact comes a day later; some leave before.
        assert row["mean_days_low"] - 1 / 7 < planted < row["mean_days_high"] + 0.05, row["stage"]
    longest = bottleneck(stages)
    assert longest is not None
    assert (longest["stage"], longest["next"], longest["bottleneck"]) == ("processing", "delivery", CLEAR)
    assert longest["owner"] == "설치"
    assert 0.35 < longest["share"] < 0.45


@pytest.mark.parametrize(("by", "part"), [("segment", "일반"), ("age_band", "30_to_44")])
def test_parts_are_those_of_a_view_of_their_own(
    company: duckdb.DuckDBPyConnection, process: Settings, by: str, part: str
) -> None:
    parts, whole = time_in_stages(company, process, by), time_in_stages(company, process)
    together = parts.group_by("stage", maintain_order=True).agg(pl.col("customers").sum())
    assert dict(together.iter_rows()) == dict(whole.select("stage", "customers").iter_rows())
    alone = time_in_stages(company, process, view=View(picked={by: [part]}))
    figures = ["stage", "customers", "moved", "left", "now", "mean_days", "mean_days_low", "median_days"]
    assert parts.filter(pl.col(by) == part).select(figures).equals(alone.select(figures))


def test_a_way_over_several_stages_takes_as_long_as_they_do_together(
    company: duckdb.DuckDBPyConnection, process: Settings
) -> None:
    stages = time_in_stages(company, process).drop_nulls("mean_days")
    curve = transition(company, process, STAGES[0], STAGES[-1])
    shares = curve.select(pl.col("moved") + pl.col("left") + pl.col("still_there")).to_series()
    assert shares.to_list() == pytest.approx([1] * curve.height)
    steps = np.diff(curve["days"].to_numpy())
    together = float((curve["still_there"].to_numpy()[:-1] * steps).sum())
    # Not everybody comes so far; each stage is the time of those who come to it.
    assert together == pytest.approx(stages["mean_days"].sum(), rel=0.03)


def test_a_curve_is_read_after_days_as_far_as_anybody_was_watched(
    company: duckdb.DuckDBPyConnection, process: Settings
) -> None:
    read = after_days(transition(company, process, "processing", "delivery"))
    assert read["days"].to_list()[:4] == [1, 3, 7, 14]
    assert read["moved"].is_sorted()
    row = read.row(by_predicate=pl.col("days") == 7, named=True)
    assert row["moved_low"] < row["moved"] < row["moved_high"]


@pytest.mark.parametrize("lately", [False, True])
def test_each_count_is_that_of_the_customers_on_its_list(
    company: duckdb.DuckDBPyConnection, drawn: World, process: Settings, lately: bool
) -> None:
    since = drawn.last_day - timedelta(days=29) if lately else drawn.first_day
    until = drawn.last_day - timedelta(days=3)
    stages = time_in_stages(company, process, view=View(since, until))
    for row in stages.iter_rows(named=True):
        for what in ("customers", "moved", "left", "now"):
            assert listed(company, process, name_of(what, row["stage"], since), until) == row[what]
        if row["beyond_p90"] is not None:
            name = name_of("beyond", row["stage"], since, row["p90_days"])
            assert listed(company, process, name, until) == row["beyond_p90"]
    on_way = stages.filter(pl.col("note").is_null())
    for what in ("left", "now"):
        assert listed(company, process, name_of(what, ON_THE_WAY, since), until) == on_way[what].sum()


def listed(connection: duckdb.DuckDBPyConnection, settings: Settings, name: str, until: date) -> int:
    """How many customers the contacts of that name are of."""
    behind = stage_list(name)
    assert behind is not None
    query = f"SELECT count(DISTINCT customer_id) FROM contact_facts AS listed WHERE {behind.sql}"
    ((count,),) = connection.execute(query, {"until": until, **behind.parameters(settings)}).fetchall()
    return int(count)


@pytest.mark.parametrize(
    "name", ["stages.now", "stages.other.2026-03-01.0.order", "stages.now.2026-02-30.0.order", "csat"]
)
def test_other_names_stand_for_no_list(name: str) -> None:
    assert stage_list(name) is None


def test_no_contact_says_who_is_on_the_way() -> None:
    assert found_in([met("a", None, at(5))]) == {}


@pytest.mark.parametrize("name", ["department", "tenure", "reason", "no_such"])
def test_stages_are_not_split_or_narrowed_by_what_contacts_are(
    company: duckdb.DuckDBPyConnection, process: Settings, name: str
) -> None:
    with pytest.raises(QueryError):
        time_in_stages(company, process, name)
    with pytest.raises(QueryError):
        time_in_stages(company, process, view=View(picked={name: ["x"]}))


@pytest.mark.parametrize("way", [("order", "order"), ("delivery", "order"), ("order", "no such")])
def test_a_way_leads_to_a_later_stage(
    company: duckdb.DuckDBPyConnection, process: Settings, way: tuple[str, str]
) -> None:
    with pytest.raises(QueryError):
        transition(company, process, *way)
