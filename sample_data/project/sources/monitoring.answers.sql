-- One row per monitored call and item that was rated.
WITH items AS (
    SELECT
        *,
        unnest([
            {'item': 'csat', 'score': "전반(1-5)"},
            {'item': 'ces', 'score': "용이성(1-7)"},
            {'item': 'servqual.assurance', 'score': "확신성(1-7)"},
            {'item': 'servqual.empathy', 'score': "공감성(1-7)"}
        ]) AS answer
    FROM export
)

SELECT
    origin,
    평가번호 || '-' || answer.item AS answer_id,
    평가번호 AS survey_id,
    접점번호 AS contact_id,
    'monitor' AS respondent,
    try_strptime(평가일시, '%Y-%m-%d %H:%M:%S') AS answered_at,
    trim(부서) AS department,
    answer.item AS item,
    answer.score AS score
FROM items
WHERE answer.score IS NOT NULL
