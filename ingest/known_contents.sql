-- Grain: one row per content that was loaded, by source and size: the first load that brought it, and its rows.
SELECT source, file_bytes, content_hash, min(load_id) AS load_id, sum(rows_read)::BIGINT AS rows_read
FROM loads
WHERE content_hash IS NOT NULL AND status <> 'failed'
GROUP BY ALL
