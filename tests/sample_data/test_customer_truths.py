"""What is planted in satisfaction, surveys and leaving is found in the world."""

import math

import numpy as np
import polars as pl
import pytest

from sample_data import DEFAULT, World
from sample_data.season import TIME_ZONE, Window, month_number
from tests.sample_data.fits import assert_within_errors, linear_fit, logistic_fit, scored

EXPOSURES = ["broken_promise", "failure_unrecovered", "failure_recovered", "complaint"]
LOCAL_MONTH = month_number(pl.col("occurred_at").dt.convert_time_zone(TIME_ZONE))


def person_months(world: World) -> pl.DataFrame:
    """Months at risk: what was lived through in the month before, tenure, and whether the customer left."""
    failed = pl.col("outcome") == "failed"
    is_recovered = (pl.col("recovery") == "recovered").fill_null(False)
    lived = world.contacts.group_by("customer_id", month=LOCAL_MONTH + 1).agg(
        broken_promise=(pl.col("wait_seconds") > pl.col("promised_wait_seconds")).any(),
        failure_unrecovered=(failed & ~is_recovered).any(),
        failure_recovered=(failed & is_recovered).any(),
        complaint=pl.col("is_complaint").any(),
    )
    months = Window(world.first_day, world.last_day).months
    return (
        world.customers.join(pl.DataFrame({"start": months}), how="cross")
        .with_columns(month=month_number(pl.col("start")), left=month_number(pl.col("left_on")))
        .with_columns(tenure=pl.col("month") - month_number(pl.col("joined_on")))
        .filter(pl.col("tenure") >= 0, (pl.col("month") <= pl.col("left")).fill_null(True))
        .join(lived, on=["customer_id", "month"], how="left")
        .with_columns(
            pl.col(*EXPOSURES).fill_null(False), leaves=(pl.col("month") == pl.col("left")).fill_null(False)
        )
    )


def test_satisfaction_is_the_sum_of_the_planted_points(world: World) -> None:
    satisfaction, waiting = DEFAULT.satisfaction, DEFAULT.waiting
    usual = pl.col("channel").replace_strict(dict(waiting.usual_seconds)) * pl.when(
        pl.col("is_booked").fill_null(False)
    ).then(waiting.booked_factor).otherwise(1)
    particular = [(cell.department, cell.contact_tier) for cell in DEFAULT.cells]
    particular.append((DEFAULT.decline.department, DEFAULT.decline.contact_tier))
    endings = list(satisfaction.ending)[1:]
    ending = pl.concat_str(["outcome", "recovery"], separator="_", ignore_nulls=True)
    equal_cells = scored(world, "csat").filter(
        ~pl.any_horizontal(
            (pl.col("department") == department) & (pl.col("contact_tier") == tier)
            for department, tier in particular
        )
    )
    explained = equal_cells.select(
        *((pl.col("contact_tier") == tier).alias(tier) for tier in satisfaction.tier_points),
        wait=(1 + pl.col("wait_seconds").fill_null(0) / usual).log(2),
        broken=(pl.col("wait_seconds") > pl.col("promised_wait_seconds")).fill_null(False),
        **{name: ending == name for name in endings},
    )
    found, errors = linear_fit(explained.cast(pl.Float64).to_numpy(), equal_cells["score"].to_numpy())
    truths = [
        *satisfaction.tier_points.values(),
        satisfaction.per_wait_doubling,
        satisfaction.broken_promise,
        *(satisfaction.ending[name] for name in endings),
    ]
    assert_within_errors(found, errors, truths, 0.2)


