-- One row per survey and answered item. 99 is written for an item that the customer would not answer.
WITH tidy AS (
    SELECT
        * REPLACE (
            nullif(trim(설문번호), '-') AS 설문번호,
            nullif(trim(접점번호), '-') AS 접점번호,
            nullif(trim(고객번호), '-') AS 고객번호
        )
    FROM export
),

items AS (
    SELECT
        *,
        unnest([
            {'item': 'csat', 'score': "만족도(1-5)", 'expected': NULL, 'comment': 의견},
            {'item': 'nps', 'score': "추천의향(0-10)", 'expected': NULL, 'comment': NULL},
            {'item': 'ces', 'score': "용이성(1-7)", 'expected': NULL, 'comment': NULL},
            {'item': 'servqual.reliability', 'score': 신뢰성, 'expected': "신뢰성 기대", 'comment': NULL},
            {'item': 'servqual.assurance', 'score': 확신성, 'expected': "확신성 기대", 'comment': NULL},
            {'item': 'servqual.tangibles', 'score': 유형성, 'expected': "유형성 기대", 'comment': NULL},
            {'item': 'servqual.responsiveness', 'score': 반응성, 'expected': "반응성 기대", 'comment': NULL},
            {'item': 'servqual.empathy', 'score': 공감성, 'expected': "공감성 기대", 'comment': NULL},
            {'item': 'word_of_mouth', 'score': "나쁜 구전(0-1)", 'expected': NULL, 'comment': NULL}
        ]) AS answer
    FROM tidy
)

SELECT
    origin,
    설문번호 || '-' || answer.item AS answer_id,
    설문번호 AS survey_id,
    접점번호 AS contact_id,
    고객번호 AS customer_id,
    try_strptime(응답일시, ['%Y.%m.%d %H:%M:%S', '%Y-%m-%d %H:%M:%S']) AS answered_at,
    trim(부서) AS department,
    CASE 접촉도 WHEN '고' THEN 'high' WHEN '중' THEN 'medium' WHEN '저' THEN 'low' ELSE 접촉도 END AS contact_tier,
    answer.item AS item,
    answer.score AS score,
    answer.expected AS expected,
    answer.comment AS comment
FROM items
WHERE answer.score IS NOT NULL AND answer.score <> '99'
