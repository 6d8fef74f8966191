-- Grain: one row: the version of the warehouse that the connection sees, and when it was committed.
SELECT max(snapshot_id) AS number, max_by(snapshot_time, snapshot_id) AS committed_at
FROM ducklake_snapshots('lake')
