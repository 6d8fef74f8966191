-- Grain: one row per answer of a member of staff, about their own work, with what they were on its day.
SELECT
    answers.answer_id,
    answers.survey_id,
    answers.agent_id,
    answers.answered_at,
    answers.answered_local,
    answered_local::DATE AS day,
    coalesce(answers.department, staff.department) AS department,
    staff.team,
    staff.role,
    staff.joined_on AS staff_joined_on,
    staff.trained_on AS staff_trained_on,
    answers.item,
    answers.score,
    coalesce(answers.weight, 1) AS weight,
    answers.comment
FROM answers
LEFT JOIN staff_periods AS staff
    ON staff.agent_id = answers.agent_id
    AND answered_local::DATE >= staff.valid_from
    AND answered_local::DATE < staff.valid_until
WHERE respondent = 'staff'
