-- Grain: one row per answer of a monitor, who rates a contact beside its customer. Department, tier, customer and agent come from
-- the answer, else from the contact it is linked to; all other dimensions come from that contact.
WITH monitored AS (FROM answers WHERE respondent = 'monitor')
FROM linked(monitored)
