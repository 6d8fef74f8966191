"""The sections `[balance]` and `[recovery]` of the settings."""

from typing import Literal

from pydantic import Field

from warehouse.setting_types import ContactTier, Section, Text


class Balance(Section):
    """What the company's side stands for, and which items of surveys ask about control and autonomy."""

    company_side: Literal["efficiency", "effectiveness"] = "efficiency"
    control_items: tuple[Text, ...] = ("control", "choice")
    autonomy_items: tuple[Text, ...] = ("staff.autonomy", "staff.control")
    smallest_distance: float = Field(default=0.2, ge=0, le=5)


class RecoveryCapacity(Section):
    """How many failures one department can recover on a working day; in one tier, or in all together."""

    department: Text
    contact_tier: ContactTier | None = None
    per_working_day: float = Field(gt=0, le=1_000_000)


class Recovery(Section):
    """What recovery can do. Where nothing says it, what was ever done stands for it."""

    capacity: tuple[RecoveryCapacity, ...] = ()
    capacity_share: float = Field(default=0.9, ge=0.5, le=0.99)
