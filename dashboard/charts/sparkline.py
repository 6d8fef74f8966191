"""A word-sized line chart, drawn as an image: hundreds cost less than one interactive chart."""

from collections.abc import Sequence
from urllib.parse import quote

from dash import html

from dashboard.charts.theme import Palette

WIDTH, HEIGHT = 160, 32
_MARGIN = 3


def sparkline(values: Sequence[float | None], target: float | None, palette: Palette, label: str) -> html.Img:
    """The values from left to right, those missing passed over; the target as a thin dashed line."""
    svg = _svg(values, target, palette)
    return html.Img(src=f"data:image/svg+xml,{quote(svg)}", alt=label, className="sparkline")


def _svg(values: Sequence[float | None], target: float | None, palette: Palette) -> str:
    known = [value for value in (*values, target) if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    points = [
        (_place(place, len(values)), _height(value, low, high))
        for place, value in enumerate(values)
        if value is not None
    ]
    target_line = [_target_line(_height(target, low, high), palette)] if target is not None else []
    line = [_line(points, palette), _dot(*points[-1], palette)] if points else []
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f"{''.join(target_line + line)}</svg>"
    )


def _place(place: int, count: int) -> float:
    return _MARGIN + place * (WIDTH - 2 * _MARGIN) / max(1, count - 1)


def _height(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.5
    return HEIGHT - _MARGIN - share * (HEIGHT - 2 * _MARGIN)


def _line(points: Sequence[tuple[float, float]], palette: Palette) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (
        f'<polyline points="{path}" fill="none" stroke="{palette.accent}" stroke-width="1.5" '
        'stroke-linejoin="round" vector-effect="non-scaling-stroke"/>'
    )


def _dot(x: float, y: float, palette: Palette) -> str:
    """A line of no length with round ends: it stays round when the image is stretched."""
    return (
        f'<path d="M{x:.1f} {y:.1f}h0" stroke="{palette.accent}" stroke-width="5" stroke-linecap="round" '
        'vector-effect="non-scaling-stroke"/>'
    )


def _target_line(y: float, palette: Palette) -> str:
    return (
        f'<line x1="0" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="{palette.muted}" '
        'stroke-width="1" stroke-dasharray="3 3" vector-effect="non-scaling-stroke"/>'
    )
