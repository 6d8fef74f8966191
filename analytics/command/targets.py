"""The verb `targets`."""

from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows, tell
from warehouse.verbs import settings_of
from warehouse.words import Words


@over_a_view
def targets(
    by: By = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Who misses which target, and how surely; over the last 30 days unless you give some."""
    from analytics.targets.verdict import (
        COMBINATION,
        TARGET,
        count_verdicts,
        counts_in_words,
        declared_verdicts,
        measures_left_out,
        verdicts_by,
    )

    settings, names = settings_of(config), names_in(by)
    found = asked(settings, verdicts_by, names, view) if names else asked(settings, declared_verdicts, view)
    of = COMBINATION if names else TARGET
    sentences = [counts_in_words(count_verdicts(found["verdict"]), of)]
    if left_out := measures_left_out(settings, names, view):
        sentences.append(_left_out(left_out))
    for sentence in sentences:
        tell(sentence.text(settings.language))
    print_rows(found, printed, beside=("target_of", "is_sure"), raw=raw)


def _left_out(measures: list[str]) -> Words:
    names = ", ".join(measures)
    return Words(f"이렇게는 나눌 수 없는 지표: {names}.", f"Cannot be split or narrowed so: {names}.")
