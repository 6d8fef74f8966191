"""What verbs of the command share: how they take texts, and the options that most of them have."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer
from typer.core import TyperCommand

from warehouse.config_variable import CONFIG_VARIABLE
from warehouse.formats import Format

if TYPE_CHECKING:
    from warehouse.settings import Settings

Config: TypeAlias = Annotated[
    Path | None,
    typer.Option("--config", envvar=CONFIG_VARIABLE, help="Settings file; else ./touchpoints.toml."),
]
Printed: TypeAlias = Annotated[Format, typer.Option("--format", help="How rows are printed.")]


class Verb(TyperCommand):
    """A verb whose texts are checked to be text: a shell passes any bytes, the database takes UTF-8 only."""

    def invoke(self, ctx: Any) -> Any:
        for given in ctx.params.values():
            for text in given if isinstance(given, list | tuple) else [given]:
                if isinstance(text, str):
                    text.encode()  # what it raises is told as a sentence
        return super().invoke(ctx)


def settings_of(config: Path | None) -> "Settings":
    """The settings. Raises SettingsError for what is wrong in them."""
    from warehouse.settings_file import read_settings

    return read_settings(config)


def standing_back(config: Path | None) -> "Settings":
    """The settings, for what runs at a lower priority from now on."""
    from warehouse.priority import stand_back

    settings = settings_of(config)
    stand_back(settings)
    return settings
