-- Grain: one row per run of members of whom the load said for a day what was known, and per day. A run that only
-- holds changes is left out, as they have states of their own.
INSERT INTO {noun}_mentions BY NAME
WITH numbered AS (
    SELECT
        {key},
        first_load_id,
        row_number() OVER (PARTITION BY first_load_id ORDER BY {key}) AS number
    FROM {kind}
),
mentioned AS (
    SELECT
        brought.load_id,
        brought.valid_from,
        first_load_id,
        {key},
        timeline.{key} IS NOT NULL
        OR {key} IN (SELECT {key} FROM plain_members) AS is_change,
        number - dense_rank() OVER (PARTITION BY brought.valid_from, first_load_id ORDER BY number) AS run
    FROM brought
    JOIN numbered USING ({key})
    LEFT JOIN timeline USING ({key}, valid_from)
)
SELECT
    load_id,
    valid_from,
    first_load_id,
    min({key}) AS first_{member},
    max({key}) AS last_{member}
FROM mentioned
GROUP BY load_id, valid_from, first_load_id, run
HAVING NOT bool_and(is_change)
