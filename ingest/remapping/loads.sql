-- Grain: one row per load of a file of these sources, in their order.
SELECT load_id, source, file, content_hash, file_bytes, loaded_at, loaded_at - to_seconds(seconds) AS began_at
FROM loads
WHERE list_contains($sources, source) AND status <> 'failed' AND content_hash IS NOT NULL
ORDER BY load_id
