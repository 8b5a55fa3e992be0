"""What the tests of the full record’s pages have in common."""

LIST = "/interviews/E2/record/"
TAB = {"draft_tab": "one"}
FINISH = TAB | {"outcome_at": "11:00", "method": "video", "independence": "independent"}


def section(key: str) -> str:
    return f"{LIST}{key}/"


def keep(client, key: str, **typed):
    return client.post(f"{section(key)}keep/", TAB | typed)
