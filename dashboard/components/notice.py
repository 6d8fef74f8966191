"""What a page says when it has nothing to show."""

from dash import html

from dashboard.texts import frame as texts
from warehouse.errors import TouchpointsError
from warehouse.settings import Settings
from warehouse.words import Language


def notice(title: str, way_out: str) -> html.Div:
    """What is the matter, and what to do about it."""
    return html.Div([html.H1(title, className="large"), html.P(way_out)], className="notice", role="status")


def nothing_loaded(language: Language) -> html.Div:
    """There is no warehouse yet, or nothing in it."""
    return notice(texts.NOTHING_LOADED.text(language), texts.HOW_TO_LOAD.text(language))


def not_readable(error: TouchpointsError, settings: Settings, language: Language) -> html.Div:
    """Why the warehouse cannot be read."""
    if not settings.lake_folder.exists():
        return nothing_loaded(language)
    return notice(texts.NOT_READY.text(language), str(error))
