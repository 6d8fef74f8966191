"""The department that the departments page looks at, and what it is looked at beside."""

from dataclasses import replace

from analytics.view import View
from dashboard.address.selection import EVERY_DEPARTMENT, Selection, Span
from dashboard.lake.store import Reading


def focus_of(reading: Reading, selection: Selection) -> str:
    """The department picked, else the first of the filter, else the first of all; `*` stands for all."""
    present = reading.values("department")
    return selection.focus or next(iter([*selection.departments, *present]), EVERY_DEPARTMENT)


def view_of(focus: str, selection: Selection, span: Span) -> View:
    """The selection's view of one department; of those in the filter for `*`."""
    view = selection.view(span)
    return view if focus == EVERY_DEPARTMENT else replace(view, departments=(focus,))


def view_of_others(reading: Reading, focus: str, view: View) -> View | None:
    """The same view of all other departments; None where there is no other."""
    others = tuple(name for name in reading.values("department") if name != focus)
    if focus == EVERY_DEPARTMENT or not others:
        return None
    return replace(view, departments=others)
