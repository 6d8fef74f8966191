"""What a request is for."""

from collections.abc import Mapping
from types import MappingProxyType

# By how its path begins; addresses themselves name customers, and are without number.
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "/_dash-update-component": "part",
        "/_dash-": "script",
        "/assets/": "script",
        "/api/": "api",
        "/version": "version",
        "/healthz": "probe",
        "/readyz": "probe",
        "/metrics": "probe",
    }
)


def kind_of(path: str) -> str:
    """The kind of a request, by its path: a page unless it is something else."""
    return next((kind for begin, kind in _KINDS.items() if path.startswith(begin)), "page")
