-- Grain: one row per source that loads name: how many files were loaded, when something of it was loaded last, and
-- when a file last brought records. A replay, which has no hash, brings nothing new. Beside it the very first attempt.
SELECT
    source,
    coalesce(sum(coalesce(joined_loads, 1)) FILTER (status = 'loaded' AND content_hash IS NOT NULL), 0)::BIGINT AS files,
    max(loaded_at) FILTER (status = 'loaded') AS last_loaded_at,
    max(loaded_at) FILTER (status = 'loaded' AND content_hash IS NOT NULL AND rows_read > 0) AS last_brought_at,
    min(min(coalesce(first_tried_at, loaded_at))) OVER () AS first_attempt_at
FROM loads
WHERE source IS NOT NULL
GROUP BY source
ORDER BY source
