-- Grain: one row per attempt to load a file.
INSERT INTO loads BY NAME
SELECT
    $load_id AS load_id,
    $source AS source,
    $file AS file,
    $content_hash AS content_hash,
    $file_bytes AS file_bytes,
    $status AS status,
    $reason AS reason,
    $loaded_at AS loaded_at,
    $seconds AS seconds,
    $rows_read AS rows_read,
    $rows_accepted AS rows_accepted,
    $rows_unchanged AS rows_unchanged,
    $rows_corrected AS rows_corrected,
    $rows_rejected AS rows_rejected
