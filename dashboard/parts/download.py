"""Buttons that give a table as CSV: safe to open in a spreadsheet, or with its texts as they are."""

from typing import Any

import dash
from dash import Input, dcc, html

from dashboard.pages.departments import contact_words as texts
from warehouse.words import Language


def download_buttons(name: str, language: Language, title: str | None = None) -> html.Div:
    """Two buttons, and the place from which the browser takes the file.

    name: begins the ids of all three, as `download_places` gives them. title: shown at the first one.
    """
    safe, raw, file = download_places(name)
    return html.Div(
        [
            html.Button(texts.DOWNLOAD.text(language), id=safe, className="switch", title=title),
            html.Button(
                texts.DOWNLOAD_RAW.text(language),
                id=raw,
                className="switch",
                title=texts.RAW_MEANS.text(language),
            ),
            dcc.Download(id=file),
        ],
        className="switches",
    )


def download_places(name: str) -> tuple[str, str, str]:
    """The ids of the button, of the button for raw texts, and of the file."""
    return f"{name}-button", f"{name}-raw", f"{name}-download"


def download_inputs(name: str) -> tuple[Input, Input]:
    """What calls for the file; `is_raw` tells which it was."""
    safe, raw, _ = download_places(name)
    return Input(safe, "n_clicks"), Input(raw, "n_clicks")


def is_raw(name: str) -> bool:
    """Whether the second button called for the file."""
    triggered: Any = dash.ctx.triggered_id
    return bool(triggered == download_places(name)[1])
