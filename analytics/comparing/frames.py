"""Frames with all their columns, also those that nothing filled."""

from collections.abc import Mapping

import polars as pl

Schema = Mapping[str, pl.DataType]


def in_schema(frame: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """The columns of the schema in its order and types; null where the frame lacks one."""
    columns = [
        pl.col(name).cast(kind) if name in frame.columns else pl.lit(None, kind).alias(name)
        for name, kind in schema.items()
    ]
    return frame.select(columns) if frame.columns else pl.DataFrame(schema=schema)
