-- One row per exported line: a purchase, or a refund of one.
WITH tidy AS (
    SELECT
        * REPLACE (
            nullif(trim(구매번호), '-') AS 구매번호,
            nullif(trim(접점번호), '-') AS 접점번호,
            nullif(trim(부서), '-') AS 부서,
            nullif(trim(채널), '-') AS 채널
        )
    FROM export
)

SELECT
    origin,
    구매번호 AS purchase_id,
    고객번호 AS customer_id,
    try_strptime(구매일시, ['%Y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M:%S']) AS purchased_at,
    replace(금액, ',', '') AS amount,
    CASE 구분
        WHEN '신규' THEN 'first'
        WHEN '재구매' THEN 'repeat'
        WHEN '추가' THEN 'cross'
        WHEN '상향' THEN 'up'
        WHEN '환불' THEN 'refund'
        ELSE 구분
    END AS kind,
    접점번호 AS contact_id,
    부서 AS department,
    채널 AS channel
FROM tidy
