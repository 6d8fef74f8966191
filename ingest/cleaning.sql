-- Functions that every SELECT of a source may use: what people write, as values. Null and nonsense give null.
-- `list_transform([value], lambda name: …)[1]` works a value out once and gives it a name.

-- Text in signs that the patterns below know: digits, letters and marks of full width are made plain, blanks of all
-- kinds too, and cut at both ends. Only where there are any: translating takes ten times as long as looking.
CREATE OR REPLACE MACRO touchpoints_plain(written) AS
    CASE
        WHEN regexp_matches(written::VARCHAR, '[\x{ff01}-\x{ff5e}\x{2212}\x{3000}\x{a0}\x{202f}\t\n\r]')
        THEN trim(translate(
            written::VARCHAR,
            '０１２３４５６７８９'
            || 'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ'
            || '，．：／＋－−％　' || chr(160) || chr(8239) || chr(9) || chr(10) || chr(13),
            '0123456789'
            || 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
            || ',.:/+--%      '
        ))
        ELSE trim(written::VARCHAR)
    END;

-- A code or a name: trimmed, its digits and letters plain; blank is null.
CREATE OR REPLACE MACRO as_code(written) AS nullif(touchpoints_plain(written), '');

-- Yes and no.
CREATE OR REPLACE MACRO as_flag(written) AS
    CASE
        WHEN upper(touchpoints_plain(written)) IN
            ('예', '네', '참', '유', '있음', 'Y', 'YES', 'O', '○', '◯', 'TRUE', 'T', '1') THEN true
        WHEN upper(touchpoints_plain(written)) IN
            ('아니오', '아니요', '거짓', '무', '없음', 'N', 'NO', 'X', '×', 'FALSE', 'F', '0') THEN false
    END;

-- A number with a currency or a unit, and with commas, blanks or apostrophes between thousands. With decimals := ','
-- they stand behind a comma, and points may be between thousands. Words for large numbers (만, 억) are no units.
CREATE OR REPLACE MACRO as_number(written, decimals := '.') AS
    list_transform(
        [regexp_extract(
            touchpoints_plain(written),
            '^([+-]?) *(?:\p{Sc}|KRW|USD|EUR|GBP|JPY|CHF)? *([0-9., \x27]*[0-9])'
            || ' *(?:\p{Sc}|%|KRW|USD|EUR|GBP|JPY|CHF|s|sec|min|h|ms|pts?|points?|kg|km|[가-힣]{1,4})?$',
            ['sign', 'digits']
        )],
        lambda number: CASE
            WHEN regexp_matches(touchpoints_plain(written), '[0-9] *[십백천만억조]') THEN NULL
            WHEN decimals = '.'
                AND regexp_full_match(
                    number.digits, '(?:[0-9]+|[0-9]{1,3}(?:[, \x27][0-9]{3})+)?(?:\.[0-9]+)?'
                )
            THEN try_cast(number.sign || translate(number.digits, ', ' || chr(39), '') AS DOUBLE)
            WHEN decimals = ','
                AND regexp_full_match(
                    number.digits, '(?:[0-9]+|[0-9]{1,3}(?:[. \x27][0-9]{3})+)?(?:,[0-9]+)?'
                )
            THEN try_cast(number.sign || translate(number.digits, ',. ' || chr(39), '.') AS DOUBLE)
        END
    )[1];

CREATE OR REPLACE MACRO touchpoints_part(written) AS coalesce(try_cast(nullif(written, '') AS DOUBLE), 0);

CREATE OR REPLACE MACRO touchpoints_seconds(parts) AS
    list_transform(
        [parts],
        lambda part: CASE part.sign WHEN '-' THEN -1 ELSE 1 END * (
            touchpoints_part(part.days) * 86400
            + touchpoints_part(part.hours) * 3600
            + touchpoints_part(part.minutes) * 60
            + touchpoints_part(part.seconds)
        )
    )[1];

