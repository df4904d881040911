"""Newsletters saved as .eml: one article each."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr

from ..errors import InputError
from .markup import plain
from .reader import LoadOptions, Row, library, problem
from .source import Source
from .web import main_text

_LAYOUT = re.compile(r"<(/?)(?:table|tbody|thead|tfoot|tr|td|th)\b", re.IGNORECASE)


def read_eml(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A mail: the main text of its HTML part, or its plain part; title, date and sender from its head."""
    data = source.read()
    with library("The mail"):
        mail = email.message_from_bytes(data, policy=email.policy.default)
        head = {key: str(mail.get(key) or "").strip() for key in ("Subject", "From", "Date")}
        # Newsletters are laid out in tables, which are not tables of anything.
        html, text = _LAYOUT.sub(r"<\1div", _part(mail, "text/html")), _part(mail, "text/plain")
    if not any(head.values()):
        raise InputError("This is no mail: it has no subject, sender or date.")
    body = (main_text(html) or plain(html)) if html.strip() else ""
    if not (body or text).strip():
        yield problem(source, "The mail has no text, only attachments or pictures.")
        return
    name, address = parseaddr(head["From"])
    yield {
        "text": (body or text).replace("\r\n", "\n").strip(), "title": head["Subject"] or None, "published": head["Date"] or None,
        "outlet": name or address.rpartition("@")[2] or None, "authors": [],
    }  # fmt: skip


def _part(mail: Message, kind: str) -> str:
    """The text of the first part of a kind that is no attachment."""
    for part in mail.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            data = part.get_payload(decode=True)
            if not isinstance(data, bytes):
                continue
            try:
                return data.decode(part.get_content_charset() or "utf-8")
            except (LookupError, UnicodeDecodeError):
                return data.decode("cp1252", "replace")
    return ""
