"""Colours and one chart template, for light and dark. The style sheet holds the same colours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import plotly.graph_objects as go

from dashboard.address.selection import Theme

FONTS = 'system-ui, -apple-system, "Segoe UI", "Noto Sans KR", "Noto Sans CJK KR", sans-serif'
SMALL = 13


# The accent from pale to dark, as Mantine wants it; the seventh is the accent itself.
ACCENT_STEPS = (
    "#eaf4fa",
    "#cfe6f3",
    "#a3cfe8",
    "#73b6dc",
    "#459dd0",
    "#1f87c3",
    "#0072b2",
    "#00629a",
    "#005382",
    "#00436a",
)


@dataclass(frozen=True)
class Palette:
    """accent: the line in question. better, worse: for text. tiers: three steps of one hue."""

    surface: str
    text: str
    muted: str
    grid: str
    accent: str
    better: str
    worse: str
    tiers: Mapping[str, str]

    def band(self) -> str:
        """The accent, thin enough to see the grid through it."""
        return faded(self.accent, 0.16)


def faded(colour: str, opacity: float) -> str:
    """A #rrggbb colour with an opacity."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"


# Accent, better and worse are Okabe-Ito's blue, sky blue, vermilion and orange, moved until text is legible.
PALETTES: Mapping[Theme, Palette] = MappingProxyType(
    {
        "light": Palette(
            surface="#ffffff",
            text="#1c2126",
            muted="#5b6670",
            grid="#e9edf0",
            accent="#0072b2",
            better="#0067a3",
            worse="#b34a00",
            tiers={"high": "#004d38", "medium": "#00835f", "low": "#35a583"},
        ),
        "dark": Palette(
            surface="#1b2025",
            text="#e8ecef",
            muted="#a3afb9",
            grid="#2b333a",
            accent="#56b4e9",
            better="#6cbfee",
            worse="#f0a04b",
            tiers={"high": "#8fe6c9", "medium": "#34b88f", "low": "#1f8767"},
        ),
    }
)

# Of what is no tier: Okabe and Ito's, moved until text in them is legible.
CATEGORIES: Mapping[Theme, Sequence[str]] = MappingProxyType(
    {
        "light": ("#0072b2", "#b34a00", "#007a58", "#a8437f", "#8a6100", "#23739f", "#6a5acd", "#5b6670"),
        "dark": ("#56b4e9", "#f0a04b", "#2fc79b", "#e39ac6", "#e8c34a", "#8fd0f5", "#b3a7ff", "#a3afb9"),
    }
)


def _template(palette: Palette) -> go.layout.Template:
    axis = {
        "gridcolor": palette.grid,
        "linecolor": palette.grid,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"color": palette.muted},
        "fixedrange": True,
        "automargin": True,
    }
    return go.layout.Template(
        layout={
            "paper_bgcolor": palette.surface,
            "plot_bgcolor": palette.surface,
            "font": {"family": FONTS, "size": SMALL, "color": palette.text},
            "margin": {"l": 8, "r": 64, "t": 16, "b": 8},
            "showlegend": False,
            "hovermode": "closest",
            "hoverdistance": 60,
            "hoverlabel": {
                "bgcolor": palette.surface,
                "bordercolor": palette.muted,
                "font": {"family": FONTS, "color": palette.text},
            },
            "xaxis": axis | {"showgrid": False, "ticklabelstandoff": 8},
            "yaxis": axis,
        }
    )


TEMPLATES: Mapping[Theme, go.layout.Template] = MappingProxyType(
    {theme: _template(palette) for theme, palette in PALETTES.items()}
)