def test_a_fair_comparison_of_satisfaction_finds_the_planted_cells_and_no_others(world: World) -> None:
    cells = (
        scored(world, "csat")
        .filter(pl.col("occurred_at").dt.date() < DEFAULT.decline.starts_on)
        .group_by("contact_tier", "department")
        .agg(mean=pl.col("score").mean(), error=pl.col("score").std() / pl.len().sqrt())
        .with_columns(z=(pl.col("mean") - pl.col("mean").median().over("contact_tier")) / pl.col("error"))
    )
    worse = set(cells.filter(pl.col("z") < -3.1).select("department", "contact_tier").iter_rows())
    better = set(cells.filter(pl.col("z") > 3.1).select("department", "contact_tier").iter_rows())
    assert worse == {("기술지원", "medium")}
    assert better == {("방문서비스", "high")}


def test_the_content_answer_more_often(world: World) -> None:
    surveyed = world.answers.drop_nulls("contact_id").select("contact_id").unique()
    asked = world.contacts.filter(pl.col("outcome") != "abandoned", pl.col("contact_tier") == "medium")
    rates = (
        asked.with_columns(answers=pl.col("contact_id").is_in(surveyed["contact_id"].implode()))
        .group_by(pl.concat_str(["outcome", "recovery"], separator="_", ignore_nulls=True).alias("ending"))
        .agg(odds=pl.col("answers").mean() / (1 - pl.col("answers").mean()))
    )
    odds = dict(rates.iter_rows())
    survey, ending = DEFAULT.survey, DEFAULT.satisfaction.ending
    expected = survey.response_log_odds_per_point * ending["failed_none"]
    assert math.log(odds["failed_none"] / odds["resolved"]) == pytest.approx(expected, abs=0.25)
    linked = world.answers.filter(pl.col("item") == "csat")["contact_id"].is_not_null().mean()
    assert linked == pytest.approx(survey.linked_rate, abs=0.01)


def test_recommendation_and_ease_hang_on_satisfaction(world: World) -> None:
    survey = DEFAULT.survey
    scores = world.answers.pivot(on="item", index="survey_id", values="score")
    for item, per_point, at_four in [
        ("nps", survey.nps_per_csat_point, survey.nps_at_csat_4),
        ("ces", survey.ces_per_csat_point, None),
    ]:
        given = scores.drop_nulls(item)
        explained = np.column_stack([np.ones(given.height), given["csat"].to_numpy() - 4])
        found, _ = linear_fit(explained, given[item].to_numpy())
        assert found[1] == pytest.approx(per_point, abs=0.05)
        if at_four is not None:
            assert found[0] == pytest.approx(at_four, abs=0.05)


def test_servqual_gaps_at_a_csat_of_four(world: World) -> None:
    survey = DEFAULT.survey
    csat = world.answers.filter(pl.col("item") == "csat").select("survey_id", csat="score")
    for dimension, gap in survey.servqual_gap.items():
        answers = world.answers.filter(pl.col("item") == f"servqual.{dimension}").join(csat, on="survey_id")
        expected = answers["expected"].to_numpy()
        explained = np.column_stack([np.ones(answers.height), answers["csat"].to_numpy() - 4])
        found, errors = linear_fit(explained, answers["score"].to_numpy() - expected)
        assert_within_errors(found, errors, [gap, survey.servqual_per_csat_point], 0.05)
        assert expected.mean() == pytest.approx(survey.servqual_expected[dimension], abs=0.06)


def test_word_of_mouth_is_bad_after_failures_that_were_not_recovered(world: World) -> None:
    survey = DEFAULT.survey
    surveys = world.answers["survey_id"].n_unique()
    asked = world.answers.filter(pl.col("item") == "word_of_mouth")
    assert asked.height / surveys == pytest.approx(survey.word_of_mouth_rate, abs=0.02)
    lived = (
        pl.when(pl.col("outcome") != "failed")
        .then(pl.lit("no_failure"))
        .when(pl.col("recovery") == "recovered")
        .then(pl.lit("failure_recovered"))
        .otherwise(pl.lit("failure_unrecovered"))
    )
    told = dict(
        scored(world, "word_of_mouth")
        .group_by(lived.alias("lived"))
        .agg(pl.struct(pl.col("score").mean().alias("rate"), pl.len().alias("n")))
        .iter_rows()
    )
    for name, rate in survey.told_badly_rate.items():
        error = math.sqrt(rate * (1 - rate) / told[name]["n"])
        assert error < 0.04
        assert told[name]["rate"] == pytest.approx(rate, abs=4 * error)


