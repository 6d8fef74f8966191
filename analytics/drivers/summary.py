"""The model in a few plain sentences. They speak of what goes together, not of what brings it about."""

import polars as pl

from analytics.drivers.declared import ADJUSTING, DRIVERS
from analytics.drivers.importance import ALL_DRIVERS
from analytics.drivers.model import DriverModel
from analytics.drivers.whatif import WhatIf
from warehouse.words import Words

MOST_NAMED = 3


def summary(model: DriverModel, importance: pl.DataFrame) -> tuple[Words, ...]:
    """What goes with leaving most, how much goes with all drivers, and what it is adjusted for.

    importance: as `importance_of` gives it. Without a model, why there is none.
    """
    if model.fitted is None:
        return model.notes
    clear = importance.join(model.drivers.filter("is_clear").select("driver"), on="driver", how="semi")
    named = clear.filter(pl.col("low") > 0).sort("share", "driver", descending=[True, False]).head(MOST_NAMED)
    return (_finding(named, importance), _rate(model), *_nothing_clear(model), adjusted_for(model))


def adjusted_for(model: DriverModel) -> Words:
    """The covariates in the model, and what the figures rest on."""
    labels = adjusting_labels(model)
    korean, english = ", ".join(label.ko for label in labels), ", ".join(label.en for label in labels)
    if not labels:
        return Words("다른 요인 말고는 맞춘 것이 없습니다.", "Adjusted for nothing but the other drivers.")
    return Words(
        f"서로와 {korean}을(를) 맞추어 견준 값입니다. 그것으로 충분할 때만 요인 하나의 몫으로 읽을 수"
        f" 있습니다.",
        f"Each driver is adjusted for the others and for {english}; read it as the driver's own part only"
        " as far as these adjustments suffice.",
    )


def adjusting_labels(model: DriverModel) -> list[Words]:
    """The names of the covariates that are adjusted for."""
    in_model = {column.factor.name for column in model.fitted.coding.columns} if model.fitted else set()
    return [factor.label for name, factor in ADJUSTING.items() if name in in_model]


def what_if_sentence(answer: WhatIf) -> Words | None:
    """Leaving now and then, or nothing where there is no answer."""
    if answer.contrast is None:
        return None
    now, then, difference, _ = answer.contrast
    low, high = (_points(part) for part in (difference.low, difference.high))
    asked = [(DRIVERS[name].label, DRIVERS[name].levels[cap].label) for name, cap in answer.caps]
    korean = ", ".join(f"{driver.ko} ≤ {level.ko}" for driver, level in asked)
    english = ", ".join(f"{driver.en.lower()} ≤ {level.en}" for driver, level in asked)
    return Words(
        f"{korean}: 한 달 이탈 {_percent(now.value)} → {_percent(then.value)}, 차이"
        f" {_points(difference.value)}%p"
        f" (95 % 구간 {low} – {high}), {answer.n:,}명·월. 맞춘 것으로 충분할 때 그렇습니다.",
        f"{english}: leaving per month {_percent(now.value)} → {_percent(then.value)}, difference"
        f" {_points(difference.value)} points (95 % interval {low} – {high}), {answer.n:,}"
        f" customer-months; if the"
        " adjustments suffice.",
    )


def _finding(named: pl.DataFrame, importance: pl.DataFrame) -> Words:
    if named.is_empty():
        return Words(
            "이탈과 뚜렷하게 함께 나타나는 요인이 없습니다.", "None of the drivers clearly goes with leaving."
        )
    rows = named.rows(named=True)
    together = importance.row(by_predicate=pl.col("driver") == ALL_DRIVERS, named=True)
    korean = ", ".join(f"{DRIVERS[row['driver']].label.ko} {_share(row)}" for row in rows)
    english = ", ".join(f"{DRIVERS[row['driver']].label.en.lower()} {_share(row)}" for row in rows)
    return Words(
        f"이탈과 함께 나타남: {korean}. 모든 요인을 합치면 이탈의 {_share(together)}.",
        f"Goes with leaving: {english}. All drivers together go with {_share(together)} of it.",
    )


def _rate(model: DriverModel) -> Words:
    assert model.months is not None
    first, last = (f"{month:%Y-%m}" for month in model.months)
    rate = _percent(model.left / model.at_risk)
    return Words(
        f"{first}부터 {last}까지 {model.at_risk:,}명·월 가운데 {model.left:,}명이 떠났습니다. 한 달에"
        f" {rate}.",
        f"From {first} to {last} {model.left:,} customers left in {model.at_risk:,} customer-months:"
        f" {rate} a month.",
    )


def _nothing_clear(model: DriverModel) -> tuple[Words, ...]:
    """The drivers that were looked at without a clear result."""
    unclear = model.drivers.filter(pl.col("is_clear").eq_missing(False))["driver"].to_list()
    if not unclear:
        return ()
    korean = ", ".join(DRIVERS[name].label.ko for name in unclear)
    english = ", ".join(DRIVERS[name].label.en.lower() for name in unclear)
    return (
        Words(
            f"여러 번 본 것을 감안하면 뚜렷하지 않음: {korean}.",
            f"Not clear after so many looks: {english}.",
        ),
    )


def _share(row: dict[str, float]) -> str:
    """With the decimals that the interval supports."""
    percent = [100 * row[name] for name in ("share", "low", "high")]
    decimals = 0 if percent[2] - percent[1] >= 2 else 1
    share, low, high = (f"{part:.{decimals}f}".replace("-", "−") for part in percent)
    return f"{share} % ({low} – {high})"


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"


def _points(share: float) -> str:
    return f"{100 * share:+.2f}".replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")
