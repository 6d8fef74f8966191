"""What puts the sides of a department out of balance: nothing in the sample, something in test worlds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Rates: TypeAlias = Mapping[str, float]


@dataclass(frozen=True)
class Strain:
    """A department that is hard on its staff, or none."""

    staff_points: Rates = field(default_factory=dict)
    """By department: on the staff's satisfaction and autonomy; the load they feel moves the other way."""
    autonomy_at_average: float = 0.0
    """Mean of the item staff.autonomy where nothing strains; 0: it is not asked."""


@dataclass(frozen=True)
class RecoveryQueue:
    """Recovery in the order of failing, so many on a working day."""

    per_working_day: Rates = field(default_factory=dict)
    """By department; the failures of others are recovered as `recovering` says."""
