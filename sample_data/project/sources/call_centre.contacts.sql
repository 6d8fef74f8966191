-- One row per exported line: a phone contact, or an earlier state of one that a later file corrects.
WITH tidy AS (
    SELECT
        * REPLACE (
            nullif(trim(접수번호), '-') AS 접수번호,
            nullif(trim(고객번호), '-') AS 고객번호,
            nullif(trim(상담사), '-') AS 상담사,
            nullif(trim(안내대기초), '-') AS 안내대기초
        )
    FROM export
)

SELECT
    origin,
    접수번호 AS contact_id,
    고객번호 AS customer_id,
    try_strptime(접수일시, ['%Y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M:%S', '%Y%m%d%H%M%S']) AS occurred_at,
    trim(부서) AS department,
    'phone' AS channel,
    CASE 단계
        WHEN '예약' THEN 'reservation'
        WHEN '신청' THEN 'order'
        WHEN '처리' THEN 'processing'
        WHEN '제공' THEN 'delivery'
        WHEN '사후' THEN 'after_service'
        ELSE 단계
    END AS stage,
    trim(문의유형) AS reason,
    상담사 AS agent_id,
    대기초 AS wait_seconds,
    안내대기초 AS promised_wait_seconds,
    통화초 AS service_seconds,
    CASE 처리결과
        WHEN '완결' THEN 'resolved'
        WHEN '미결' THEN 'unresolved'
        WHEN '실패' THEN 'failed'
        WHEN '포기' THEN 'abandoned'
        WHEN '이관' THEN 'transferred'
        ELSE 처리결과
    END AS outcome,
    CASE 불만여부 WHEN 'Y' THEN true WHEN 'N' THEN false END AS is_complaint,
    CASE 회복상태
        WHEN '없음' THEN 'none'
        WHEN '시도' THEN 'attempted'
        WHEN '완료' THEN 'recovered'
        ELSE 회복상태
    END AS recovery,
    try_cast(회복소요분 AS DOUBLE) * 60 AS recovery_seconds,
    replace(비용, ',', '') AS cost,
    CASE 방향 WHEN '수신' THEN 'inbound' WHEN '발신' THEN 'outbound' ELSE 방향 END AS direction,
    이관처 AS handed_to,
    CASE 재설명 WHEN 'Y' THEN true WHEN 'N' THEN false END AS asked_again,
    CASE 실패원인
        WHEN '직원' THEN 'staff'
        WHEN '시스템' THEN 'system'
        WHEN '시설' THEN 'physical_evidence'
        WHEN '규정' THEN 'policy'
        ELSE 실패원인
    END AS failure_origin,
    array_to_string(
        list_transform(
            string_split(회복방법, '+'),
            lambda word: CASE word
                WHEN '사과' THEN 'apology'
                WHEN '설명' THEN 'explanation'
                WHEN '보상' THEN 'compensation'
                WHEN '수리' THEN 'repair'
                WHEN '교환' THEN 'replacement'
                ELSE word
            END
        ),
        '|'
    ) AS recovery_kind
FROM tidy
