"""Where the postcodes of a file are, looked up letter by letter so that one letter's directory is held at a time."""

from __future__ import annotations

from people.case_file.authorities import chunks, copy_rows
from people.case_file.work import Work, streamed
from people.postcodes import whereabouts


def make_places(work: Work, postcodes: str) -> None:
    """`case_file_places`: `postcode`, `authority` and `miles` for each that the directory knows.

    `postcodes` is a query of one text column, the postcodes as they go on record.
    """
    work.run("DROP TABLE IF EXISTS case_file_places")
    work.run("CREATE TEMP TABLE case_file_places (postcode text, authority text, miles numeric(5, 1))")
    with streamed(f"SELECT DISTINCT postcode FROM ({postcodes}) AS given (postcode) ORDER BY postcode") as rows:
        for chunk in chunks(row[0] for row in rows):
            found = ((postcode, whereabouts(postcode)) for postcode in chunk if postcode)
            copy_rows("case_file_places", [(code, place.authority, place.miles) for code, place in found if place])
    work.run("ANALYZE case_file_places")
