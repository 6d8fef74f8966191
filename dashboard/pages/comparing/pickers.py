"""What fair comparison is about: the measure, and the department of the control chart."""

from analytics.comparing.fitting import fitting, why_not_charted
from dashboard.address.selection import Selection
from dashboard.lake.store import Store
from dashboard.pages.comparing import words as texts
from dashboard.parts.picker import Picker, measure_picker

_LATEST = "latest"


def _present(store: Store) -> list[str]:
    nothing: list[str] = []
    return store.find(lambda reading: reading.values("department"), nothing)


def _options(selection: Selection, store: Store) -> dict[str, str]:
    """All departments, and as the first choice that of the latest signal."""
    names = {name: name for name in _present(store) if name != _LATEST}
    return {_LATEST: texts.LATEST_SIGNAL.text(selection.language)} | names


def _chosen(selection: Selection, store: Store) -> str | None:
    return selection.focus if selection.focus in _present(store) else _LATEST


MEASURE_PICKER = measure_picker("comparing-measure", fitting(why_not_charted))
DEPARTMENT_PICKER = Picker(
    "comparing-department", "focus", texts.PICK_DEPARTMENT, _options, _chosen, usual=_LATEST
)
