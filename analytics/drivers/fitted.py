"""The regression behind the model: cells and profiles with their design, and the fit."""

from dataclasses import dataclass

import polars as pl

from analytics.drivers.cells import profiles_of
from analytics.drivers.coding import Coding, Column, Term
from analytics.drivers.declared import COVARIATES, UNKNOWN
from analytics.statistics.hazard import LEAST_CLUSTERS, Hazard, RiskCells, dependent_columns, fit_hazard
from warehouse.words import Words


@dataclass(frozen=True)
class Fitted:
    """What predictions need. cells: as in RiskCells, those in the model. profiles: their combinations of
    factors, in the order of `data.design`."""

    cells: pl.DataFrame
    profiles: pl.DataFrame
    coding: Coding
    data: RiskCells
    hazard: Hazard


def fit(frame: pl.DataFrame, terms: tuple[Term, ...]) -> tuple[Fitted, tuple[Words, ...]]:
    """The fit on cells that `coding.code` gave, and what had to be dropped or taken otherwise."""
    profiles = profiles_of(frame)
    columns = tuple(Column(term.factor, group) for term in terms for group in term.groups[1:])
    everything = Coding(terms, columns)
    at_risk = profiles.join(
        frame.group_by(COVARIATES).agg(pl.col("at_risk").sum()), on=COVARIATES, maintain_order="left"
    )["at_risk"]
    dependent = dependent_columns(everything.design(profiles), at_risk.cast(pl.Float64).to_numpy())
    dropped = [columns[place - 1] for place in dependent]
    coding = Coding(terms, tuple(column for column in columns if column not in dropped))
    data = cells_of(frame, profiles, coding)
    notes = tuple(_note_on_dependent(column) for column in dropped)
    return Fitted(frame, profiles, coding, data, fit_hazard(data)), (*notes, *_notes_on_few_clusters(data))


def cells_of(frame: pl.DataFrame, profiles: pl.DataFrame, coding: Coding) -> RiskCells:
    """The cells as the regression takes them, clustered by department and month."""
    numbered = frame.join(profiles.with_row_index("profile"), on=COVARIATES, maintain_order="left")
    cluster = pl.struct("month", pl.col("department").fill_null(UNKNOWN)).rank("dense") - 1
    return RiskCells(
        design=coding.design(profiles),
        profile=numbered["profile"].cast(pl.Int64).to_numpy(),
        cluster=numbered.select(cluster.cast(pl.Int64)).to_series().to_numpy(),
        at_risk=numbered["at_risk"].cast(pl.Float64).to_numpy(),
        events=numbered["events"].cast(pl.Float64).to_numpy(),
    )


def _note_on_dependent(column: Column) -> Words:
    label = Term(column.factor, (column.group,)).label(column.group)
    return Words(
        f"{column.factor.label.ko} '{label.ko}': 다른 항목과 늘 함께 나타나 따로 볼 수 없습니다.",
        f"{column.factor.label.en} '{label.en}': always goes with others in the model; cannot be told apart.",
    )


def _notes_on_few_clusters(data: RiskCells) -> tuple[Words, ...]:
    clusters = data.clusters
    if clusters >= LEAST_CLUSTERS:
        return ()
    return (
        Words(
            f"부서와 달의 묶음이 {clusters}개뿐이라 구간은 고객이 서로 무관하다고 보고 잽니다.",
            f"There are only {clusters} department-months, so intervals take customers as independent.",
        ),
    )
