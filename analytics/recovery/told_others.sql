-- Grain: one row per contact whose customer was asked in a survey whether others were told something bad about the company:
-- the answer (1 or 0), what it weighs, and what went wrong in the contact.
WITH asked AS (
    SELECT
        contact_id,
        max(score) AS has_told,
        avg(coalesce(weight, 1)) AS weight,
        min(answered_local::DATE) AS first_day
    FROM customer_answers
    WHERE item = 'word_of_mouth' AND score IN (0, 1) AND contact_id IS NOT NULL
    GROUP BY contact_id
)
SELECT
    answered_contacts.*,
    has_told = 1 AS has_told,
    weight,
    CASE
        WHEN outcome <> 'failed' THEN 'never_failed'
        WHEN recovery IS NOT DISTINCT FROM 'recovered' THEN 'recovered'
        ELSE 'unrecovered'
    END AS lived_through
FROM answered_contacts
JOIN asked ON asked.contact_id = answered_contacts.contact_id AND asked.first_day = answered_contacts.answer_day
WHERE direction IS DISTINCT FROM 'outbound'
