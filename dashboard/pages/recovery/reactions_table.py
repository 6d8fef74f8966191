"""What customers do after a failure."""

from typing import Any

from dash import html

from analytics.recovery.reactions import Reactions
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


def _share(row: dict[str, Any], prefix: str, language: Language) -> str:
    value, low, high = (row[f"{prefix}{name}"] for name in ("value", "low", "high"))
    if value is None:
        return "–"
    shown = show_estimate(value, low, high, "share", language)
    return f"{shown} ({show_interval(low, high, 'share', language)})"
