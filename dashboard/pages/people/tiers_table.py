"""Tables of what tiers take, and of what departments' time goes to."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.measures.measure import Unit
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, department_column, tier_column
from dashboard.pages.people import words as texts
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.contract import CONTACT_TIERS
from warehouse.words import Language

_HOUR = 3600
_FIGURES: Mapping[str, Unit] = {
    "satisfaction_between": "score",
    "failure_between": "share",
    "contacts_per_hour": "score",
    "occupancy": "share",
    "cost": "count",
}
Row = dict[str, Any]


def tiers_table(tiers: pl.DataFrame, experience: pl.DataFrame, selection: Selection) -> html.Div:
    """A row per tier: as `cost_of_tiers` and `experience_by_tier` give them."""
    language = selection.language
    rows = [_tier_row(row, experience, selection) for row in tiers.iter_rows(named=True)]
    table = plain_table(texts.TIER_COLUMNS, rows, language, numbers_from=1)
    return html.Div([table, html.P(texts.TIERS_CAPTION.text(language), className="small muted")])


def behind_tiers(tiers: pl.DataFrame, experience: pl.DataFrame, language: Language) -> Behind:
    """The same, every figure with its interval."""
    heads = [words.text(language) for words in texts.TIER_COLUMNS]
    rows = [
        row
        | {
            f"{name}{end}": figure[source]
            for name in ("tenure_years", "is_trained")
            for figure in [_experience(experience, row["contact_tier"], name)]
            for end, source in (("", "value"), ("_low", "low"), ("_high", "high"))
        }
        for row in tiers.iter_rows(named=True)
    ]
    columns = [
        tier_column(language),
        Column("satisfaction_within", heads[1], "ratio"),
        *(
            Column(name, head, "ratio" if unit == "score" else unit, f"{name}_low", f"{name}_high")
            for (name, unit), head in zip(_FIGURES.items(), heads[2:7], strict=True)
        ),
        Column("tenure_years", heads[7], "ratio", "tenure_years_low", "tenure_years_high"),
        Column("is_trained", heads[8], "share", "is_trained_low", "is_trained_high"),
        Column("satisfaction_n", texts.ANSWER_COUNT.text(language), "count"),
        Column("agents", texts.AGENT_COUNT.text(language), "count"),
        Column("cost_n", terms.RECORD_KINDS["contacts"].text(language), "count"),
    ]
    return Behind.of(rows, columns)


def time_table(time: pl.DataFrame, loads: pl.DataFrame, selection: Selection) -> html.Div:
    """A row per department: as `time_by_tier` and `workload` by department give them."""
    language = selection.language
    load = {row["department"]: row for row in loads.iter_rows(named=True)}
    rows = [
        _time_row(department, part, load.get(department, {}), selection)
        for (department,), part in time.partition_by("department", as_dict=True, maintain_order=True).items()
    ]
    table = plain_table(texts.TIME_COLUMNS, rows, language, numbers_from=1)
    return html.Div([table, html.P(texts.TIME_CAPTION.text(language), className="small muted")])


def behind_time(time: pl.DataFrame, language: Language) -> Behind:
    """A row per department and tier."""
    columns = [
        department_column(language),
        tier_column(language),
        Column("value", texts.TIME.text(language), "share", "low", "high"),
        Column("busy_seconds", texts.TIME_COLUMNS[4].text(language), "seconds"),
        Column("contacts", terms.RECORD_KINDS["contacts"].text(language), "count"),
        Column("n", texts.TIME_COLUMNS[0].text(language) + ", n", "count"),
    ]
    return Behind(time, columns)


def _tier_row(row: Row, experience: pl.DataFrame, selection: Selection) -> list[Any]:
    language, tier = selection.language, row["contact_tier"]
    within = row["satisfaction_within"]
    link = dcc.Link(
        terms.tier_name(tier, language), href=to_contacts("contacts", selection.pick(contact_tier=tier))
    )
    years, trained = (_experience(experience, tier, name) for name in ("tenure_years", "is_trained"))
    return [
        link,
        "–" if within is None else f"{within:.2f}",
        *(
            _with_interval(row[name], row[f"{name}_low"], row[f"{name}_high"], unit, language)
            for name, unit in _FIGURES.items()
        ),
        _with_interval(years["value"], years["low"], years["high"], "score", language),
        _with_interval(trained["value"], trained["low"], trained["high"], "share", language),
        _roles(experience, tier, language),
    ]


def _roles(experience: pl.DataFrame, tier: str, language: Language) -> Any:
    rows = experience.filter(contact_tier=tier, figure="role").iter_rows(named=True)
    return [
        html.Div(f"{row['role']} {show_estimate(row['value'], row['low'], row['high'], 'share', language)}")
        for row in rows
    ] or "–"


def _experience(experience: pl.DataFrame, tier: str, figure: str) -> Row:
    found = experience.filter(contact_tier=tier, figure=figure)
    return found.row(0, named=True) if found.height else dict.fromkeys(("value", "low", "high"))


def _time_row(department: str, part: pl.DataFrame, load: Row, selection: Selection) -> list[Any]:
    language = selection.language
    by_tier = {row["contact_tier"]: row for row in part.iter_rows(named=True)}
    hours = show_count(round(part["busy_seconds"].sum() / _HOUR))
    link = dcc.Link(department, href=to_contacts("contacts", selection.pick(department=department)))
    value, low, high = (load.get(f"occupancy{end}") for end in ("", "_low", "_high"))
    return [
        link,
        *(
            _with_interval(
                by_tier[tier]["value"], by_tier[tier]["low"], by_tier[tier]["high"], "share", language
            )
            for tier in CONTACT_TIERS
        ),
        texts.HOURS_UNIT.text(language, hours=hours),
        _with_interval(value, low, high, "share", language),
    ]


def _with_interval(
    value: float | None, low: float | None, high: float | None, unit: Unit, language: Language
) -> Any:
    if value is None:
        return "–"
    if low is None or high is None:
        return f"{value:.2f}"
    shown = show_estimate(value, low, high, unit, language)
    return [html.Div(shown), html.Div(show_interval(low, high, unit, language), className="small muted")]
