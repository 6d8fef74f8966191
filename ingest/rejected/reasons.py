"""Why a rule rejects a record, in a sentence."""

from collections.abc import Mapping
from types import MappingProxyType

from ingest.exports.broken_share import CAUSES
from warehouse.contract import RECORD_KINDS

_BY_KIND_OF_RULE: Mapping[str, str] = MappingProxyType(
    {
        "missing": "It must be given and is empty.",
        "type": "The text cannot be read as what the column holds.",
        "range": "It is outside of what the column may hold.",
        "taken": "The id belongs to another row of its file or of a later one.",
        "before_joined_on": "The customer left before joining.",
    }
)


def column_of(rule: str) -> str:
    """The column a rule is about; of a line that could not be split none."""
    column, _, _ = rule.partition(".")
    return "" if column == "file" else column


def reason_of(rule: str, kind: str | None) -> str:
    """Why the rule rejects a record of the kind."""
    if rule in CAUSES:
        return f"{CAUSES[rule]}."
    column, _, kind_of_rule = rule.partition(".")
    if kind_of_rule == "allowed" and kind is not None:
        allowed = getattr(RECORD_KINDS[kind].columns().get(column), "categories", ())
        return f"It is none of {', '.join(allowed)}."
    return _BY_KIND_OF_RULE.get(kind_of_rule, "It breaks this rule.")
