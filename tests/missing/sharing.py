"""What the tests of sharing have in common."""

from missing.actions import share_interview

SHARING = "/interviews/E2/sharing/"
INTELLIGENCE = {"what": "Fitz sells from a flat.", "how_known": "saw", "traceable": "no", "sent_to": "Locate"}


def share(officer, held, **facts):
    given = {"recipient": "police", "recipient_name": "Locate team", "handed": "secure_email", "sections": ["harm"]}
    return share_interview(actor=officer, interview=held, **(given | {"withheld_why": "Not needed"} | facts))
