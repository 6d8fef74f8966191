"""Two figures of leaving without a complaint, each with its definition, and how they go together."""

from dash import html

from analytics.catalogue import find_measure
from analytics.recovery.reactions import Reactions, reactions
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.lake.store import Reading
from dashboard.parts.definition import defined_name
from dashboard.wording.figure import Figure, value_text
from dashboard.wording.numbers import show_count, show_interval, show_value
from warehouse.settings import Settings
from warehouse.words import Language, Words

_AFTER_FAILURE, _AT_ALL = "left_without_word", "left_without_complaint"

_TITLE = Words("불평하지 않고 떠남", "Leaving without a complaint")
_LEFT_AFTER_FAILURE = Words(
    "실패 뒤 고객이 떠난 {n}건: 불평 {complained}, 불평 없이 다시 찾음 {came_again}, 말도 접점도 없음 "
    "{silent} "
    "({interval}). 불평이 없던 것은 뒤의 둘을 더한 {quiet}입니다.",
    "Of {n} failures after which the customer left, {complained} were complained about, {came_again} were "
    "followed by another contact without a complaint, and {silent} ({interval}) by neither. Without a "
    "complaint "
    "were the last two together: {quiet}.",
)
_LEFT_AT_ALL = Words(
    "'{measure}'은 {share} (고객 {n}명)입니다. 이것은 실패가 아니라 고객을 세고, 어긴 대기 약속을 겪은 "
    "고객도 "
    "넣으며, 그달의 어느 접점에서든 불평했는지를 봅니다. 그래서 두 값이 다릅니다.",
    "“{measure}” is {share} of {n} customers. It counts customers instead of failures, those with a broken "
    "waiting promise too, and a complaint in any contact of the month; that is why the two differ.",
)
_NOBODY_LEFT = Words(
    "실패 뒤 떠난 고객이 적어 말할 수 없습니다. 이탈일(left_on)이 있는 고객 기록이 필요합니다.",
    "Too few customers left after a failure to tell. Customer records with left_on are needed.",
)


def leaving_quietly(reading: Reading, view: View, selection: Selection) -> tuple[str, html.Div]:
    """The title and the sentences, over the days of the view."""
    language = selection.language
    at_all = Figure.of(reading.measure(_AT_ALL, (), view).row(0, named=True))
    names = [defined_name(find_measure(name), language) for name in (_AFTER_FAILURE, _AT_ALL)]
    sentences = [
        _after_failure(reading.ask(reactions, view), reading.settings, language),
        _of_all_customers(at_all, language),
    ]
    told = [html.P(sentence) for sentence in sentences if sentence]
    return _TITLE.text(language), html.Div([html.Div(names, className="names"), *told])


def _after_failure(found: Reactions, settings: Settings, language: Language) -> str:
    whole = found.left_without_word.row(0, named=True)
    if whole["n"] < settings.definitions.small_n:
        return _NOBODY_LEFT.text(language)
    left = dict(found.shares.select("reaction", "left_failures").iter_rows())
    half = (whole["high"] - whole["low"]) / 2
    parts = left | {"quiet": left["came_again"] + left["silent"]}
    shown = {name: show_value(count / whole["n"], half, "share", language) for name, count in parts.items()}
    interval = show_interval(whole["low"], whole["high"], "share", language)
    return _LEFT_AFTER_FAILURE.text(language, n=show_count(whole["n"]), interval=interval, **shown)


def _of_all_customers(figure: Figure, language: Language) -> str:
    if figure.value is None:
        return ""
    measure = find_measure(_AT_ALL)
    return _LEFT_AT_ALL.text(
        language,
        measure=measure.label.text(language),
        share=value_text(figure, measure, language),
        n=show_count(figure.n),
    )
