"""Which marts are made from which, read off their queries: those of one round need nothing of each other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from graphlib import TopologicalSorter

from analytics.marts.macros import expanded
from analytics.marts.stored_mart import StoredMart
from analytics.views import FACTS
from warehouse.settings import Settings
from warehouse.sql import read_sql

_COMMENT = re.compile(r"--.*")


def rounds(marts: Sequence[StoredMart], settings: Settings) -> Iterator[list[StoredMart]]:
    """All marts, each in a round after those of what it is made from."""
    by_name = {stored.table: stored for stored in marts}
    facts = {name: _plain(expanded(read_sql("analytics.views", name), settings)) for name in FACTS}
    sorter = TopologicalSorter(
        {name: _sources(stored, {*by_name}, facts) for name, stored in by_name.items()}
    )
    sorter.prepare()
    while sorter.is_active():
        ready = sorter.get_ready()
        yield [by_name[name] for name in ready]
        sorter.done(*ready)


def _sources(stored: StoredMart, marts: set[str], facts: Mapping[str, str]) -> set[str]:
    """Those of the marts that it or the facts it looks at name; more than it needs do no harm."""
    seen, to_see = set[str](), [_plain(stored.query(date.min, date.min))]
    while to_see:
        words = set(re.findall(r"\w+", to_see.pop()))
        to_see += [facts[name] for name in (words & facts.keys()) - seen]
        seen |= words
    return (seen & marts) - {stored.table}


def _plain(query: str) -> str:
    return _COMMENT.sub("", query)
