-- Grain: one row per step that a journey of `steps` can have, the most frequent first, under a number.
SELECT step, row_number() OVER (ORDER BY count(*) DESC, step) AS number
FROM steps
GROUP BY step
