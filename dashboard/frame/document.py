"""The HTML document: its language, colours and navigation are right at first, so nothing flashes."""

from typing import Any

import dash
from flask import Response, after_this_request, request

from dashboard.address.selection import read_search
from dashboard.frame.bundles import LATER, first_scripts, later_scripts
from dashboard.frame.navigation import FOLDED, FOLDED_COOKIE
from dashboard.lake.store import Store
from warehouse.settings import Settings

_DOCUMENT = """<!DOCTYPE html>
<html lang="$language" data-mantine-color-scheme="$theme" data-version="$version"$folded>
    <head>
        {%metas%}
        <title>{%title%}</title>
        <link rel="icon" type="image/svg+xml" href="$icon">
        {%css%}
        $later
    </head>
    <body>
        {%app_entry%}
        <footer>
            {%config%}
            {%scripts%}
            {%renderer%}
        </footer>
    </body>
</html>
"""

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' {scripts}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


class Document(dash.Dash):
    """A Dash application whose document speaks the language of its address."""

    def __init__(self, settings: Settings, store: Store, **options: Any) -> None:
        super().__init__(
            index_string=_DOCUMENT,
            assets_path_ignore=[LATER],
            # Dash would send the layout of every page along with each to check callbacks by.
            suppress_callback_exceptions=True,
            **options,
        )
        self._settings = settings
        self._store = store

    def interpolate_index(self, *_: Any, **parts: Any) -> str:
        """The document, in the language and colours that the address asks for."""
        self._allow_own_scripts()
        selection = read_search(request.query_string.decode("utf-8", "replace"), self._settings)
        interpolate: Any = super().interpolate_index
        is_folded = request.cookies.get(FOLDED_COOKIE) == FOLDED
        scripts = parts.pop("scripts")
        document: str = interpolate(scripts=first_scripts(scripts), **parts)
        return (
            document.replace("$language", selection.language)
            .replace("$theme", selection.theme)
            .replace("$version", self._store.written_version())
            .replace("$folded", " data-pages-folded" if is_folded else "")
            .replace("$icon", self.get_asset_url("icon.svg"))
            .replace("$later", later_scripts(scripts, self.get_asset_url))
        )

    def _allow_own_scripts(self) -> None:
        """Dash's inline scripts are known by their hashes; Mantine and Plotly write styles into elements."""
        policy = _POLICY.format(scripts=" ".join(self.csp_hashes()))

        @after_this_request
        def say(response: Response) -> Response:
            response.headers["Content-Security-Policy"] = policy
            return response
