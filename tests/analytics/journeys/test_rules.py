"""The rule by which journeys were drawn is found, and log-likelihoods are those of journeys one by one."""

from datetime import date, datetime, timedelta

import duckdb
import numpy as np
import polars as pl
import pytest

from analytics.journeys.found import Journeys, journeys
from analytics.journeys.rules import RULES, verdict_of
from analytics.view import View
from tests.analytics.journeys.conftest import asked_by
from tests.analytics.recovery.warehouses import SETTINGS


def test_the_planted_product_is_found(found: Journeys) -> None:
    assert verdict_of(found.rules, "satisfaction") == ("product", [])
    told = found.rules.filter(outcome="satisfaction")
    assert told["rule"].to_list() == list(RULES)
    assert told["log_likelihood"].arg_max() == 0
    assert (told["low"].drop_nulls() > 0).all()
    # Staying does not hang on what was answered.
    verdict = verdict_of(found.rules, "staying")
    assert verdict is not None and verdict[0] == "unsure"


def test_where_the_mean_is_true_it_is_held_to_be_better() -> None:
    with asked_by(1.0) as connection:
        rules = journeys(connection, SETTINGS).rules
    assert verdict_of(rules, "satisfaction") == ("other", ["mean"])


def test_few_journeys_cannot_tell(of_product: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2026, 6, 1), date(2026, 6, 4))
    rules = journeys(of_product, SETTINGS, view=view).rules
    verdict = verdict_of(rules, "satisfaction")
    assert verdict is None or verdict[0] == "unsure"


def test_log_likelihoods_are_those_of_the_journeys_one_by_one(
    of_product: duckdb.DuckDBPyConnection, found: Journeys
) -> None:
    assert found.days is not None
    query = """
        SELECT contact_id, contacts.customer_id, occurred_local, item, score
        FROM contacts JOIN answers USING (contact_id)
        WHERE item IN ('csat', 'journey') ORDER BY ALL
    """
    rows = of_product.sql(query).pl().sort("customer_id", "occurred_local", "contact_id")
    own = rows.filter(item="csat").unique("contact_id", keep="first", maintain_order=True)
    after = pl.col("occurred_local").diff().over("customer_id")
    joined = own.with_columns(journey=((after > timedelta(days=7)) | after.is_null()).cum_sum())
    part = (pl.col("score") - 0.5) / 5
    told = joined.group_by("journey").agg(
        product=part.log().mean().exp(),
        mean=part.mean(),
        ended=pl.col("occurred_local").max(),
        begun=pl.col("occurred_local").min(),
        contact_id=pl.col("contact_id").last(),
        n=pl.len(),
    )
    whole = rows.filter(item="journey").select("contact_id", value="score")
    known = told.join(whole, on="contact_id").filter(
        pl.col("n") > 1, pl.col("begun") >= datetime.combine(found.days.starts, datetime.min.time())
    )
    later = (known["ended"] >= datetime.combine(found.days.later, datetime.min.time())).to_numpy()
    values = known["value"].to_numpy()
    sums = {}
    for rule in ("product", "mean"):
        slope, level = np.polyfit(known[rule].to_numpy()[~later], values[~later], 1)
        left = values - level - slope * known[rule].to_numpy()
        variance = (left[~later] ** 2).mean()
        sums[rule] = (-0.5 * np.log(2 * np.pi * variance) - left[later] ** 2 / (2 * variance)).sum()
    row = found.rules.filter(outcome="satisfaction", rule="mean").row(0, named=True)
    assert row["later"] == later.sum()
    assert row["difference"] == pytest.approx(sums["product"] - sums["mean"], rel=0.02)
