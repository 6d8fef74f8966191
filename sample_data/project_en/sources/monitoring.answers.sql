-- One row per monitored call and item that was rated.
WITH items AS (
    SELECT
        *,
        unnest([
            {'item': 'csat', 'score': "Overall (1-5)"},
            {'item': 'ces', 'score': "Ease (1-7)"},
            {'item': 'servqual.assurance', 'score': "Assurance (1-7)"},
            {'item': 'servqual.empathy', 'score': "Empathy (1-7)"}
        ]) AS answer
    FROM export
)

SELECT
    origin,
    "Rating no" || '-' || answer.item AS answer_id,
    "Rating no" AS survey_id,
    "Contact no" AS contact_id,
    'monitor' AS respondent,
    try_strptime("Rated", '%Y-%m-%d %H:%M:%S') AS answered_at,
    trim("Department") AS department,
    answer.item AS item,
    answer.score AS score
FROM items
WHERE answer.score IS NOT NULL
