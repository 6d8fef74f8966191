"""The verb `token new`."""

import json
from typing import Annotated

import typer

from warehouse.verbs import Verb

tokens = typer.Typer(no_args_is_help=True, help="Tokens of those who send events to the server.")


@tokens.command("new", cls=Verb)
def new_token(name: Annotated[str, typer.Argument(help="Who is to have it.")]) -> None:
    """Make a token for one who sends events; it is printed once and kept nowhere."""
    from events.tokens import hash_of
    from events.tokens import new_token as make_token
    from warehouse.printing import print_out

    token = make_token()
    print_out(f"The token of {name}, which is shown this once: {token}")
    print_out("Put this into touchpoints.toml, and start the server again:")
    print_out("")
    for line in ("[[api.tokens]]", f"name = {json.dumps(name)}", f'hash = "{hash_of(token)}"'):
        print_out(line)
