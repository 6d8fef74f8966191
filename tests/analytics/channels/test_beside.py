"""Main and auxiliary channel side by side: by hand, as planted, and which channels they are."""

from datetime import date
from random import Random

import duckdb
import polars as pl
import pytest

from analytics.channels.beside import beside
from analytics.channels.cells import FIGURES
from analytics.measuring import measure
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.view import View
from sample_data import DEFAULT
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, Row, at, contacts, make_warehouse
from warehouse.channel_roles import ChannelRoles
from warehouse.errors import QueryError
from warehouse.settings import Settings

# How often a reason is resolved whatever the channel, and how often it is asked about online.
_RESOLVED, _ON_THE_WEB = {"요금": 0.9, "고장": 0.4}, {"요금": 0.8, "고장": 0.2}


def _confounded(bonus: float) -> duckdb.DuckDBPyConnection:
    draws, rows = Random(9), []
    for number in range(3000):
        reason = draws.choice(tuple(_RESOLVED))
        channel = "web" if draws.random() < _ON_THE_WEB[reason] else "phone"
        is_resolved = draws.random() < _RESOLVED[reason] - bonus * (channel == "phone")
        row: Row = {"at": at(draws.randint(9, 20)), "customer_id": f"C{number}", "reason": reason}
        mode = "digital" if channel == "web" else "phone"
        outcome = "resolved" if is_resolved else "unresolved"
        rows.append(row | {"channel": channel, "delivery_mode": mode, "outcome": outcome})
    return make_warehouse({"contacts": contacts([{"at": at(1)}, *rows, {"at": at(31)}])})


@pytest.mark.parametrize("bonus", [0.0, 0.1])
def test_at_equal_reason_the_planted_difference_is_found(bonus: float) -> None:
    with _confounded(bonus) as connection:
        found = beside(connection, SETTINGS)
    assert found is not None
    roles, rows = found
    assert roles == (("phone",), ("web",))
    for figure in ("resolution", "one_stop"):
        row = rows.filter(figure=figure).row(0, named=True)
        assert row["low"] < -bonus < row["high"]
        # As they are, the web has far the better of it.
        assert row["plain"] < -0.25
        assert row["is_clear"] == (bonus > 0)
        assert row["overlap"] == 1.0
    assert rows.filter(figure="cost_per_contact")["note"].item() == NOT_IN_DATA


def test_standardised_means_are_those_worked_out_by_hand() -> None:
    """Phone: 요금 8 of 10 resolved, 고장 5 of 20; web: 요금 27 of 30, 고장 2 of 10. Weights are 40 and 30."""
    counts = {("phone", "요금"): (8, 10), ("phone", "고장"): (5, 20), ("web", "요금"): (27, 30)}
    counts |= {("web", "고장"): (2, 10), ("web", "드묾"): (9, 9)}
    rows: list[Row] = []
    for (channel, reason), (resolved, n) in counts.items():
        rows += [
            {"at": at(12), "channel": channel, "reason": reason, "outcome": outcome}
            for outcome in ["resolved"] * resolved + ["unresolved"] * (n - resolved)
        ]
    with make_warehouse({"contacts": contacts(rows)}, SMALL) as connection:
        found = beside(connection, SMALL, ("phone",), ("web",))
    assert found is not None
    row = found[1].filter(figure="resolution").row(0, named=True)
    phone, web = (40 * 0.8 + 30 * 0.25) / 70, (40 * 0.9 + 30 * 0.2) / 70
    assert row["main"] == pytest.approx(phone)
    assert row["auxiliary"] == pytest.approx(web)
    assert row["difference"] == pytest.approx(phone - web)
    assert row["plain"] == pytest.approx(13 / 30 - 38 / 49)
    assert row["overlap"] == pytest.approx(70 / 79)
    assert (row["n_main"], row["n_auxiliary"], row["reasons"]) == (30, 40, 2)


def test_every_figure_of_one_reason_is_what_its_measure_says(
    small_company: duckdb.DuckDBPyConnection,
) -> None:
    view = View(picked={"reason": ("요금 문의",)})
    found = beside(small_company, SETTINGS, ("phone",), ("web",), view)
    assert found is not None
    for row in found[1].iter_rows(named=True):
        by_channel = measure(small_company, SETTINGS, row["figure"], ("channel",), view)
        values = dict(by_channel.select("channel", "value").iter_rows())
        assert row["main"] == pytest.approx(values["phone"]), row["figure"]
        assert row["auxiliary"] == pytest.approx(values["web"]), row["figure"]


def test_planted_failure_by_tier_is_found_between_phone_and_app(
    small_company: duckdb.DuckDBPyConnection,
) -> None:
    view = View(until=date(2026, 9, 20), picked={"department": ("요금", "가입")})
    found = beside(small_company, SETTINGS, ("phone",), ("app",), view)
    assert found is not None
    row = found[1].filter(figure="failure").row(0, named=True)
    planted = DEFAULT.failing.rate["medium"] - DEFAULT.failing.rate["low"]
    # Later contacts of an episode fail more often, and more of these are phoned in; some are abandoned.
    assert row["low"] - 0.015 < planted < row["high"] + 0.015
    assert row["is_clear"]
    assert [name for name in FIGURES if found[1].filter(figure=name)["note"].item() is not None] == []


def test_sides_are_those_given_else_of_the_settings_else_the_busiest(
    small_company: duckdb.DuckDBPyConnection,
) -> None:
    def sides(settings: Settings = SETTINGS, *given: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        found = beside(small_company, settings, *given)
        assert found is not None
        return tuple(found[0])

    declared = SETTINGS.model_copy(
        update={"channel_roles": ChannelRoles(main=("phone", "branch"), auxiliary=("web", "app"))}
    )
    assert sides() == (("phone",), ("app",))
    assert sides(declared) == (("phone", "branch"), ("web", "app"))
    assert sides(declared, ("visit",)) == (("visit",), ("web", "app"))
    assert sides(SETTINGS, ("app",)) == (("app",), ("web",))
    with pytest.raises(QueryError, match="on both sides"):
        sides(SETTINGS, ("web",), ("web",))


def test_one_channel_alone_is_not_compared_and_few_are_withheld() -> None:
    rows: list[Row] = [{"at": at(day), "reason": "요금"} for day in range(2, 30)]
    with make_warehouse({"contacts": contacts(rows)}) as connection:
        assert beside(connection, SETTINGS) is None
    rows += [{"at": at(day), "reason": "요금", "channel": "web"} for day in range(2, 30)]
    with make_warehouse({"contacts": contacts(rows)}) as connection:
        found = beside(connection, SETTINGS)
    assert found is not None
    row = found[1].filter(figure="resolution").row(0, named=True)
    assert (row["note"], row["difference"], row["is_clear"]) == (TOO_FEW, None, False)
    assert found[1].select(pl.col("note").is_null().any()).item() is False
