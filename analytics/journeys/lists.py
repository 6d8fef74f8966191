"""The contacts of a path, by the name that links call them."""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from analytics.customer_sample import sampled
from analytics.journeys.paths import written
from analytics.journeys.tables import STEPS, Days, journey_steps, journey_values
from analytics.measures.behind import ContactsBehind
from analytics.view import View
from warehouse.settings import Settings
from warehouse.words import Words

_START = "journeys."
_PATH = """contact_id IN (
    WITH steps AS MATERIALIZED ({steps}),
    taken AS (
        SELECT journey
        FROM steps
        GROUP BY journey
        HAVING max(occurred_local) + to_days($gap_days::INTEGER) < $finished::DATE + 1
            AND count_if(step = ($path::VARCHAR[])[place]) = len($path::VARCHAR[])
            AND count(*) >= len($path::VARCHAR[])
            AND (count(*) > len($path::VARCHAR[])) = $is_longer
    )
    SELECT contact_id FROM steps JOIN taken ON taken.journey = steps.journey
)"""


def name_of(path: Sequence[str], step: str, days: Days, *, is_longer: bool = False) -> str:
    """The name of the contacts of journeys that took the path, and no other step."""
    ends = (str(day) for day in (days.starts, days.until, days.finished))
    told = [step, *ends, days.per_mille, is_longer, list(path)]
    return _START + json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def path_list(name: str) -> ContactsBehind | None:
    """The contacts that a name stands for; None for one that is no such name."""
    if not name.startswith(_START):
        return None
    with suppress(ValueError, TypeError):
        step, *days, per_mille, is_longer, path = json.loads(name.removeprefix(_START))
        starts, until, finished = map(date.fromisoformat, days)
        if (
            step in STEPS
            and path
            and all(isinstance(one, str) for one in path)
            and isinstance(is_longer, bool)
            and isinstance(per_mille, int)
        ):
            return _behind(step, Days(starts, until, finished, until, until, per_mille), is_longer, path)
    return None


def _behind(step: str, days: Days, is_longer: bool, path: list[str]) -> ContactsBehind:
    shown = written(path)

    def values(settings: Settings) -> dict[str, Any]:
        known = days.parameters | journey_values(settings, View())
        needed = ("starts", "until", "finished", "gap_days", "same_reason")
        return {name: known[name] for name in needed} | {"path": path, "is_longer": is_longer}

    label = Words(f"여정 '{shown}'의 접점", f"Contacts of journeys “{shown}”")
    return ContactsBehind(
        _PATH.replace("{steps}", journey_steps(step, sampled(days.per_mille))), label, values
    )
