"""The verb `quack`."""

from typing import Annotated

import typer

from warehouse.verbs import Config, settings_of


def quack(
    host: Annotated[str, typer.Option(help="0.0.0.0 opens it to the network; see docs/bi.md.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 9494,
    config: Config = None,
) -> None:
    """Answer queries of DuckDB clients elsewhere, until stopped: for who has the token in
    TOUCHPOINTS_QUACK_TOKEN, and no other statement than a SELECT over the warehouse.
    """
    from analytics.quack.serving import serving, taken_token
    from warehouse.ending import wait_until_stopped
    from warehouse.printing import print_out

    settings, token = settings_of(config), taken_token()
    with serving(settings, host, port, token):
        print_out(f"DuckDB clients are answered at quack:{host}:{port} (Ctrl+C stops it).")
        wait_until_stopped()
