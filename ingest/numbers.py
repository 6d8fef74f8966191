"""Numbers as a source writes them: `1.234,5` where a comma sets off the decimals."""

import re
from dataclasses import dataclass

from warehouse.sql import literal

# A blank between thousands is often one of those that no line breaks at.
_BLANKS = " \u00a0\u202f"


@dataclass(frozen=True)
class NumberFormat:
    """decimal: what sets off the decimals. thousands: what may stand between groups of three digits."""

    decimal: str = "."
    thousands: str | None = None

    def cast(self, column: str) -> str:
        """SQL for the number that a column gives; null for a text that is no number in this format.

        What is a number already, as where the SELECT has cast it, is left as it is.
        """
        plain = f"try_cast({column} AS DOUBLE)"
        if self == NumberFormat():
            return plain
        digits = f"translate(trim({column}::VARCHAR), {literal(self._marks)}, '')"
        number = f"replace({digits}, {literal(self.decimal)}, '.')"
        return (
            f"CASE WHEN typeof({column}) <> 'VARCHAR' THEN {plain}"
            f" WHEN regexp_full_match(trim({column}::VARCHAR), {literal(self._pattern)})"
            f" THEN try_cast({number} AS DOUBLE) END"
        )

    @property
    def _marks(self) -> str:
        return _BLANKS if self.thousands == " " else self.thousands or ""

    @property
    def _pattern(self) -> str:
        decimal = re.escape(self.decimal)
        grouped = rf"|[0-9]{{1,3}}(?:[{self._marks}][0-9]{{3}})+" if self.thousands else ""
        return rf"[+-]?(?:(?:[0-9]+{grouped})(?:{decimal}[0-9]*)?|{decimal}[0-9]+)(?:[eE][+-]?[0-9]+)?"
