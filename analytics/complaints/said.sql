-- Grain: one row per comment of a questionnaire about a contact in which the customer complained, with what the customer is.
SELECT
    {part} AS part,
    written.answered_local,
    written.contact_id,
    written.comment
FROM answer_facts AS written
WHERE
    trim(comment) <> ''
    AND {part} IS NOT NULL
    AND contact_id IN (SELECT contact_id FROM contacts WHERE is_complaint)
    AND {picked}
QUALIFY row_number() OVER (PARTITION BY written.survey_id, comment ORDER BY answer_id) = 1
ORDER BY answered_local DESC, written.survey_id, answer_id
