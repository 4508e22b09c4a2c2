from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from groundwire.errors import FetchError
from groundwire.fetching import PoliteFetch, is_public, make
from groundwire.settings import Settings

Answer = tuple[int, dict[str, str], bytes]
LOCAL = Settings(allow_private_addresses=True, fetch_timeout=3.0, max_source_bytes=50_000)


class Site:
    """A web site on loopback: ``pages[path]`` is an answer or a function of the request that gives one; ``seen`` what was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[BaseHTTPRequestHandler], Answer | None]] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.address = ""

    def asked(self, path: str) -> list[dict[str, str]]:
        return [headers for seen, headers in self.seen if seen == path]


@pytest.fixture
def site() -> Iterator[Site]:
    here = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            page = here.pages.get(self.path, (404, {}, b"gone"))
            answer = page(self) if callable(page) else page
            if answer is None:
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    here.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield here
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetch() -> PoliteFetch:
    return make(LOCAL)


def refuse(fetch: PoliteFetch, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    return caught.value


def test_a_page_comes_with_its_address_and_type(site: Site, fetch: PoliteFetch) -> None:
    site.pages["/a?b=1"] = (200, {"Content-Type": "text/html; charset=utf-8"}, b"<p>Hello</p>")
    raw = fetch(f"{site.address}/a?b=1#part")
    assert (raw.data, raw.media_type, raw.url) == (b"<p>Hello</p>", "text/html; charset=utf-8", f"{site.address}/a?b=1")
    headers = site.asked("/a?b=1")[0]
    assert headers["user-agent"].startswith("Groundwire/")
    assert "http" not in headers["user-agent"]
    assert headers["host"] == site.address.removeprefix("http://")


def test_what_is_packed_is_unpacked(site: Site, fetch: PoliteFetch) -> None:
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"Hello" * 100))
    assert fetch(f"{site.address}/a").data == b"Hello" * 100


def test_redirects_are_followed_and_the_last_address_kept(site: Site, fetch: PoliteFetch) -> None:
    site.pages["/a"] = (301, {"Location": "/b"}, b"")
    site.pages["/b"] = (302, {"Location": f"{site.address}/c#x"}, b"")
    site.pages["/c"] = (200, {}, b"There")
    raw = fetch(f"{site.address}/a")
    assert (raw.data, raw.origin, raw.url) == (b"There", f"{site.address}/a", f"{site.address}/c")


def test_a_ring_of_redirects_ends(site: Site, fetch: PoliteFetch) -> None:
    site.pages["/a"] = (302, {"Location": "/a"}, b"")
    assert "redirects more than 5 times" in refuse(fetch, f"{site.address}/a").reason
    assert len(site.asked("/a")) == 6


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://x/", "http://[::bad/", "javascript:1"])
def test_redirects_to_other_schemes_are_refused(site: Site, fetch: PoliteFetch, target: str) -> None:
    site.pages["/a"] = (302, {"Location": target}, b"")
    reason = refuse(fetch, f"{site.address}/a").reason
    assert "no address that can be fetched" in reason or "answer cannot be read" in reason


def test_a_redirect_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    port = site.address.rpartition(":")[2]
    site.pages["/a"] = (302, {"Location": f"http://inside.example:{port}/secret"}, b"")
    site.pages["/secret"] = (200, {}, b"secret")
    looked_up = _name_server(monkeypatch, {"outside.example": "127.0.0.1", "inside.example": "10.1.2.3"})
    monkeypatch.setattr("groundwire.fetching.is_public", lambda address: address == "127.0.0.1")
    error = refuse(make(Settings(fetch_timeout=3.0)), f"http://outside.example:{port}/a")
    assert "private address" in error.reason
    assert "inside.example" in looked_up
    assert site.asked("/secret") == []


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    port = site.address.rpartition(":")[2]
    site.pages["/a"] = (200, {}, b"Here")
    looked_up = _name_server(monkeypatch, {"news.example": "127.0.0.1"})
    assert make(LOCAL)(f"http://news.example:{port}/a").data == b"Here"
    # Once for robots.txt and once for the page: the connection itself looks nothing up.
    assert looked_up == ["news.example", "news.example"]
    assert site.asked("/a")[0]["host"] == f"news.example:{port}"


def _name_server(monkeypatch: pytest.MonkeyPatch, hosts: dict[str, str]) -> list[str]:
    """Answer look-ups of ``hosts`` from here; returns the names that were asked for."""
    real = socket.getaddrinfo
    asked: list[str] = []

    def look_up(host: object, *arguments: object, **options: object) -> object:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name in hosts:
            asked.append(name)
        return real(hosts.get(name, name), *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://0/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
    ],
)
def test_private_addresses_are_refused_however_they_are_written(url: str) -> None:
    reason = refuse(make(Settings(fetch_timeout=3.0)), url).reason
    assert "private address" in reason or "no address that can be fetched" in reason


def test_public_addresses_are_told_from_private_ones() -> None:
    assert all(map(is_public, ("8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808")))
    assert not any(map(is_public, ("", "news.example", "0.0.0.0", "::", "ff02::1", "240.0.0.1", "192.0.2.1", "2001:db8::1")))


@pytest.mark.parametrize("url", ["ftp://news.example/a", "file:///etc/passwd", "http://", "http:///a", "x", "", "http://\x00/"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert "no address that can be fetched" in refuse(make(LOCAL), url).reason


def test_dead_hosts_and_dead_pages_are_told_apart(site: Site, fetch: PoliteFetch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "cannot be reached" in refuse(fetch, f"http://127.0.0.1:{port}/").reason
    assert "no host called 'nowhere.invalid'" in refuse(fetch, "http://nowhere.invalid/").reason
    assert "the server answered 404 (Not Found)" in refuse(fetch, f"{site.address}/none").reason
    site.pages["/teapot"] = (599, {}, b"")
    assert "the server answered 599;" in str(refuse(fetch, f"{site.address}/teapot"))


@pytest.mark.parametrize("path", ["/missing", "/loop", "/slow"])
def test_no_error_repeats_a_name_or_a_password(site: Site, path: str) -> None:
    site.pages["/loop"] = (302, {"Location": "/loop"}, b"")
    site.pages["/slow"] = lambda handler: time.sleep(1.2)
    fetch = make(Settings(allow_private_addresses=True, fetch_timeout=0.4))
    error = refuse(fetch, site.address.replace("http://", "http://ida:hunter2@") + path)
    assert "hunter2" not in str(error)
    assert "ida" not in str(error)


def test_no_error_on_a_broken_address_repeats_a_password(fetch: PoliteFetch) -> None:
    for url in ("http://ida:hunter2@[bad/", "http://ida:hunter2@nowhere.invalid/", "ftp://ida:hunter2@x/", "ida:hunter2@x"):
        assert "hunter2" not in str(refuse(fetch, url))


def test_name_and_password_go_to_their_own_host_only(site: Site, fetch: PoliteFetch, monkeypatch: pytest.MonkeyPatch) -> None:
    port = site.address.rpartition(":")[2]
    _name_server(monkeypatch, {"other.example": "127.0.0.1"})
    site.pages["/a"] = (302, {"Location": f"http://other.example:{port}/b"}, b"")
    site.pages["/b"] = (200, {}, b"There")
    raw = fetch(f"http://ida:hunter2@127.0.0.1:{port}/a")
    assert site.asked("/a")[0]["authorization"] == "Basic aWRhOmh1bnRlcjI="
    assert "authorization" not in site.asked("/b")[0]
    assert "authorization" not in site.asked("/robots.txt")[0]
    assert "hunter2" not in raw.origin + raw.url


def test_robots_are_honoured(site: Site, fetch: PoliteFetch) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private/\n\nUser-agent: Groundwire\nDisallow: /desk/\n")
    site.pages["/desk/a"] = site.pages["/private/a"] = (200, {}, b"Here")
    assert "robots.txt forbids" in refuse(fetch, f"{site.address}/desk/a").reason
    assert fetch(f"{site.address}/private/a").data == b"Here"
    assert site.asked("/desk/a") == []
    assert len(site.asked("/robots.txt")) == 1


def test_robots_are_honoured_after_a_redirect(site: Site, fetch: PoliteFetch) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /desk/\n")
    site.pages["/a"] = (302, {"Location": "/desk/a"}, b"")
    assert "robots.txt forbids" in refuse(fetch, f"{site.address}/a").reason


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_forbids_nothing(site: Site, fetch: PoliteFetch, status: int) -> None:
    site.pages["/robots.txt"] = (status, {}, b"User-agent: *\nDisallow: /\n")
    site.pages["/a"] = (200, {}, b"Here")
    assert fetch(f"{site.address}/a").data == b"Here"


def test_a_site_whose_robots_are_broken_is_left_alone(site: Site, fetch: PoliteFetch) -> None:
    site.pages["/robots.txt"] = (500, {}, b"")
    site.pages["/a"] = (200, {}, b"Here")
    assert "robots.txt cannot be read" in refuse(fetch, f"{site.address}/a").reason


def test_robots_in_binary_harm_nobody(site: Site, fetch: PoliteFetch) -> None:
    site.pages["/robots.txt"] = (200, {}, bytes(range(256)) * 100)
    site.pages["/a"] = (200, {}, b"Here")
    assert fetch(f"{site.address}/a").data == b"Here"


def test_a_large_answer_is_refused_by_its_length(site: Site, fetch: PoliteFetch) -> None:
    site.pages["/a"] = (200, {"Content-Length": "60000"}, b"")
    assert "larger than the 50,000 bytes" in refuse(fetch, f"{site.address}/a").reason


def test_an_answer_without_end_is_cut_off(site: Site, fetch: PoliteFetch) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"a" * 10_000)
        except OSError:
            pass

    site.pages["/a"] = endless
    assert "larger than" in refuse(fetch, f"{site.address}/a").reason


def test_a_packed_bomb_is_refused(site: Site, fetch: PoliteFetch) -> None:
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 30_000_000))
    assert "larger than" in refuse(fetch, f"{site.address}/a").reason


@pytest.mark.parametrize(
    ("headers", "body", "reason"),
    [
        ({"Content-Encoding": "br"}, b"abc", "packed as 'br'"),
        ({"Content-Encoding": "gzip"}, b"no gzip at all", "cannot be read"),
        ({"Content-Encoding": "gzip"}, gzip.compress(b"Hello" * 1000, mtime=0)[:-12], "broke off"),
        ({"Content-Length": "500"}, b"short", "cannot be read"),
    ],
)
def test_a_broken_answer_is_told(site: Site, headers: dict[str, str], body: bytes, reason: str) -> None:
    site.pages["/a"] = (200, headers, body)

    def close(handler: BaseHTTPRequestHandler) -> Answer:
        handler.close_connection = True
        return 200, headers, body

    site.pages["/a"] = close
    assert reason in refuse(make(LOCAL), f"{site.address}/a").reason


def test_a_server_that_dawdles_is_given_up(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        try:
            for _ in range(40):
                handler.wfile.write(b"X")
                handler.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    site.pages["/drip"] = drip
    site.pages["/silent"] = lambda handler: time.sleep(2)
    fetch = make(Settings(allow_private_addresses=True, fetch_timeout=0.5))
    for path in ("/drip", "/silent"):
        began = time.monotonic()
        assert "took longer than 0.5 seconds" in refuse(fetch, site.address + path).reason
        assert time.monotonic() - began < 3


def test_a_busy_server_is_asked_once_more_when_it_says_so(site: Site, fetch: PoliteFetch) -> None:
    answers: list[Answer] = [(503, {"Retry-After": "0"}, b""), (200, {}, b"Here")]
    site.pages["/a"] = lambda handler: answers.pop(0)
    assert fetch(f"{site.address}/a").data == b"Here"
    for headers in ({}, {"Retry-After": "3600"}, {"Retry-After": "soon"}, {"Retry-After": "-1"}):
        site.seen.clear()
        site.pages["/b"] = (429, headers, b"")
        assert "429 (Too Many Requests)" in refuse(fetch, f"{site.address}/b").reason
        assert len(site.asked("/b")) == 1


def test_what_has_not_changed_is_not_sent_again(site: Site, fetch: PoliteFetch) -> None:
    def page(handler: BaseHTTPRequestHandler) -> Answer:
        if handler.headers.get("If-None-Match") == '"1"':
            return 304, {}, b""
        return 200, {"ETag": '"1"', "Content-Type": "text/plain"}, b"Here"

    site.pages["/a"] = page
    first, second = fetch(f"{site.address}/a"), fetch(f"{site.address}/a")
    assert first == second
    assert [headers.get("if-none-match") for headers in site.asked("/a")] == [None, '"1"']


def test_cookies_proxies_and_passwords_of_the_environment_are_not_used(
    site: Site, fetch: PoliteFetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    site.pages["/a"] = (200, {"Set-Cookie": "a=b"}, b"Here")
    fetch(f"{site.address}/a")
    fetch(f"{site.address}/a")
    assert all("cookie" not in headers for headers in site.asked("/a"))
