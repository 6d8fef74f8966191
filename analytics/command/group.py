"""The verbs that answer questions, beside those that the command has of its own."""

from importlib import import_module
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from analytics.command import VERBS
from analytics.command.docstrings import docstrings
from warehouse.verbs import Verb


class Verbs(TyperGroup):
    """A group that has the verbs of `analytics.command` too, which are imported when they are asked for."""

    _is_listing = False

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """List the verbs without importing them."""
        self._is_listing = True
        super().format_help(ctx, formatter)
        self._is_listing = False

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *VERBS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in VERBS:
            return super().get_command(ctx, cmd_name)
        if self._is_listing:
            return Verb(cmd_name, help=docstrings(VERBS[cmd_name])[cmd_name])
        function = getattr(import_module(VERBS[cmd_name]), cmd_name)
        return get_command_from_info(
            CommandInfo(name=cmd_name, cls=Verb, callback=function),
            pretty_exceptions_short=False,
            rich_markup_mode="rich",
        )
