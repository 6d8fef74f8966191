"""How alike channels are at equal reason: planted spreads are found, and mere mixes are none."""

from random import Random

import duckdb
import pytest

from analytics.channels.consistency import FIGURES, consistency
from analytics.measuring import measure
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.view import View
from tests.analytics.recovery.warehouses import SETTINGS, Row, at, contacts, make_warehouse

CHANNELS = {"web": "digital", "app": "digital", "phone": "phone", "branch": "face_to_face_tight"}
REASONS = {"요금": 0.9, "고장": 0.5, "해지": 0.3}


def _company(lift: dict[str, float]) -> duckdb.DuckDBPyConnection:
    """Each channel has a mix of reasons of its own; in truth it resolves as much more as `lift` says."""
    draws, rows = Random(4), []
    for place, (channel, mode) in enumerate(CHANNELS.items()):
        for _ in range(2500):
            (reason,) = draws.choices(tuple(REASONS), (1 + 3 * place, 4, 1 + 3 * (3 - place)))
            is_resolved = draws.random() < REASONS[reason] + lift.get(channel, 0.0)
            row: Row = {"at": at(draws.randint(1, 28)), "reason": reason, "channel": channel}
            outcome = "resolved" if is_resolved else "unresolved"
            rows.append(row | {"delivery_mode": mode, "outcome": outcome})
    return make_warehouse({"contacts": contacts(rows)})


def test_channels_that_only_meet_other_reasons_do_not_differ() -> None:
    with _company({}) as connection:
        spreads, channels = consistency(connection, SETTINGS)
        plain = measure(connection, SETTINGS, "resolution", ("channel",))
    row = spreads.filter(figure="resolution").row(0, named=True)
    assert row["spread_low"] == 0.0 and not row["is_spread"] and not row["is_gap"]
    assert plain["value"].max() - plain["value"].min() > 0.15
    assert dict(channels.filter(figure="resolution").select("channel", "plain").iter_rows()) == pytest.approx(
        dict(plain.select("channel", "value").iter_rows())
    )


def test_a_planted_spread_and_gap_are_found_inside_their_intervals() -> None:
    lift = {"web": 0.09, "app": 0.05, "phone": -0.03, "branch": -0.07}
    with _company(lift) as connection:
        spreads, channels = consistency(connection, SETTINGS)
    row = spreads.filter(figure="resolution").row(0, named=True)
    planted = (sum(value**2 for value in lift.values()) / 3 - (0.04 / 4) ** 2 * 4 / 3) ** 0.5
    assert row["spread_low"] < planted < row["spread_high"]
    assert row["spread_low"] > 0 and row["is_spread"]
    assert row["gap_low"] < 0.12 < row["gap_high"] and row["is_gap"]
    found = channels.filter(figure="resolution")
    assert set(found.filter("is_online")["channel"]) == {"web", "app"}
    mean = sum(found["value"]) / 4
    for one in found.iter_rows(named=True):
        assert one["low"] < mean + lift[one["channel"]] - 0.01 < one["high"] + 0.02
    assert spreads.filter(figure="csat_mean")["note"].item() == NOT_IN_DATA


def test_the_sample_company_fails_more_offline_as_planted(small_company: duckdb.DuckDBPyConnection) -> None:
    spreads, channels = consistency(small_company, SETTINGS)
    failure = spreads.filter(figure="failure").row(0, named=True)
    assert failure["is_spread"] and failure["is_gap"] and failure["gap_high"] < -0.02
    assert channels["figure"].unique().sort().to_list() == sorted(FIGURES)


def test_one_channel_or_few_records_give_a_note(small_company: duckdb.DuckDBPyConnection) -> None:
    spreads, channels = consistency(small_company, SETTINGS, View(picked={"channel": ("phone",)}))
    assert spreads["note"].to_list() == [TOO_FEW] * 3
    assert channels.is_empty() and not spreads["is_spread"].any()
