"""Where an address may lead on to: to public pages of the web, never to a machine that only insiders can ask.

A page that the user named may answer "look over there", and "there" may be his own computer, his router or an intranet.
Every step is looked at twice: when the name is looked up, and when somebody answers.
"""

from __future__ import annotations

import http.client
import ssl
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from socket import SOCK_STREAM, getaddrinfo
from typing import IO, Any

from ..errors import InputError

#: IPv6 addresses that stand for an IPv4 address (RFC 6052), which is their last four bytes.
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass
class _Road:
    """Where a request has come from. A host that is private may lead on to itself, if the user named it."""

    named: str
    now: str
    home: bool = False
    led: bool = False

    def check(self, addresses: Iterable[str]) -> None:
        """InputError if a redirect leads to an address that is not public."""
        if not self.led or (self.home and self.now == self.named):
            return
        if inside := next(filter(is_private, addresses), None):
            raise InputError(
                f"It leads on to {self.now} ({inside}), which is no public address, and was not followed. "
                "If you want what is there, name that address yourself."
            )


class _Redirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, road: _Road) -> None:
        self._road = road

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
            if not is_address(newurl) or "@" in _host(newurl):  # a name with a password: urllib knows none
                raise InputError(f"It leads on to {newurl[:100]}, which is no web address, and was not followed.")
            self._road.led, self._road.now = True, _host(newurl)
            self._road.check(_addresses(self._road.now))
        except (InputError, ValueError, http.client.HTTPException):
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Connection(http.client.HTTPConnection):
    """Looks at who answers before a word is said: a name may mean another host when it is looked up again."""

    road: _Road

    def connect(self) -> None:
        super().connect()
        if self.host.strip("[]").casefold() != self.road.now:
            return  # a proxy, which the user has set; it looks names up itself
        peer = str(self.sock.getpeername()[0])
        try:
            self.road.check([peer])
        except InputError:
            self.close()
            raise
        self.road.home = self.road.home or (not self.road.led and is_private(peer))


class _Secure(http.client.HTTPSConnection, _Connection):
    """The same; the parent looks before this begins to encrypt."""


class _Http(urllib.request.HTTPHandler):
    def __init__(self, road: _Road) -> None:
        super().__init__()
        self._make = _maker(_Connection, road)

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._make, req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, road: _Road) -> None:
        super().__init__()
        self._make = _maker(_Secure, road, context=ssl.create_default_context())

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._make, req)


def _maker(kind: Callable[..., _Connection], road: _Road, **options: Any) -> Callable[..., Any]:
    def make(*args: Any, **more: Any) -> _Connection:
        connection = kind(*args, **more, **options)
        connection.road = road
        return connection

    return make


def opener_for(url: str) -> urllib.request.OpenerDirector:
    """What fetches this address: redirects lead from it to public web pages only, or from a private host to itself."""
    road = _Road(_host(url), _host(url))
    return urllib.request.build_opener(_Redirects(road), _Http(road), _Https(road))


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
