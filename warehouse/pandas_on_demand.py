"""Pandas for those alone who need it.

With the first value it binds DuckDB imports pandas, if installed, to know pandas' own values from others.
Statsmodels brings it along, no value here is pandas', and the import takes as long as most answers.
"""

import sys
from typing import cast

_NAME = "pandas"
# Where None stands for a module that is not there.
_MODULES = cast("dict[str, object]", sys.modules)


def leave_out_pandas() -> None:
    """From here on pandas is taken as not installed, unless it was imported before."""
    _MODULES.setdefault(_NAME, None)


def admit_pandas() -> None:
    """From here on pandas can be imported: to be called before statsmodels is."""
    if _NAME in _MODULES and _MODULES[_NAME] is None:
        del _MODULES[_NAME]
