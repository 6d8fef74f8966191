-- Grain: one row per answer of a customer. What staff answered, or a monitor rated, is not what customers say.
FROM answers
WHERE is_of_customer(respondent)
