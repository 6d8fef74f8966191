"""Channels are compared like for like: what only comes of whom they serve is no merit of theirs."""

from datetime import date
from random import Random

import duckdb
import polars as pl
import pytest

from analytics.notes import TOO_FEW
from analytics.reasons.best_channel import OUTCOMES, best_channel
from analytics.view import View
from tests.analytics.reasons.in_sql import RECORDS
from tests.analytics.recovery.warehouses import SETTINGS, Row, at, contacts, make_warehouse

# How often a contact of a segment is settled, whatever the channel; and who uses the web.
_SETTLED, _ON_THE_WEB = {"쉬움": 0.9, "어려움": 0.4}, {"쉬움": 0.8, "어려움": 0.2}


def _confounded(web_bonus: float) -> duckdb.DuckDBPyConnection:
    """A company whose web serves those with easy matters; in truth it settles `web_bonus` more of any."""
    draws, rows, customers = Random(3), [], []
    for number in range(4000):
        segment = draws.choice(tuple(_SETTLED))
        channel = "web" if draws.random() < _ON_THE_WEB[segment] else "phone"
        chance = _SETTLED[segment] + web_bonus * (channel == "web")
        customers.append({"customer_id": f"C{number}", "segment": segment})
        row: Row = {"at": at(draws.randint(1, 20)), "customer_id": f"C{number}", "reason": "요금"}
        outcome = "resolved" if draws.random() < chance else "unresolved"
        rows.append(
            row | {"channel": channel, "outcome": outcome, "cost": 100.0 + 900.0 * (channel == "phone")}
        )
    rows.append({"at": at(31)})
    return make_warehouse({"contacts": contacts(rows), "customers": pl.DataFrame(customers)})


def _row(found: pl.DataFrame, channel: str, outcome: str) -> dict[str, object]:
    return found.filter((pl.col("channel") == channel) & (pl.col("outcome") == outcome)).row(0, named=True)


@pytest.mark.parametrize("web_bonus", [0.0, 0.08])
def test_at_equal_segments_the_planted_difference_is_found(web_bonus: float) -> None:
    with _confounded(web_bonus) as connection:
        found = best_channel(connection, SETTINGS)
    web = _row(found, "web", "settled")
    assert web["low"] < web_bonus < web["high"]
    # As they are, the web has far the better of it.
    assert web["plain"] > 0.25
    assert web["is_best"] == (web_bonus > 0)
    phone = _row(found, "phone", "settled")
    assert phone["difference"] == pytest.approx(-web["difference"])
    assert not phone["is_best"]


def test_costs_are_better_the_lower() -> None:
    with _confounded(0) as connection:
        found = best_channel(connection, SETTINGS)
    web = _row(found, "web", "cost")
    assert web["difference"] == pytest.approx(-900)
    assert web["is_best"] and not _row(found, "phone", "cost")["is_best"]


def test_where_no_stratum_is_shared_nothing_is_said() -> None:
    rows: list[Row] = [
        {
            "at": at(1 + number % 20),
            "customer_id": f"C{number}",
            "reason": "요금",
            "channel": ("web", "phone")[number % 2],
        }
        for number in range(200)
    ]
    customers = [{"customer_id": f"C{number}", "segment": ("A", "B")[number % 2]} for number in range(200)]
    records = {"contacts": contacts([*rows, {"at": at(31)}]), "customers": pl.DataFrame(customers)}
    with make_warehouse(records) as connection:
        found = best_channel(connection, SETTINGS)
    settled = found.filter(pl.col("outcome") == "settled")
    assert settled["note"].to_list() == [TOO_FEW, TOO_FEW]
    assert settled["difference"].null_count() == settled["value"].null_count() == 2
    assert not found["is_best"].any()


def test_plain_values_are_what_sql_says(world: duckdb.DuckDBPyConnection) -> None:
    found = best_channel(world, SETTINGS).filter(pl.col("note").is_null())
    wanted = world.sql(f"""
        SELECT
            reason,
            channel,
            avg((outcome = 'resolved' AND NOT is_followed)::INTEGER),
            avg(cost),
            avg(score)
        FROM ({RECORDS})
        LEFT JOIN (
            SELECT contact_id, any_value(score) AS score FROM answers WHERE item = 'csat' GROUP BY contact_id
        ) USING (contact_id)
        WHERE is_traced AND day <= last_day - 7
        GROUP BY ALL
    """).fetchall()
    figures = {
        (reason, channel): dict(zip(("settled", "cost", "csat"), means, strict=True))
        for reason, channel, *means in wanted
    }
    assert set(found["outcome"]) == set(OUTCOMES)
    for row in found.iter_rows(named=True):
        assert row["value"] == pytest.approx(figures[row["reason"], row["channel"]][row["outcome"]])
        assert 0 < row["overlap"] <= 1


def test_what_is_handed_over_or_given_up_shows_in_the_channels(world: duckdb.DuckDBPyConnection) -> None:
    """Planted: 18 % of the chatbot's contacts are handed over; of e-mails none is, nor is any given up."""
    settled = best_channel(world, SETTINGS).filter(pl.col("outcome") == "settled").drop_nulls("difference")
    chatbot, email = (settled.filter(pl.col("channel") == channel) for channel in ("chatbot", "email"))
    assert chatbot["low"].max() < 0 < email["difference"].min()
    assert (chatbot["high"] < 0).sum() >= 5
    assert email["is_best"].sum() >= 5
    assert {"chatbot", "phone"}.isdisjoint(settled.filter("is_best")["channel"])


def test_without_records_there_are_no_rows(world: duckdb.DuckDBPyConnection) -> None:
    assert best_channel(world, SETTINGS, View(date(2020, 1, 1), date(2020, 1, 31))).is_empty()
