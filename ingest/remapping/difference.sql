-- Grain: one row: how many records of a kind there were and are, and how many of these came, went or changed.
WITH compared AS (
    SELECT
        before.content AS old,
        after.content AS new,
        before.{key} IS NOT NULL AS was,
        after.{key} IS NOT NULL AS is_now
    FROM {kind}_before AS before
    FULL JOIN ({states}) AS after USING ({identity})
)
SELECT
    count_if(was) AS before,
    count_if(is_now) AS after,
    count_if(NOT was) AS gained,
    count_if(NOT is_now) AS lost,
    count_if(was AND is_now AND old <> new) AS changed
FROM compared
