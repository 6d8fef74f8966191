-- Grain: one row per contact that the company began, as a courtesy call (해피콜). It reached the customer unless it ended
-- abandoned, and was answered where it ended resolved or a questionnaire about it came back.
SELECT
    *,
    outcome <> 'abandoned' AND NOT is_no_show AS is_reached,
    is_reached AND (
        outcome = 'resolved' OR contact_id IN (SELECT contact_id FROM answered_contacts WHERE has_customer_answered)
    ) AS is_answered
FROM contacts_either_way
WHERE direction = 'outbound'
