"""The question sets there are: those that the program knows, and the company's own."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import polars as pl

from analytics.nearest import unknown_name
from warehouse.question_settings import INDEX, QuestionSet, shares
from warehouse.settings import Settings
from warehouse.words import Words

METHOD_LABELS: Mapping[str, Words] = MappingProxyType(
    {
        "mean": Words(
            "점수를 척도의 0–100 위치로 바꾸어 가중 평균한 값",
            "the weighted mean of scores, each by where on its scale of 0 to 100 it lies",
        ),
        "latent": Words(
            "점수를 척도의 0–100 위치로 바꾸어 정해진 가중치로 합친 잠재 지수",
            "a latent index: scores by where on their scale of 0 to 100 they lie, by stated weights",
        ),
        "top_box": Words(
            "{threshold}점 이상인 응답의 비율(%)을 가중 평균한 값",
            "the weighted mean of the shares, in percent, of scores of {threshold} or better",
        ),
        "defects": Words(
            "결함이 없는({threshold}점 이상) 점검의 비율(%)을 가중 평균한 값",
            "the weighted mean of the shares, in percent, of checks without a defect ({threshold} or better)",
        ),
    }
)


@cache
def shipped_sets() -> Mapping[str, QuestionSet]:
    """Those of `shipped.toml`, by name."""
    text = (files("analytics.questions") / "shipped.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: QuestionSet(**given) for name, given in tomllib.loads(text).items()})


def question_sets(settings: Settings) -> Mapping[str, QuestionSet]:
    """All by name, the company's own first; one of its own takes the place of a shipped one of that name."""
    own, shipped = settings.question_sets, shipped_sets()
    return {**own, **{name: found for name, found in shipped.items() if name not in own}}


def find_set(settings: Settings, name: str) -> QuestionSet:
    """The set of that name. Raises QueryError naming the nearest for one that there is not."""
    known = question_sets(settings)
    if name not in known:
        raise unknown_name("question set", name, list(known))
    return known[name]


def usual_set(settings: Settings) -> str:
    """What pages open with: the company's first own, else SERVQUAL."""
    return next(iter(settings.question_sets), "servqual")


def method_words(found: QuestionSet) -> Words:
    """How its index is made."""
    words = METHOD_LABELS[found.method]
    at = "" if found.threshold is None else f"{found.threshold:g}"
    return Words(words.ko.format(threshold=at), words.en.format(threshold=at))


def part_label(found: QuestionSet, part: str) -> Words:
    """What the index, or a dimension, is called."""
    if part == INDEX:
        return Words("지수", "Index")
    return next(dimension.label for dimension in found.dimensions if dimension.name == part)


def items_of(found: QuestionSet) -> pl.DataFrame:
    """A row per item: place, item, dimension, worst, best, weight (its share of the index)."""
    dimension_shares = shares(dimension.weight for dimension in found.dimensions)
    rows = [
        {"item": item.item, "dimension": dimension.name, "weight": share * within}
        | {"worst": item.scale[0], "best": item.scale[1]}
        for dimension, share in zip(found.dimensions, dimension_shares, strict=True)
        for item, within in zip(dimension.items, shares(item.weight for item in dimension.items), strict=True)
    ]
    frame = pl.DataFrame(rows).with_columns(pl.col("worst", "best").cast(pl.Float64))
    return frame.with_row_index("place").with_columns(pl.col("place").cast(pl.Int64))


def parts_of(found: QuestionSet) -> pl.DataFrame:
    """What figures are made of: part ("index" or a dimension), order, place and weight (1 in each part)."""
    items = items_of(found)
    names = [INDEX, *(dimension.name for dimension in found.dimensions)]
    whole = items.select(pl.lit(INDEX).alias("part"), "place", "weight")
    within = items.select(
        part="dimension", place="place", weight=pl.col("weight") / pl.col("weight").sum().over("dimension")
    )
    order = pl.DataFrame({"part": names, "order": list(range(len(names)))})
    return pl.concat([whole, within]).join(order, on="part", maintain_order="left")
