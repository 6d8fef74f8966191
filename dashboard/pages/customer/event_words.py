"""Each event of a line in the reader's words."""

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.pages.customer import words as texts
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_seconds
from warehouse.words import Language

Event = Mapping[str, Any]


def event_name(event: Event, language: Language) -> str:
    """What it was: a contact by its reason and outcome, also the company's calls; a purchase by its kind."""
    kind, outcome = texts.KINDS[event["kind"]].text(language), outcome_name(event, language)
    if event["kind"] == "contact":
        return " · ".join(part for part in (event["reason"] or kind, outcome) if part)
    if event["kind"] == "call":
        return " · ".join(part for part in (kind, event["reason"], outcome) if part)
    if event["kind"] == "purchase" and event["what"] in texts.PURCHASES:
        return texts.PURCHASES[event["what"]].text(language)
    return kind


def outcome_name(event: Event, language: Language) -> str:
    """How a contact ended; of a call of the company, whether it reached the customer."""
    if event["kind"] == "call":
        return texts.CALLS[event["outcome"]].text(language) if event["outcome"] else ""
    return terms.value_name("outcome", event["outcome"] or "", language)


def event_place(event: Event, language: Language) -> str:
    """Department, channel and tier, as far as they are known."""
    tier = terms.tier_name(event["contact_tier"], language) if event["contact_tier"] else None
    return " · ".join(part for part in (event["department"], event["channel"], tier) if part)


def event_wait(event: Event, language: Language) -> str:
    """How long was waited, and what had been promised."""
    wait, promised = event["wait_seconds"], event["promised_wait_seconds"]
    waited = [] if wait is None else [show_seconds(wait, 1, language)]
    if promised is not None:
        waited.append(texts.PROMISED.text(language, promised=show_seconds(promised, 1, language)))
    return " · ".join(waited)


def event_details(event: Event, language: Language) -> str:
    """All else that is known of it."""
    return " · ".join(_details(event, language))


def is_broken_promise(event: Event) -> bool:
    """Whether it took longer than was promised."""
    wait, promised = event["wait_seconds"], event["promised_wait_seconds"]
    return wait is not None and promised is not None and wait > promised


def is_bad(event: Event) -> bool:
    """A failure, a complaint or a broken promise."""
    return event["outcome"] == "failed" or bool(event["is_complaint"]) or is_broken_promise(event)


def _details(event: Event, language: Language) -> Iterator[str]:
    if event["kind"] in ("contact", "call"):
        yield from _of_contact(event, language)
    if event["scores"]:
        yield ", ".join(f"{one['item']} {one['score']:g}" for one in event["scores"])
    if event["comment"]:
        yield f"“{event['comment']}”"
    if event["amount"] is not None:
        yield show_count(round(event["amount"]))
    if event["kind"] == "change":
        yield _change(event, language)
    elif event["kind"] == "left" and event["what"]:
        yield event["what"].replace("|", ", ")


def _of_contact(event: Event, language: Language) -> Iterator[str]:
    flags = (
        ("is_complaint", texts.COMPLAINED),
        ("is_no_show", texts.NO_SHOW),
        ("asked_again", texts.ASKED_AGAIN),
    )
    yield from (words.text(language) for name, words in flags if event[name])
    if event["handed_to"]:
        yield texts.HANDED_TO.text(language, place=event["handed_to"])
    if event["outcome"] == "failed":
        recovery = terms.RECOVERIES[event["recovery"] or "none"].text(language)
        yield texts.RECOVERY.text(language, recovery=recovery)
        if event["failure_origin"]:
            yield terms.value_name("failure_origin", event["failure_origin"], language)


def _change(event: Event, language: Language) -> str:
    name = texts.CHANGED.get(event["what"])
    nothing = texts.NOTHING.text(language)
    return texts.CHANGE.text(
        language,
        what=name.text(language) if name else event["what"],
        before=_value(event, "before", language) or nothing,
        after=_value(event, "after", language) or nothing,
    )


def _value(event: Event, side: str, language: Language) -> str:
    return terms.value_name(event["what"], event[side], language) if event[side] else ""
