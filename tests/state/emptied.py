"""A state as it was before anybody wrote to it."""

from sqlalchemy.schema import DropSchema

from state.database import state
from state.place import state_file, state_schema
from warehouse.settings import Settings


def empty_state(settings: Settings) -> None:
    """Remove what people decided, file or schema."""
    path = state_file(settings)
    if path is None:
        with state(settings) as connection:
            connection.execute(DropSchema(state_schema(settings), cascade=True))
        return
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
