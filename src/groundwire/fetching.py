"""Polite HTTP: bytes for a URL, within limits. What the bytes mean is the business of ``sources``.

Only http and https; no address that is not public (looked up once, checked, and that very address is connected to, after every
redirect anew); robots.txt is honoured; size and time are bounded; proxies, cookies and netrc of the environment are not
used."""

from __future__ import annotations

import base64
import importlib.metadata
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

from groundwire.errors import FetchError
from groundwire.model import Raw
from groundwire.settings import Settings

if TYPE_CHECKING:
    import httpx

_MOST_REDIRECTS = 5
_LONGEST_WAIT = 5.0
_ROBOTS_BYTES = 512_000
_CACHE_BYTES = 64_000_000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ACCEPT = (
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/json, text/plain;q=0.9, */*;q=0.5"
)
_Result = TypeVar("_Result")
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    data: bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer that can be asked about again: "has it changed since?"."""

    etag: str
    last_modified: str
    media_type: str
    data: bytes


def make(settings: Settings) -> PoliteFetch:
    """A fetcher within the limits of ``settings``; what it fetched is kept for as long as it lives."""
    return PoliteFetch(settings)


class PoliteFetch:
    """Fetches one URL at a time. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is opened before the first fetch."""
        self._settings = settings
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._robots: dict[str, RobotFileParser] = {}
        self._lock = threading.Lock()
        self._context: ssl.SSLContext | None = None

    def __call__(self, url: str) -> Raw:
        """The bytes at ``url``. Raises ``FetchError`` for anything that is dead, too large, private or forbidden by
        robots.txt."""
        import httpx

        try:
            start = httpx.URL(url.strip())
            if start.scheme not in ("http", "https") or not start.host or any(map(str.isspace, start.host)):
                raise ValueError(url)
            origin = _shown(start)
        except (httpx.InvalidURL, ValueError, TypeError) as error:
            raise FetchError(
                _without_userinfo(url), "is no address that can be fetched", "give an http or https address"
            ) from error
        deadline = time.monotonic() + self._settings.fetch_timeout
        try:
            return _within(self._settings.fetch_timeout + 1.0, lambda: self._fetch(start, origin, deadline))
        except TimeoutError as error:
            raise _too_slow(origin, self._settings) from error

    def _fetch(self, url: httpx.URL, origin: str, deadline: float) -> Raw:
        first = url
        for _ in range(_MOST_REDIRECTS + 1):
            self._ask_robots(url, origin, deadline)
            # A name and password in the URL are for the host they were given for, and for no other.
            login = first.userinfo if _home(url) == _home(first) else b""
            answer = self._polite_get(url, origin, deadline, login)
            target = _redirect(url, answer, origin)
            if target is None:
                return self._accept(url, origin, answer)
            url = target
        raise FetchError(origin, f"redirects more than {_MOST_REDIRECTS} times", "give the address it should lead to")

    def _accept(self, url: httpx.URL, origin: str, answer: _Answer) -> Raw:
        shown = _shown(url)
        if answer.status == 304 and (kept := self._kept.get(shown)):
            return Raw(data=kept.data, origin=origin, url=shown, media_type=kept.media_type)
        if not 200 <= answer.status < 300:
            raise FetchError(
                origin, f"the server answered {answer.status}{_meaning(answer.status)}", "check the address, or try again later"
            )
        media_type = answer.headers.get("content-type", "")
        self._keep(
            shown, _Kept(answer.headers.get("etag", ""), answer.headers.get("last-modified", ""), media_type, answer.data)
        )
        return Raw(data=answer.data, origin=origin, url=shown, media_type=media_type)

    def _keep(self, url: str, kept: _Kept) -> None:
        if not (kept.etag or kept.last_modified):
            return
        with self._lock:
            self._kept.pop(url, None)
            self._kept[url] = kept
            while sum(len(one.data) for one in self._kept.values()) > _CACHE_BYTES:
                self._kept.popitem(last=False)

    def _polite_get(self, url: httpx.URL, origin: str, deadline: float, login: bytes) -> _Answer:
        """The answer, asked for once more where the server is busy and says that it will not be in five seconds' time."""
        answer = self._get(url, origin, deadline, login, self._settings.max_source_bytes)
        wait = answer.headers.get("retry-after", "").strip()
        if answer.status in (429, 503) and wait.isdecimal() and len(wait) < 4 and int(wait) <= _LONGEST_WAIT:
            if time.monotonic() + int(wait) >= deadline:
                return answer
            time.sleep(int(wait))
            answer = self._get(url, origin, deadline, login, self._settings.max_source_bytes)
        return answer

    def _get(self, url: httpx.URL, origin: str, deadline: float, login: bytes, limit: int) -> _Answer:
        """One request, to the first of the host's addresses that answers."""
        import httpx

        addresses = self._public_addresses(url, origin)
        headers = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": _user_agent(),
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip",
        }
        if kept := self._kept.get(_shown(url)):
            headers |= {"If-None-Match": kept.etag} if kept.etag else {"If-Modified-Since": kept.last_modified}
        if login:
            headers["Authorization"] = _basic(login)
        for number, address in enumerate(addresses):
            try:
                return self._ask(url, address, headers, origin, deadline, limit)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                if number + 1 == len(addresses):
                    raise FetchError(
                        origin, f"cannot be reached ({_why(error)})", "check the address and the network"
                    ) from error
            except httpx.TimeoutException as error:
                raise _too_slow(origin, self._settings) from error
            except (httpx.HTTPError, httpx.InvalidURL, zlib.error, ValueError) as error:
                raise FetchError(origin, f"the answer cannot be read ({_why(error)})", "try again later") from error
        raise FetchError(origin, "has no address", "check the name of the host")

    def _ask(self, url: httpx.URL, address: str, headers: dict[str, str], origin: str, deadline: float, limit: int) -> _Answer:
        import httpx

        left = deadline - time.monotonic()
        if left <= 0:
            raise _too_slow(origin, self._settings)
        if self._context is None:
            self._context = httpx.create_ssl_context()
        # The address that was checked is the one connected to, so that a second look-up cannot lead elsewhere; the
        # certificate is
        # still checked against the host's name.
        pinned = url.copy_with(host=address, userinfo=b"", fragment=None)
        extensions = {"sni_hostname": url.raw_host.decode("ascii")}
        with (
            httpx.Client(verify=self._context, trust_env=False, timeout=left, follow_redirects=False) as client,
            client.stream("GET", pinned, headers=headers, extensions=extensions) as response,
        ):
            found = {name.lower(): value for name, value in response.headers.items()}
            length = found.get("content-length", "")
            if length.isdecimal() and int(length) > limit:
                raise _too_large(origin, limit)
            data = _body(response, found.get("content-encoding", ""), origin, deadline, limit, self._settings)
            return _Answer(response.status_code, found, data)

    def _public_addresses(self, url: httpx.URL, origin: str) -> tuple[str, ...]:
        """The host's addresses. Raises ``FetchError`` if it has none, or if one of them is not public."""
        if url.scheme not in ("http", "https") or not url.host:
            raise FetchError(origin, "is no address that can be fetched", "give an http or https address")
        host = url.raw_host.decode("ascii")
        try:
            found = socket.getaddrinfo(host, url.port or (443 if url.scheme == "https" else 80), type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(origin, f"no host called '{host}' is known", "check the address and the network") from error
        addresses = tuple(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
        if not self._settings.allow_private_addresses:
            for address in addresses:
                if not is_public(address):
                    raise FetchError(
                        origin, "leads to a private address, which is not fetched", "set allow_private_addresses if it is meant"
                    )
        return addresses

    def _ask_robots(self, url: httpx.URL, origin: str, deadline: float) -> None:
        """Raise ``FetchError`` where the host's robots.txt forbids ``url``; a missing robots.txt forbids nothing (RFC 9309)."""
        home = _home(url)
        rules = self._robots.get(home)
        if rules is None:
            rules = self._robots[home] = self._robots_of(url, origin, deadline)
        if not rules.can_fetch(_user_agent(), _shown(url)):
            raise FetchError(origin, "the site's robots.txt forbids fetching it", "ask the site, or give the page as a file")

    def _robots_of(self, url: httpx.URL, origin: str, deadline: float) -> RobotFileParser:
        place = url.copy_with(raw_path=b"/robots.txt", userinfo=b"", fragment=None)
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._get(place, origin, deadline, b"", _ROBOTS_BYTES)
            target = _redirect(place, answer, origin)
            if target is None:
                break
            place = target
        if answer.status >= 500:
            raise FetchError(origin, f"the site's robots.txt cannot be read ({answer.status})", "try again later")
        rules = RobotFileParser()
        rules.parse(answer.data.decode("utf-8", "replace").splitlines() if 200 <= answer.status < 300 else [])
        return rules


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; an IPv4 address inside an IPv6 one is judged too. False for no
    address."""
    try:
        parsed: _Address = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return is_public(str(parsed.ipv4_mapped))
        carried = [one for one in (parsed.sixtofour, *(parsed.teredo or ())) if one is not None]
        if parsed in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)))
        if not all(is_public(str(one)) for one in carried):
            return False
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified or parsed.is_link_local)


def _within(seconds: float, work: Callable[[], _Result]) -> _Result:
    """What ``work`` returns or raises. Raises ``TimeoutError`` after ``seconds``, whatever it is waiting for by then: a
    server that
    sends its headers letter by letter, or a name server that never answers, outlasts every timeout of the connection itself."""
    results: list[_Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again below, in the thread that asked
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True, name="groundwire-fetch")
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise TimeoutError
    return results[0]


def _body(response: httpx.Response, encoding: str, origin: str, deadline: float, limit: int, settings: Settings) -> bytes:
    """The body, unpacked, read no further than ``limit``: a few packed bytes must not fill the memory."""
    encoding = encoding.strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(
            origin, f"the answer is packed as '{encoding[:20]}', which was not asked for", "save the page and give the file"
        )
    unpack = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    data = bytearray()
    for chunk in response.iter_raw():
        if time.monotonic() > deadline:
            raise _too_slow(origin, settings)
        data += unpack.decompress(chunk, limit + 1 - len(data)) if unpack else chunk
        if len(data) > limit or (unpack and unpack.unconsumed_tail):
            raise _too_large(origin, limit)
    if unpack and not unpack.eof and data:
        raise FetchError(origin, "the answer broke off", "try again later")
    return bytes(data)


def _redirect(url: httpx.URL, answer: _Answer, origin: str) -> httpx.URL | None:
    """Where the answer sends us, or ``None`` if it sends us nowhere."""
    import httpx

    location = answer.headers.get("location", "")
    if answer.status not in (301, 302, 303, 307, 308) or not location:
        return None
    try:
        target = url.join(location)
        return target.copy_with(userinfo=b"", fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(origin, "redirects to no address that can be fetched", "give the address it should lead to") from error


def _home(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii', 'replace')}"


def _shown(url: httpx.URL) -> str:
    """The URL as it may be shown and stored: without a name, a password or a fragment."""
    return str(url.copy_with(userinfo=b"", fragment=None))


def _without_userinfo(url: str) -> str:
    before, mark, after = url.partition("://")
    place, slash, path = after.partition("/")
    return (before + mark + place.rpartition("@")[2] + slash + path)[:200] if mark else url.rpartition("@")[2][:200]


def _basic(userinfo: bytes) -> str:
    name, _, password = userinfo.decode("ascii", "replace").partition(":")
    return "Basic " + base64.b64encode(f"{unquote(name)}:{unquote(password)}".encode()).decode("ascii")


def _user_agent() -> str:
    try:
        return f"Groundwire/{importlib.metadata.version('groundwire')}"
    except importlib.metadata.PackageNotFoundError:
        return "Groundwire/0"


def _meaning(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase})"
    except ValueError:
        return ""


def _why(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _too_slow(origin: str, settings: Settings) -> FetchError:
    return FetchError(origin, f"took longer than {settings.fetch_timeout:g} seconds", "try again later or raise fetch_timeout")


def _too_large(origin: str, limit: int) -> FetchError:
    return FetchError(
        origin, f"is larger than the {limit:,} bytes that are read", "give the article alone or raise max_source_bytes"
    )
