"""Sets of survey questions as the settings declare them: which items, and how an index is made of them."""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from warehouse.own_dimensions import DimensionWords
from warehouse.setting_types import Closed, Section, Text
from warehouse.words import Words

METHODS = ("mean", "latent", "top_box", "defects")
# What weights may miss one by, as 0.333 three times does.
_ROUNDING = 0.005
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
INDEX = "index"


def _name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError("is not a name of small letters, digits and _, up to 60, beginning with a letter")
    return name


def _dimension_name(name: str) -> str:
    if name == INDEX:
        raise ValueError(f"'{INDEX}' is what all dimensions together are called; call it otherwise")
    return _name(name)


Name = Annotated[str, AfterValidator(_name)]
LongText = Annotated[str, StringConstraints(max_length=1000)]
Weight = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class LongWords(Closed):
    """A sentence or two in both languages."""

    ko: LongText = ""
    en: LongText = ""


class QuestionItem(Section):
    """An item of answers. scale: the worst and the best score, in this order."""

    item: Text
    scale: tuple[float, float]
    weight: Weight | None = None
    words: DimensionWords = DimensionWords()

    @field_validator("scale")
    @classmethod
    def _has_a_length(cls, scale: tuple[float, float]) -> tuple[float, float]:
        if scale[0] == scale[1]:
            raise ValueError("has the same score at both ends; give the worst and the best, as [1, 7]")
        return scale

    @property
    def label(self) -> Words:
        """What it asks."""
        return _called(self.words, self.item)


class QuestionDimension(Section):
    """A dimension of a set."""

    name: Annotated[str, AfterValidator(_dimension_name)]
    words: DimensionWords = DimensionWords()
    weight: Weight | None = None
    items: tuple[QuestionItem, ...] = Field(min_length=1)

    @property
    def label(self) -> Words:
        """What it is called."""
        return _called(self.words, self.name)


class QuestionSet(Section):
    """A set of questions, and how its index of 0 to 100 is made.

    method: "mean" (each score by where on its scale it lies; weights of dimensions, and of items within one,
    add up to 1), "latent" (the same, by stated weights of any size, as of a latent variable), "top_box" (the
    share of scores of `threshold` or better) or "defects" (the share of what was checked that is no defect,
    of `threshold` or better). respondent: whose answers count. expectations: whether scores are also held
    against those expected. not_public: what of a published index is this program's choice.
    """

    words: DimensionWords = DimensionWords()
    source: LongText = ""
    not_public: LongWords = LongWords()
    respondent: Literal["customer", "monitor"] = "customer"
    method: Literal["mean", "latent", "top_box", "defects"] = "mean"
    threshold: float | None = None
    expectations: Literal["compared", "ignored"] = "compared"
    dimensions: tuple[QuestionDimension, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _makes_sense(self) -> "QuestionSet":
        _refuse_twice("dimension", [dimension.name for dimension in self.dimensions])
        _refuse_twice("item", [item.item for item in self.items])
        self._check_threshold()
        self._check_weights("dimensions", [dimension.weight for dimension in self.dimensions])
        for dimension in self.dimensions:
            self._check_weights(f"items of '{dimension.name}'", [item.weight for item in dimension.items])
        return self

    @property
    def items(self) -> tuple[QuestionItem, ...]:
        """Those of all dimensions, in their order."""
        return tuple(item for dimension in self.dimensions for item in dimension.items)

    @property
    def has_equal_weights(self) -> bool:
        """Whether nobody stated a weight."""
        stated = [*(part.weight for part in self.dimensions), *(item.weight for item in self.items)]
        return all(weight is None for weight in stated)

    @property
    def compares_expectations(self) -> bool:
        """Whether what was perceived can be held against what was expected."""
        return self.expectations == "compared" and self.method in ("mean", "latent")

    def label(self, name: str) -> Words:
        """What the set of that name is called."""
        return _called(self.words, name)

    def _check_threshold(self) -> None:
        if self.method in ("mean", "latent"):
            if self.threshold is not None:
                raise ValueError(f"has a threshold, which the method '{self.method}' does not use")
            return
        if self.threshold is None:
            raise ValueError(f"needs a threshold for the method '{self.method}'")
        for item in self.items:
            if not min(item.scale) <= self.threshold <= max(item.scale):
                raise ValueError(f"has a threshold that is not on the scale of '{item.item}'")

    def _check_weights(self, what: str, weights: Sequence[float | None]) -> None:
        stated = [weight for weight in weights if weight is not None]
        if stated and len(stated) < len(weights):
            raise ValueError(f"has weights for some of its {what}; give one to each, or to none")
        if stated and self.method != "latent" and abs(sum(stated) - 1) > _ROUNDING:
            raise ValueError(f"has weights of its {what} that add up to {sum(stated):g} instead of 1")


def shares(weights: Iterable[float | None]) -> list[float]:
    """Weights as shares of their sum; equal ones where none are stated."""
    given = [1.0 if weight is None else weight for weight in weights]
    return [weight / sum(given) for weight in given]


def _called(words: DimensionWords, name: str) -> Words:
    """In a language that is left out as in the other, and without either by its name."""
    return Words(words.ko or words.en or name, words.en or words.ko or name)


def _refuse_twice(what: str, names: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"has the {what} '{twice[0]}' twice")


QuestionSets = dict[Name, QuestionSet]
