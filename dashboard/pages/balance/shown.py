"""What all parts of the page share: which days, how a standing is written, names and links."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from analytics.balance.figures import side_label
from analytics.view import View
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection, Span
from dashboard.pages.balance import words as texts
from dashboard.wording.numbers import MINUS
from warehouse.settings import Settings
from warehouse.words import Language

Row = dict[str, Any]
_QUARTER_DAYS = 91


def view_of(selection: Selection, span: Span) -> View:
    """Thirteen weeks up to the last day, or longer where more was picked: agents' loads differ from day to
    day, and few answer a survey."""
    view = selection.view(span).alone()
    since, until = view.days
    return replace(view, since=max(span[0], min(since, until - timedelta(days=_QUARTER_DAYS - 1))))


def linked(selection: Selection, span: Span) -> Selection:
    """The selection whose links lead to contacts of the same days."""
    since, until = view_of(selection, span).days
    return replace(selection, since=since, until=until, focus=None)


def side_name(side: str, settings: Settings, language: Language) -> str:
    """The side in a word."""
    is_mission = side == "company" and settings.balance.company_side == "effectiveness"
    return (texts.ORGANISATION if is_mission else texts.SIDE_NAMES[side]).text(language)


def side_title(side: str, settings: Settings, language: Language) -> str:
    """The side and what it is judged by."""
    return side_label(side, settings).text(language)


def signed(value: float) -> str:
    """A standing with its sign: +0.12."""
    shown = f"{abs(value):.2f}"
    return shown if shown == "0.00" else ("+" if value > 0 else MINUS) + shown


def ends(low: float, high: float) -> str:
    """An interval of a standing."""
    return f"{signed(low)} – {signed(high)}"


def to_department(name: str, department: str, there: Selection, tier: str | None = None) -> str:
    """The contacts of a list in a department, or in one of its tiers."""
    placed = there.pick(department=department)
    return to_contacts(name, placed if tier is None else placed.pick(contact_tier=tier))
