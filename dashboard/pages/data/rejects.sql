-- Grain: one row per source, record kind and rule that records broke and that is still open, most often first,
-- with some examples.
WITH open_rejects AS (
    SELECT * FROM rejected_rows WHERE replayed_in IS NULL
),
numbered AS (
    SELECT *, row_number() OVER (PARTITION BY source, record_kind, rule ORDER BY load_id DESC, line) AS place
    FROM open_rejects
)
SELECT
    source,
    record_kind,
    rule,
    count(*) AS records,
    list({'file': file, 'line': line, 'value': value, 'raw': raw} ORDER BY place)
        FILTER (place <= $examples) AS examples
FROM numbered
GROUP BY ALL
ORDER BY records DESC, source, rule
