"""Age, gender and region of the customers, drawn after their contacts.

An age is drawn given what the customer complained of and came for, by Bayes' rule: so complaints and reasons
go with age as planted, and are the same as if nobody had an age.
"""

import numpy as np
import polars as pl

from sample_data.draws import Floats, choose
from sample_data.season import Window
from sample_data.service import REASONS
from sample_data.truths import Truths
from sample_data.words import FEMALE, MALE, REGIONS

AGES = {"under_30": (19, 30), "30_to_44": (30, 45), "45_to_59": (45, 60), "60_and_over": (60, 85)}
"""From so many years to less than so many, evenly."""
OLD = "60_and_over"
REASON_OF_THE_OLD = ("기술지원", "비밀번호·설정")
DAYS_PER_YEAR = 365.25


def with_demography(
    people: pl.DataFrame, contacts: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator
) -> pl.DataFrame:
    """The people with born_on (first of the month), gender and region; null for those who are none."""
    customers = people.filter("is_customer").height
    genders = {FEMALE.ko: truths.demography.female_share, MALE.ko: truths.demography.male_share}
    shown = people.head(customers).select(
        "person",
        _region().alias("region"),
        born_on=_born_on(_age_bands(customers, contacts, truths, rng), window, rng),
        gender=choose(rng, list(genders), list(genders.values()), customers),
    )
    return people.join(shown, on="person", how="left", maintain_order="left")


def _age_bands(customers: int, contacts: pl.DataFrame, truths: Truths, rng: np.random.Generator) -> Floats:
    """The number of each customer's age band."""
    known = contacts.filter(pl.col("person") < customers)
    evidence = np.log(list(truths.demography.age_share.values())) + rng.gumbel(0, 1, (customers, len(AGES)))
    for told in (_told_by_complaints(known, truths), _told_by_reasons(known, truths)):
        evidence[told["person"].to_numpy()] += told.drop("person").to_numpy()
    bands: Floats = evidence.argmax(axis=1)
    return bands


def _told_by_complaints(contacts: pl.DataFrame, truths: Truths) -> pl.DataFrame:
    """Per person and age band the log-likelihood of the complaints that were made and not made."""
    demography = truths.demography
    odds_factor = demography.complaint_odds_factor
    usual = sum(share * odds_factor[band] for band, share in demography.age_share.items())
    counts = contacts.group_by("person", "outcome").agg(pl.len(), complaints=pl.col("is_complaint").sum())
    told = []
    for band, factor in odds_factor.items():
        odds = {
            outcome: rate / (1 - rate) * factor / usual
            for outcome, rate in truths.failing.complaint_rate.items()
            if rate > 0
        }
        log_odds, log_silent = (
            pl.col("outcome").replace_strict(values, default=0.0, return_dtype=pl.Float64)
            for values in (
                {outcome: np.log(value) for outcome, value in odds.items()},
                {outcome: -np.log1p(value) for outcome, value in odds.items()},
            )
        )
        told.append((pl.col("complaints") * log_odds + pl.col("len") * log_silent).alias(band))
    return counts.select("person", *told).group_by("person", maintain_order=True).sum()


def _told_by_reasons(contacts: pl.DataFrame, truths: Truths) -> pl.DataFrame:
    """Per person and age band the log-likelihood of the reasons with which first contacts came."""
    department, reason = REASON_OF_THE_OLD
    usual = next(share for name, _, share in REASONS[department] if name == reason)
    factors = {band: truths.demography.reason_factor if band == OLD else 1.0 for band in AGES}
    mean = sum(share * factors[band] for band, share in truths.demography.age_share.items())
    rates = {band: usual * factor / mean for band, factor in factors.items()}
    is_it = pl.col("reason") == reason
    first = contacts.filter(pl.col("department") == department, pl.col("contact_number") == 1)
    return first.group_by("person").agg(
        (is_it.sum() * float(np.log(rate)) + (~is_it).sum() * float(np.log1p(-rate))).alias(band)
        for band, rate in rates.items()
    )


def _born_on(bands: Floats, window: Window, rng: np.random.Generator) -> pl.Series:
    youngest, oldest = (np.array(ends)[bands] for ends in zip(*AGES.values(), strict=True))
    days = pl.Series(
        "days", ((youngest + (oldest - youngest) * rng.random(len(bands))) * DAYS_PER_YEAR).astype(int)
    )
    born = pl.lit(window.middle_day) - pl.duration(days="days")
    return days.to_frame().select(born.dt.truncate("1mo")).to_series()


def _region() -> pl.Expr:
    """By the digits of the number, so that it goes with nothing else."""
    digits = pl.col("customer_id").str.extract(r"(\d+)").cast(pl.Int64)
    # A multiplier without a common factor spreads neighbouring numbers.
    return pl.lit(pl.Series([region.ko for region in REGIONS])).gather(digits * 7919 // 13 % len(REGIONS))
