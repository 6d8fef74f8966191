"""Parts that stand still are one component, and all that callbacks name stays one of its own."""

from typing import Any

import dash_mantine_components as dmc
import pytest
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.parts.still import Still, at_rest


def components(content: Any) -> int:
    if isinstance(content, list):
        return sum(map(components, content))
    if not isinstance(content, Component):
        return 0
    return 1 + components(getattr(content, "children", None))


def test_a_table_is_one_component_that_says_all_its_cells() -> None:
    rows = [
        html.Tr([html.Td(place, className="number", title="n 3"), html.Td("a & b")]) for place in range(9)
    ]
    drawn = at_rest(html.Table(html.Tbody(rows), style={"--depth": "3%"}))
    assert isinstance(drawn, Still)
    cells = [
        ["tr", {}, ["td", {"className": "number", "title": "n 3"}, n], ["td", {}, "a & b"]] for n in range(9)
    ]
    assert drawn.parts == [["table", {"style": {"--depth": "3%"}}, ["tbody", {}, *cells]]]


@pytest.mark.parametrize("named", [html.B("x", id="x"), dcc.Store(id="x"), dmc.Text("x")])
def test_what_is_named_or_does_something_stays_itself_with_all_around_it(named: Component) -> None:
    drawn = at_rest(
        html.Div(["a", html.P(html.I("b")), html.Div(["c", named]), html.P("d"), dcc.Link("e", "/")])
    )
    still, around, last = drawn.children
    assert isinstance(drawn, html.Div)
    assert isinstance(around.children[-1], type(named))
    assert [still.parts, last.parts] == [
        ["a", ["p", {}, ["i", {}, "b"]]],
        [["p", {}, "d"], ["Link", {"href": "/"}, "e"]],
    ]


@pytest.mark.parametrize("content", [None, "text", 3, True, [], ["a", "b"], {"data": []}, [{"a": 1}, "b"]])
def test_what_is_no_component_stays_as_it_is(content: Any) -> None:
    assert at_rest(content) == content


def test_cards_keep_their_order() -> None:
    cards = [html.Article([dmc.Popover("name"), html.P(str(n)), html.P("n 3")]) for n in range(3)]
    drawn = at_rest(cards)
    assert components(cards) == 12
    assert components(drawn) == 9
    assert [card.children[1].parts[0][2] for card in drawn] == ["0", "1", "2"]