-- Seconds of a duration: mm:ss, h:mm:ss, 2분 5초, 1h 2m, or a number, which is seconds already.
CREATE OR REPLACE MACRO as_seconds(written) AS
    list_transform(
        -- Commas go where they stand between thousands; with any other the text is no duration.
        [CASE
            WHEN regexp_matches(touchpoints_plain(written), '(?:^|[^0-9,.])[0-9]{1,3}(?:,[0-9]{3})+(?:[^0-9,]|$)')
            THEN replace(lower(touchpoints_plain(written)), ',', '')
            ELSE lower(touchpoints_plain(written))
        END],
        lambda plain: CASE
            WHEN regexp_full_match(plain, '[+-]?(?:[0-9]+:[0-5])?[0-9]+:[0-5][0-9](?:\.[0-9]+)?')
            THEN touchpoints_seconds(regexp_extract(
                plain, '^([+-]?)()(?:([0-9]+):)?([0-9]+):([0-9.]+)$', ['sign', 'days', 'hours', 'minutes', 'seconds']
            ))
            WHEN regexp_matches(plain, '^[+-]? *[0-9]')
                AND regexp_full_match(
                    plain,
                    '[+-]? *(?:[0-9]+ *(?:일|d|days?))? *(?:[0-9]+(?:\.[0-9]+)? *(?:시간|h|hrs?|hours?))?'
                    || ' *(?:[0-9]+(?:\.[0-9]+)? *(?:분|m|mins?|minutes?))?'
                    || ' *(?:[0-9]+(?:\.[0-9]+)? *(?:초|s|secs?|seconds?)?)?'
                )
            THEN touchpoints_seconds({
                'sign': plain[1],
                'days': regexp_extract(plain, '([0-9]+) *(?:일|d)', 1),
                'hours': regexp_extract(plain, '([0-9.]+) *(?:시간|h)', 1),
                'minutes': regexp_extract(plain, '([0-9.]+) *(?:분|m)', 1),
                'seconds': regexp_extract(plain, '([0-9.]+) *(?:초|s[a-z]*)?$', 1)
            })
        END
    )[1];

-- A time that begins with its year: 2025년 3월 4일 오후 2시 5분, 2025.03.04 14:05, 2025. 3. 4. 오후 2:05:10,
-- 20250304140510, 2025-03-04T14:05. Without a time of day it is the beginning of the day. With a zone it is null: such
-- a text needs no cleaning.
CREATE OR REPLACE MACRO as_time(written) AS
    list_transform(
        [regexp_extract(
            CASE
                WHEN regexp_matches(touchpoints_plain(written), '^[0-9]{8}')
                THEN regexp_replace(
                    upper(touchpoints_plain(written)),
                    '^([0-9]{4})([0-9]{2})([0-9]{2})(?:[T ]?([0-9]{2}):?([0-9]{2})(?::?([0-9]{2}))?)?$',
                    '\1-\2-\3 0\4:0\5:0\6'
                )
                ELSE upper(touchpoints_plain(written))
            END,
            '^([0-9]{4}) *(?:년|[-./]) *([0-9]{1,2}) *(?:월|[-./]) *([0-9]{1,2}) *(?:일|\.)?'
            || ' *(?:\(?[월화수목금토일](?:요일)?\)?)?'
            || '(?:[T ]*(오전|오후|AM|PM)? *([0-9]{1,3})'
            || '(?: *시(?: *([0-9]{1,2}) *분)?(?: *([0-9]{1,2}) *초)?|:([0-9]{1,3})(?::([0-9]{1,3}(?:\.[0-9]+)?))?)'
            || ' *(오전|오후|AM|PM)?)?$',
            ['year', 'month', 'day', 'half', 'hour', 'word_minute', 'word_second', 'minute', 'second', 'half_behind']
        )],
        lambda part: try_cast(part.year || '-' || part.month || '-' || part.day AS DATE)
            + try_cast(
                CASE
                    WHEN part.half || part.half_behind IN ('오후', 'PM') AND touchpoints_part(part.hour) < 12
                    THEN touchpoints_part(part.hour) + 12
                    WHEN part.half || part.half_behind IN ('오전', 'AM') AND touchpoints_part(part.hour) = 12
                    THEN 0
                    ELSE touchpoints_part(part.hour)
                END::INTEGER
                || ':' || lpad(touchpoints_part(part.word_minute || part.minute)::INTEGER::VARCHAR, 2, '0')
                || ':' || printf('%09.6f', touchpoints_part(part.word_second || part.second))
                AS TIME
            )
    )[1];

