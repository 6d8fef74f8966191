-- One row per questionnaire of a member of staff and answered item.
WITH items AS (
    SELECT
        *,
        unnest([
            {'item': 'staff.satisfaction', 'score': "Job satisfaction (1-5)"},
            {'item': 'staff.motivation', 'score': "Motivation (1-5)"},
            {'item': 'staff.load', 'score': "Workload (1-5)"}
        ]) AS answer
    FROM export
)

SELECT
    origin,
    "Survey no" || '-' || answer.item AS answer_id,
    "Survey no" AS survey_id,
    "Staff no" AS agent_id,
    'staff' AS respondent,
    try_strptime("Answered", '%Y-%m-%d %H:%M:%S') AS answered_at,
    trim("Department") AS department,
    answer.item AS item,
    answer.score AS score
FROM items
WHERE answer.score IS NOT NULL
