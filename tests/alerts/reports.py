"""Delivery reports as mail servers write them."""

STATUS = """Reporting-MTA: dns; mx.example.net
X-Postfix-Sender: rfc822; safe-return@example.org

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}
"""


def report(
    message_id: str,
    *,
    address: str = "dana@example.org",
    action: str = "failed",
    status: str = "5.1.1",
    said: str = "550 5.1.1 no such user here",
    headers: str = "",
    returned: str = "text/rfc822-headers",
) -> bytes:
    """A report of Postfix's kind, with the headers of the e-mail that came back."""
    delivery_status = STATUS.format(address=address, action=action, status=status, said=said)
    return f"""From: MAILER-DAEMON@mx.example.net
To: safe-return@example.org
Subject: Undelivered Mail Returned to Sender
{headers}MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="line"

--line
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--line
Content-Type: message/delivery-status

{delivery_status}
--line
Content-Type: {returned}

Message-ID: {message_id}
To: {address}
Subject: Return home interview overdue by 24 hours

--line--
""".replace("\n", "\r\n").encode()
