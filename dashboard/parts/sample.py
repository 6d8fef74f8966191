"""What is said where a page looks at a sample of customers."""

from analytics.customer_sample import EVERYBODY
from dashboard.wording import figure_words
from dashboard.wording.numbers import show_count
from warehouse.words import Language


def said_of_sample(per_mille: int, most: int, language: Language) -> list[str]:
    """The sentence about whose contacts are looked at; none where they are all."""
    if per_mille >= EVERYBODY:
        return []
    share = show_per_mille(per_mille)
    return [figure_words.SAMPLED.text(language, most=show_count(most), share=share)]


def show_per_mille(per_mille: int) -> str:
    """As a percentage to a tenth."""
    return f"{per_mille / 10:.1f} %"
