-- One row per exported line: a member of staff on the day in the file's name.
SELECT
    origin,
    "Staff no" AS agent_id,
    nullif(trim("Team"), '-') AS team,
    nullif(trim("Department"), '-') AS department,
    try_strptime("Joined", '%Y-%m-%d')::DATE AS joined_on,
    try_strptime("Left", '%Y-%m-%d')::DATE AS left_on,
    "Role" AS role,
    try_strptime("Last trained", '%Y-%m-%d')::DATE AS trained_on
FROM export
