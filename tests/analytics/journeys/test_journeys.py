"""Journeys are joined by hand, and the rule, the touchpoint and the paths that were planted are found."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import permutations
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest

from analytics.customer_sample import EVERYBODY
from analytics.journeys.found import Journeys, journeys
from analytics.journeys.lists import name_of, path_list
from analytics.journeys.paths import path_funnel
from analytics.journeys.rules import OUTCOMES, verdict_of
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.view import View
from tests.analytics.journeys.conftest import SPOILER
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, at, contacts, make_warehouse
from tests.coverage.journeys import spoiled_times
from warehouse.errors import QueryError
from warehouse.settings import Journeys as JourneySettings
from warehouse.settings import Settings

Row = dict[str, Any]
FIRST, LAST = at(1), at(31)


def met(customer: str, moment: datetime, channel: str = "phone", **more: Any) -> Row:
    return {"customer_id": customer, "at": moment, "channel": channel} | more


def made(
    rows: list[Row], answers: pl.DataFrame | None = None, customers: pl.DataFrame | None = None
) -> duckdb.DuckDBPyConnection:
    """The records, from the 1st to the 31st of March; journeys count from the 8th."""
    ends = [met("first", FIRST, "mail"), met("last", LAST, "mail")]
    records = {"contacts": contacts([*ends, *rows])}
    records |= {} if answers is None else {"answers": answers}
    records |= {} if customers is None else {"customers": customers}
    return make_warehouse(records, SMALL)


def paths_of(rows: list[Row], settings: Settings = SMALL, view: View = View()) -> dict[str, int]:  # noqa: B008
    with made(rows) as connection:
        paths = journeys(connection, settings, view=view).paths
    return {">".join(path): n for path, n in paths.select("path", "journeys").iter_rows()}


def with_journeys(**given: Any) -> Settings:
    return SMALL.model_copy(update={"journeys": JourneySettings(**given)})


def test_contacts_within_the_gap_are_one_journey_whatever_becomes_of_them() -> None:
    rows = [
        met("a", at(9), "web", outcome="transferred"),
        met("a", at(9, 11), "phone", outcome="abandoned"),
        met("a", at(16, 11), "branch"),
        met("b", at(9), "web"),
        met("b", at(16, 11), "phone"),
    ]
    assert paths_of(rows) == {"web>phone>branch": 1, "web": 1, "phone": 1}
    assert paths_of(rows, with_journeys(gap_days=1)) == {"web>phone": 1, "branch": 1, "web": 1, "phone": 1}


def test_reasons_part_journeys_where_the_settings_say_so() -> None:
    rows = [
        met("a", at(9), "web", reason="bill"),
        met("a", at(10), "phone", reason="router"),
        met("a", at(11), "branch", reason="bill"),
        met("a", at(12), "app"),
    ]
    assert paths_of(rows) == {"web>phone>branch>app": 1}
    assert paths_of(rows, with_journeys(joined_by="reason")) == {"web>branch": 1, "phone": 1, "app": 1}


def test_what_may_have_begun_before_the_data_or_still_go_on_is_not_told_as_a_path() -> None:
    rows = [met("a", at(2)), met("a", at(8)), met("b", at(30)), met("c", at(9))]
    with made(rows) as connection:
        found = journeys(connection, SMALL)
    assert found.paths.select("path", "journeys").rows() == [(["phone"], 1)]
    # The contact on the last day is open too.
    assert found.counts.select("journeys", "open").rows() == [(3, 2)]


def test_a_view_has_the_journeys_that_begin_in_it() -> None:
    rows = [met("a", at(9), "web"), met("a", at(12)), met("b", at(12), "app"), met("b", at(18), "kiosk")]
    view = View(date(2026, 3, 10), date(2026, 3, 12))
    assert paths_of(rows, view=view) == {"app>kiosk": 1}


def test_long_journeys_are_told_by_their_first_six_steps() -> None:
    steps = ["web", "app", "phone", "web", "app", "phone", "branch", "visit"]
    rows = [met("a", at(9, hour), step) for hour, step in enumerate(steps)]
    with made(rows) as connection:
        (row,) = journeys(connection, SMALL).paths.rows(named=True)
    assert (row["path"], row["is_longer"]) == (steps[:6], True)


def answers(*given: tuple[int, str, float]) -> pl.DataFrame:
    rows = [
        (f"A{place}", f"S{place}", f"K{contact:05}", datetime(2026, 3, 20), item, score)
        for place, (contact, item, score) in enumerate(given)
    ]
    names = ["answer_id", "survey_id", "contact_id", "answered_at", "item", "score"]
    return pl.DataFrame(rows, names, orient="row").with_columns(
        pl.col("answered_at").dt.replace_time_zone("UTC")
    )


def test_parts_are_the_customers_own_scores_else_those_of_contacts_that_went_alike() -> None:
    # Contacts 0 and 1 are the ends of the data.
    rows = [
        met("a", at(9), outcome="failed"),
        met("a", at(10), "web"),
        met("b", at(9), outcome="failed"),
        met("b", at(10), "web"),
        met("c", at(11), outcome="failed", is_complaint=True, recovery="recovered"),
        met("c", at(12), outcome="unresolved"),
    ]
    with made(rows, answers((2, "csat", 1), (3, "csat", 5))) as connection:
        found = journeys(connection, SMALL)
    scores = {row["channel"]: row for row in found.touchpoints.iter_rows(named=True)}
    # Failed ones were given 1; recovered with a complaint is 4 - 1, unresolved 2, by the rule of thumb.
    losses = [-np.log((score - 0.5) / 5) for score in (1, 1, 3, 2)]
    assert scores["phone"]["score"] == pytest.approx(5 * np.exp(-np.mean(losses)) + 0.5)
    assert scores["web"]["score"] == pytest.approx(5)
    assert scores["phone"]["share"] == pytest.approx(sum(losses) / (sum(losses) - 2 * np.log(0.9)))


def test_shares_are_shapleys_over_every_order_of_joining() -> None:
    parts = {"web": 0.9, "phone": 0.3, "branch": 0.5}
    outcomes = {"web": 5, "phone": 2, "branch": 3}
    rows = [met("a", at(9 + place), channel) for place, channel in enumerate(parts)]
    given = [(place + 2, "csat", float(outcomes[channel])) for place, channel in enumerate(parts)]
    with made(rows, answers(*given)) as connection:
        found = journeys(connection, SMALL)
    gains = dict.fromkeys(parts, 0.0)
    orders = list(permutations(parts))
    for order in orders:
        worth = 0.0
        for channel in order:
            after = worth - np.log(parts[channel]) / len(parts)
            gains[channel] += (after - worth) / len(orders)
            worth = after
    shares = dict(found.touchpoints.select("channel", "share").iter_rows())
    assert shares == pytest.approx({channel: gain / sum(gains.values()) for channel, gain in gains.items()})


def test_the_planted_touchpoint_spoils_and_no_other(found: Journeys) -> None:
    sure = found.touchpoints.filter("spoils")
    assert sure.select("department", "channel").row(0) == SPOILER
    row = sure.row(0, named=True)
    assert row["times_low"] < spoiled_times() < row["times_high"]
    assert row["share"] > row["weight"]
    assert found.touchpoints["share"].sum() == pytest.approx(1)
    assert found.touchpoints["weight"].sum() == pytest.approx(1)


def test_a_path_leads_to_its_contacts(of_product: duckdb.DuckDBPyConnection, found: Journeys) -> None:
    assert found.days is not None
    for row in found.paths.filter(~pl.col("is_longer")).iter_rows(named=True):
        behind = path_list(name_of(row["path"], "channel", found.days, is_longer=row["is_longer"]))
        assert behind is not None
        listed = of_product.execute(
            f"SELECT count(*) FROM contact_facts AS listed WHERE {behind.sql}",
            dict(behind.parameters(SETTINGS)),
        ).fetchone()
        assert listed is not None
        assert listed[0] == row["journeys"] * len(row["path"])
    for name in ("journeys.[]", 'journeys.["channel","x","y","z",false,["a"]]', "csat", "journeys.{"):
        assert path_list(name) is None


def test_of_many_contacts_those_of_a_sample_of_customers_are_looked_at(
    of_product: duckdb.DuckDBPyConnection, found: Journeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 10_000
    monkeypatch.setattr("analytics.journeys.tables.MOST_CONTACTS", most)
    drawn = journeys(of_product, SETTINGS)
    few = journeys(of_product, SETTINGS, view=View(picked={"segment": ["최우수"]}))
    assert drawn.days is not None and few.days is not None and found.days is not None
    assert drawn.days.per_mille < found.days.per_mille == EVERYBODY
    assert few.days.per_mille == EVERYBODY
    share = drawn.days.per_mille / EVERYBODY
    assert drawn.counts["contacts"][0] == pytest.approx(most, rel=0.15)
    # Journeys are whole, so that they are as long as all are.
    assert drawn.counts["journeys"][0] == pytest.approx(share * found.counts["journeys"][0], rel=0.15)
    whole = found.touchpoints.filter(department=SPOILER[0], channel=SPOILER[1]).row(0, named=True)
    part = drawn.touchpoints.filter(department=SPOILER[0], channel=SPOILER[1]).row(0, named=True)
    assert part["times_low"] < whole["times"] < part["times_high"]
    assert part["times_high"] - part["times_low"] > whole["times_high"] - whole["times_low"]
    row = drawn.paths.filter(~pl.col("is_longer")).row(0, named=True)
    behind = path_list(name_of(row["path"], "channel", drawn.days))
    assert behind is not None
    query = f"SELECT count(*) FROM contact_facts AS listed WHERE {behind.sql}"
    listed = of_product.execute(query, dict(behind.parameters(SETTINGS))).fetchone()
    assert listed == (row["journeys"] * len(row["path"]),)


def test_a_path_is_followed_from_start_to_end_with_times() -> None:
    rows = [
        *(row for n in range(6) for row in (met(f"a{n}", at(9), "web"), met(f"a{n}", at(10 + n), "phone"))),
        *(row for n in range(2) for row in (met(f"b{n}", at(9), "web"), met(f"b{n}", at(12), "branch"))),
        *(met(f"c{n}", at(9), "web") for n in range(2)),
        met("d", at(30), "web"),
    ]
    with made(rows) as connection:
        funnel = path_funnel(connection, SMALL, ["web", "phone"])
    web, phone = funnel.rows(named=True)
    assert (web["reached"], web["open"]) == (11, 1)
    # The one that is still open was watched for a day and a half, when nobody but one had moved on.
    assert web["moved"] == pytest.approx(1 / 11 + 10 / 11 * 5 / 9)
    assert web["moved"] + web["elsewhere"] + web["settled"] == pytest.approx(1)
    # Half of that is passed on the fourth day.
    assert web["median_days"] == pytest.approx(4)
    assert (phone["reached"], phone["moved"], phone["settled"]) == (6, 0, 1)
    assert phone["median_days"] is None


def test_worlds_without_journeys_or_outcomes_say_so() -> None:
    with made([met("a", at(9)), met("a", at(10))]) as connection:
        found = journeys(connection, SMALL)
        assert set(found.rules["note"]) == {NOT_IN_DATA}
        assert all(verdict_of(found.rules, outcome) is None for outcome in OUTCOMES)
        assert path_funnel(connection, SETTINGS, ["phone"])["note"].to_list() == [TOO_FEW]
    with make_warehouse({}) as empty:
        nothing = journeys(empty, SETTINGS)
        assert nothing.days is None and nothing.paths.is_empty() and nothing.rules.is_empty()
        assert path_funnel(empty, SETTINGS, ["phone"]).is_empty()


@pytest.mark.parametrize(
    "ask",
    [
        lambda connection: journeys(connection, SETTINGS, "chanel"),
        lambda connection: journeys(connection, SETTINGS, view=View(picked={"channel": ["web"]})),
        lambda connection: journeys(connection, SETTINGS, view=View(picked={"chanel": ["web"]})),
        lambda connection: path_funnel(connection, SETTINGS, []),
        lambda connection: path_funnel(connection, SETTINGS, ["web"] * 7),
    ],
)
def test_slips_are_told(
    of_product: duckdb.DuckDBPyConnection, ask: Callable[[duckdb.DuckDBPyConnection], object]
) -> None:
    with pytest.raises(QueryError):
        ask(of_product)
