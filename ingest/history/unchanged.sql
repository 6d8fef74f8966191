-- Grain: one row: how many records of open members change nothing. They say what was known for their day, by the
-- record before them or else by earlier loads, or what does not hold, as another state for their day says more.
WITH known AS (
    -- What was known first is taken to have been so before.
    SELECT
        * REPLACE (
            CASE
                WHEN valid_from > min(valid_from) OVER (PARTITION BY {key}) THEN valid_from
                ELSE DATE '0001-01-01'
            END AS valid_from
        )
    FROM {noun}_states SEMI JOIN open_members USING ({key})
),
compared AS (
    SELECT
        row({brought_content}) AS content,
        known.valid_from AS known_from,
        row({known_content}) AS known_content,
        lag(brought.valid_from) OVER by_place AS before_from,
        lag(row({brought_content})) OVER by_place AS before_content,
        row({timeline_content}) AS timeline_content,
        position = max(position) OVER (PARTITION BY brought.{key}, brought.valid_from) AS is_last
    FROM (FROM brought SEMI JOIN open_members USING ({key})) AS brought
    ASOF LEFT JOIN known ON
        brought.{key} = known.{key} AND brought.valid_from >= known.valid_from
    ASOF LEFT JOIN timeline ON
        brought.{key} = timeline.{key} AND brought.valid_from >= timeline.valid_from
    WINDOW by_place AS (PARTITION BY brought.{key} ORDER BY brought.valid_from, position)
)
SELECT count(*)
FROM compared
WHERE
    (is_last AND content IS DISTINCT FROM timeline_content)
    OR CASE
        WHEN before_from IS NOT NULL AND before_from >= coalesce(known_from, before_from)
            THEN content IS NOT DISTINCT FROM before_content
        ELSE known_from IS NOT NULL AND content IS NOT DISTINCT FROM known_content
    END
