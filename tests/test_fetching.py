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
        if self.path.startswith("/weiter?"):
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
