"""Reading dates and times in the database, by functions that live as long as the connection.

They are in SQL because millions of rows are judged where they lie. The rules are docs/formats.md's: dates `yyyy-mm-dd`;
date-times ISO 8601, and without an offset Europe/London wall time, which has to exist and to happen only once.
"""

READ_DATE = r"""
CREATE OR REPLACE FUNCTION pg_temp.case_file_date(typed text) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    y int; m int; d int;
BEGIN
    IF translate(typed, '123456789', '000000000') <> '0000-00-00' THEN RETURN NULL; END IF;
    y := substr(typed, 1, 4); m := substr(typed, 6, 2); d := substr(typed, 9, 2);
    IF y < 1 OR m < 1 OR m > 12 OR d < 1 OR d > 31 THEN RETURN NULL; END IF;
    IF d > 28 AND d > extract(day FROM make_date(y, m, 1) + interval '1 month - 1 day') THEN RETURN NULL; END IF;
    RETURN make_date(y, m, d);
END $f$
"""

READ_INSTANT = r"""
CREATE OR REPLACE FUNCTION pg_temp.case_file_is_instant(typed text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    RETURN typed ~ ('^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]'
        '(:[0-5][0-9]([.,][0-9]{1,12})?)?[ ]?([Zz]|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)?$')
        AND (substr(typed, 9, 2) <= '28' OR pg_temp.case_file_date(left(typed, 10)) IS NOT NULL)
        AND left(typed, 4) <> '0000';
END $f$;

CREATE OR REPLACE FUNCTION pg_temp.case_file_times(wall timestamp) RETURNS integer
LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    at timestamptz := wall AT TIME ZONE 'Europe/London';
BEGIN
    IF at AT TIME ZONE 'Europe/London' <> wall THEN RETURN 0; END IF;
    IF (at - interval '1 hour') AT TIME ZONE 'Europe/London' = wall
        OR (at + interval '1 hour') AT TIME ZONE 'Europe/London' = wall THEN RETURN 2; END IF;
    RETURN 1;
END $f$;

CREATE OR REPLACE FUNCTION pg_temp.case_file_instant(typed text) RETURNS timestamptz
LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    plain text COLLATE "C" := typed;
BEGIN
    -- The usual ways to write one, told by shape and parts: a regular expression costs several times more
    IF NOT coalesce(translate(plain, '123456789 t', '000000000TT') IN ('0000-00-00T00:00', '0000-00-00T00:00:00')
        AND substr(plain, 6, 2) BETWEEN '01' AND '12' AND substr(plain, 9, 2) BETWEEN '01' AND '28'
        AND substr(plain, 12, 2) <= '23' AND substr(plain, 15, 2) <= '59' AND substr(plain, 18, 2) <= '59'
        AND plain >= '0001', false)
    THEN
        IF NOT pg_temp.case_file_is_instant(typed) THEN RETURN NULL; END IF;
        plain := upper(replace(typed, ',', '.'));
        IF substr(plain, 17) ~ '[Z+-]' THEN RETURN plain::timestamptz; END IF;
    END IF;
    -- Since 1973 clocks change in March and October before three in the morning, and at no other time
    IF (plain < '1973' OR substr(plain, 6, 2) IN ('03', '10') AND substr(plain, 12, 2) < '03')
        AND pg_temp.case_file_times(plain::timestamp) <> 1
    THEN
        RETURN NULL;
    END IF;
    RETURN plain::timestamp AT TIME ZONE 'Europe/London';
END $f$;

CREATE OR REPLACE FUNCTION pg_temp.case_file_instant_fault(typed text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF NOT pg_temp.case_file_is_instant(typed) THEN
        RETURN '“' || typed || '” is not a date and time (yyyy-mm-ddThh:mm).';
    ELSIF pg_temp.case_file_times(upper(replace(typed, ',', '.'))::timestamp) = 0 THEN
        RETURN '“' || typed || '” does not exist in London: the clocks go forward over it. '
            || 'Give the time with its offset, +00:00 or +01:00.';
    END IF;
    RETURN '“' || typed || '” happens twice in London: the clocks go back. '
        || 'Give the offset, +01:00 for the first time or +00:00 for the second.';
END $f$
"""

CLEAN = r"""
CREATE OR REPLACE FUNCTION pg_temp.case_file_clean(typed text) RETURNS text
LANGUAGE sql IMMUTABLE AS $f$
    SELECT nullif(btrim(typed, E' \t\r\n\u00a0\ufeff'), '')
$f$;

CREATE OR REPLACE FUNCTION pg_temp.case_file_postcode(typed text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT AS $f$
    SELECT CASE
        WHEN regexp_replace(upper(typed), '\s', '', 'g') ~ '^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$'
        THEN regexp_replace(regexp_replace(upper(typed), '\s', '', 'g'), '(...)$', ' \1')
        ELSE rtrim(left(typed, 10))
    END
$f$;

CREATE OR REPLACE FUNCTION pg_temp.case_file_when(at timestamptz) RETURNS text LANGUAGE sql STABLE STRICT AS $f$
    SELECT to_char(at AT TIME ZONE 'Europe/London', 'FMDD Mon YYYY, HH24:MI')
$f$
"""

ALL = (CLEAN, READ_DATE, READ_INSTANT)
