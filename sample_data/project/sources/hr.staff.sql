-- One row per exported line: a member of staff on the day in the file's name.
SELECT
    origin,
    사번 AS agent_id,
    nullif(trim(팀), '-') AS team,
    nullif(trim(부서), '-') AS department,
    try_strptime(입사일, '%Y-%m-%d')::DATE AS joined_on,
    try_strptime(퇴사일, '%Y-%m-%d')::DATE AS left_on,
    직급 AS role,
    try_strptime(최근교육일, '%Y-%m-%d')::DATE AS trained_on
FROM export
