-- Grain: one row per member of staff, as they were on the last day asked for, with what each said last until then.
WITH latest AS (
    SELECT
        agent_id,
        team,
        role,
        joined_on,
        trained_on
    FROM staff_periods
    WHERE $until >= valid_from AND $until < valid_until
),

said AS (
    SELECT
        agent_id,
        max_by(score, (answered_at, answer_id)) FILTER (item = 'staff.satisfaction') AS satisfaction,
        max_by(score, (answered_at, answer_id)) FILTER (item = 'staff.motivation') AS motivation,
        max_by(score, (answered_at, answer_id)) FILTER (item = 'staff.load') AS load
    FROM staff_answers
    WHERE day <= $until
    GROUP BY agent_id
)

SELECT
    coalesce(latest.agent_id, said.agent_id) AS agent_id,
    team,
    role,
    ($until - joined_on) / 365.25 AS tenure_years,
    CASE WHEN latest.agent_id IS NOT NULL THEN coalesce($until - trained_on <= 365, false) END AS is_trained,
    satisfaction,
    motivation,
    load
FROM latest
FULL JOIN said ON said.agent_id = latest.agent_id
ORDER BY 1
