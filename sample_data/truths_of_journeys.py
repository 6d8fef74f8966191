"""What is true of journeys in worlds that are asked about them. Units as in truths.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class JourneySurvey:
    """A survey after a journey of two contacts or more: each contact on its own, and the whole. Off in the
    demo."""

    response_rate: float = 0.0
    """Journeys that are answered; those beyond have the answers that they have anyway."""
    gap_days: float = 7.0
    """Contacts of a customer that are no further apart are one journey."""
    power: float = 0.0
    """The whole is the power mean of its contacts' parts (score - 1/2) / 5: 0 is their product, 1 their
    mean."""
    spoiler_points: Mapping[tuple[str, str], float] = field(default_factory=lambda: {("가입", "phone"): -1.0})
    """(department, channel): what is added to the score of contacts there, which else is the same
    everywhere."""
