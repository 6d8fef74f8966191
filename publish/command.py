"""The verb `publish`."""

from warehouse.printing import Format, print_rows, tell
from warehouse.verbs import Config, Printed, standing_back


def publish(printed: Printed = Format.table, config: Config = None) -> None:
    """Publish the newest version of the figures in PostgreSQL, as [publish] in the settings says."""
    from publish.publishing import publish as publish_newest
    from publish.telling import rows_of

    settings = standing_back(config)
    done = publish_newest(settings)
    print_rows(rows_of(done), printed)
    tell(
        f"Version {done.version} of the warehouse is published in {settings.publish.database}"
        f" (schema {settings.publish.schema_})."
    )
