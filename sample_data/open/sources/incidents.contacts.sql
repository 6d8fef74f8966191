-- Grain: one row per incident, folded from its updates: the last update has the final word.
WITH last_updates AS (
    SELECT
        *,
        try_strptime(opened_at, '%d/%m/%Y %H:%M') AS opened,
        try_strptime(nullif(resolved_at, '?'), '%d/%m/%Y %H:%M') AS resolved,
        try_strptime(nullif(closed_at, '?'), '%d/%m/%Y %H:%M') AS closed
    FROM export
    QUALIFY row_number() OVER (PARTITION BY number ORDER BY try_cast(sys_mod_count AS INTEGER) DESC) = 1
),
timed AS (
    SELECT
        *,
        -- greatest passes over nulls: what has not ended would count as a second.
        CASE
            WHEN coalesce(resolved, closed) IS NOT NULL
            THEN greatest(date_diff('second', opened, coalesce(resolved, closed)), 1)
        END AS seconds_to_end
    FROM last_updates
)
SELECT
    origin,
    number AS contact_id,
    nullif(caller_id, '?') AS customer_id,
    opened AS occurred_at,
    coalesce(nullif(assignment_group, '?'), 'unassigned') AS department,
    contact_type AS channel,
    CASE WHEN try_cast(reassignment_count AS INTEGER) > 0 THEN 'reassigned' ELSE 'first group' END AS stage,
    nullif(category, '?') AS reason,
    seconds_to_end AS wait_seconds,
    CASE made_sla WHEN 'true' THEN seconds_to_end WHEN 'false' THEN 0 END AS promised_wait_seconds,
    date_diff('second', opened, resolved) AS service_seconds,
    CASE WHEN try_cast(reopen_count AS INTEGER) > 0 THEN 'failed' ELSE 'resolved' END AS outcome
FROM timed
