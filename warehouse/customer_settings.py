"""The sections `[relationship]`, `[contact_level]` and `[outbound]` of the settings."""

from typing import Self

from pydantic import Field, model_validator

from warehouse.setting_types import MOST_DAYS, Section, Share


class Relationship(Section):
    """From when on a customer counts as developing and as retained."""

    acquired_days: int = Field(default=180, ge=1, le=MOST_DAYS)
    developing_contacts: int = Field(default=3, ge=1, le=1000)
    retained_days: int = Field(default=365, ge=1, le=MOST_DAYS)
    horizon_days: int = Field(default=730, ge=1, le=MOST_DAYS)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.retained_days < self.acquired_days:
            raise ValueError("retained_days is less than acquired_days, so that nobody would be developing")
        return self


class ContactLevel(Section):
    """Which customers come often, and which of them deep, by their own contacts."""

    often_per_month: float = Field(default=1.5, gt=0, le=1000)
    deep_share: Share = 0.5


class Outbound(Section):
    """Calls that the company makes: whom they can be made to, and how long is looked at after them."""

    followed_days: int = Field(default=30, ge=1, le=MOST_DAYS)
