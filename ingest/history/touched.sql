-- Grain: one row per member of whom the load says something else than their latest state. Mostly that comes after all
-- that was known, once: these are the plain ones. The others are open.
CREATE OR REPLACE TEMP TABLE touched_members AS
SELECT DISTINCT
    {key},
    known.{key} IS NULL AS is_new,
    {key} NOT IN (FROM repeated_members)
    AND (
        known.{key} IS NULL
        OR (
            brought.valid_from > known.valid_from
            AND brought.valid_from > (SELECT coalesce(max(valid_from), DATE '0001-01-01') FROM {noun}_mentions)
        )
    ) AS is_plain
FROM brought
LEFT JOIN {kind} AS known USING ({key})
WHERE known.{key} IS NULL OR brought.valid_from < known.valid_from OR {brought_differs_from_known};

CREATE OR REPLACE TEMP VIEW plain_members AS FROM touched_members WHERE is_plain;
CREATE OR REPLACE TEMP VIEW open_members AS FROM touched_members WHERE NOT is_plain