-- The day of such a time.
CREATE OR REPLACE MACRO as_day(written) AS as_time(written)::DATE;

-- The last day that a text such as the name of a file holds: calls_2026-10-31.csv, 20261031, 2026년 10월 31일.
CREATE OR REPLACE MACRO day_in(written) AS
    list_filter(
        list_transform(
            regexp_extract_all(
                -- A sign between two days belongs to both.
                ' ' || regexp_replace(touchpoints_plain(written), '([^0-9])', '\1\1', 'g') || ' ',
                '[^0-9]([12][0-9]{3}(?:년|[-._/ ]){0,4}[0-9]{2}(?:월|[-._/ ]){0,4}[0-9]{2})(?:[0-9]{6})?[^0-9]', 1
            ),
            lambda found: try_cast(
                regexp_replace(found, '^(....)[^0-9]*(..)[^0-9]*(..)$', '\1-\2-\3') AS DATE
            )
        ),
        lambda day: day IS NOT NULL
    )[-1];

-- An id made of what stands in a row, for files without one: the same in whichever file, line or order it comes.
-- Blanks around a value do not count, and no value is a blank one. A control character keeps `a, bc` and `ab, c` apart.
CREATE OR REPLACE MACRO touchpoints_part_of_id(written) AS coalesce(trim(written::VARCHAR), '') || chr(31);
CREATE OR REPLACE MACRO stable_id
    (a) AS md5(touchpoints_part_of_id(a)),
    (a, b) AS md5(touchpoints_part_of_id(a) || touchpoints_part_of_id(b)),
    (a, b, c) AS
        md5(
            touchpoints_part_of_id(a) || touchpoints_part_of_id(b) || touchpoints_part_of_id(c)
        ),
    (a, b, c, d) AS
        md5(
            touchpoints_part_of_id(a) || touchpoints_part_of_id(b) || touchpoints_part_of_id(c)
            || touchpoints_part_of_id(d)
        ),
    (a, b, c, d, e) AS
        md5(
            touchpoints_part_of_id(a) || touchpoints_part_of_id(b) || touchpoints_part_of_id(c)
            || touchpoints_part_of_id(d) || touchpoints_part_of_id(e)
        ),
    (a, b, c, d, e, f) AS
        md5(
            touchpoints_part_of_id(a) || touchpoints_part_of_id(b) || touchpoints_part_of_id(c)
            || touchpoints_part_of_id(d) || touchpoints_part_of_id(e) || touchpoints_part_of_id(f)
        ),
    (a, b, c, d, e, f, g) AS
        md5(
            touchpoints_part_of_id(a) || touchpoints_part_of_id(b) || touchpoints_part_of_id(c)
            || touchpoints_part_of_id(d) || touchpoints_part_of_id(e) || touchpoints_part_of_id(f)
            || touchpoints_part_of_id(g)
        ),
    (a, b, c, d, e, f, g, h) AS
        md5(
            touchpoints_part_of_id(a) || touchpoints_part_of_id(b) || touchpoints_part_of_id(c)
            || touchpoints_part_of_id(d) || touchpoints_part_of_id(e) || touchpoints_part_of_id(f)
            || touchpoints_part_of_id(g) || touchpoints_part_of_id(h)
        ),
    (a, b, c, d, e, f, g, h, i) AS
        md5(
            touchpoints_part_of_id(a) || touchpoints_part_of_id(b) || touchpoints_part_of_id(c)
            || touchpoints_part_of_id(d) || touchpoints_part_of_id(e) || touchpoints_part_of_id(f)
            || touchpoints_part_of_id(g) || touchpoints_part_of_id(h) || touchpoints_part_of_id(i)
        ),
    (a, b, c, d, e, f, g, h, i, j) AS
        md5(
            touchpoints_part_of_id(a) || touchpoints_part_of_id(b) || touchpoints_part_of_id(c)
            || touchpoints_part_of_id(d) || touchpoints_part_of_id(e) || touchpoints_part_of_id(f)
            || touchpoints_part_of_id(g) || touchpoints_part_of_id(h) || touchpoints_part_of_id(i)
            || touchpoints_part_of_id(j)
        );
