"""Whether the parts of an old workbook have an end: the reader of workbooks follows them until they do."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

# Numbers of sectors: a file is a heap of them, and tables say of each which comes next.
Sectors = npt.NDArray[np.int64]
# Where the header says how large sectors are, and where the tables begin.
_SHIFT_BYTE = 0x1E
_SMALL_TABLE, _MORE_TABLES, _TABLES, _HEADER_END = 0x3C // 4, 0x44 // 4, 0x4C // 4, 512 // 4
_SHIFTS = range(7, 21)


def has_endless_chain(path: Path) -> bool:
    """Whether some sector comes after itself, as in a file that was damaged or made to do harm."""
    content = path.read_bytes()
    words = np.frombuffer(content[: len(content) // 4 * 4], "<u4").astype(np.int64)
    shift = int.from_bytes(content[_SHIFT_BYTE : _SHIFT_BYTE + 2], "little")
    if words.size < _HEADER_END or shift not in _SHIFTS:
        return False
    sectors = words[(1 << shift) // 4 :]
    heap = [sectors[start : start + (1 << shift) // 4] for start in range(0, sectors.size, (1 << shift) // 4)]
    more = list(
        _from(int(words[_MORE_TABLES]), {place: int(sector[-1]) for place, sector in enumerate(heap)})
    )
    tables = np.concatenate([words[_TABLES:_HEADER_END], *(heap[place][:-1] for place in more)])
    nexts = _joined(heap, tables)
    if _comes_back(nexts):
        return True
    small = list(_from(int(words[_SMALL_TABLE]), dict(enumerate(nexts.tolist()))))
    return _comes_back(_joined(heap, np.array(small, np.int64)))


def _from(place: int, nexts: dict[int, int]) -> Iterator[int]:
    """The chain that begins in a sector, once around if it comes back."""
    seen: set[int] = set()
    while place in nexts and place not in seen:
        seen.add(place)
        yield place
        place = nexts[place]


def _joined(heap: list[Sectors], places: Sectors) -> Sectors:
    found = [heap[place] for place in places.tolist() if place < len(heap)]
    return np.concatenate(found) if found else np.array([], np.int64)


def _comes_back(nexts: Sectors) -> bool:
    """Whether a chain has no end: after as many steps as there are sectors all others have come to theirs."""
    end = nexts.size
    jumps = np.append(np.where(nexts < end, nexts, end), end)
    for _ in range(end.bit_length() + 1):
        jumps = jumps[jumps]
    return bool((jumps != end).any())
