"""From the drivers' model to the rows, cards and sentences of the page."""

from typing import Any

import polars as pl
from dash import html

from analytics.drivers.declared import DRIVERS
from analytics.drivers.definitions import FIGURES
from analytics.drivers.importance import ALL_DRIVERS
from analytics.drivers.model import DriverModel
from analytics.drivers.summary import summary
from analytics.drivers.validation import Validation
from analytics.intervals import event_count
from analytics.money.lost import value_lost
from analytics.money.money_a_year import drivers_a_year
from analytics.money.values import of_customers
from analytics.statistics.attributable import capping_contrast
from analytics.statistics.common import Interval
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.lake.store import Reading
from dashboard.pages.drivers import words as texts
from dashboard.pages.drivers.explained import explained_card, explained_name
from dashboard.pages.drivers.odds_chart import Odds
from dashboard.pages.drivers.shares_chart import Share
from dashboard.parts.leaving_model import leak_checked
from dashboard.parts.sentence import notice, sentence
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language, Words


def finding(model: DriverModel, shares: pl.DataFrame, selection: Selection) -> html.Div:
    """The summary, what had to be joined or left out, and how leaving is known."""
    language = selection.language
    definition = model.definition.words.text(language)
    if model.fitted is None:
        why = " ".join(note.text(language) for note in model.notes)
        return notice(texts.NO_MODEL.text(language), f"{why} {texts.DATES.text(language)}")
    first, *others = (sentence.text(language) for sentence in summary(model, shares))
    rest = [*others, *(note.text(language) for note in model.notes), definition, texts.DATES.text(language)]
    return sentence(first, " ".join(rest))


def cards(
    model: DriverModel, shares: pl.DataFrame, checked: Validation | Words, selection: Selection
) -> list[html.Article]:
    """Left, at risk, rate, what goes with the drivers, and how well unseen months are told."""
    language = selection.language
    _, low, high = pl.select(**event_count(pl.lit(model.left))._asdict()).row(0)
    n = texts.N.text(language, n=show_count(model.at_risk))
    months = " – ".join(f"{month:%Y-%m}" for month in model.months or ())
    together = shares.row(by_predicate=pl.col("driver") == ALL_DRIVERS, named=True)
    share = Interval(together["share"], together["low"], together["high"])
    return [
        explained_card(
            FIGURES["left"],
            show_count(model.left),
            show_interval(low, high, "count", language),
            months,
            n,
            language,
        ),
        explained_card(FIGURES["at_risk"], show_count(model.at_risk), "", months, n, language),
        explained_card(FIGURES["rate"], *_shown(_rate(model), language), months, n, language),
        explained_card(FIGURES["share"], *_shown(share, language), months, n, language),
        _checked_card(checked, language),
    ]


def odds_title(language: Language) -> Any:
    """The forest plot's title, which opens what odds ratios are."""
    return explained_name(FIGURES["odds"], language, texts.FOREST.text(language))


def shares_title(language: Language) -> Any:
    """The shares' title, which opens what they are."""
    return explained_name(FIGURES["share"], language, texts.SHARES.text(language))


def odds_rows(model: DriverModel, language: Language) -> list[Odds]:
    """The levels of the drivers against none."""
    levels = model.levels.filter("is_driver", ~pl.col("is_reference"), pl.col("low").is_not_null())
    return [
        Odds(
            texts.LEVEL.text(
                language, driver=DRIVERS[row["factor"]].label.text(language), level=row[f"label_{language}"]
            ),
            row["odds_ratio"],
            row["low"],
            row["high"],
            row["n"],
        )
        for row in levels.iter_rows(named=True)
    ]


def value_lost_in(reading: Reading, view: View) -> pl.DataFrame | None:
    """The value that leaves, as `value_lost` tells it; None for a part of the contacts, of which it is not
    known."""
    return reading.ask(value_lost, view) if of_customers(view, reading.settings) == view else None


def share_rows(
    shares: pl.DataFrame, model: DriverModel, lost: pl.DataFrame | None, language: Language
) -> list[Share]:
    """The drivers with a share, the largest first; with money where `lost` (of `value_lost`) knows it."""
    money = {} if lost is None else {row["driver"]: row for row in drivers_a_year(model, lost).to_dicts()}
    nothing = dict.fromkeys(("value", "low", "high"))
    known = shares.filter(pl.col("share").is_not_null(), pl.col("driver") != ALL_DRIVERS)
    return [
        Share(
            DRIVERS[row["driver"]].label.text(language),
            row["share"],
            row["low"],
            row["high"],
            row["shapley_share"],
            row["n"],
            *(money.get(row["driver"], nothing)[end] for end in ("value", "low", "high")),
        )
        for row in known.sort("share", descending=True).iter_rows(named=True)
    ]


def checked_text(checked: Validation, language: Language) -> str:
    """How to read the calibration, and its numbers."""
    caption = texts.CALIBRATION_CAPTION.text(
        language, trained=_months(checked.trained_on), tested=_months(checked.tested_on)
    )
    slope, ratio = checked.calibration.slope, checked.calibration.observed_to_expected
    numbers = texts.CALIBRATION_NUMBERS.text(
        language,
        brier=f"{checked.brier:.4f}",
        brier_of_one_rate=f"{checked.brier_of_one_rate:.4f}",
        log_loss=f"{checked.log_loss:.4f}",
        log_loss_of_one_rate=f"{checked.log_loss_of_one_rate:.4f}",
        slope=_ratio(slope),
        ratio=_ratio(ratio),
        n=show_count(checked.n),
    )
    return f"{caption} {numbers}"


def leak_text(reading: Reading, view: View, language: Language) -> str:
    """The alarm about exposures of the month of leaving."""
    found = leak_checked(reading, view)
    return (found if isinstance(found, Words) else found.words).text(language)


def _rate(model: DriverModel) -> Interval:
    assert model.fitted is not None
    data = model.fitted.data
    return capping_contrast(model.fitted.hazard, data.design, data.design, data.per_profile(data.at_risk)).now


def _checked_card(checked: Validation | Words, language: Language) -> html.Article:
    if isinstance(checked, Words):
        return explained_card(FIGURES["auc"], "–", "", checked.text(language), "", language)
    n = texts.N.text(language, n=show_count(checked.n))
    coins = texts.COINS.text(language)
    return explained_card(FIGURES["auc"], *_shown(checked.auc, language), coins, n, language)


def _shown(figure: Interval, language: Language) -> tuple[str, str]:
    value = show_estimate(*figure, "share", language)
    return value, show_interval(figure.low, figure.high, "share", language)


def _months(months: tuple[Any, Any]) -> str:
    return " – ".join(f"{month:%Y-%m}" for month in months)


def _ratio(figure: Interval) -> str:
    if figure.low != figure.low:
        return "–"
    return f"{figure.value:.2f} ({figure.low:.2f} – {figure.high:.2f})"
