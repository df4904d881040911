"""The only place that touches the network, for an address that the user named, and for no other host."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from pathlib import PurePosixPath
from socket import SOCK_STREAM, getaddrinfo
from typing import IO
from urllib.parse import urlsplit

from ..errors import InputError
from .source import Source

#: IPv6 addresses that stand for an IPv4 address (RFC 6052), which is their last four bytes.
_NAT64 = IPv6Network("64:ff9b::/96")
TIMEOUT = 20.0
#: Bytes of an answer; larger files are downloaded by hand, once, and kept.
LARGEST = 1 << 26
_KINDS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml", "text/xml": ".xml", "application/json": ".json", "application/pdf": ".pdf",
    "text/plain": ".txt", "text/csv": ".csv", "application/zip": ".zip", "application/rdf+xml": ".xml",
}  # fmt: skip


def fetch(url: str) -> Source:
    """The answer at an address, whole in memory; InputError with the reason if there is none."""
    from .. import __version__

    try:
        opener = urllib.request.build_opener(_SameHost(url))
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


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect on the host that the user named only: by http or https, with www. or without.

    The answer of a page may lead to the user's own computer, his router or an intranet, which only insiders can ask.
    """

    def __init__(self, url: str) -> None:
        self._named = _host(url)
        self._inside = any(map(is_private, _addresses(self._named)))

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        try:
            self._check(newurl)
        except (InputError, ValueError, http.client.HTTPException):
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)

    def _check(self, url: str) -> None:
        """InputError if a redirect leads to another host, or to one that is not public and was not named."""
        if not is_address(url) or "@" in (host := _host(url)):  # a name with a password: urllib knows none
            raise InputError(f"It leads on to {url[:100]}, which is no web address, and was not followed.")
        known = self._inside and host == self._named
        if inside := next(filter(is_private, [] if known else _addresses(host)), None):
            raise InputError(
                f"It leads on to {host} ({inside}), which is no public address, and was not followed. "
                "If you want what is there, name that address yourself."
            )
        if host.removeprefix("www.") != self._named.removeprefix("www."):
            raise InputError(
                f"It leads on to {url[:300]}, which is another host, and was not followed. "
                "If you want what is there, name that address yourself."
            )


def is_address(name: object) -> bool:
    """Is this an address of the web?"""
    return isinstance(name, str) and name.lower().startswith(("http://", "https://"))


def is_private(address: str) -> bool:
    """Is an IP address one that only insiders can ask: this machine, a local network, a group, or reserved?"""
    known = ip_address(address.partition("%")[0])
    return any(not one.is_global or one.is_multicast for one in (known, *_inside(known)))


def _inside(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, IPv6Address):
        yield from (one for one in (address.ipv4_mapped, address.sixtofour, (address.teredo or (0, None))[1]) if one)
        if address in _NAT64:
            yield IPv4Address(int(address) & 0xFFFFFFFF)


def _host(url: str) -> str:
    """The host as the connection will have it: 127.0.0.1 for %31%32%37.0.0.1, which urlsplit leaves as it is."""
    asked = urllib.request.Request(url).host
    return http.client.HTTPConnection(asked or "").host.strip("[]").casefold()


def _addresses(host: str) -> list[str]:
    try:
        return [str(found[4][0]) for found in getaddrinfo(host, None, type=SOCK_STREAM)]
    except (OSError, UnicodeError):  # nobody answers to it here; behind a proxy that may be otherwise
        return []
