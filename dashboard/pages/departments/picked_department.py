"""The department that the page looks at, its choice, and what it is looked at beside."""

from collections.abc import Sequence

from analytics.view import View
from dashboard.address.selection import EVERY_DEPARTMENT, Selection, Span
from dashboard.frame.facets import facet_text, facets
from dashboard.lake.store import Reading, Store
from dashboard.pages.departments import words as texts
from dashboard.parts.picker import Picker


def picked_department(reading: Reading, selection: Selection) -> str:
    """The department picked, else the first of the filter, else the first of all; `*` stands for all."""
    present = reading.values("department")
    return selection.focus or next(iter([*selection.of("department"), *present]), EVERY_DEPARTMENT)


def view_of(focus: str, selection: Selection, span: Span) -> View:
    """The selection's view of one department; of those in the filter for `*`."""
    view = selection.view(span)
    return view if focus == EVERY_DEPARTMENT else view.pick(department=focus)


def view_of_others(reading: Reading, focus: str, view: View) -> View | None:
    """The same view of all other departments; None where there is no other."""
    others = tuple(name for name in reading.values("department") if name != focus)
    if focus == EVERY_DEPARTMENT or not others:
        return None
    return view.pick(department=others)


def _options(selection: Selection, store: Store) -> dict[str, str]:
    """All departments, together and one by one."""
    chosen = facet_text(facets(store.settings)[0], selection)
    together = texts.EVERY_CHOSEN.text(selection.language, departments=chosen)
    nothing: Sequence[str] = ()
    present = store.find(lambda reading: reading.values("department"), nothing)
    names = dict.fromkeys([*present, _chosen(selection, store)])
    single = {name: name for name in names if name not in (None, EVERY_DEPARTMENT)}
    return {EVERY_DEPARTMENT: together} | single


def _chosen(selection: Selection, store: Store) -> str | None:
    return store.find(lambda reading: picked_department(reading, selection), None)


DEPARTMENT_PICKER = Picker(
    "departments-focus", "focus", texts.PICK, _options, _chosen, class_name="focus", is_searchable=True
)
