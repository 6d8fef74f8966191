"""Pandas for those alone who need it.

With the first value it binds DuckDB imports pandas, if installed, to know pandas' own values from others.
Statsmodels brings it along, no value here is pandas', and the import takes as long as most answers.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType

_NAME = "pandas"


class _NotInstalled(MetaPathFinder, Loader):
    """Finds pandas before all others do, and says that it is not there.

    A None in its place among the loaded modules would do for Python's own import, but pyarrow takes that for
    the module.
    """

    def find_spec(self, fullname: str, *_: Sequence[str] | ModuleType | None) -> ModuleSpec | None:
        return spec_from_loader(fullname, self) if fullname == _NAME else None

    def create_module(self, _: ModuleSpec) -> ModuleType | None:
        raise ModuleNotFoundError(f"No module named '{_NAME}'", name=_NAME)

    def exec_module(self, module: ModuleType) -> None:
        """Never reached."""


_NOT_INSTALLED = _NotInstalled()


def leave_out_pandas() -> None:
    """From here on pandas is taken as not installed, unless it was imported before."""
    if _NOT_INSTALLED not in sys.meta_path:
        sys.meta_path.insert(0, _NOT_INSTALLED)


def admit_pandas() -> None:
    """From here on pandas can be imported: to be called before statsmodels is."""
    if _NOT_INSTALLED in sys.meta_path:
        sys.meta_path.remove(_NOT_INSTALLED)
