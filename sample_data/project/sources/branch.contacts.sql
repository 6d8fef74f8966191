-- One row per exported line: a contact at a counter, a kiosk or on a visit, or an earlier state of one.
-- Waits are written as mm:ss. Mode and tier stand only where staff entered them; the rest follows from settings.
WITH tidy AS (
    SELECT
        * REPLACE (
            nullif(trim(전표번호), '-') AS 전표번호,
            nullif(trim(고객번호), '-') AS 고객번호,
            nullif(trim(안내시간), '-') AS 안내시간,
            replace(replace(접수일시, '오전', 'AM'), '오후', 'PM') AS 접수일시
        )
    FROM export
),

timed AS (
    SELECT
        *,
        CASE WHEN 대기시간 LIKE '-%' THEN -1 ELSE 1 END AS wait_sign,
        string_split(ltrim(대기시간, '-'), ':') AS wait_parts,
        string_split(안내시간, ':') AS promise_parts
    FROM tidy
)

SELECT
    origin,
    전표번호 AS contact_id,
    고객번호 AS customer_id,
    try_strptime(접수일시, ['%Y-%m-%d %H:%M:%S', '%Y. %-m. %-d. %p %-I:%M:%S']) AS occurred_at,
    trim(부서) AS department,
    CASE 접점 WHEN '창구' THEN 'branch' WHEN '키오스크' THEN 'kiosk' WHEN '방문' THEN 'visit' ELSE 접점 END AS channel,
    CASE 응대방식
        WHEN '무인' THEN 'digital'
        WHEN '정형' THEN 'face_to_face_tight'
        WHEN '상담' THEN 'face_to_face_loose'
        WHEN '맞춤' THEN 'face_to_face_customised'
        ELSE 응대방식
    END AS delivery_mode,
    CASE 접촉도 WHEN '고' THEN 'high' WHEN '중' THEN 'medium' WHEN '저' THEN 'low' ELSE 접촉도 END AS contact_tier,
    CASE 단계
        WHEN '예약' THEN 'reservation'
        WHEN '신청' THEN 'order'
        WHEN '처리' THEN 'processing'
        WHEN '제공' THEN 'delivery'
        WHEN '사후' THEN 'after_service'
        ELSE 단계
    END AS stage,
    trim(용건) AS reason,
    담당자 AS agent_id,
    CASE 예약구분 WHEN '예약' THEN true WHEN '현장' THEN false END AS is_booked,
    wait_sign * (try_cast(wait_parts[1] AS DOUBLE) * 60 + try_cast(wait_parts[2] AS DOUBLE)) AS wait_seconds,
    try_cast(promise_parts[1] AS DOUBLE) * 60 + try_cast(promise_parts[2] AS DOUBLE) AS promised_wait_seconds,
    처리초 AS service_seconds,
    CASE 결과
        WHEN '해결' THEN 'resolved'
        WHEN '미해결' THEN 'unresolved'
        WHEN '실패' THEN 'failed'
        WHEN '불참·포기' THEN 'abandoned'
        WHEN '이관' THEN 'transferred'
        ELSE 결과
    END AS outcome,
    CASE 불만 WHEN '예' THEN true WHEN '아니오' THEN false END AS is_complaint,
    CASE 회복
        WHEN '없음' THEN 'none'
        WHEN '시도' THEN 'attempted'
        WHEN '완료' THEN 'recovered'
        ELSE 회복
    END AS recovery,
    try_cast(회복분 AS DOUBLE) * 60 AS recovery_seconds,
    replace(비용, ',', '') AS cost,
    try_strptime(예약시각, '%Y-%m-%d %H:%M:%S') AS appointment_at,
    CASE 불참 WHEN '예' THEN true WHEN '아니오' THEN false END AS no_show,
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
FROM timed
