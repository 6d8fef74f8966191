"""Charts over time with the registered changes that concern what they show."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import dash

from dashboard.address.selection import Selection, Span
from dashboard.charts.changes import changes_in, changes_told, mark_changes
from dashboard.charts.theme import PALETTES
from dashboard.lake.store import Reading
from dashboard.parts.panel import Drawn


def with_changes(
    made: Drawn,
    reading: Reading,
    picked: Mapping[str, Iterable[str]],
    days: Span,
    selection: Selection,
    caption: str = "",
) -> Drawn:
    """The chart with the changes of these days, of the departments and tiers picked; as it is without any.

    They are told in its caption and in its sentence. caption: that of the chart, where no data make it.
    """
    found = changes_in(reading.changes(), picked, *days)
    if not found or not made.chart.data:
        return made
    mark_changes(made.chart, found, PALETTES[selection.theme], selection.language)
    said = changes_told(found, selection.language)
    written = caption if made.caption is dash.no_update else made.caption
    behind = replace(made.behind, said=said)
    return made._replace(behind=behind, caption=" · ".join(part for part in (written, said) if part))
