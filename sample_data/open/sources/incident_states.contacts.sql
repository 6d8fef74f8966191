-- Grain: one row per update with which an incident enters a state or is handed to another group. Service lasts until
-- the next of these; what ends by a hand-over is transferred.
WITH updates AS (
    SELECT
        *,
        try_strptime(sys_updated_at, '%d/%m/%Y %H:%M') AS updated,
        try_cast(sys_mod_count AS INTEGER) AS update_number,
        try_cast(reassignment_count AS INTEGER) AS hand_overs
    FROM export
    -- A state that no incident is ever in.
    WHERE incident_state <> '-100'
),
numbered AS (
    SELECT
        *,
        lag(incident_state) OVER way AS state_before,
        lag(hand_overs) OVER way AS hand_overs_before
    FROM updates
    WINDOW way AS (PARTITION BY number ORDER BY update_number, updated)
),
steps AS (
    SELECT
        *,
        lead(updated) OVER way AS next_at,
        lead(hand_overs) OVER way AS next_hand_overs
    FROM numbered
    WHERE state_before IS DISTINCT FROM incident_state OR hand_overs > hand_overs_before
    WINDOW way AS (PARTITION BY number ORDER BY update_number, updated)
)
SELECT
    origin,
    number || '-' || update_number AS contact_id,
    number AS customer_id,
    updated AS occurred_at,
    coalesce(nullif(assignment_group, '?'), 'unassigned') AS department,
    contact_type AS channel,
    incident_state AS stage,
    nullif(category, '?') AS reason,
    greatest(date_diff('second', updated, coalesce(next_at, updated)), 0) AS service_seconds,
    CASE
        WHEN next_hand_overs > hand_overs THEN 'transferred'
        WHEN incident_state IN ('Resolved', 'Closed') THEN 'resolved'
        ELSE 'unresolved'
    END AS outcome
FROM steps
