"""The section `[channel_roles]` of the settings."""

from pydantic import model_validator

from warehouse.setting_types import Section, Text


class ChannelRoles(Section):
    """Which channels are the main ones, and which are held beside them; none: by how busy they are."""

    main: tuple[Text, ...] = ()
    auxiliary: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _differ(self) -> "ChannelRoles":
        if both := sorted({*self.main} & {*self.auxiliary}):
            raise ValueError(f"the channel '{both[0]}' cannot be main and auxiliary")
        return self
