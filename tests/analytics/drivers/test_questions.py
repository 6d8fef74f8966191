"""Shares, what-if, checks and customers at risk, on a world with known truths."""

import re
from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.drivers.at_risk import customers_at_risk
from analytics.drivers.declared import COVARIATES
from analytics.drivers.importance import importance_of, places_of
from analytics.drivers.leak import LeakCheck, leak_check
from analytics.drivers.model import DriverModel
from analytics.drivers.summary import summary, what_if_sentence
from analytics.drivers.validation import Validation, validation
from analytics.drivers.whatif import check_caps, read_cap, what_if, what_if_of
from analytics.view import View
from tests.analytics.drivers.churn import churn_marts, every_month
from tests.coverage.world_marts import SETTINGS
from warehouse.errors import QueryError

CAUSAL = re.compile(r"\bcaus|\bbecause|\bdue to|\bleads? to|\bmakes? |원인|때문|탓|초래|유발", re.IGNORECASE)


def test_shapley_shares_add_up_and_rank_what_was_planted_first(model: DriverModel) -> None:
    shares = importance_of(model)
    assert shares["shapley_share"].sum() == pytest.approx(1)
    ranked = shares.sort("shapley_share", descending=True, nulls_last=True)["driver"].to_list()
    assert ranked[0] == "unrecovered_failures"


def test_attributable_shares_overlap_so_that_all_are_less_than_their_sum(model: DriverModel) -> None:
    shares = dict(importance_of(model).select("driver", "share").iter_rows())
    together = shares.pop("all")
    planted = ("over_promise", "unrecovered_failures", "complaints")
    assert max(shares.values()) < together < sum(shares[name] for name in planted)


def test_places_differ_as_the_driver_is_more_frequent_there(model: DriverModel) -> None:
    """기술지원 in the medium tier keeps people waiting twice as long."""
    places = places_of(model, "over_promise", SETTINGS)
    medium = places.filter(pl.col("contact_tier") == "medium", pl.col("share").is_not_null())
    first = medium.row(0, named=True)
    assert first["department"] == "기술지원"
    assert first["difference_low"] > 0
    withheld = places.filter((pl.col("n") < SETTINGS.definitions.small_n) | (pl.col("left") < 10))
    assert withheld["share"].null_count() == withheld.height > 0


def test_a_cap_at_none_is_the_attributable_share(model: DriverModel) -> None:
    answer = what_if_of(model, (("over_promise", 0),), SETTINGS)
    row = importance_of(model).row(by_predicate=pl.col("driver") == "over_promise", named=True)
    assert answer.contrast is not None
    assert answer.contrast.share == pytest.approx((row["share"], row["low"], row["high"]))
    assert answer.contrast.now.value == pytest.approx(model.left / model.at_risk)


def test_two_caps_lower_leaving_further_than_one(model: DriverModel) -> None:
    one = what_if_of(model, (("over_promise", 0),), SETTINGS).contrast
    two = what_if_of(model, (("over_promise", 0), ("unrecovered_failures", 0)), SETTINGS).contrast
    assert one and two
    assert two.then.value < one.then.value < one.now.value == pytest.approx(two.now.value)


@pytest.mark.parametrize(
    "caps",
    [
        (("over_promises", 0),),
        (("over_promise", 3),),
        (("over_promise", 4),),
        (("over_promise", -1),),
        (("complaints", 1),),
        (("complaints", 0), ("complaints", 0)),
    ],
)
def test_what_is_no_lowering_of_a_known_driver_is_refused(caps: tuple[tuple[str, int], ...]) -> None:
    with pytest.raises(QueryError):
        check_caps(caps)


def test_caps_are_read_by_place_and_by_name() -> None:
    assert read_cap("over_promise=1") == read_cap("over_promise = up_to_5_min") == ("over_promise", 1)
    for wrong in ("over_promise", "over_promise=9", "over_promise=never", "waits=1"):
        with pytest.raises(QueryError):
            read_cap(wrong)


def test_a_cap_at_a_level_with_few_leavers_is_answered_by_a_sentence() -> None:
    rows = every_month(2000, 40) + every_month(40, 1, over_promise=1) + every_month(400, 20, over_promise=3)
    connection = churn_marts(rows)
    answer = what_if(connection, SETTINGS, (("over_promise", 1),))
    assert answer.contrast is None
    assert "200 customer-months, 5 leavers" in answer.notes[0].en
    assert what_if(connection, SETTINGS, (("over_promise", 0),)).contrast is not None


