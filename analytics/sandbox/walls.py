"""The kernel's wall around a process, where there is one: Landlock, on Linux 5.13 and newer.

Numbers and layouts are those of linux/landlock.h.
"""

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH, _NET_PORT = 1, 2
_NO_NEW_PRIVILEGES = 38

_READ_FILE = 1 << 2
_READ = _READ_FILE | 1 << 3  # files, folders
_WRITE = 1 << 1 | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8  # write; remove folders, files; make folders, files
_TRUNCATE = 1 << 14
_CONNECT = 1 << 1
_TCP = 1 << 0 | _CONNECT  # bind, connect
_OTHERS = 1 << 0 | 1 << 1  # abstract sockets and signals of processes outside


class _Ruleset(ctypes.Structure):
    """What is denied unless a rule allows it."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    """A rule: what is allowed in a folder."""

    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


class _NetPort(ctypes.Structure):
    """A rule: what is allowed with a port."""

    _fields_ = (("allowed", ctypes.c_uint64), ("port", ctypes.c_uint64))


def kernel_version() -> int:
    """The version of the kernel's Landlock; 0 where there is none."""
    if sys.platform != "linux":
        return 0
    return max(0, _call(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION))


def restrict(readable: Iterable[Path], writable: Iterable[Path], ports: Iterable[int] = ()) -> bool:
    """Let this process read and write only in these folders, start no program and use no TCP, for good.

    readable may be single files too. ports: those that it may connect to none the less. Whether the kernel
    could; what is open stays open. Raises RuntimeError if the process has other threads, which would stay
    free, and OSError if the kernel refuses what it says it can.
    """
    version = kernel_version()
    if version == 0:
        return False
    if len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 - a count, as cheap as can be
        raise RuntimeError("a process has to be walled in before it has threads")
    denied = _deniable(version)
    size = ctypes.c_size_t(8 if version < 4 else 16 if version < 6 else 24)
    ruleset = _checked(_call(_CREATE_RULESET, ctypes.byref(denied), size, 0))
    for folders, allowed in ((readable, _READ), (writable, _READ | _WRITE | _TRUNCATE)):
        for folder in folders:
            _allow(ruleset, folder, allowed & denied.files)
    if denied.network:
        for port in ports:
            rule = _NetPort(_CONNECT, port)
            _checked(_call(_ADD_RULE, ruleset, _NET_PORT, ctypes.byref(rule), 0))
    _checked(_libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _checked(_call(_RESTRICT_SELF, ruleset, 0))
    os.close(ruleset)
    return True


def _deniable(version: int) -> _Ruleset:
    """Everything that this version of the kernel can deny; each version added a few rights."""
    file_rights = 13 if version < 2 else 14 if version < 3 else 15 if version < 5 else 16
    return _Ruleset((1 << file_rights) - 1, _TCP if version >= 4 else 0, _OTHERS if version >= 6 else 0)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    if not path.exists():
        return
    opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = _PathBeneath(rights if path.is_dir() else rights & _READ_FILE, opened)
    _checked(_call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0))
    os.close(opened)


def _call(number: int, *arguments: object) -> int:
    return int(_libc().syscall(ctypes.c_long(number), *arguments))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
