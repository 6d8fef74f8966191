-- Grain: one row per copy of a repeated record. rowid grows with every row stored, so it is the order in
-- which copies arrived. The copy to keep is the last one that said something new.
CREATE OR REPLACE TEMP TABLE repeats AS
WITH copies AS (
    SELECT
        rowid AS copy_id,
        {key} AS record_key,
        load_id,
        load_id >= getvariable('load_id') AS is_new,
        {day} AS day,
        row({content}) AS content,
        lag(row({content})) OVER by_arrival AS content_before,
        row_number() OVER by_arrival > 1 AS has_before
    FROM {kind} SEMI JOIN repeated_keys USING ({key})
    WINDOW by_arrival AS (PARTITION BY {key} ORDER BY rowid)
),
judged AS (
    SELECT
        *,
        is_new AND has_before AND content IS NOT DISTINCT FROM content_before AS is_unchanged,
        is_new AND has_before AND content IS DISTINCT FROM content_before AS is_corrected
    FROM copies
)
SELECT
    copy_id, load_id, is_new, day, is_unchanged, is_corrected,
    copy_id = max(copy_id) FILTER (NOT is_unchanged) OVER (PARTITION BY record_key) AS is_kept
FROM judged
