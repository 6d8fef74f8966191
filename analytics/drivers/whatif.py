"""What leaving would be with drivers capped, if the adjustments suffice."""

from dataclasses import dataclass

import duckdb
import polars as pl

from analytics.drivers.declared import DRIVERS, Factor
from analytics.drivers.fitted import Fitted
from analytics.drivers.importance import capped_design
from analytics.drivers.model import DriverModel, driver_model
from analytics.nearest import unknown_name
from analytics.statistics.attributable import Contrast, capping_contrast
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.words import Words

Caps = tuple[tuple[str, int], ...]
LEAST_LEAVERS_AT_CAP = 10


@dataclass(frozen=True)
class WhatIf:
    """Leaving per customer and month now and with the drivers capped, their difference, and the share that
    falls away, each with its 95 % interval; n: customers and months at risk.

    contrast is None where the question cannot be answered; the notes say why.
    """

    caps: Caps
    n: int
    contrast: Contrast | None
    notes: tuple[Words, ...]


def what_if(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    caps: Caps,
    view: View = View(),  # noqa: B008 - a View never changes
    definition: str | None = None,
) -> WhatIf:
    """Leaving if each driver named did not go beyond the level at the place given (0 is none).

    Raises QueryError for an unknown driver, one named twice, a level that is not declared, and one that caps
    nothing. Levels with too few customers or leavers in the data are answered by a note.
    """
    check_caps(caps)
    return what_if_of(driver_model(connection, settings, view, definition), caps, settings)


def what_if_of(model: DriverModel, caps: Caps, settings: Settings) -> WhatIf:
    """The answer of a model at hand; caps as checked by `check_caps`."""
    if model.fitted is None:
        return WhatIf(caps, model.at_risk, None, model.notes)
    notes = [note for name, cap in caps for note in _why_not(model.fitted, DRIVERS[name], cap, settings)]
    if notes:
        return WhatIf(caps, model.at_risk, None, tuple(notes))
    capped = model.fitted.profiles
    for name, cap in caps:
        capped = capped.with_columns(capped_design(model.fitted, DRIVERS[name], cap)[name])
    persons = model.fitted.data.per_profile(model.fitted.data.at_risk)
    design = model.fitted.coding.design(capped)
    contrast = capping_contrast(model.fitted.hazard, model.fitted.data.design, design, persons)
    return WhatIf(caps, int(persons.sum()), contrast, ())


def what_if_rows(answer: WhatIf) -> pl.DataFrame:
    """One row per figure: figure, value, low, high (95 %) and n; without an answer none."""
    figures = answer.contrast._asdict() if answer.contrast else {}
    schema = dict.fromkeys(("value", "low", "high"), pl.Float64) | {"n": pl.Int64}
    rows = [{"figure": name, **figure._asdict(), "n": answer.n} for name, figure in figures.items()]
    return pl.DataFrame(rows, schema={"figure": pl.String, **schema})


def check_caps(caps: Caps) -> None:
    """Raises QueryError for caps that ask for something else than a declared driver to be lowered."""
    names = [name for name, _ in caps]
    for name, cap in caps:
        if name not in DRIVERS:
            raise unknown_name("driver", name, list(DRIVERS))
        if names.count(name) > 1:
            raise QueryError(f"'{name}' is capped twice.", "Give one cap per driver.")
        highest = len(DRIVERS[name].levels) - 1
        if not 0 <= cap < highest:
            raise QueryError(
                f"A cap of {cap} does not lower '{name}'.", f"Give a level from 0 to {highest - 1}."
            )


def read_cap(text: str) -> tuple[str, int]:
    """A cap as typed: over_promise=1 or over_promise=up_to_5_min. Raises QueryError."""
    name, _, level = text.partition("=")
    driver = DRIVERS.get(name.strip())
    if driver is None:
        raise unknown_name("driver", name.strip(), list(DRIVERS))
    try:
        return driver.name, driver.place(level.strip())
    except KeyError:
        known = ", ".join(f"{place} ({level.name})" for place, level in enumerate(driver.levels))
        raise QueryError(f"'{text}' names no level of {name}.", f"Its levels are {known}.") from None


def _why_not(fitted: Fitted, driver: Factor, cap: int, settings: Settings) -> list[Words]:
    """No word is given on levels that the data do not carry: that would be a guess."""
    if not fitted.coding.places(driver.name):
        return [
            Words(
                f"{driver.label.ko}: 이 자료로는 이탈과의 관계를 잴 수 없습니다.",
                f"{driver.label.en}: the data cannot tell how it goes with leaving.",
            )
        ]
    level = driver.levels[cap]
    there = fitted.cells.filter(pl.col(driver.name) == level.value)
    customers, leavers = int(there["at_risk"].sum()), int(there["events"].sum())
    if customers >= settings.definitions.small_n and leavers >= LEAST_LEAVERS_AT_CAP:
        return []
    return [
        Words(
            f"{driver.label.ko} '{level.label.ko}'까지로 묶기에는 그런 고객이 적습니다"
            f" ({customers:,}명·월, 이탈 {leavers:,}명).",
            f"{driver.label.en}: too few customers are at '{level.label.en}' to cap there"
            f" ({customers:,} customer-months, {leavers:,} leavers).",
        )
    ]
