"""What browsers send to fill a page, checked against what the page asks for: anything else is refused.

What passes has the types that callbacks are written for, so an error in one is a fault of the program.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import dash
import flask
from pydantic import AfterValidator, BaseModel, Field, TypeAdapter, ValidationError

from dashboard.frame import comparison, facets, filters
from dashboard.parts import menu

_PATH = "/_dash-update-component"
REFUSED = "This request is none that a page of this dashboard makes."
# More than the longest address: hundreds of departments chosen by name.
_LONGEST_TEXT = 32_000


def _is_day(text: str) -> str:
    return text and date.fromisoformat(text).isoformat()


Text = Annotated[str, Field(max_length=_LONGEST_TEXT)]
Scalar = Text | int | float | None
Days = Annotated[list[Annotated[str, AfterValidator(_is_day)] | None], Field(max_length=2)]
Filters = dict[str, dict[str, Scalar | list[dict[str, Scalar]] | dict[str, Scalar]]]


class Order(BaseModel):
    """One column of the table's order."""

    colId: Text  # noqa: N815 - AG Grid's name
    sort: Text | None = None


class Rows(BaseModel):
    """The rows that the table of contacts asks for."""

    startRow: Annotated[int, Field(ge=0, le=10**9)]  # noqa: N815
    endRow: Annotated[int, Field(ge=0, le=10**9)]  # noqa: N815
    filterModel: Filters | None = None  # noqa: N815
    sortModel: list[Order] | None = None  # noqa: N815


class Asked(BaseModel):
    """The form in which the figures of a panel are asked for, and which time it is."""

    panel: Text
    form: Text
    time: Annotated[int, Field(ge=0)]


class Point(BaseModel):
    """A point of a chart, by what it says of itself."""

    customdata: Text | None = None


class Clicked(BaseModel):
    """The points that were clicked on; all else that a chart tells of them is read by nobody."""

    points: list[Point]


class ChangedRow(BaseModel):
    """Which row of a table: a call, or a contact that was an incident."""

    call_id: Text | None = None
    contact_id: Text | None = None
    customer_id: Text


class Change(BaseModel):
    """A cell that a reader changed; all else that the table tells of it is read by nobody."""

    data: ChangedRow
    colId: Text  # noqa: N815
    value: Text | None = None


_BY_PROPERTY: Mapping[str, TypeAdapter[Any]] = {
    "pathname": TypeAdapter(Text),
    "search": TypeAdapter(Text | None),
    "value": TypeAdapter(Text | None),
    # What a page said last, on which something else of it hangs.
    "children": TypeAdapter(Text | None),
    "clickData": TypeAdapter(Clicked | None),
    "n_clicks": TypeAdapter(Annotated[int, Field(ge=0)] | None),
    "getRowsRequest": TypeAdapter(Rows | None),
    "filterModel": TypeAdapter(Filters | None),
    "cellValueChanged": TypeAdapter(list[Change] | None),
}
_WHOLE_NUMBER: TypeAdapter[Any] = TypeAdapter(int | None)
_CHOSEN: TypeAdapter[Any] = TypeAdapter(list[Text] | None)
_BY_ID: Mapping[str, TypeAdapter[Any]] = {
    filters.DAYS: TypeAdapter(Days | None),
    comparison.DAYS: TypeAdapter(Days | None),
    menu.ASKED: TypeAdapter(Asked | None),
}


class _Place(BaseModel):
    """A property of a component, and in what is given, its value."""

    id: str
    property: str
    value: Any = None


class _Request(BaseModel):
    output: str
    outputs: _Place | list[_Place]
    inputs: list[_Place]
    state: list[_Place] = []
    changedPropIds: list[str] = []  # noqa: N815


def refuse_malformed(app: dash.Dash, whole_numbers: Iterable[str] = (), several: Iterable[str] = ()) -> None:
    """Answer 400 to requests for parts of pages that no page makes.

    whole_numbers: ids of the components of pages whose value is one. several: of those whose value is a list
    of texts; that of others is a text.
    """
    numbers, lists = dict.fromkeys(whole_numbers, _WHOLE_NUMBER), dict.fromkeys(several, _CHOSEN)
    by_id = {**_BY_ID, **numbers, **lists}

    def check() -> flask.Response | None:
        if flask.request.path != _PATH or flask.request.method != "POST":
            return None
        try:
            body = flask.request.get_json()
            # Neither NaN nor half a character is JSON, though Python's reader takes both.
            json.dumps(body, allow_nan=False, ensure_ascii=False).encode()
            is_one = _is_asked_for(_Request.model_validate(body, strict=True), app.callback_map, by_id)
        except (ValidationError, ValueError, RecursionError):
            is_one = False
        return None if is_one else flask.Response(f"{REFUSED}\n", 400, mimetype="text/plain")

    app.server.before_request(check)


def has_type(place: Mapping[str, str]) -> bool:
    """Whether it is known what values a property may have."""
    return place["id"] in _BY_ID or place["property"] in _BY_PROPERTY


def _is_asked_for(
    request: _Request, callbacks: Mapping[str, Any], by_id: Mapping[str, TypeAdapter[Any]]
) -> bool:
    callback = callbacks.get(request.output)
    if callback is None or "callback" not in callback:
        return False
    given = [*request.inputs, *request.state]
    outputs = request.outputs if isinstance(request.outputs, list) else [request.outputs]
    return (
        _given(request.inputs) == _declared(callback["inputs"])
        and _given(request.state) == _declared(callback["state"])
        and _given(outputs) == request.output.strip(".").split("...")
        and isinstance(request.outputs, list) == request.output.startswith("..")
        and set(request.changedPropIds) <= set(_given(given))
        and all(_is_of_its_type(place, by_id) for place in given)
    )


def _given(places: Sequence[_Place]) -> list[str]:
    return [f"{place.id}.{place.property}" for place in places]


def _declared(places: Sequence[Mapping[str, str]]) -> list[str]:
    return [f"{place['id']}.{place['property']}" for place in places]


def _is_of_its_type(place: _Place, by_id: Mapping[str, TypeAdapter[Any]]) -> bool:
    """Raises ValidationError for a value that has another."""
    adapter = _CHOSEN if facets.is_choice(place.id) else by_id.get(place.id) or _BY_PROPERTY[place.property]
    adapter.validate_python(place.value, strict=True)
    return True
