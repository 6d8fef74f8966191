"""How far raters of the same subjects agree: intraclass correlations, and kappa for grades.

Sources: Shrout and Fleiss (1979), Intraclass correlations: uses in assessing rater reliability, Psychological
Bulletin 86; McGraw and Wong (1996), Forming inferences about some intraclass correlation coefficients,
Psychological Methods 1; Cohen (1968), Weighted kappa, Psychological Bulletin 70.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats, Interval
from warehouse.pandas_on_demand import admit_pandas

_UPPER_TAIL = 0.975
# Beyond, two raters agree so well that the transformation of an interval has no value.
_MOST = 1 - 1e-9
_FEWEST = 3


def agreement(scores: npt.ArrayLike) -> Interval | None:
    """The absolute agreement of single ratings, two-way: ICC(2,1); raters who differ in level agree less.

    scores: a row per subject, a column per rater. The interval is over subjects, raters held as they are
    (jackknife of Fisher's z): that of Shrout and Fleiss is for raters drawn by chance, and so few say nothing
    of others. None for fewer than three subjects, or where all scores are alike.
    """
    return _over_subjects(scores, _absolute)


def consistency(scores: npt.ArrayLike) -> Interval | None:
    """The same when raters' levels are set aside: ICC(3,1), whether they put subjects in the same order."""
    return _over_subjects(scores, _consistent)


def weighted_kappa(grades: npt.ArrayLike, lowest: int, highest: int) -> Interval | None:
    """Kappa of two raters with quadratic weights, of whole grades on a scale; 95 % (normal).

    grades: a row per subject, two columns. None where that cannot be told: too few, grades that are not
    whole, or all of them alike.
    """
    given = np.asarray(grades, dtype=np.float64)
    if len(given) < _FEWEST or (given != np.round(given)).any() or len(np.unique(given)) == 1:
        return None
    # Statsmodels takes seconds to import; only those who compare grades wait for it.
    admit_pandas()
    from statsmodels.stats.inter_rater import cohens_kappa

    size = highest - lowest + 1
    places = (given - lowest).astype(np.int64)
    table = np.zeros((size, size))
    np.add.at(table, (places[:, 0], places[:, 1]), 1)
    found = cohens_kappa(table, wt="fc")
    ends = (float(found.kappa), float(found.kappa_low), float(found.kappa_upp))
    if not np.isfinite(ends).all():
        return None
    return Interval(ends[0], max(ends[1], -1.0), min(ends[2], 1.0))


def _over_subjects(
    scores: npt.ArrayLike, of_squares: Callable[[Floats, Floats, Floats, int, Floats], Floats]
) -> Interval | None:
    given = np.asarray(scores, dtype=np.float64)
    n, raters = given.shape
    if n < _FEWEST or np.ptp(given) == 0:
        return None
    value = of_squares(*_mean_squares(given), raters, np.array([float(n)]))[0]
    without = of_squares(*_mean_squares_without_each(given), raters, np.full(n, n - 1.0))
    if not np.isfinite(value) or not np.isfinite(without).all():
        return None
    z, left_out = np.arctanh(np.clip([value], -_MOST, _MOST))[0], np.arctanh(np.clip(without, -_MOST, _MOST))
    error = np.sqrt((n - 1) / n * ((left_out - left_out.mean()) ** 2).sum())
    half = scipy.special.stdtrit(n - 1, _UPPER_TAIL) * error
    low, high = np.tanh(z - half), np.tanh(z + half)
    return Interval(float(value), float(min(low, value)), float(max(high, value)))


def _absolute(rows: Floats, columns: Floats, rest: Floats, raters: int, n: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((rows - rest) / (rows + (raters - 1) * rest + raters * (columns - rest) / n))


def _consistent(rows: Floats, _columns: Floats, rest: Floats, raters: int, _n: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((rows - rest) / (rows + (raters - 1) * rest))


def _mean_squares(scores: Floats) -> tuple[Floats, Floats, Floats]:
    """Between subjects, between raters and of the rest: Shrout and Fleiss's BMS, JMS and EMS."""
    sums = scores.sum(axis=0)[None, :]
    return _squares_of(
        sums, (scores.sum(axis=1) ** 2).sum()[None], (scores**2).sum()[None], np.array([float(len(scores))])
    )


def _mean_squares_without_each(scores: Floats) -> tuple[Floats, Floats, Floats]:
    """The same of all subjects but one, for each of them."""
    sums = scores.sum(axis=0)[None, :] - scores
    of_subject = scores.sum(axis=1) ** 2
    squares = (scores**2).sum(axis=1)
    n = np.full(len(scores), len(scores) - 1.0)
    return _squares_of(sums, of_subject.sum() - of_subject, squares.sum() - squares, n)


def _squares_of(
    rater_sums: Floats, subject_squares: Floats, squares: Floats, n: Floats
) -> tuple[Floats, Floats, Floats]:
    """rater_sums: a row per sample. subject_squares: Σ of squared sums of subjects."""
    raters = rater_sums.shape[1]
    mean_part = rater_sums.sum(axis=1) ** 2 / (raters * n)
    between = subject_squares / raters - mean_part
    columns = (rater_sums**2).sum(axis=1) / n - mean_part
    rest = squares - mean_part - between - columns
    freedom = n - 1
    return between / freedom, columns / (raters - 1), rest / (freedom * (raters - 1))