def test_unseen_months_are_told_well_and_calibrated(marts: duckdb.DuckDBPyConnection) -> None:
    checked = validation(marts, SETTINGS)
    assert isinstance(checked, Validation)
    assert checked.trained_on[1] < checked.tested_on[0]
    assert 0.65 < checked.auc.low < checked.auc.high < 0.8
    assert checked.brier < checked.brier_of_one_rate and checked.log_loss < checked.log_loss_of_one_rate
    assert checked.calibration.slope.low < 1 < checked.calibration.slope.high
    assert checked.deciles["n"].sum() == checked.n and checked.deciles["left"].sum() == checked.left


def test_contacts_of_the_month_of_leaving_raise_the_alarm(marts: duckdb.DuckDBPyConnection) -> None:
    """Half of the leavers contact 해지방어 on their last day."""
    checked = leak_check(marts, SETTINGS)
    assert isinstance(checked, LeakCheck)
    assert checked.is_leaking and not checked.is_implausible
    assert "Alarm" in checked.words.en and "주의" in checked.words.ko


def test_a_lagged_model_that_knows_everything_raises_the_alarm() -> None:
    known = {"contacted": 100, "returned": 2, "complaints": 1}
    rows = every_month(0, 0, contacted=2000, returned=1998) + every_month(0, 0, **known)
    checked = leak_check(churn_marts(rows, last_day=date(2026, 8, 31), by_records=False), SETTINGS)
    assert isinstance(checked, LeakCheck)
    assert checked.is_implausible and checked.same_month is None
    assert "too well" in checked.words.en


def test_customers_at_risk_have_not_left_and_come_in_order(marts: duckdb.DuckDBPyConnection) -> None:
    found = customers_at_risk(marts, SETTINGS, 60).customers
    assert found.height == 60
    assert found["hazard"].is_sorted(descending=True)
    assert (found["low"] < found["hazard"]).all() and (found["hazard"] < found["high"]).all()
    gone = marts.sql("SELECT customer_id FROM customers WHERE left_on IS NOT NULL").pl()["customer_id"]
    assert not found["customer_id"].is_in(gone.implode()).any()
    assert found["customer_id"].is_unique().all()
    assert "회복되지 않은 실패" in found["reasons_ko"][0] and "Unrecovered failures" in found["reasons_en"][0]


def test_hazards_of_customers_are_those_of_their_cells(
    model: DriverModel, marts: duckdb.DuckDBPyConnection
) -> None:
    """Asking for everybody gives as many customers of each kind as the mart holds for the coming month."""
    everybody = customers_at_risk(marts, SETTINGS, 1_000_000).customers
    held = marts.sql("SELECT sum(customers) FROM churn_monthly WHERE month = '2026-11-01'").fetchone()
    assert held is not None and everybody.height == held[0]
    kinds = ("segment", "tenure", "department", "contact_tier")
    cells = marts.sql(
        "SELECT segment, tenure, department, contact_tier, sum(customers)::BIGINT AS n FROM churn_monthly"
        " WHERE month = '2026-11-01' AND customers > 0 GROUP BY ALL"
    ).pl()
    counted = everybody.group_by(kinds).agg(n=pl.len().cast(pl.Int64))
    assert counted.sort(kinds).equals(cells.select(*kinds, "n").sort(kinds))
    assert model.fitted is not None and set(COVARIATES) <= set(model.fitted.profiles.columns)


def test_a_place_picks_customers_by_their_last_contact(marts: duckdb.DuckDBPyConnection) -> None:
    view = View(picked={"department": ("설치",), "contact_tier": ("high",)})
    found = customers_at_risk(marts, SETTINGS, 20, view).customers
    assert set(found["department"]) == {"설치"} and set(found["contact_tier"]) == {"high"}
    everywhere = customers_at_risk(marts, SETTINGS, 1_000_000).customers
    both = found.join(everywhere, on="customer_id")
    assert both["hazard"].to_list() == pytest.approx(both["hazard_right"].to_list())


def test_sentences_are_in_both_languages_and_say_nothing_of_causes(model: DriverModel) -> None:
    answer = what_if_of(model, (("over_promise", 0),), SETTINGS)
    said = what_if_sentence(answer)
    assert said is not None
    sentences = [*summary(model, importance_of(model)), said]
    for sentence in sentences:
        assert sentence.ko and sentence.en
        assert not CAUSAL.search(sentence.ko) and not CAUSAL.search(sentence.en)
    assert "goes with leaving" in sentences[0].en.lower() and "이탈과 함께 나타남" in sentences[0].ko
    assert any("tenure" in sentence.en and "adjusted for" in sentence.en for sentence in sentences)
