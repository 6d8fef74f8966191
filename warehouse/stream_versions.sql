-- Grain: one row per version that a stream made before an instant, but for the last version of each hour.
SELECT snapshot_id
FROM ducklake_snapshots('lake')
WHERE snapshot_time < $until
QUALIFY
    author = 'stream'
    AND snapshot_id <> max(snapshot_id) OVER (PARTITION BY date_trunc('hour', snapshot_time))
ORDER BY snapshot_id
