"""The contacts behind figures on efforts of recovery, by the names that links call them."""

from collections.abc import Mapping
from types import MappingProxyType

from analytics.measures.behind import ContactsBehind
from analytics.recovery.efforts import KINDS_SAID
from warehouse.words import Words

KIND_LABELS: Mapping[str, Words] = MappingProxyType(
    {
        "apology": Words("사과", "apology"),
        "explanation": Words("설명", "explanation"),
        "compensation": Words("보상", "compensation"),
        "repair": Words("수리", "repair"),
        "replacement": Words("교환", "replacement"),
    }
)
_WITH, _BY = "recovered.with.", "recovered.by."
_RECOVERED = "outcome = 'failed' AND recovery = 'recovered'"


def with_kind(kind: str) -> str:
    """The name of the recovered failures for which this was done, alone or with more."""
    return _WITH + kind


def by_kinds(kinds: str) -> str:
    """The name of those for which just these kinds were done, joined by '|' in the order of the alphabet."""
    return _BY + kinds


def recovered_by(name: str) -> ContactsBehind | None:
    """The list of such a name; None where the name is of something else."""
    if name.startswith(_WITH):
        kind = name.removeprefix(_WITH)
        words = Words("회복된 실패 접점 ({kinds} 포함)", "Recovered failures (with {kinds})")
        return _listed(f"list_contains({KINDS_SAID}, $recovery_kind)", kind, words)
    if name.startswith(_BY):
        kinds = name.removeprefix(_BY)
        words = Words("회복된 실패 접점 ({kinds})", "Recovered failures ({kinds})")
        return _listed(f"array_to_string({KINDS_SAID}, '|') = $recovery_kind", kinds, words)
    return None


def kinds_name(kinds: str) -> Words:
    """Kinds joined by '|' in the reader's words; a company's own as they are."""
    named = [KIND_LABELS.get(kind, Words(kind, kind)) for kind in kinds.split("|")]
    return Words(" + ".join(words.ko for words in named), " + ".join(words.en for words in named))


def _listed(condition: str, kinds: str, words: Words) -> ContactsBehind:
    named = kinds_name(kinds)
    label = Words(words.ko.replace("{kinds}", named.ko), words.en.replace("{kinds}", named.en))
    return ContactsBehind(f"{_RECOVERED} AND {condition}", label, lambda _: {"recovery_kind": kinds})
