"""What of Dash's scripts a page begins with, and what comes later or never."""

import re
from collections.abc import Callable

# Files in this folder of the assets are not loaded with every page.
LATER = "later"
PLOTLY_VERSION = "4.1.1"
CHARTS = f"{LATER}/plotly-cartesian-{PLOTLY_VERSION}.min.js"
_GRID = "/dash_ag_grid/"
# Dash's own tables, which no page has.
_TABLES = "/dash_table/"


def first_scripts(scripts: str) -> str:
    """Of the tags that Dash writes, those without which no page works."""
    return "\n".join(tag for tag in scripts.split("\n") if _GRID not in tag and _TABLES not in tag)


def later_scripts(scripts: str, asset_url: Callable[[str], str]) -> str:
    """Where `assets/later.js` finds what pages with charts or grids need besides."""
    grid = re.search(rf'src="([^"]*{_GRID}[^"]*)"', scripts)
    charts = f"{asset_url(CHARTS)}?m={PLOTLY_VERSION}"
    links = [f'<link id="charts-script" rel="prefetch" as="script" href="{charts}">']
    if grid:
        links.append(f'<link id="grid-script" href="{grid[1]}">')
    return "\n".join(links)
