"""Heat maps of cohorts: customers who began in the same month, month after month."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
from babel.dates import format_skeleton
from dash import html

from analytics.notes import TOO_FEW
from analytics.retention.cohorts import Cohorts
from analytics.retention.survival import SPLITS
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.retention import words as texts
from dashboard.pages.retention.comparison import part_name
from dashboard.parts.matrix import few_records
from dashboard.wording import figure_words as figures
from dashboard.wording.numbers import show_count, show_interval, show_value
from warehouse.settings import Settings
from warehouse.words import Language

_MOST_MONTHS, _MOST_COHORTS = 12, 18
_PALEST, _DARKEST = 6, 46
# A cell has room for whole per cent; its tooltip has the interval.
_WHOLE = 0.01


def cohort_maps(
    whole: Cohorts, parts: Cohorts, split: str, settings: Settings, selection: Selection
) -> html.Div:
    """The map of all customers, and to be opened beneath it one of each part of the split."""
    language = selection.language
    if whole.cells.is_empty():
        return html.Div(html.P(texts.NO_COHORTS.text(language), className="muted"))
    opened = [
        html.Details([html.Summary(part_name(split, group, language)), _map(cells, language)])
        for (group,), cells in parts.cells.group_by("group", maintain_order=True)
    ]
    return html.Div(
        [
            _map(whole.cells, language),
            html.P(_caption(settings, language), className="small muted"),
            *(html.P(line, className="small muted") for line in _cut(whole.cells, language)),
            html.H3(texts.COHORTS_BY.text(language, split=SPLITS[split].text(language).lower())),
            *opened,
        ]
    )


def behind_cohorts(whole: Cohorts, parts: Cohorts, split: str, language: Language) -> Behind:
    """Every month of every cohort: of all customers, and of each part of the split."""
    own = [
        cells.with_columns(part=pl.lit(part_name(split, group, language), pl.String))
        for (group,), cells in parts.cells.group_by("group", maintain_order=True)
    ]
    together = whole.cells.with_columns(part=pl.lit(texts.ALL_CUSTOMERS.text(language), pl.String))
    columns = [
        Column("part", SPLITS[split].text(language)),
        Column("cohort", texts.COHORT.text(language)),
        Column("months_since", texts.MONTHS_AFTER.text(language)),
        Column("value", texts.STILL_THERE_SHARE.text(language), "share", "low", "high"),
        Column("active_value", texts.ACTIVE_SHARE.text(language), "share"),
        Column("n", texts.CUSTOMERS.text(language), "count"),
        Column("is_complete", figures.IS_COMPLETE.text(language)),
    ]
    rows = pl.concat([together, *own], how="diagonal_relaxed")
    return Behind(rows, columns, along="months_since", by="part")


def _map(cells: pl.DataFrame, language: Language) -> html.Div:
    """Rows cohorts, columns months since they began; lighter and hatched where not yet known."""
    shown = cells.filter(pl.col("months_since") <= _MOST_MONTHS)
    cohorts: list[date] = shown["cohort"].unique().sort().to_list()[-_MOST_COHORTS:]
    by_place = {(row["cohort"], row["months_since"]): row for row in shown.iter_rows(named=True)}
    months = range(max(month for cohort, month in by_place if cohort in cohorts) + 1)
    values = [row["value"] for row in by_place.values() if row["value"] is not None and row["is_complete"]]
    table = html.Table(
        [
            html.Thead(_head(months, language)),
            html.Tbody([_row(cohort, months, by_place, values, language) for cohort in cohorts]),
        ],
        className="cohorts",
    )
    return html.Div(table, className="scroll", tabIndex=0)


def _head(months: Sequence[int], language: Language) -> html.Tr:
    names = [texts.MONTHS_SINCE.text(language, months=month) for month in months]
    return html.Tr(
        [html.Th(texts.COHORT.text(language), scope="col"), *(html.Th(name, scope="col") for name in names)]
    )


def _row(
    cohort: date,
    months: Sequence[int],
    by_place: dict[tuple[date, int], dict[str, Any]],
    values: Sequence[float],
    language: Language,
) -> html.Tr:
    n = texts.OF_CUSTOMERS.text(language, n=show_count(by_place[cohort, 0]["n"]))
    name = html.Th(
        [format_skeleton("yMMM", cohort, locale=language), html.Div(n, className="small muted")], scope="row"
    )
    return html.Tr([name, *(_cell(by_place.get((cohort, month)), values, language) for month in months)])


def _cell(row: dict[str, Any] | None, values: Sequence[float], language: Language) -> html.Td:
    if row is None:
        return html.Td()
    if row["value"] is None:
        return html.Td("–", className="few" if row["note"] == TOO_FEW else "")
    value, active = (show_value(row[name], _WHOLE, "share", language) for name in ("value", "active_value"))
    title = texts.CELL.text(
        language, interval=show_interval(row["low"], row["high"], "share", language), n=show_count(row["n"])
    )
    shown = [
        html.Div(value),
        html.Div(texts.ACTIVE.text(language, value=active), className="small muted"),
    ]
    if not row["is_complete"]:
        return html.Td(shown, className="few muted", title=title)
    return html.Td(shown, style={"--depth": f"{_depth(row['value'], values):.0f}%"}, title=title)


def _depth(value: float, values: Sequence[float]) -> float:
    """How dark: from the least to the most of the values shown."""
    low, high = min(values), max(values)
    place = (value - low) / (high - low) if high > low else 1.0
    return _PALEST + place * (_DARKEST - _PALEST)


def _cut(cells: pl.DataFrame, language: Language) -> list[str]:
    """What the maps have no room for."""
    cohorts, last = cells["cohort"].n_unique(), int(cells["months_since"].max() or 0)  # type: ignore[arg-type]
    lines = []
    if cohorts > _MOST_COHORTS:
        lines.append(texts.COHORTS_CUT.text(language, count=cohorts, most=_MOST_COHORTS))
    if last > _MOST_MONTHS:
        lines.append(texts.MONTHS_CUT.text(language, last=last, most=_MOST_MONTHS))
    return lines


def _caption(settings: Settings, language: Language) -> list[Any]:
    swatch, few = few_records(settings, language)
    return [texts.COHORTS_CAPTION.text(language), swatch, f"{texts.INCOMPLETE.text(language)}, {few}"]
