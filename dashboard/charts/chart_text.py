"""Texts in charts are text: a name is shown as it is, nothing in it acts as the mark-up that Plotly reads."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go

_BOLD, _NOT_BOLD = "\N{START OF TEXT}", "\N{END OF TEXT}"
# What Plotly would read as tags, entities and places in a template, and what stands for our own marks.
_SHOWN = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;", _BOLD: "<b>", _NOT_BOLD: "</b>", "\n": "<br>"}
)
_TEMPLATES = ("%{text}", "%{customdata}")
_TOOLTIP = "hovertemplate"
_NAMED = frozenset({"text", "hovertext", "customdata", "ticktext", "texttemplate", "name", "title"})


def bold(text: str) -> str:
    """The text, bold where a chart shows it."""
    return f"{_BOLD}{text}{_NOT_BOLD}"


def drawn(filled: Any) -> Any:
    """What a place of a page is filled with; in charts every text shows what it says, line by line.

    Tooltips are texts too, or name the field of the trace that holds them: "%{text}" or "%{customdata}".
    """
    if isinstance(filled, tuple | list):
        return [drawn(part) for part in filled]
    return _walk(filled.to_plotly_json(), "") if isinstance(filled, go.Figure) else filled


def _walk(part: Any, name: str) -> Any:
    """The part with its texts as they are shown; `name` is that of the attribute it belongs to."""
    if isinstance(part, Mapping):
        return {key: value if key == "template" else _walk(value, key) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_walk(each, name) for each in part]
    if isinstance(part, str):
        return _shown(part, name)
    # Plotly keeps sequences of texts as arrays.
    return _walk(part.tolist(), name) if isinstance(part, np.ndarray) and part.dtype.kind in "OUS" else part


def _shown(text: str, name: str) -> str:
    if name == _TOOLTIP:
        return (text if text in _TEMPLATES else text.translate(_SHOWN)) + "<extra></extra>"
    return text.translate(_SHOWN) if name in _NAMED else text
