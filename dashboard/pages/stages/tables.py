"""Stages one by one: time and owner, who is there now, and who waits where by what customers are."""

from datetime import date
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.stages.in_stages import LAST_STAGE
from analytics.stages.lists import name_of
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.stages import words as texts
from dashboard.pages.stages.shown import Row, link, show_days, show_ends, show_figure, show_part, stage_name
from dashboard.pages.stages.time_chart import in_days
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.dates import show_day
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language

# In pixels: narrow screens scroll in the table.
_PART_WIDTH, _STAGE_WIDTH = 140, 120


def stages_table(stages: pl.DataFrame, since: date, there: Selection) -> html.Div:
    """A row per stage in which something is waited for; its customers lead to their contacts."""
    language = there.language
    waiting = stages.filter(pl.col("note").ne_missing(LAST_STAGE))
    rows = [_stage(row, since, there) for row in waiting.iter_rows(named=True)]
    table = plain_table(texts.TABLE_COLUMNS, rows, language, numbers_from=2)
    return html.Div([table, html.P(texts.TABLE_CAPTION.text(language), className="small muted")])


def now_table(stages: pl.DataFrame, since: date, until: date, there: Selection) -> html.Div:
    """A row per stage: who is there, since when, and who for unusually long."""
    language = there.language
    rows = [_now(row, since, there) for row in stages.iter_rows(named=True)]
    table = plain_table(texts.NOW_COLUMNS, rows, language, numbers_from=1)
    caption = texts.NOW_CAPTION.text(language, day=show_day(until, language))
    return html.Div([table, html.P(caption, className="small muted")])


def split_table(stages: pl.DataFrame, by: str, since: date, settings: Settings, there: Selection) -> html.Div:
    """Rows are groups of customers, columns stages. stages: rows of `time_in_stages` by one dimension."""
    language = there.language
    waiting = stages.filter(pl.col("note").ne_missing(LAST_STAGE))
    if waiting["mean_days"].count() == 0:
        return html.Div(html.P(texts.NO_PARTS.text(language), className="muted"))
    steps = settings.process.stages[:-1]
    head = [html.Th("", scope="col"), *(html.Th(stage_name(stage, language), scope="col") for stage in steps)]
    cells = {(row[by], row["stage"]): row for row in waiting.iter_rows(named=True)}
    rows = [
        html.Tr(
            [
                html.Th(terms.value_name(by, part, language), scope="row"),
                *(_cell(cells.get((part, stage)), since, there.pick(**{by: part})) for stage in steps),
            ]
        )
        for part in waiting[by].unique(maintain_order=True)
    ]
    width = {"minWidth": _PART_WIDTH + _STAGE_WIDTH * len(steps)}
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="matrix", style=width)
    least = show_count(settings.definitions.small_n)
    caption = texts.SPLIT_CAPTION.text(language, least=least)
    return html.Div(
        [html.Div(table, className="scroll", tabIndex=0), html.P(caption, className="small muted")]
    )


def behind_split(stages: pl.DataFrame, by: str, label: str, language: Language) -> Behind:
    """Every group and stage."""
    heads = [words.text(language) for words in texts.TABLE_COLUMNS]
    columns = [
        Column("part", label),
        Column("stage_name", heads[0]),
        Column("mean_days", in_days(heads[5], language), "number", "mean_days_low", "mean_days_high"),
        Column("median_days", in_days(heads[6], language), "number", "median_days_low", "median_days_high"),
        Column("customers", heads[2], "count"),
        Column("now", texts.NOW_COLUMNS[1].text(language), "count"),
    ]
    rows = [
        row
        | {"part": terms.value_name(by, row[by], language), "stage_name": stage_name(row["stage"], language)}
        for row in stages.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def _stage(row: Row, since: date, there: Selection) -> list[Any]:
    language = there.language
    return [
        stage_name(row["stage"], language),
        stage_name(row["next"], language),
        *(link(row[what], what, row["stage"], since, there) for what in ("customers", "moved", "left")),
        *(_with_ends(row, name, language) for name in ("mean_days", "median_days")),
        show_part(row["share"]),
        _handles(row["owner"], row["owner_share"]),
        _handles(row["keeper"], row["keeper_share"]),
    ]


def _now(row: Row, since: date, there: Selection) -> list[Any]:
    language, long = there.language, row["p90_days"]
    beyond = link(row["beyond_p90"], "beyond", row["stage"], since, there, long or 0.0)
    # In the last stage nothing is waited for.
    longest = None if row["note"] == LAST_STAGE else row["longest_days"]
    return [
        stage_name(row["stage"], language),
        link(row["now"], "now", row["stage"], since, there),
        "–" if long is None else show_days(long, 0.5, language),
        beyond,
        "–" if longest is None else show_days(longest, 0.5, language),
    ]


def _with_ends(row: Row, name: str, language: Language) -> Any:
    ends = show_ends(row, name, language)
    value = show_figure(row, name, language)
    return [f"{value} ", html.Span(f"({ends})", className="small muted")] if ends else value


def _handles(department: str | None, share: float | None) -> str:
    return "–" if department is None else f"{department} ({show_part(share)})"


def _cell(row: Row | None, since: date, there: Selection) -> html.Td:
    if row is None or row["mean_days"] is None:
        return html.Td("–", className="few")
    language = there.language
    parts = [
        html.Span(show_figure(row, "mean_days", language)),
        html.Span(show_ends(row, "mean_days", language), className="small muted"),
        html.Span(texts.OF_CUSTOMERS.text(language, n=show_count(row["customers"])), className="small muted"),
    ]
    href = to_contacts(name_of("customers", row["stage"], since), there)
    return html.Td(dcc.Link(parts, href=href), className="worse-far" if row["bottleneck"] else "")
