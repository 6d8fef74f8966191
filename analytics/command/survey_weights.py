"""What verbs tell beside figures that are made of weighted answers."""

import duckdb

from analytics.survey_weights import WEIGHTED, survey_weights
from analytics.view import View
from warehouse.settings import Settings
from warehouse.visible import tell


def tell_survey_weights(
    connection: duckdb.DuckDBPyConnection, settings: Settings, measure: str, view: View
) -> None:
    """The number of answers in the view and the effective one, where answers of the measure are weighted."""
    found = survey_weights(connection, settings, measure, view)
    if found is not None:
        numbers = {name: f"{number:,}" for name, number in found._asdict().items()}
        tell(WEIGHTED.text(settings.language, **numbers))
