-- Grain: one row per stage, what it ended in (null where it went on), and days since joining when it came under observation
-- and ended: how many customers. Observed are the days from $since to $until, up to $horizon_days since joining. A day counts
-- when it is over. Reads from `relations` and `picked`.
WITH stages AS (
    SELECT
        customer_id,
        joined_on,
        known_from,
        left_on,
        unnest([
            {'state': 'acquired', 'begins': joined_on, 'ends': developed_on, 'next': 'developing'},
            {'state': 'developing', 'begins': developed_on, 'ends': retained_on, 'next': 'retained'},
            {'state': 'retained', 'begins': retained_on, 'ends': NULL, 'next': NULL}
        ], recursive := true)
    FROM relations
),
ended AS (
    SELECT
        customer_id,
        state,
        CASE WHEN begins = joined_on AND state = 'acquired' THEN 0 ELSE begins - joined_on + 1 END AS began,
        -- Whoever leaves on the day on which a stage begins was never in it.
        CASE WHEN coalesce(left_on <= ends, left_on IS NOT NULL) THEN 'left' ELSE next END AS "to",
        coalesce(least(left_on, ends), $until::DATE + 1) - joined_on + 1 AS ended,
        least($until::DATE - joined_on + 1, $horizon_days::INTEGER) AS cut,
        greatest($since::DATE - joined_on, CASE WHEN known_from > joined_on THEN known_from - joined_on + 1 ELSE 0 END)
            AS watched
    FROM stages
)
SELECT
    state,
    CASE WHEN ended <= cut THEN "to" END AS "to",
    greatest(began, watched)::DOUBLE AS entry,
    least(ended, cut)::DOUBLE AS duration,
    count(*)::DOUBLE AS weight
FROM ended
SEMI JOIN picked USING (customer_id)
WHERE greatest(began, watched) < least(ended, cut)
GROUP BY ALL
