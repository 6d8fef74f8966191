-- Grain: one row per stream, day that is over and status with several loads, as the ledger is to say it. load_ids: those
-- that it stands for.
CREATE OR REPLACE TEMP TABLE stream_loads AS
SELECT
    list(load_id) AS load_ids,
    max(load_id) AS load_id,
    source,
    arg_max(file, load_id) AS file,
    arg_max(content_hash, load_id) AS content_hash,
    arg_max(file_bytes, load_id) AS file_bytes,
    status,
    arg_max(reason, load_id) AS reason,
    max(loaded_at) AS loaded_at,
    sum(seconds) AS seconds,
    sum(staging_seconds) AS staging_seconds,
    sum(checking_seconds) AS checking_seconds,
    sum(settling_seconds) AS settling_seconds,
    sum(marts_seconds) AS marts_seconds,
    sum(rows_read)::BIGINT AS rows_read,
    sum(rows_accepted)::BIGINT AS rows_accepted,
    sum(rows_unchanged)::BIGINT AS rows_unchanged,
    sum(rows_corrected)::BIGINT AS rows_corrected,
    sum(rows_rejected)::BIGINT AS rows_rejected,
    sum(attempts)::BIGINT AS attempts,
    min(first_tried_at) AS first_tried_at,
    max(remapped_at) AS remapped_at,
    sum(values_emptied)::BIGINT AS values_emptied,
    sum(joined_loads)::BIGINT AS joined_loads
FROM loads
WHERE joined_loads IS NOT NULL AND loaded_at < date_trunc('day', now())
GROUP BY source, status, date_trunc('day', loaded_at)
HAVING count(*) > 1
