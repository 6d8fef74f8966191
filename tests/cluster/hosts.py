"""Machines of their own as far as the network goes: two network namespaces at one bridge."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import uuid4

from tests.killing import ROOT

# Of a range for private networks that hardly anybody uses.
_NETWORK = "10.213.77"
SERVER = f"{_NETWORK}.1"


@contextmanager
def hosts(number: int) -> Iterator[list[str]]:
    """The names of so many namespaces, which reach SERVER and each other. Takes the rights of root."""
    made = uuid4().hex[:6]
    bridge, names = f"tpb{made}", [f"tp{made}{place}" for place in range(number)]
    try:
        _ip("link", "add", bridge, "type", "bridge")
        _ip("addr", "add", f"{SERVER}/24", "dev", bridge)
        _ip("link", "set", bridge, "up")
        for place, name in enumerate(names):
            outside, inside = f"{name}o", f"{name}i"
            _ip("netns", "add", name)
            _ip("link", "add", outside, "type", "veth", "peer", "name", inside, "netns", name)
            _ip("link", "set", outside, "master", bridge, "up")
            _ip("-n", name, "addr", "add", f"{_NETWORK}.{place + 2}/24", "dev", inside)
            for device in (inside, "lo"):
                _ip("-n", name, "link", "set", device, "up")
        yield names
    finally:
        for name in names:
            _ip("netns", "delete", name, check=False)
        _ip("link", "delete", bridge, check=False)


def cut_off(name: str) -> None:
    """Nothing of the host reaches anybody any more."""
    _ip("link", "set", f"{name}o", "down")


def start_on(name: str, command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """A program on one of the hosts."""
    return subprocess.Popen(
        ["ip", "netns", "exec", name, *command],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def _ip(*words: str, check: bool = True) -> None:
    subprocess.run(["ip", *words], check=check, capture_output=True)
