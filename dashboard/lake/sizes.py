"""How much memory a value takes, closely enough to bound a cache."""

import gc
import sys
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import polars as pl

# What all values share is nobody's.
_SHARED = (type, ModuleType, FunctionType)


def size_of(value: object) -> int:
    """Bytes of the value and of all it alone leads to; of frames and arrays, of their data."""
    seen: set[int] = set()
    ahead: list[Any] = [value]
    total = 0
    while ahead:
        part = ahead.pop()
        if id(part) in seen or isinstance(part, _SHARED):
            continue
        seen.add(id(part))
        total += sys.getsizeof(part) + _data_bytes(part)
        ahead.extend(gc.get_referents(part))
    return total


def _data_bytes(part: object) -> int:
    """What Python does not see: the memory behind frames and arrays."""
    if isinstance(part, pl.DataFrame | pl.Series):
        return int(part.estimated_size())
    # An array that owns its data says so itself.
    return part.nbytes if isinstance(part, np.ndarray) and part.base is not None else 0
