"""Options that several verbs have, stated once: together they say one thing that the verb is given."""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, NamedTuple


class Option(NamedTuple):
    """What typer reads of an option, and its value where it is not given."""

    annotation: Any
    default: Any = None


def with_options(
    name: str, options: Mapping[str, Option], make: Callable[..., Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """For a verb with a parameter of that name: gives it options instead, which `make` makes it of."""

    def given_options(verb: Callable[..., None]) -> Callable[..., None]:
        @wraps(verb)
        def from_options(**given: Any) -> None:
            chosen = {option: given.pop(option, options[option].default) for option in options}
            verb(**{name: make(**chosen)}, **given)

        listed = list(_listed(verb, name, options))
        from_options.__signature__ = Signature(listed)  # type: ignore[attr-defined]  # typer reads it
        from_options.__annotations__ = {parameter.name: parameter.annotation for parameter in listed}
        return from_options

    return given_options


def _listed(verb: Callable[..., None], name: str, options: Mapping[str, Option]) -> Iterator[Parameter]:
    """The verb's own parameters, with the options in the place of the one they make."""
    for own in signature(verb, eval_str=True).parameters.values():
        if own.name != name:
            yield own.replace(kind=Parameter.KEYWORD_ONLY)
            continue
        for option, (annotation, default) in options.items():
            yield Parameter(option, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
