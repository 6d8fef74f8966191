-- Grain: one row: the highest number of a load, and when the newest was noted, in seconds since 1970; 0 before the first.
SELECT coalesce(max(load_id), 0) AS load_id, coalesce(epoch(max(loaded_at)), 0) AS loaded_at FROM loads
