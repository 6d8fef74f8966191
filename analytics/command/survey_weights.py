"""What verbs tell beside figures that are made of weighted answers."""

from typing import TYPE_CHECKING

from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import tell

if TYPE_CHECKING:
    from warehouse.settings import Settings


def tell_survey_weights(settings: "Settings", measure: str, view: View) -> None:
    """The number of answers in the view and the effective one, where answers of the measure are weighted."""
    from analytics.catalogue import find_measure
    from analytics.survey_weights import WEIGHTED, survey_weights

    # Other measures need no second look at the warehouse.
    found = asked(settings, survey_weights, measure, view) if find_measure(measure).is_of_answers else None
    if found is not None:
        numbers = {name: f"{number:,}" for name, number in found._asdict().items()}
        tell(WEIGHTED.text(settings.language, **numbers))
