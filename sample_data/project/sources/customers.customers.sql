-- One row per exported line: a customer in the latest state. 99991231 and 00000000 stand for no date.
SELECT
    origin,
    CUST_NO AS customer_id,
    try_strptime(JOIN_DT, '%Y%m%d')::DATE AS joined_on,
    try_strptime(nullif(nullif(LEAVE_DT, '99991231'), '00000000'), '%Y%m%d')::DATE AS left_on,
    array_to_string(
        list_transform(
            string_split(LEAVE_RSN_CD, ','),
            lambda code: CASE code
                WHEN 'R1' THEN 'price'
                WHEN 'R2' THEN 'inconvenience'
                WHEN 'R3' THEN 'core_failure'
                WHEN 'R4' THEN 'encounter_failure'
                WHEN 'R5' THEN 'response_to_failure'
                WHEN 'R6' THEN 'competition'
                WHEN 'R7' THEN 'ethics'
                WHEN 'R8' THEN 'involuntary'
                ELSE code
            END
        ),
        '|'
    ) AS leave_causes,
    trim(SEG_NM) AS segment,
    CASE CUST_TP_CD
        WHEN 'E' THEN 'economic'
        WHEN 'T' THEN 'ethical'
        WHEN 'P' THEN 'personalising'
        WHEN 'C' THEN 'convenience'
        ELSE CUST_TP_CD
    END AS customer_type,
    ANNUAL_AMT AS annual_value,
    REGION_NM AS region,
    try_strptime(BIRTH_YM, '%Y%m')::DATE AS born_on,
    GENDER_NM AS gender
FROM export
