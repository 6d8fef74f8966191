"""A folder or bucket on another machine, as fsspec shows it."""

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from warehouse.errors import ExportError

# What tells one content of a file from the next, in the words of the protocols; the first that there is.
_VERSIONS = ("ETag", "etag", "Last-Modified", "LastModified", "mtime", "last_modified")


@dataclass(frozen=True)
class RemoteFile:
    """path: where the protocol finds it. below: its name below the folder that the pattern begins with.

    version: changes with its content. None, as bytes, where the server does not tell.
    """

    path: str
    below: str
    bytes: int | None
    version: str | None


class RemoteFolder:
    """What an address with wildcards matches. Raises ExportError for whatever the other machine says."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._scheme = urlsplit(address).scheme
        # In the addresses of web servers a question mark is none.
        self._is_web = self._scheme in ("http", "https")
        self._wildcards = frozenset("*[" if self._is_web else "*?[")
        with self._explained():
            self._files, self._pattern = _connected(self._scheme, address)

    @property
    def may_be_growing(self) -> bool:
        """Whether a file can be seen while it is still being written; others appear when they are whole."""
        return self._scheme == "sftp"

    def files(self) -> list[RemoteFile]:
        """The files there, by name. Without wildcards the one file, which has to be there."""
        fixed = "".join(takewhile(lambda sign: sign not in self._wildcards, self._pattern))
        root = fixed[: fixed.rfind("/") + 1]
        with self._explained():
            return [
                RemoteFile(path, self._name(path.removeprefix(root)), told.get("size"), _version_of(told))
                for path, told in sorted(self._found().items())
                if told["type"] == "file"
            ]

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        with self._explained(path):
            return bool(self._files.exists(path))

    def fetch(self, path: str, target: Path) -> None:
        """Write the file to the target."""
        with self._explained(path):
            self._files.get_file(path, str(target))

    def _found(self) -> Mapping[str, Mapping[str, Any]]:
        if self._pattern == self._without_wildcards():
            return {self._pattern: self._files.info(self._pattern)}
        if self._is_web:
            # The page that lists them knows nothing but names.
            return {path: self._files.info(path) for path in self._files.glob(self._pattern)}
        found: Mapping[str, Mapping[str, Any]] = self._files.glob(self._pattern, detail=True)
        return found

    def _without_wildcards(self) -> str:
        return "".join(sign for sign in self._pattern if sign not in self._wildcards)

    def _name(self, below: str) -> str:
        return unquote(urlsplit(below).path) if self._is_web else below

    @contextmanager
    def _explained(self, path: str | None = None) -> Iterator[None]:
        what = self._address if path is None else f"{path} of {self._address}"
        try:
            yield
        except ImportError as error:
            raise ExportError(
                f"{self._scheme}:// needs a package that is not installed: {error}.",
                'Install it with: pip install "touchpoints[remote]".',
            ) from error
        # Each protocol's library has errors of its own, which have nothing else in common.
        except Exception as error:
            raise ExportError(
                f"{what} cannot be fetched: {_said(error)}.",
                "Check the address and the variables with the credentials; the next load tries again.",
            ) from error


def _connected(scheme: str, address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it."""
    from fsspec.core import url_to_fs

    # A schedule looks again and again: what was there an hour ago says nothing.
    options = _options(scheme) | {"skip_instance_cache": True}
    if scheme == "sftp":
        # Left out it would take any machine for the right one; empty it asks the user's known_hosts.
        options.setdefault("known_hosts", ())
    files, path = url_to_fs(address, **options)
    return files, str(path)


def _options(scheme: str) -> dict[str, Any]:
    """What variables such as FSSPEC_SFTP_PASSWORD say of the protocol, as they are now."""
    from fsspec.config import set_conf_env

    told: dict[str, dict[str, Any]] = {}
    set_conf_env(told)
    return dict(told.get(scheme, {}))


def _version_of(told: Mapping[str, Any]) -> str | None:
    """By the protocol's own mark, and the size."""
    mark = next((told[name] for name in _VERSIONS if told.get(name)), None)
    return None if mark is None else f"{mark} {told.get('size')}"


def _said(error: Exception) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    return text or type(error).__name__


def name_beside(path: str, name: str) -> str:
    """The path of another file in the same remote folder."""
    return posixpath.join(posixpath.dirname(path), name)
