"""That answers count by the weights of their survey, with what that means at one click."""

from dash import html

from analytics.survey_weights import WEIGHTED, SurveyWeights
from dashboard.pages.satisfaction import words as texts
from dashboard.parts.definition import defined
from dashboard.wording import figure_words as figures
from dashboard.wording.numbers import show_count
from warehouse.words import Language


def weights_told(found: SurveyWeights | None, language: Language) -> html.P | None:
    """The sentence behind the name of what it is about; nothing where each answer weighs 1."""
    if found is None:
        return None
    numbers = {name: show_count(number) for name, number in found._asdict().items()}
    definition = (
        (figures.MEANING, texts.SURVEY_WEIGHTS_MEAN.text(language)),
        (figures.FORMULA, texts.SURVEY_WEIGHTS_FORMULA.text(language)),
        (figures.ORIGIN, texts.SURVEY_WEIGHTS_SOURCE),
    )
    name = defined(texts.SURVEY_WEIGHTS.text(language), definition, language)
    return html.P([name, WEIGHTED.text(language, **numbers)], className="small muted")
