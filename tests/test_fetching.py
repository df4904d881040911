"""Addresses: fetched where the user names one, and nothing else ever touches the network."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import hand_files as make
import pytest

from newskit.loaders import load_articles, network

DATA = Path(__file__).parent / "data"
ANSWERS = {
    "/artikel": ("text/html; charset=utf-8", (DATA / "loaders/page.html").read_bytes()),
    "/latin": ("text/html; charset=iso-8859-1", "<html><body><article><p>Die Bäder öffnen wieder, und alle freuen sich darüber.</p></article></body></html>".encode("latin-1")),
    "/feed": ("application/rss+xml", (DATA / "formats/feed.rss").read_bytes()),
    "/daten/a.jsonl": ("application/octet-stream", b'{"text": "Eins."}\n{"text": "Zwei."}\n'),
    "/daten/a.zip": ("application/zip", make.zipped({"a.txt": b"Im Archiv."})),
    "/papier": ("application/pdf", make.pdf([(50, 700, 10, "Auf Papier.")])),
    "/leer": ("text/html", b""),
}  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    seen: list[str] = []

    def do_GET(self):
        self.seen.append(self.path)
        if "/weiter?" in self.path.partition("?")[0] + "?":
            self.send_response(302)
            self.send_header("Location", self.path.partition("?")[2])
            self.end_headers()
            return
        kind, body = ANSWERS.get(self.path, ("text/plain", b"nicht da"))
        self.send_response(200 if self.path in ANSWERS else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()
        thread.join()


def reasons(frame):
    return [problem["reason"] for problem in frame.attrs["problems"]]


def test_a_page(server):
    row = load_articles(f"{server}/artikel").iloc[0]
    assert (row.title, row.source) == ("Sturm über Köln", f"{server}/artikel")
    latin = load_articles(f"{server}/latin").iloc[0]
    assert "Bäder öffnen" in latin.text and latin.url == f"{server}/latin"


def test_other_formats(server):
    assert len(load_articles(f"{server}/feed")) == 2
    assert list(load_articles(f"{server}/daten/a.jsonl").text) == ["Eins.", "Zwei."]
    assert list(load_articles(f"{server}/daten/a.zip").text) == ["Im Archiv."]
    assert list(load_articles(f"{server}/papier").text) == ["Auf Papier."]


def test_addresses_among_files(server, tmp_path):
    (tmp_path / "a.txt").write_text("Aus der Datei.")
    frame = load_articles([f"{server}/artikel", tmp_path / "a.txt", f"{server}/fehlt"])
    assert len(frame) == 2 and "404" in reasons(frame)[0]


def test_a_feeds_pages_are_not_fetched(server):
    Handler.seen.clear()
    load_articles(f"{server}/feed")
    assert Handler.seen == ["/feed"]


def test_redirects(server):
    assert load_articles(f"{server}/weiter?{server}/artikel").title[0] == "Sturm über Köln"
    for target in ("file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/plain,x"):
        frame = load_articles(f"{server}/weiter?{target}")
        assert frame.empty and len(reasons(frame)) == 1
        assert "was not followed" in reasons(frame)[0] or "302" in reasons(frame)[0]


def inside(port):
    """Other names of this machine, and addresses of machines that only insiders can ask."""
    own = (
        "localhost",
        "2130706433",
        "0x7f.1",
        "0.0.0.0",
        "127.0.0.2",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "%6cocalhost",
    )
    far = ("10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "[fe80::1]", "[fc00::1]")
    return [f"http://{host}:{port}/artikel" for host in (*own, *far)]


def test_redirects_to_private_addresses_are_not_followed(server):
    port = server.rpartition(":")[2]
    for target in inside(port):
        Handler.seen.clear()
        frame = load_articles(f"{server}/weiter?{target}")
        assert frame.empty and len(reasons(frame)) == 1, target
        assert "no public address" in reasons(frame)[0], target
        assert Handler.seen == [f"/weiter?{target}"]


def test_a_masked_port_or_a_user_name_hides_no_private_address(server):
    port = server.rpartition(":")[2]
    for host in (
        f"127.0.0.2%3A{port}",
        f"localhost%3a{port}",
        f"%5B::1%5D:{port}",
        f"a@127.0.0.2:{port}",
        f"a%40127.0.0.2:{port}",
    ):
        Handler.seen.clear()
        frame = load_articles(f"{server}/weiter?http://{host}/artikel")
        assert frame.empty and "was not followed" in reasons(frame)[0], host
        assert len(Handler.seen) == 1


def test_every_step_of_a_redirect_is_looked_at(server):
    port = server.rpartition(":")[2]
    steps = f"{server}/weiter?{server}/weiter?http://localhost:{port}/artikel"
    assert "no public address" in reasons(load_articles(steps))[0]


def test_a_private_address_that_the_user_named_is_fetched(server):
    port = server.rpartition(":")[2]
    for host in ("localhost", "127.0.0.1", "LOCALHOST"):
        named = f"http://{host}:{port}"
        assert len(load_articles(f"{named}/feed")) == 2
        assert load_articles(f"{named}/weiter?{named}/artikel").title[0] == "Sturm über Köln"


def test_a_public_page_does_not_lead_inside(server, monkeypatch):
    """The server is the proxy of a public name here, so that no name has to be looked up."""
    monkeypatch.setenv("http_proxy", server)
    monkeypatch.setenv("no_proxy", "")
    page = f"{server}/artikel"
    monkeypatch.setitem(ANSWERS, "http://zeitung.example/feed", ANSWERS["/feed"])
    assert len(load_articles("http://zeitung.example/feed")) == 2
    for target in (page, "http://10.0.0.1/", "http://localhost/", "http://[::1]/"):
        Handler.seen.clear()
        frame = load_articles(f"http://zeitung.example/weiter?{target}")
        assert frame.empty and "no public address" in reasons(frame)[0], target
        assert Handler.seen == [f"http://zeitung.example/weiter?{target}"]


def test_a_name_that_changes_its_meaning(server, monkeypatch):
    """A host is looked up again when a page leads on to it: the name was public a moment ago."""
    meanings = iter(["93.184.215.14", "127.0.0.1"])
    monkeypatch.setattr(network, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (next(meanings), 0))])
    monkeypatch.setenv("http_proxy", server)
    monkeypatch.setenv("no_proxy", "")
    Handler.seen.clear()
    frame = load_articles("http://zeitung.example/weiter?http://zeitung.example/feed")
    assert frame.empty and "no public address" in reasons(frame)[0]
    assert Handler.seen == ["http://zeitung.example/weiter?http://zeitung.example/feed"]


def test_a_redirect_to_another_host_is_named_and_not_followed(server, monkeypatch):
    monkeypatch.setenv("http_proxy", server)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setattr(network, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("93.184.215.14", 0))])
    for target in ("http://anderswo.example/feed", "http://zeitung.example.org/feed", "http://m.zeitung.example/feed"):
        Handler.seen.clear()
        frame = load_articles(f"http://zeitung.example/weiter?{target}")
        assert frame.empty and f"leads on to {target}, which is another host" in reasons(frame)[0]
        assert len(Handler.seen) == 1
    for one, other in (("zeitung.example", "www.zeitung.example"), ("www.zeitung.example", "ZEITUNG.example:80")):
        target = f"http://{other}/feed"
        monkeypatch.setitem(ANSWERS, target, ANSWERS["/feed"])
        assert len(load_articles(f"http://{one}/weiter?{target}")) == 2
    monkeypatch.setenv("https_proxy", server)
    secure = "https://www.zeitung.example/feed"  # followed, but the server is no proxy for it
    assert "could not be fetched" in reasons(load_articles(f"http://zeitung.example/weiter?{secure}"))[0]


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("8.8.8.8", False),
        ("2001:4860:4860::8888", False),
        ("::ffff:8.8.8.8", False),
        ("127.8.8.8", True),
        ("10.1.2.3", True),
        ("172.31.0.1", True),
        ("172.32.0.1", False),
        ("192.168.0.1", True),
        ("169.254.169.254", True),
        ("100.64.0.1", True),
        ("0.0.0.0", True),
        ("224.0.0.1", True),
        ("255.255.255.255", True),
        ("::1", True),
        ("::", True),
        ("fe80::1%eth0", True),
        ("fd00::1", True),
        ("ff02::1", True),
        ("::ffff:10.0.0.1", True),
        ("64:ff9b::a00:1", True),
        ("64:ff9b::808:808", False),
        ("2002:a00:1::", True),
    ],
)
def test_private_addresses(address, private):
    assert network.is_private(address) is private


def test_answers_that_are_too_large_or_never_come(server, monkeypatch):
    monkeypatch.setattr(network, "LARGEST", 100)
    assert "larger than" in reasons(load_articles(f"{server}/artikel"))[0]
    monkeypatch.setattr(network, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        frame = load_articles(f"http://127.0.0.1:{silent.getsockname()[1]}/")
    assert "timed out" in reasons(frame)[0]


def test_addresses_that_lead_nowhere():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}/", "http://", "https://[", "http://a b/", "http://127.0.0.1:99999/"):
        frame = load_articles(url)
        assert frame.empty and "could not be fetched" in reasons(frame)[0]


def test_nothing_else_touches_the_network(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    frame = load_articles([DATA / "formats", DATA / "loaders"])
    assert len(frame) > 30 and not any("asked for" in reason for reason in reasons(frame))


def test_analysis_of_an_address(server, tmp_path):
    from typer.testing import CliRunner

    from newskit.cli import app

    result = CliRunner().invoke(app, ["analyze", f"{server}/latin", "--out", str(tmp_path), "--quiet"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "articles.parquet").exists() and (tmp_path / "run.json").exists()
