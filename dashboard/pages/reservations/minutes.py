"""Minutes from an appointment, as they are written."""

from dashboard.pages.reservations import words as texts
from dashboard.wording.numbers import MINUS
from warehouse.words import Language


def show_lateness(minutes: float, language: Language) -> str:
    """How early or how late, to the minute."""
    whole = round(minutes)
    if whole == 0:
        return texts.ON_TIME.text(language)
    words = texts.LATE if whole > 0 else texts.EARLY
    return words.text(language, minutes=abs(whole))


def show_minutes(minutes: float | None, language: Language, decimals: int = 0) -> str:
    """With a sign; a dash for none."""
    if minutes is None:
        return "–"
    return texts.MINUTES.text(language, minutes=f"{minutes:.{decimals}f}".replace("-", MINUS))
