"""What a page says when it has nothing to show."""

from dash import html

from dashboard.frame import words as texts
from warehouse.errors import MissingDataError, OtherVersionError, TouchpointsError
from warehouse.folder import catalogue
from warehouse.settings import Settings
from warehouse.words import Language

# The place above every page for what went wrong while it was filled.
PROBLEM = "problem"

_WORDS = {
    OtherVersionError: (texts.OTHER_VERSION, texts.HOW_TO_READ_OTHERS),
    MissingDataError: (texts.MISSING_DATA, texts.HOW_TO_RESTORE),
}


def notice(title: str, way_out: str) -> html.Div:
    """What is the matter, and what to do about it."""
    return html.Div([html.H1(title, className="large"), html.P(way_out)], className="notice", role="status")


def nothing_loaded(language: Language) -> html.Div:
    """There is no warehouse yet, or nothing in it."""
    return notice(texts.NOTHING_LOADED.text(language), texts.HOW_TO_LOAD.text(language))


def not_readable(
    error: TouchpointsError, settings: Settings, language: Language, *, is_beside: bool = False
) -> html.Div:
    """Why the warehouse cannot be read, and what the command would say of it; in a line beside a page."""
    title, way_out = _WORDS.get(type(error), (texts.NOT_READY, texts.HOW_TO_READ))
    details = [str(error)]
    if not catalogue(settings).exists():
        title, way_out, details = texts.NOTHING_LOADED, texts.HOW_TO_LOAD, []
    if is_beside:
        return html.Div(f"{title.text(language)} {way_out.text(language)}")
    said = notice(title.text(language), way_out.text(language))
    said.children += [html.P(detail, className="small muted") for detail in details]
    return said
