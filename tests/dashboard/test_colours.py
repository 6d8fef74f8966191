"""Colours are the same in charts and pages, and legible in light and dark."""

import re
from importlib.resources import files

import pytest

from dashboard.charts.theme import PALETTES, Palette

STYLES = (files("dashboard") / "assets" / "touchpoints.css").read_text(encoding="utf-8")


def css_colours(theme: str) -> dict[str, str]:
    selector = ":root" if theme == "light" else '[data-mantine-color-scheme="dark"]'
    block = STYLES.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", list(PALETTES))
def test_pages_and_charts_share_their_colours(theme: str) -> None:
    palette, styles = PALETTES[theme], css_colours(theme)
    for name in ("surface", "text", "muted", "accent", "better", "worse"):
        assert styles[name] == getattr(palette, name), name


@pytest.mark.parametrize("theme", list(PALETTES))
def test_text_is_legible_on_every_ground(theme: str) -> None:
    styles = css_colours(theme)
    for ground in ("surface", "ground"):
        for text in ("text", "muted", "accent", "better", "worse"):
            assert contrast(styles[text], styles[ground]) >= 4.5, (text, ground)
    for shade in ("better-near", "better-far", "worse-near", "worse-far"):
        assert contrast(styles["text"], styles[shade]) >= 4.5, shade
    for shade in ("better-near", "worse-near"):
        assert contrast(styles["muted"], styles[shade]) >= 4.5, shade


@pytest.mark.parametrize("palette", PALETTES.values())
def test_tiers_are_three_steps_that_stand_out(palette: Palette) -> None:
    steps = [luminance(palette.tiers[tier]) for tier in ("high", "medium", "low")]
    assert steps in (sorted(steps), sorted(steps, reverse=True))
    assert all(contrast(colour, palette.surface) >= 3 for colour in palette.tiers.values())


def test_nothing_comes_from_elsewhere() -> None:
    assets = [asset for asset in (files("dashboard") / "assets").iterdir() if asset.is_file()]
    assert assets
    for asset in assets:
        text = asset.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|@import|url\(", text), asset.name
