"""Where failures arise, how they are recovered there, and what goes with satisfaction there."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.recovery.efforts import Efforts
from analytics.recovery.lists import kinds_name, with_kind
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.pages.efforts import words as texts
from dashboard.pages.efforts.effects_chart import Row, with_interval
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_estimate, show_interval, show_share
from warehouse.contract import FAILURE_ORIGINS
from warehouse.settings import Settings
from warehouse.words import Language

# More parts than a table is read for; the files have them all.
_MOST_PARTS = 12
# In pixels: narrow screens scroll in the table.
_WIDTH = 640


def origins_table(found: pl.DataFrame, selection: Selection) -> html.Div:
    """A row per origin. found: rows of `recovery_by_origin`."""
    language, known = selection.language, found.drop_nulls("value")
    if known.is_empty():
        return html.Div(html.P(texts.NO_ORIGINS.text(language), className="muted"))
    rows = [_origin(row, selection) for row in known.iter_rows(named=True)]
    caption = texts.ORIGINS_CAPTION.text(language, n=show_count(known["n"][0]))
    table = plain_table(texts.ORIGINS_COLUMNS, rows, language, numbers_from=1)
    return html.Div([table, html.P(caption, className="small muted")])


def behind_origins(found: pl.DataFrame, language: Language) -> Behind:
    """The same with all intervals."""
    heads = [words.text(language) for words in texts.ORIGINS_COLUMNS]
    rate, time = "recovery_rate", "time_to_recover_p50"
    columns = [
        Column("failure_origin", heads[0]),
        Column("failures", heads[1], "count"),
        Column("value", heads[2], "share", "low", "high"),
        Column(rate, heads[3], "share", f"{rate}_low", f"{rate}_high"),
        Column(time, heads[4], "seconds", f"{time}_low", f"{time}_high"),
    ]
    return Behind(_in_words(found, language), columns)


def split_table(found: pl.DataFrame, by: str, selection: Selection) -> html.Div:
    """Rows are parts, the one with most failures first, columns origins. found: of
    `origins_beside_others`.
    """
    language, known = selection.language, found.drop_nulls("value")
    if known.is_empty():
        return html.Div(html.P(texts.NO_ORIGINS.text(language), className="muted"))
    parts = known.select(by, "n").unique().sort("n", by, descending=[True, False]).head(_MOST_PARTS)
    cells = {(row[by], row["failure_origin"]): row for row in known.iter_rows(named=True)}
    names = [terms.value_name("failure_origin", origin, language) for origin in FAILURE_ORIGINS]
    rows = [
        html.Tr(
            [
                _head(terms.value_name(by, part, language), n),
                *(_share_cell(cells[part, origin], by, selection) for origin in FAILURE_ORIGINS),
            ]
        )
        for part, n in parts.iter_rows()
    ]
    caption: list[Any] = [
        texts.SPLIT_CAPTION.text(language),
        html.Span(className="swatch worse-far"),
        texts.MORE_OFTEN.text(language),
        html.Span(className="swatch better-far"),
        texts.LESS_OFTEN.text(language),
    ]
    return _matrix(names, rows, caption)


def behind_split(found: pl.DataFrame, by: str, label: str, language: Language) -> Behind:
    """Every part and origin."""
    columns = [
        Column("part", label),
        Column("failure_origin", texts.ORIGINS_COLUMNS[0].text(language)),
        Column("value", texts.ORIGINS_COLUMNS[2].text(language), "share", "low", "high"),
        Column("failures", texts.ORIGINS_COLUMNS[1].text(language), "count"),
        count_column(language),
        Column("is_clear", texts.IS_CLEAR.text(language)),
    ]
    part = [terms.value_name(by, value, language) for value in found[by]]
    return Behind(_in_words(found, language).with_columns(part=pl.Series(part, dtype=pl.String)), columns)


def works_table(found: Efforts, settings: Settings, selection: Selection) -> html.Div:
    """Rows are kinds, columns origins."""
    language, kinds = selection.language, found.by_origin["kind"].unique(maintain_order=True)
    if kinds.is_empty():
        return html.Div(html.P(texts.NOT_SAID.text(language), className="muted"))
    cells = {(row["kind"], row["failure_origin"]): row for row in found.by_origin.iter_rows(named=True)}
    names = [terms.value_name("failure_origin", origin, language) for origin in FAILURE_ORIGINS]
    rows = [
        html.Tr(
            [
                html.Th(kinds_name(kind).text(language), scope="row"),
                *(_difference_cell(cells[kind, origin], selection) for origin in FAILURE_ORIGINS),
            ]
        )
        for kind in kinds
    ]
    caption = texts.WORKS_CAPTION.text(language, least=show_count(settings.definitions.small_n))
    return _matrix(names, rows, [caption])


def behind_works(found: Efforts, language: Language) -> Behind:
    """Every origin and kind."""
    kind = {name: kinds_name(name).text(language) for name in found.by_origin["kind"].unique()}
    columns = [
        Column("failure_origin", texts.ORIGINS_COLUMNS[0].text(language)),
        Column("kind", texts.KIND.text(language)),
        Column("difference", texts.DIFFERENCE.text(language), "ratio", "low", "high"),
        Column("n", texts.WITH_IT.text(language), "count"),
        Column("others", texts.WITHOUT_IT.text(language), "count"),
        Column("is_clear", texts.IS_CLEAR.text(language)),
    ]
    return Behind(_in_words(found.by_origin.with_columns(pl.col("kind").replace(kind)), language), columns)


def _in_words(rows: pl.DataFrame, language: Language) -> pl.DataFrame:
    names = {origin: terms.value_name("failure_origin", origin, language) for origin in FAILURE_ORIGINS}
    return rows.with_columns(pl.col("failure_origin").cast(pl.String).replace(names))


def _origin(row: Row, selection: Selection) -> list[Any]:
    language, origin = selection.language, row["failure_origin"]
    there = selection.pick(failure_origin=origin)
    link = dcc.Link(show_count(row["failures"]), href=to_contacts("failure", there))
    return [
        terms.value_name("failure_origin", origin, language),
        link,
        _estimate(row, "", "share", language),
        _estimate(row, "recovery_rate", "share", language),
        _estimate(row, "time_to_recover_p50", "seconds", language),
    ]


def _estimate(row: Row, name: str, unit: Any, language: Language) -> str:
    names = (f"{name}_low", f"{name}_high") if name else ("low", "high")
    value, low, high = row[name or "value"], *(row[end] for end in names)
    if value is None or low is None or high is None:
        return "–"
    shown = show_estimate(value, low, high, unit, language)
    return shown if high == float("inf") else f"{shown} ({show_interval(low, high, unit, language)})"


def _share_cell(row: Row, by: str, selection: Selection) -> html.Td:
    """Shaded where it differs beyond chance; a link to the failures."""
    language = selection.language
    there = selection.pick(**{by: row[by], "failure_origin": row["failure_origin"]})
    interval = show_interval(row["low"], row["high"], "share", language)
    beside = "" if row["others"] is None else texts.BESIDE.text(language, others=show_share(row["others"]))
    link = dcc.Link(
        show_estimate(row["value"], row["low"], row["high"], "share", language),
        href=to_contacts("failure", there),
        title=" · ".join(filter(None, [interval, beside])),
    )
    shade = ("worse-far" if row["difference"] > 0 else "better-far") if row["is_clear"] else ""
    return html.Td(link, className=shade)


def _difference_cell(row: Row, selection: Selection) -> html.Td:
    if row["note"] is not None:
        return html.Td("–", className="absent")
    shown = with_interval(row, "score", selection.language)
    there = selection.pick(failure_origin=row["failure_origin"])
    parts: Any = html.Strong(shown) if row["is_clear"] else shown
    return html.Td(dcc.Link(parts, href=to_contacts(with_kind(row["kind"]), there)))


def _head(name: str, n: int) -> html.Th:
    return html.Th([name, html.Div(f"n {show_count(n)}", className="small muted")], scope="row")


def _matrix(names: list[str], rows: list[html.Tr], caption: list[Any]) -> html.Div:
    head = html.Tr([html.Th(name, scope="col") for name in ("", *names)])
    table = html.Table([html.Thead(head), html.Tbody(rows)], className="matrix", style={"minWidth": _WIDTH})
    return html.Div(
        [html.Div(table, className="scroll", tabIndex=0), html.P(caption, className="small muted")]
    )
