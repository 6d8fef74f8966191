-- One row per survey and answered item. 99 is written for an item that the customer would not answer.
WITH tidy AS (
    SELECT
        * REPLACE (
            nullif(trim("Survey no"), '-') AS "Survey no",
            nullif(trim("Contact no"), '-') AS "Contact no",
            nullif(trim("Customer no"), '-') AS "Customer no"
        )
    FROM export
),

items AS (
    SELECT
        *,
        unnest([
            {'item': 'csat', 'score': "Satisfaction (1-5)", 'expected': NULL, 'comment': "Comment"},
            {'item': 'nps', 'score': "Recommendation (0-10)", 'expected': NULL, 'comment': NULL},
            {'item': 'ces', 'score': "Ease (1-7)", 'expected': NULL, 'comment': NULL},
            {'item': 'servqual.reliability', 'score': "Reliability", 'expected': "Reliability expected", 'comment': NULL},
            {'item': 'servqual.assurance', 'score': "Assurance", 'expected': "Assurance expected", 'comment': NULL},
            {'item': 'servqual.tangibles', 'score': "Tangibles", 'expected': "Tangibles expected", 'comment': NULL},
            {
                'item': 'servqual.responsiveness',
                'score': "Responsiveness",
                'expected': "Responsiveness expected",
                'comment': NULL
            },
            {'item': 'servqual.empathy', 'score': "Empathy", 'expected': "Empathy expected", 'comment': NULL},
            {'item': 'word_of_mouth', 'score': "Bad word of mouth (0-1)", 'expected': NULL, 'comment': NULL}
        ]) AS answer
    FROM tidy
)

SELECT
    origin,
    "Survey no" || '-' || answer.item AS answer_id,
    "Survey no" AS survey_id,
    "Contact no" AS contact_id,
    "Customer no" AS customer_id,
    try_strptime("Answered", ['%Y.%m.%d %H:%M:%S', '%Y-%m-%d %H:%M:%S']) AS answered_at,
    trim("Department") AS department,
    lower("Contact level") AS contact_tier,
    answer.item AS item,
    answer.score AS score,
    answer.expected AS expected,
    answer.comment AS comment
FROM items
WHERE answer.score IS NOT NULL AND answer.score <> '99'
