-- Grain: one row per day, or month, whose rows in {table} are not those that were published of it.
WITH
now AS (
    SELECT {time} AS day, count(*) AS rows, sum(hash(t))::VARCHAR AS fingerprint
    FROM {table} AS t
    GROUP BY ALL
),
before AS (
    SELECT day, fingerprint
    FROM {published_days}
    WHERE table_name = $table_name
)
SELECT coalesce(now.day, before.day) AS day, rows, now.fingerprint
FROM now
FULL JOIN before ON now.day = before.day
WHERE now.fingerprint IS DISTINCT FROM before.fingerprint
