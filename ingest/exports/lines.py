"""How many lines a file has, and in which of them its records begin."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

_BYTES_AT_ONCE = 1 << 22
_LF, _CR = 10, 13


@dataclass(frozen=True)
class LineCount:
    """Lines of a file. trailing: the blank ones at its end, which many systems write."""

    lines: int
    trailing: int


class FileLines:
    """The lines of a text file, counted beside other work from the moment this is made."""

    def __init__(self, path: Path, quote: str = '"') -> None:
        self._path, self._quote = path, quote
        pool = ThreadPoolExecutor(1)
        self._counting: Future[LineCount] = pool.submit(_count, path)
        pool.shutdown(wait=False)

    @property
    def count(self) -> LineCount:
        """Waits until they are counted."""
        return self._counting.result()

    @cached_property
    def record_starts(self) -> npt.NDArray[np.int64]:
        """The line in which each record begins, blank lines left out, in a file whose quotes come in pairs.

        A line end behind an odd number of quotes stands in a field.
        """
        return _record_starts(self._path, ord(self._quote))


def _count(path: Path) -> LineCount:
    ends = {_LF: 0, _CR: 0}
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(_BYTES_AT_ONCE):
            read = np.frombuffer(chunk, np.uint8)
            ends[_LF] += int(np.count_nonzero(read == _LF))
            if not ends[_LF]:
                ends[_CR] += int(np.count_nonzero(read == _CR))
            tail = (tail + chunk)[-_BYTES_AT_ONCE:]
    # Systems of old end lines with CR alone.
    end = b"\n" if ends[_LF] else b"\r"
    lines = ends[end[0]] + (bool(tail) and not tail.endswith(end))
    blank = tail[len(tail.rstrip(b"\r\n")) :]
    return LineCount(lines, max(blank.count(end) - 1, 0))


def _record_starts(path: Path, quote: int) -> npt.NDArray[np.int64]:
    starts: list[npt.NDArray[np.int64]] = []
    lines = quotes = offset = 0
    last_end, last_line, before = -1, 0, _LF
    with path.open("rb") as file:
        while chunk := file.read(_BYTES_AT_ONCE):
            read = np.frombuffer(chunk, np.uint8)
            is_end = read == _LF
            # Counted modulo 256: only whether it is odd matters.
            is_open = (np.cumsum(read == quote, dtype=np.uint8) + np.uint8(quotes)) & 1
            line = lines + np.cumsum(is_end, dtype=np.int64)
            at = np.flatnonzero(is_end & (is_open == 0))
            ends, end_lines = at + offset, line[at]
            length = np.diff(ends, prepend=last_end) - 1
            byte_before = np.where(at > 0, read[at - 1], before)
            is_blank = (length == 0) | ((length == 1) & (byte_before == _CR))
            starts.append((np.concatenate(([last_line], end_lines[:-1])) + 1)[~is_blank] if at.size else at)
            if at.size:
                last_end, last_line = int(ends[-1]), int(end_lines[-1])
            quotes = (quotes + int(np.count_nonzero(read == quote))) & 1
            lines, offset, before = int(line[-1]), offset + read.size, int(read[-1])
    if last_end < offset - 1:
        starts.append(np.array([last_line + 1]))
    return np.concatenate(starts) if starts else np.array([], dtype=np.int64)
