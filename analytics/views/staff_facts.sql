-- Grain: one row per contact that a member of staff served, with what they were on its day; null where no record of
-- them says it. Service begins after the wait.
SELECT
    contacts.*,
    staff.team,
    staff.role,
    staff.department AS staff_department,
    staff.joined_on AS staff_joined_on,
    staff.trained_on AS staff_trained_on,
    occurred_local + to_microseconds((coalesce(wait_seconds, 0) * 1e6)::BIGINT) AS served_local
FROM contact_facts AS contacts
LEFT JOIN staff_periods AS staff
    ON staff.agent_id = contacts.agent_id
    AND contacts.day >= staff.valid_from
    AND contacts.day < staff.valid_until
WHERE contacts.agent_id IS NOT NULL
