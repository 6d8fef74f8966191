-- Grain: one row per member and period in which one state of theirs holds: every day from valid_from until the one
-- before valid_until. The first period begins before all days, the last one ends behind them.
WITH superseded AS (
    SELECT
        *,
        lag(valid_from) OVER by_day IS NULL AS is_first,
        lead(valid_from) OVER by_day AS next_from
    FROM {noun}_history
    WINDOW by_day AS (PARTITION BY {key} ORDER BY valid_from)
)
SELECT
    superseded.* EXCLUDE (is_first, next_from)
        REPLACE (CASE WHEN is_first THEN DATE '0001-01-01' ELSE superseded.valid_from END AS valid_from),
    coalesce(next_from, {kind}.valid_from) AS valid_until
FROM superseded
JOIN {kind} USING ({key})
UNION ALL BY NAME
SELECT
    * EXCLUDE (first_load_id) REPLACE (
        CASE
            WHEN {key} IN (SELECT {key} FROM {noun}_history) THEN valid_from
            ELSE DATE '0001-01-01'
        END AS valid_from
    ),
    DATE '9999-12-31' AS valid_until
FROM {kind}
