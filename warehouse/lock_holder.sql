-- Grain: one row if somebody holds the advisory lock of this key in this database: who, and since when, in PostgreSQL.
WITH key AS (
    SELECT hashtextextended(%(key)s, 0) AS number
)
SELECT
    concat(
        coalesce(nullif(activity.application_name, ''), 'another process'), ', since ',
        to_char(activity.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"')
    ) AS holder
FROM pg_locks AS locks
CROSS JOIN key
JOIN pg_stat_activity AS activity USING (pid)
WHERE
    locks.locktype = 'advisory'
    AND locks.granted
    AND locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    -- The two halves of the key, and the sign of one key of 64 bits.
    AND locks.classid::bigint = (key.number >> 32) & 4294967295
    AND locks.objid::bigint = key.number & 4294967295
    AND locks.objsubid = 1
