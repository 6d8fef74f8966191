"""The same world told in another language."""

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from sample_data.comments import COMMENTS
from sample_data.words import (
    CAMPAIGNS,
    DEPARTMENTS,
    GENDERS,
    PLACES,
    REASONS,
    REGIONS,
    ROLES,
    SEGMENTS,
    TEAMS,
    Language,
    Words,
)
from sample_data.world import World


def in_language(world: World, language: Language) -> World:
    """The world with its names, of departments, reasons and the like, and comments in this language.

    Ids, times, scores and everything else stay as they are. A text without words is an error.
    """
    comments = [words for band in COMMENTS.values() for words in band]
    department = _said("department", DEPARTMENTS, language)
    return replace(
        world,
        contacts=world.contacts.with_columns(
            department, _said("reason", REASONS, language), _said("handed_to", PLACES, language)
        ),
        answers=world.answers.with_columns(department, _said("comment", comments, language)),
        customers=world.customers.with_columns(
            _said("segment", SEGMENTS, language),
            _said("gender", GENDERS, language),
            _said("region", REGIONS, language),
        ),
        purchases=world.purchases.with_columns(department),
        staff=world.staff.with_columns(
            department, _said("team", TEAMS, language), _said("role", ROLES, language)
        ),
        staff_answers=world.staff_answers.with_columns(department),
        calls=world.calls.with_columns(department, _said("reason", CAMPAIGNS, language)),
        monitor_answers=world.monitor_answers.with_columns(department),
    )


def _said(column: str, words: Iterable[Words], language: Language) -> pl.Expr:
    return pl.col(column).replace_strict(
        {each.ko: each.text(language) for each in words}, return_dtype=pl.String
    )
