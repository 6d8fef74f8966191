-- Grain: one row per answer of a customer. What staff answered is not what customers say.
FROM answers
WHERE respondent IS DISTINCT FROM 'staff'
