"""The section `[money]` of the settings."""

from pydantic import Field

from warehouse.setting_types import Section


class Money(Section):
    """What value is worked out with, and the trade's rules of thumb that stand beside one's own figures."""

    discount_rate: float = Field(default=0.1, ge=0, le=1)
    horizon_years: int = Field(default=5, ge=1, le=50)
    margin: float | None = Field(default=None, gt=0, le=1)
    acquisition_cost: float | None = Field(default=None, gt=0)
    acquisition_factor: float = Field(default=6, gt=0, le=100)
    retention_gain: float = Field(default=0.05, gt=0, le=0.5)
    profit_gain: float = Field(default=0.85, gt=0, le=10)
    people_told: float = Field(default=9, gt=0, le=1000)
