-- Grain: one row per source that was loaded: of how many records its loads said that they were known.
SELECT source, sum(rows_unchanged + rows_corrected)::BIGINT AS known
FROM loads
WHERE source IS NOT NULL AND status <> 'failed'
GROUP BY source
