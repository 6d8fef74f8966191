"""How well records are linked is what the records say, and what was planted is found."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.integration.apart import apart
from analytics.integration.arrivals import arrivals
from analytics.integration.links import LINKS, links
from analytics.intervals import proportion
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.view import View
from sample_data import DEFAULT
from sample_data.service import desk_channel
from tests.analytics.integration.conftest import Company
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, at, contacts, make_warehouse
from warehouse.errors import QueryError
from warehouse.settings import Definitions, Settings

Row = dict[str, Any]
# Which system has the contacts of a channel.
SYSTEMS = {
    **dict.fromkeys(("web", "app", "chatbot", "email"), "digital"),
    **dict.fromkeys(("branch", "kiosk", "visit"), "branch"),
    "phone": "call_centre",
}


def row_of(found: pl.DataFrame, link: str, source: str | None = None) -> Row:
    return found.row(by_predicate=(pl.col("link") == link) & pl.col("source").eq_missing(source), named=True)


def test_contacts_know_their_customers_as_far_as_the_simulated_ones_do(company: Company) -> None:
    found = links(company.reader, company.settings)
    known_ids = set(company.world.customers["customer_id"])
    world = company.world.contacts.with_columns(
        source=pl.col("channel").replace_strict(SYSTEMS), is_known=pl.col("customer_id").is_in(known_ids)
    )
    for source in (None, *SYSTEMS.values()):
        of_source = world if source is None else world.filter(source=source)
        for link, linked in (("named", "customer_id"), ("known", "is_known")):
            row = row_of(found, link, source)
            count = of_source[linked].count() if linked == "customer_id" else of_source[linked].sum()
            assert (row["linked"], row["n"]) == (count, of_source.height)
            assert row["low"] < row["value"] == count / of_source.height < row["high"]


def test_planted_shares_lie_within_their_intervals(company: Company) -> None:
    found = links(company.reader, company.settings)
    named, known = row_of(found, "named"), row_of(found, "known")
    # What the documentation of the sample says of contacts, rounded to tenths of a percent.
    assert 1 - named["value"] == pytest.approx(0.029, abs=(named["high"] - named["low"]) / 2 + 0.002)
    unknown = (named["linked"] - known["linked"]) / known["n"]
    assert unknown == pytest.approx(0.012, abs=0.003)
    surveys = row_of(found, "survey_contact", "survey")
    assert surveys["low"] < DEFAULT.survey.linked_rate < surveys["high"]


def test_surveys_are_linked_as_the_simulated_ones(company: Company) -> None:
    surveys = company.world.answers.group_by("survey_id").agg(pl.col("contact_id").first())
    row = row_of(links(company.reader, company.settings), "survey_contact")
    known = set(company.world.contacts["contact_id"])
    assert (row["linked"], row["n"]) == (surveys["contact_id"].is_in(known).sum(), surveys.height)


def test_hand_overs_arrive_at_the_desk_of_the_department(company: Company) -> None:
    row = row_of(links(company.reader, company.settings), "arrived")
    assert row["low"] > 0.98
    found = arrivals(company.reader, company.settings)
    assert found["n"].min() > 50
    firsts = found.filter(pl.col("hand_overs") == pl.col("hand_overs").max().over("origin"))
    assert set(firsts["arrived_at"]) == {"phone"}
    assert {
        desk_channel(name) for name in company.world.contacts.filter(outcome="transferred")["department"]
    } == {"phone"}
    within = arrivals(company.reader, company.settings, "department").filter(
        pl.col("origin") == pl.col("arrived_at")
    )
    assert within["value"].min() > 0.97


@pytest.mark.parametrize("channel", DEFAULT.failing.handover_rate)
def test_the_planted_share_of_hand_overs_lies_within_its_interval(company: Company, channel: str) -> None:
    local = pl.col("occurred_at").dt.convert_time_zone(company.settings.business_time_zone)
    could = company.world.contacts.filter(
        pl.col("customer_id").is_not_null(),
        ~pl.col("outcome").is_in(["failed", "abandoned"]),
        local.dt.hour().is_between(9, 17),
        local.dt.weekday() < 7,
        channel=channel,
    ).height
    found = arrivals(company.reader, company.settings, "channel").filter(origin=channel)
    _, low, high = pl.select(**proportion(pl.lit(found["n"][0]), pl.lit(could))._asdict()).row(0)
    assert low < DEFAULT.failing.handover_rate[channel] < high


def test_the_planted_share_arrives_where_it_was_sent(company: Company) -> None:
    row = row_of(links(company.reader, company.settings), "as_sent")
    assert row["low"] < DEFAULT.handing_over.arrival_rate < row["high"]
    assert row["n"] == row_of(links(company.reader, company.settings), "arrived")["linked"]


def test_months_add_up_to_the_whole(company: Company) -> None:
    whole = links(company.reader, company.settings)
    by_month = links(company.reader, company.settings, ("month",))
    sums = by_month.group_by("source", "link").agg(pl.col("linked", "n").sum())
    both = whole.join(sums, on=["source", "link"], nulls_equal=True, suffix="_sum")
    assert both.height == whole.height
    assert both.filter(pl.col("linked") != pl.col("linked_sum")).is_empty()
    assert both.filter(pl.col("n") != pl.col("n_sum")).is_empty()


def test_one_link_alone_is_the_same(company: Company) -> None:
    whole = links(company.reader, company.settings)
    for link in LINKS:
        assert links(company.reader, company.settings, only=link).equals(whole.filter(link=link))


def test_a_view_narrows_contacts_and_answers(company: Company) -> None:
    view = View(picked={"channel": ("chatbot",), "segment": ("우수",)})
    found = links(company.reader, company.settings, (), view)
    assert set(found.filter(pl.col("n") > 0)["source"]) == {None, "digital", "survey"}
    # Only customers of the records have a segment.
    assert row_of(found, "known")["value"] == 1


def test_what_is_apart_is_what_is_not_linked(company: Company) -> None:
    found = links(company.reader, company.settings)
    rows = apart(found, company.settings)
    assert rows["value"].to_list() == sorted(rows["value"], reverse=True)
    assert rows.row(0, named=True)["apart"] == "elsewhere"
    for row in rows.filter(pl.col("apart").is_in(["no_id", "unknown_id"])).iter_rows(named=True):
        named, known = (row_of(found, link, row["source"])["linked"] for link in ("named", "known"))
        wanted = row["n"] - named if row["apart"] == "no_id" else named - known
        assert row["records"] == wanted
    # The sample's 1.2 % of customer ids that the master lacks.
    unknown = rows.filter(apart="unknown_id")
    assert set(unknown["source"]) == {"branch", "call_centre", "digital"}
    assert (unknown["low"] < 0.013).all()
    assert (unknown["high"] > 0.011).all()


HANDED = st.tuples(st.integers(0, 3), st.integers(0, 90), st.sampled_from(["transferred", "resolved"]))


@settings(max_examples=40, deadline=None)
@given(st.lists(HANDED, min_size=1, max_size=14), st.sampled_from([1, 10, 45]))
def test_a_hand_over_arrives_within_the_set_minutes_of_its_end(
    drawn: Sequence[tuple[int, int, str]], minutes: int
) -> None:
    rows: list[Row] = [
        {
            "customer_id": f"c{customer}" if customer else None,
            "at": datetime(2026, 3, 4, 23, 30) + timedelta(minutes=minute),
            "outcome": outcome,
            "wait_seconds": 60.0 if minute % 2 else None,
            "service_seconds": 120.0,
            "channel": "phone" if minute % 3 else "web",
            "handed_to": "web" if outcome == "transferred" else None,
        }
        for customer, minute, outcome in drawn
    ]
    meant = Settings(
        business_time_zone="Asia/Seoul", definitions=Definitions(small_n=1, handover_minutes=minutes)
    )
    handed = [row for row in rows if row["outcome"] == "transferred" and row["customer_id"]]

    def next_of(row: Row) -> Row | None:
        """Of several at the same time the first, as their ids have the order of the rows."""
        end = row["at"] + timedelta(minutes=minutes, seconds=120 + (row["wait_seconds"] or 0))
        later = [one for one in rows if row["at"] < one["at"] <= end]
        same = [one for one in later if one["customer_id"] == row["customer_id"]]
        return min(same, key=lambda one: one["at"], default=None)

    arrived = [one for row in handed if (one := next_of(row)) is not None]
    with make_warehouse({"contacts": contacts(rows)}, meant) as connection:
        found = links(connection, meant)
        row, as_sent = row_of(found, "arrived"), row_of(found, "as_sent")
    assert (row["linked"], row["n"]) == (len(arrived), len(handed))
    of_web = [one for one in arrived if one["channel"] == "web"]
    assert (as_sent["linked"], as_sent["n"]) == (len(of_web), len(arrived))


def test_where_there_are_no_records_nothing_is_linked() -> None:
    with duckdb.connect() as empty:
        found = links(empty, SETTINGS)
        assert found["link"].to_list() == [*LINKS]
        assert set(found["note"]) == {NOT_IN_DATA}
        assert apart(found, SETTINGS).is_empty()
        assert arrivals(empty, SETTINGS).is_empty()


def test_few_records_have_no_share() -> None:
    rows = [{"at": at(day), "customer_id": "c1", "outcome": "transferred"} for day in (1, 2)]
    with make_warehouse({"contacts": contacts(rows)}) as connection:
        assert row_of(links(connection, SETTINGS), "arrived")["note"] == TOO_FEW
        assert arrivals(connection, SETTINGS)["note"].to_list() == [TOO_FEW]
        with pytest.raises(QueryError, match="channel or department"):
            arrivals(connection, SETTINGS, "stage")


@pytest.mark.parametrize(("streams", "sources"), [(("calls",), ("calls",)), (("calls", "web"), ())])
def test_what_a_streams_joined_loads_brought_is_its_own_where_there_is_but_one(
    streams: Sequence[str], sources: Sequence[str]
) -> None:
    records = contacts([{"at": at(day), "load_id": 1} for day in (1, 2)])
    with make_warehouse({"contacts": records}, SMALL) as connection:
        for number, name in enumerate(streams, 9):
            row = f"({number}, '{name}', 5)"
            connection.execute(f"INSERT INTO loads (load_id, source, joined_loads) VALUES {row}")
        found = links(connection, SMALL, only="named")
        assert set(found["source"]) == {None, *sources}
        assert set(found["n"]) == {2}
