"""Names of hosts as browsers send them."""

from collections.abc import Collection
from contextlib import suppress
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from warehouse.settings import Settings

_USUAL_PORTS = {"http": ":80", "https": ":443"}


def answered_hosts(settings: Settings, listening: str) -> frozenset[str]:
    """The names that are answered: those of the settings, and where the server listens, if that is a name.

    An address that stands for every one of the machine's, as 0.0.0.0, is none.
    """
    names = [*settings.server.hosts, *([] if _is_every_address(listening) else [listening])]
    return frozenset(_written(name) for name in names)


def may_run(settings: Settings, listening: str) -> bool:
    """Whether readers may have a source loaded: by the settings, and else where only this machine can ask."""
    return _may(settings.server.run_now, listening)


def may_write(settings: Settings, listening: str) -> bool:
    """Whether pages write what readers decide, by the same rule."""
    return _may(settings.server.writing, listening)


def _may(allowed: str, listening: str) -> bool:
    if allowed != "loopback":
        return allowed == "always"
    try:
        return ip_address(_written(listening).strip("[]")).is_loopback
    except ValueError:
        return listening.lower() == "localhost"


def is_one_of(hosts: Collection[str], header: str) -> bool:
    """Whether a Host header names one of them, at whatever port."""
    return _without_port(header) in hosts


def is_address(header: str) -> bool:
    """Whether a Host header is an address, at whatever port, and not a name."""
    try:
        return bool(ip_address((_without_port(header) or "").strip("[]")))
    except ValueError:
        return False


def same_place(origin: str, host: str) -> bool:
    """Whether an Origin header, or what stands for a missing one, names the very place of the Host header."""
    scheme, _, place = origin.rpartition("://")
    usual = _USUAL_PORTS.get(scheme.lower(), "")
    return place.lower().removesuffix(usual) == host.lower().removesuffix(usual)


def _is_every_address(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host.strip("[]")).is_unspecified
    return host in ("", "*")


def _without_port(header: str) -> str | None:
    """The name in lower case, IPv6 in its shortest form; None for what names no host."""
    if not header.isascii() or any(sign in header for sign in " \t,/@?#\\"):
        return None
    try:
        parts = urlsplit(f"//{header}")
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        return None
    return _written(parts.hostname) if parts.hostname else None


def _written(name: str) -> str:
    bare = name.strip("[]").lower()
    with suppress(ValueError):
        address = ip_address(bare)
        return f"[{address}]" if isinstance(address, IPv6Address) else str(address)
    return bare
