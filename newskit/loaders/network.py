"""The only place that touches the network, and only for an address that the user named."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ..errors import InputError
from .redirects import opener_for
from .source import Source

TIMEOUT = 20.0
#: Bytes of an answer; larger files are downloaded by hand, once, and kept.
LARGEST = 1 << 26
_KINDS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/rss+xml": ".xml", "application/atom+xml": ".xml",
    "application/xml": ".xml", "text/xml": ".xml", "application/json": ".json", "application/pdf": ".pdf",
    "text/plain": ".txt", "text/csv": ".csv", "application/zip": ".zip", "application/rdf+xml": ".xml",
}  # fmt: skip


def fetch(url: str) -> Source:
    """The answer at an address, whole in memory; InputError with the reason if there is none."""
    from .. import __version__

    try:
        opener = opener_for(url)
        request = urllib.request.Request(
            url, headers={"User-Agent": f"newskit/{__version__} (research)", "Accept": "*/*"}
        )
        with opener.open(request, timeout=TIMEOUT) as answer:
            data = answer.read(LARGEST + 1)
            kind, charset, final = (
                answer.headers.get_content_type(),
                answer.headers.get_content_charset(),
                answer.geturl(),
            )
    except urllib.error.HTTPError as error:
        error.close()
        raise InputError(
            f"The server answered {error.code} {error.reason}. Is the address right, and open to all?"
        ) from error
    except InputError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise InputError(f"It could not be fetched: {reason}. Check the address and the connection.") from error
    if len(data) > LARGEST:
        raise InputError(f"The answer is larger than {LARGEST >> 20} MB. Download it and load the file.")
    return Source(url, data, ending=_ending(kind, final), charset=charset, url=final)


def _ending(kind: str, url: str) -> str:
    """How to read an answer: by its kind, unless the server only says "some bytes" or "a text"."""
    named = PurePosixPath(urlsplit(url).path).suffix.lower()
    if kind in _KINDS and kind not in ("text/plain", "application/zip"):
        return _KINDS[kind]
    return named or _KINDS.get(kind, ".html")
