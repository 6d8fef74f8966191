-- Grain: one row per member of staff and item of the staff survey that is asked for: what was said last until a day.
SELECT
    agent_id,
    item,
    arg_max(score, (answered_at, answer_id)) AS score
FROM staff_answers
WHERE list_contains($items, item) AND agent_id IS NOT NULL AND day <= $until
GROUP BY ALL
