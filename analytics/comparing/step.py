"""How long the steps of a series are; light to import, as a verb's option."""

from typing import Literal

Step = Literal["week", "day"]
