-- Grain: one row per contact tier, department and agent with answers about the contacts of a view: how many,
-- and how many of them satisfied. Answers count by the business day on which they were given.
SELECT
    contact_facts.contact_tier,
    contact_facts.department,
    contact_facts.agent_id,
    count(*) AS n,
    count_if(answers.score >= 4)::DOUBLE AS total,
    count_if(answers.score >= 4)::DOUBLE AS total_squares
FROM answers
JOIN contact_facts ON contact_facts.contact_id = answers.contact_id
WHERE
    answers.item = 'csat'
    AND answers.score BETWEEN 1 AND 5
    AND contact_facts.agent_id IS NOT NULL
    AND answers.answered_local::DATE BETWEEN $since AND $until
    AND (len($departments) = 0 OR list_contains($departments, contact_facts.department))
    AND (len($contact_tiers) = 0 OR list_contains($contact_tiers, contact_facts.contact_tier))
    AND (len($channels) = 0 OR list_contains($channels, contact_facts.channel))
GROUP BY ALL
