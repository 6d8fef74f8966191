-- One row per exported line: an attempt to call a customer.
SELECT
    origin,
    trim(발신번호) AS contact_id,
    trim(고객번호) AS customer_id,
    try_strptime(발신일시, ['%Y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M:%S']) AS occurred_at,
    trim(부서) AS department,
    'phone' AS channel,
    trim(캠페인) AS reason,
    'outbound' AS direction,
    통화초 AS service_seconds,
    CASE 결과
        WHEN '부재' THEN 'abandoned'
        WHEN '응답' THEN 'resolved'
        WHEN '거절' THEN 'unresolved'
        ELSE 결과
    END AS outcome
FROM export
