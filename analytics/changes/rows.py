"""The register and its effects as rows."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from analytics.changes.effect import Effect
from state.changes import Change

_SEPARATOR = ";"
REGISTER_SCHEMA = {
    "change_id": pl.Int64(),
    "begins_on": pl.Date(),
    **dict.fromkeys(("departments", "contact_tier", "kind", "problem", "plan", "owner"), pl.String()),
    **dict.fromkeys(("due", "done_on"), pl.Date()),
    "measure": pl.String(),
    "wanted": pl.Float64(),
    "state": pl.String(),
}
_FIGURES = ("before", "after", "control_before", "control_after")
_EFFECT_SCHEMA = {
    "change_id": pl.Int64(),
    "begins_on": pl.Date(),
    **dict.fromkeys(("departments", "contact_tier", "measure", "verdict", "note"), pl.String()),
    **dict.fromkeys(("effect", "low", "high", "p_value", *_FIGURES), pl.Float64()),
    **dict.fromkeys(("n_before", "n_after", "weeks_before", "weeks_after"), pl.Int64()),
    **dict.fromkeys(("relevant", "detectable"), pl.Float64()),
    "more_weeks": pl.Int64(),
    **dict.fromkeys(("trend_p_value", "synthetic", "synthetic_low", "synthetic_high", "rank"), pl.Float64()),
    **dict.fromkeys(("controls", "left_out", "changed"), pl.String()),
}


def register_rows(register: Sequence[Change]) -> pl.DataFrame:
    """A row per change, several departments separated by semicolons."""
    rows = [
        {name: getattr(change, name) for name in REGISTER_SCHEMA}
        | {"departments": _SEPARATOR.join(change.departments)}
        for change in register
    ]
    return pl.DataFrame(rows, schema=REGISTER_SCHEMA)


def departments_in(text: str | None) -> tuple[str, ...]:
    """Departments as `register_rows` writes them."""
    return tuple(dict.fromkeys(part.strip() for part in (text or "").split(_SEPARATOR) if part.strip()))


def effect_rows(effects: Sequence[Effect]) -> pl.DataFrame:
    """A row per change: what followed it. Effects and figures in the measure's unit, with 95 % intervals."""
    return pl.DataFrame([_effect(effect) for effect in effects], schema=_EFFECT_SCHEMA)


def _effect(one: Effect) -> dict[str, Any]:
    change, made, window = one.change, one.effect, one.window
    synthetic = one.synthetic.effect if one.synthetic else None
    return {
        **{name: getattr(change, name) for name in ("change_id", "begins_on", "contact_tier", "measure")},
        "departments": _SEPARATOR.join(change.departments),
        **{
            name: getattr(one, name)
            for name in ("verdict", "note", "p_value", "relevant", "more_weeks", "rank")
        },
        **{name: getattr(one, name) for name in _FIGURES},
        "n_before": one.n_before if made else None,
        "n_after": one.n_after if made else None,
        "weeks_before": window.weeks_before if window else None,
        "weeks_after": window.weeks_after if window else None,
        "effect": made and made.value,
        "low": made and made.low,
        "high": made and made.high,
        "detectable": made and made.detectable,
        "trend_p_value": one.trend and one.trend.p_value,
        "synthetic": synthetic and synthetic.value,
        "synthetic_low": synthetic and synthetic.low,
        "synthetic_high": synthetic and synthetic.high,
        "controls": _SEPARATOR.join(one.controls),
        "left_out": _SEPARATOR.join(one.left_out),
        "changed": _SEPARATOR.join(window.changed) if window else "",
    }
