"""What customers do after a failure."""

from typing import Any

import polars as pl
from dash import html

from analytics.recovery.reactions import Reactions
from dashboard.charts.behind import Behind, Column
from dashboard.pages.recovery import words as texts
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language

_COLUMNS = (texts.REACTION, texts.NUMBER, texts.SHARE, texts.LEFT)


def reactions_table(found: Reactions, settings: Settings, language: Language) -> html.Div:
    """A row per reaction."""
    if found.note is not None:
        return html.Div(html.P(texts.NO_REACTIONS.text(language), className="muted"))
    rows = [
        [
            texts.REACTIONS[row["reaction"]].text(language),
            show_count(row["failures"]),
            _share(row, "", language),
            _share(row, "left_", language),
        ]
        for row in found.shares.iter_rows(named=True)
    ]
    caption = texts.REACTIONS_CAPTION.text(language)
    return html.Div(
        [
            plain_table(_COLUMNS, rows, language, numbers_from=1),
            html.P(caption.format(days=settings.definitions.first_contact_days), className="small muted"),
        ]
    )


def behind_reactions(found: Reactions, language: Language) -> Behind:
    """The same rows; none where there are too few."""
    names = {name: words.text(language) for name, words in texts.REACTIONS.items()}
    columns = [
        Column("reaction", texts.REACTION.text(language)),
        Column("failures", texts.NUMBER.text(language), "count"),
        Column("value", texts.SHARE_OF_FAILURES.text(language), "share", "low", "high"),
        Column("left_value", texts.LEFT.text(language), "share", "left_low", "left_high"),
    ]
    rows = found.shares if found.note is None else found.shares.clear()
    return Behind(rows.with_columns(pl.col("reaction").cast(pl.String).replace(names)), columns)


def _share(row: dict[str, Any], prefix: str, language: Language) -> str:
    value, low, high = (row[f"{prefix}{name}"] for name in ("value", "low", "high"))
    if value is None:
        return "–"
    shown = show_estimate(value, low, high, "share", language)
    return f"{shown} ({show_interval(low, high, 'share', language)})"
