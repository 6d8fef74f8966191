-- Grain: one row per version after another in which upkeep moved rows to other files.
SELECT snapshot_id
FROM ducklake_snapshots('lake')
WHERE
    snapshot_id > $number
    AND list_has_any(map_keys(changes), ['flushed_inlined', 'merge_adjacent', 'rewrite_delete'])
