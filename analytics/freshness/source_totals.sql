-- Grain: one row per source that loads name: its attempts by how they ended, its rows and seconds over all of them,
-- and how many of its records stand rejected.
WITH open_rejects AS (
    SELECT source, count(*) AS rejects_open FROM rejected_rows WHERE replayed_in IS NULL GROUP BY source
)
SELECT
    source,
    coalesce(sum(coalesce(joined_loads, 1)) FILTER (status = 'loaded'), 0)::BIGINT AS loads_loaded,
    coalesce(sum(coalesce(joined_loads, 1)) FILTER (status = 'rejected'), 0)::BIGINT AS loads_rejected,
    coalesce(sum(coalesce(joined_loads, attempts, 1)) FILTER (status = 'failed'), 0)::BIGINT AS loads_failed,
    sum(rows_accepted)::BIGINT AS rows_accepted,
    sum(rows_unchanged)::BIGINT AS rows_unchanged,
    sum(rows_corrected)::BIGINT AS rows_corrected,
    sum(rows_rejected)::BIGINT AS rows_rejected,
    sum(seconds) AS seconds,
    coalesce(any_value(rejects_open), 0) AS rejects_open
FROM loads
LEFT JOIN open_rejects USING (source)
WHERE source IS NOT NULL
GROUP BY source
ORDER BY source
