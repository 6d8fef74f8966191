"""Plain fits that find what is planted, with errors."""

import numpy as np
import numpy.typing as npt
import polars as pl

from sample_data import World

Numbers = npt.NDArray[np.float64]


def scored(world: World, item: str) -> pl.DataFrame:
    """The linked answers to one item with their contacts."""
    answers = world.answers.filter(pl.col("item") == item).select(
        "survey_id", "contact_id", "score", "expected"
    )
    return answers.join(world.contacts, on="contact_id", maintain_order="left")


def linear_fit(explained: Numbers, score: Numbers) -> tuple[Numbers, Numbers]:
    """Least squares: coefficients and their errors, robust to unequal variances."""
    inverse = np.linalg.inv(explained.T @ explained)
    coefficients = inverse @ explained.T @ score
    spread = explained * (score - explained @ coefficients)[:, None]
    return coefficients, np.sqrt(np.diag(inverse @ spread.T @ spread @ inverse))


def logistic_fit(explained: Numbers, events: Numbers, trials: Numbers) -> tuple[Numbers, Numbers]:
    """Maximum likelihood by Newton steps from the overall rate: log-odds and their errors. Column 0 is 1."""
    rate = events.sum() / trials.sum()
    coefficients = np.zeros(explained.shape[1])
    coefficients[0] = np.log(rate / (1 - rate))
    for _ in range(20):
        fitted = 1 / (1 + np.exp(-explained @ coefficients))
        information = explained.T @ (explained * (trials * fitted * (1 - fitted))[:, None])
        coefficients = coefficients + np.linalg.solve(information, explained.T @ (events - trials * fitted))
    return coefficients, np.sqrt(np.diag(np.linalg.inv(information)))


def assert_within_errors(found: Numbers, errors: Numbers, truths: list[float], largest_error: float) -> None:
    assert (errors < largest_error).all()
    assert (np.abs(found - truths) < 4 * errors).all(), (found, truths)
