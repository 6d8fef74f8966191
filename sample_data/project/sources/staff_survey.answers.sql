-- One row per questionnaire of a member of staff and answered item.
WITH items AS (
    SELECT
        *,
        unnest([
            {'item': 'staff.satisfaction', 'score': "직무만족(1-5)"},
            {'item': 'staff.motivation', 'score': "의욕(1-5)"},
            {'item': 'staff.load', 'score': "업무부담(1-5)"}
        ]) AS answer
    FROM export
)

SELECT
    origin,
    설문번호 || '-' || answer.item AS answer_id,
    설문번호 AS survey_id,
    사번 AS agent_id,
    'staff' AS respondent,
    try_strptime(응답일시, '%Y-%m-%d %H:%M:%S') AS answered_at,
    trim(부서) AS department,
    answer.item AS item,
    answer.score AS score
FROM items
WHERE answer.score IS NOT NULL
