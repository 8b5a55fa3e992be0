"""Where the postcodes of a file are, looked up letter by letter so that one letter's directory is held at a time."""

from __future__ import annotations

from people.case_file.authorities import chunks, copy_rows
from people.case_file.work import Work, streamed
from people.postcodes import whereabouts


def make_places(work: Work, postcodes: str) -> None:
    """`case_file_places`: `postcode`, `authority`, `is_outside` and `miles` for each that the directory knows.

    `postcodes` is a query of one text column, the postcodes as they go on record.
    """
    work.run("DROP TABLE IF EXISTS case_file_places")
    columns = "postcode text, authority text, is_outside boolean, miles numeric(5, 1)"
    work.run(f"CREATE TEMP TABLE case_file_places ({columns})")
    with streamed(f"SELECT DISTINCT postcode FROM ({postcodes}) AS given (postcode) ORDER BY postcode") as asked:
        for chunk in chunks(row[0] for row in asked):
            found = ((postcode, whereabouts(postcode)) for postcode in chunk if postcode)
            rows = [(code, place.authority, place.is_out_of_area, place.miles) for code, place in found if place]
            copy_rows("case_file_places", rows)
    work.run("ANALYZE case_file_places")
