"""The sentence on top, the key figures beside those of measures, and the tables."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.statistics.levelness import Levelness
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.reservations import words as texts
from dashboard.pages.reservations.minutes import show_lateness, show_minutes
from dashboard.pages.reservations.split import value_label
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language, Words

Row = dict[str, Any]
_NO_FIGURE = "–"


def nothing_booked(language: Language) -> html.Div:
    """No contact says whether it was booked."""
    return notice(texts.NO_BOOKINGS.text(language), texts.WIDEN.text(language))


def finding(waits: Row, level: Levelness | None, selection: Selection) -> html.Div:
    """Whether booking shortens the wait, and beneath it whether it levels the load."""
    language = selection.language
    return sentence(_waits_say(waits, language), _load_says(level, language))


def ratio_card(waits: Row, language: Language) -> html.Article:
    """How long the booked wait beside walk-ins."""
    if waits["ratio"] is None:
        return _card(texts.RATIO, _NO_FIGURE, "", texts.NOT_KNOWN.text(language), language)
    shown, interval = _share(waits, language)
    return _card(texts.RATIO, shown, interval, texts.AT_EQUAL.text(language), language)


def side_card(name: Words, row: Row | None, language: Language) -> html.Article:
    """When one side comes or begins: the median, and between which minutes eight in ten do."""
    if row is None or row["p50"] is None:
        return _card(name, _NO_FIGURE, "", texts.NOT_KNOWN.text(language), language)
    low, high = (show_lateness(row[end], language) for end in ("p10", "p90"))
    spread = texts.MIDDLE_HALF.text(language, low=low, high=high)
    n = texts.OF.text(language, n=show_count(row["n"]))
    return _card(name, show_lateness(row["p50"], language), spread, n, language)


def level_card(level: Levelness | None, language: Language) -> html.Article:
    """How even bookings come beside walk-ins."""
    if level is None:
        return _card(texts.VARIATION, _NO_FIGURE, "", texts.NOT_KNOWN.text(language), language)
    interval = f"{level.ratio.low:.2f} – {level.ratio.high:.2f}"
    return _card(
        texts.VARIATION, f"{level.ratio.value:.2f}", interval, texts.LEVEL_MEANS.text(language), language
    )


def no_show_table(figures: pl.DataFrame, dimension: str, name: str, selection: Selection) -> html.Div:
    """A row per value of the dimension, the most no-shows first; what is withheld stands last."""
    language = selection.language
    known = figures.filter(pl.col("n") > 0).sort("value", descending=True, nulls_last=True)
    rows = [_no_show(row, dimension, selection) for row in known.iter_rows(named=True)]
    if not rows:
        return html.Div(html.P(texts.NO_BOOKINGS.text(language), className="muted"))
    heads = (Words(name, name), *texts.NO_SHOW_COLUMNS)
    return html.Div([plain_table(heads, rows, language, numbers_from=1)])


def behind_no_shows(figures: pl.DataFrame, dimension: str, name: str, language: Language) -> Behind:
    """The same."""
    rate, _, booked = (words.text(language) for words in texts.NO_SHOW_COLUMNS)
    named = _named(figures.filter(pl.col("n") > 0), dimension, language)
    return Behind(
        named,
        [Column("name", name), Column("value", rate, "share", "low", "high"), Column("n", booked, "count")],
    )


def punctual_table(found: pl.DataFrame, dimension: str, name: str, language: Language) -> html.Div:
    """A row per value and side."""
    if found.is_empty():
        return html.Div(html.P(texts.NO_APPOINTMENTS.text(language), className="muted"))
    heads = (Words(name, name), *texts.PUNCTUAL_COLUMNS)
    ordered = found.sort(dimension, maintain_order=True, nulls_last=True)
    rows = [_punctual(row, dimension, language) for row in ordered.iter_rows(named=True)]
    caption = html.P(texts.PUNCTUAL_CAPTION.text(language), className="small muted")
    return html.Div([plain_table(heads, rows, language, numbers_from=2), caption])


def behind_punctual(found: pl.DataFrame, dimension: str, name: str, language: Language) -> Behind:
    """The same, every end of every interval."""
    side, mean, early, middle, late, n = (words.text(language) for words in texts.PUNCTUAL_COLUMNS)
    names = {one: words.text(language) for one, words in texts.SIDES.items()}
    named = _named(found, dimension, language).with_columns(pl.col("side").replace(names))
    columns = [
        Column("name", name),
        Column("side", side),
        Column("value", mean, "number", "low", "high"),
        Column("p10", early, "number", "p10_low", "p10_high"),
        Column("p50", middle, "number", "p50_low", "p50_high"),
        Column("p90", late, "number", "p90_low", "p90_high"),
        Column("n", n, "count"),
    ]
    return Behind(named, columns)


def _waits_say(waits: Row, language: Language) -> str:
    if waits["ratio"] is None:
        return texts.NOT_COMPARED.text(language)
    words = texts.SHORTER if waits["high"] < 1 else texts.LONGER if waits["low"] > 1 else texts.ALIKE
    shown, interval = _share(waits, language)
    return words.text(language, ratio=shown, interval=interval)


def _load_says(level: Levelness | None, language: Language) -> str:
    if level is None:
        return ""
    words = texts.LEVELS if level.ratio.high < 1 else texts.LEVELS_NOT
    interval = f"{level.ratio.low:.2f} – {level.ratio.high:.2f}"
    return words.text(language, ratio=f"{level.ratio.value:.2f}", interval=interval)


def _share(waits: Row, language: Language) -> tuple[str, str]:
    ends = waits["low"], waits["high"]
    return show_estimate(waits["ratio"], *ends, "share", language), show_interval(*ends, "share", language)


def _no_show(row: Row, dimension: str, selection: Selection) -> list[Any]:
    language, is_known = selection.language, row["value"] is not None
    ends = row["low"], row["high"]
    rate = show_estimate(row["value"], *ends, "share", language) if is_known else _NO_FIGURE
    interval = show_interval(*ends, "share", language) if is_known else ""
    label = value_label(dimension, row[dimension], language)
    return [_link(label, row[dimension], dimension, selection), rate, interval, show_count(row["n"])]


def _link(label: str, value: Any, dimension: str, selection: Selection) -> Any:
    """The way to the no-shows of the value; times are no filters."""
    if value is None or dimension in ("hour", "weekday"):
        return label
    return dcc.Link(label, href=to_contacts("no_show", selection.pick(**{dimension: str(value)})))


def _punctual(row: Row, dimension: str, language: Language) -> list[Any]:
    cells = [value_label(dimension, row[dimension], language), texts.SIDES[row["side"]].text(language)]
    if row["value"] is None:
        return [*cells, *[_NO_FIGURE] * 4, show_count(row["n"])]
    mean = f"{show_minutes(row['value'], language, 1)} ({row['low']:.1f} – {row['high']:.1f})".replace(
        "-", "−"
    )
    quantiles = [show_minutes(row[name], language) for name in ("p10", "p50", "p90")]
    return [*cells, mean, *quantiles, show_count(row["n"])]


def _named(rows: pl.DataFrame, dimension: str, language: Language) -> pl.DataFrame:
    names = [value_label(dimension, value, language) for value in rows[dimension]]
    return rows.with_columns(name=pl.Series(names, dtype=pl.String()))


def _card(name: Words, value: str, note: str, footer: str, language: Language) -> html.Article:
    head = html.P(name.text(language), className="card-name small")
    small = [html.P(note, className="small muted")] if note else []
    return card(head, value, small, [html.Span(footer)])