def test_the_leaving_hazard_has_the_planted_log_odds(world: World) -> None:
    leaving = DEFAULT.leaving
    segments = ["소상공인", "우수", "최우수"]
    covariates = person_months(world).select(
        pl.lit(1).alias("intercept"),
        *EXPOSURES,
        pl.col("tenure").is_between(12, 35).alias("1_to_3_years"),
        (pl.col("tenure") >= 36).alias("over_3_years"),
        *((pl.col("segment") == segment).alias(segment) for segment in segments),
        "leaves",
    )
    cells = covariates.group_by(pl.exclude("leaves")).agg(pl.col("leaves").sum(), pl.len().alias("months"))
    explained = cells.drop("leaves", "months").cast(pl.Float64).to_numpy()
    found, errors = logistic_fit(explained, cells["leaves"].to_numpy(), cells["months"].to_numpy())
    truths = [
        leaving.intercept,
        *(leaving.exposure_log_odds[name] for name in EXPOSURES),
        leaving.tenure_log_odds["1_to_3_years"],
        leaving.tenure_log_odds["over_3_years"],
        *(leaving.segment_log_odds[segment] for segment in segments),
    ]
    assert_within_errors(found, errors, truths, 0.3)


def test_a_naive_comparison_shows_a_recovery_paradox_in_retention(world: World) -> None:
    months = person_months(world)
    has_failed = pl.col("failure_unrecovered") | pl.col("failure_recovered")
    recovered = months.filter(pl.col("failure_recovered"), ~pl.col("failure_unrecovered"))["leaves"].mean()
    never = months.filter(~has_failed)["leaves"].mean()
    unrecovered = months.filter("failure_unrecovered")["leaves"].mean()
    assert recovered < 0.9 * never < 0.5 * unrecovered  # type: ignore[operator]
    assert DEFAULT.leaving.exposure_log_odds["failure_recovered"] >= 0


def test_leavers_name_causes_that_fit_what_they_lived_through(world: World) -> None:
    leavers = person_months(world).filter("leaves")
    causes = pl.col("leave_causes").fill_null("").str.split("|")
    named = leavers.with_columns(
        core=causes.list.contains("core_failure"), inconvenience=causes.list.contains("inconvenience")
    )

    def difference(cause: str, exposure: str) -> float:
        rates = dict(named.group_by(exposure).agg(pl.col(cause).mean()).iter_rows())
        return float(rates[True] - rates[False])

    staying_share = 1 - DEFAULT.causes.involuntary_rate
    added = DEFAULT.causes.added_by_exposure
    assert difference("core", "failure_unrecovered") == pytest.approx(
        added["core_failure", "failure_unrecovered"] * staying_share, abs=0.12
    )
    assert difference("inconvenience", "broken_promise") == pytest.approx(
        added["inconvenience", "broken_promise"] * staying_share, abs=0.12
    )
    assert leavers.select(causes.list.len().max()).item() > 1
    assert (
        leavers.filter(pl.col("leave_causes").str.contains("involuntary"))
        .select((pl.col("leave_causes") == "involuntary").all())
        .item()
    )


def test_about_half_of_the_leavers_say_so(world: World) -> None:
    leavers = world.customers.filter(pl.col("left_on").is_not_null(), pl.col("left_on").dt.weekday() < 7)
    cancelled = world.contacts.filter(pl.col("reason") == "해지 신청")["customer_id"].unique()
    share = leavers["customer_id"].is_in(cancelled.implode()).mean()
    assert share == pytest.approx(DEFAULT.leaving.cancelling_contact_rate, abs=0.05)
