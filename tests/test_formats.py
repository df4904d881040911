"""Formats that researchers really have: documents, databases' exports, agencies' XML, crawlers, feeds, crawls."""

import json
import re
import sys
from pathlib import Path

import hand_files as make
import pandas as pd
import pytest
from hand_files import load, reasons
from typer.testing import CliRunner

from newskit.cli import app
from newskit.corpus.dates import find_date, is_date
from newskit.loaders import SUFFIXES, load_articles
from newskit.loaders.exports import unwrapped
from newskit.loaders.pdf import Piece, join

DATA = Path(__file__).parent / "data/formats"
PAGE = (Path(__file__).parent / "data/loaders/page.html").read_bytes()


# --- documents -----------------------------------------------------------------------------------------------------


def test_word_document(tmp_path):
    blocks = [
        ("Normal", "Lokales"),
        ("Heading 1", "Bäder öffnen"),
        ("Normal", "„Endlich“, sagte\nKäthe Groß."),
        [["Bad", "Tag"], ["Süd", "Samstag"]],
    ]
    row = load(tmp_path, "a.docx", make.docx(blocks)).iloc[0]
    assert row.title == "Bäder öffnen"
    assert row.text == "Lokales\n\nBäder öffnen\n\n„Endlich“, sagte\n\nKäthe Groß.\n\nBad\tTag\n\nSüd\tSamstag"


def test_word_document_without_headings(tmp_path):
    frame = load(
        tmp_path,
        "a.docx",
        make.docx([("Normal", "Eine Zeile."), ("Normal", "Noch eine.")], title="Aus den Eigenschaften"),
    )
    assert frame.title[0] == "Aus den Eigenschaften" and frame.text[0] == "Eine Zeile.\n\nNoch eine."


def test_libreoffice_document(tmp_path):
    body = (
        '<text:h text:outline-level="1">Bäder öffnen</text:h><text:p>Am<text:s/>Samstag<text:note><text:note-body><text:p>Fußnote</text:p></text:note-body>'
        "</text:note> geht es los.<text:line-break/>Endlich.</text:p><table:table><table:table-row><table:table-cell><text:p>Süd</text:p></table:table-cell>"
        "<table:table-cell><text:p>10 Uhr</text:p></table:table-cell></table:table-row></table:table>"
    )
    row = load(tmp_path, "a.odt", make.odt(body)).iloc[0]
    assert (
        row.title == "Bäder öffnen" and row.text == "Bäder öffnen\n\nAm Samstag geht es los.\n\nEndlich.\n\nSüd\t10 Uhr"
    )


def test_rtf_document():
    row = load_articles(DATA / "document.rtf").iloc[0]
    assert row.title == "Der Bäcker hört auf" and row.text.endswith("„Es reicht“, sagte sie – und lachte.")


def test_newsletter():
    row = load_articles(DATA / "newsletter.eml").iloc[0]
    assert (row.title, row.outlet) == ("Guten Morgen, Werratal!", "Werratal-Bote am Morgen")
    assert row.published == pd.Timestamp("2025-10-03T04:00Z")
    assert "Die Brücke bleibt gesperrt, und niemand weiß" in row.text and "einfache Teil" not in row.text


COLUMNS = [
    [(50, 800, 8, "Werratal-Bote, 3. Oktober 2025"), (50, 740, 24, "Die Brücke bleibt zu"),
     (50, 700, 10, "Die Brücke über die Werra bleibt ge-"), (50, 688, 10, "sperrt. Das sagte die Bürgermeisterin"), (50, 676, 10, "am Freitag im Ost-"),
     (50, 664, 10, "West-Gespräch und"),
     (310, 700, 10, "fügte hinzu, vor Mai sei nicht mit"), (310, 688, 10, "Verkehr zu rechnen."), (310, 664, 10, "Das Land zahlt."), (310, 652, 10, "Die Stadt auch."),
     (280, 30, 8, "Seite 1")],
    [(50, 800, 8, "Werratal-Bote, 3. Oktober 2025"), (50, 700, 10, "Auf der zweiten Seite steht der Rest."), (50, 688, 10, "Mehr war nicht zu sagen."), (280, 30, 8, "Seite 2")],
]  # fmt: skip


def test_pdf_in_columns(tmp_path):
    row = load(tmp_path, "a.pdf", make.pdf(*COLUMNS)).iloc[0]
    assert row.title == "Die Brücke bleibt zu"
    assert row.text.split("\n\n") == [
        "Die Brücke bleibt zu",
        "Die Brücke über die Werra bleibt gesperrt. Das sagte die Bürgermeisterin am Freitag im Ost-West-Gespräch und "
        "fügte hinzu, vor Mai sei nicht mit Verkehr zu rechnen.",
        "Das Land zahlt. Die Stadt auch.",
        "Auf der zweiten Seite steht der Rest. Mehr war nicht zu sagen.",
    ]


def test_pdf_in_columns_drawn_line_by_line_across_the_page(tmp_path):
    ordered = sorted(COLUMNS[0], key=lambda piece: (-piece[1], piece[0]))
    assert (
        load(tmp_path, "a.pdf", make.pdf(ordered)).text[0].count("und fügte hinzu, vor Mai sei nicht mit Verkehr") == 1
    )


@pytest.mark.parametrize(
    ("text", "line", "joined"),
    [("Ver-", "band", "Verband"), ("Ost-", "West", "Ost-West"), ("Jugend-", "und Kinder", "Jugend- und Kinder"), ("Ver\u00ad", "band", "Verband"),
     ("am Ende", "ja", "am Ende ja"), ("2024 -", "ja", "2024 - ja"), ("18-", "jährige", "18- jährige")],
)  # fmt: skip
def test_hyphens_at_line_ends(text, line, joined):
    assert join(text, line) == joined


def test_pdf_without_text(tmp_path):
    assert "no text layer" in reasons(load(tmp_path, "a.pdf", make.pdf([])))[0]


def test_pieces_are_not_lost_by_ordering():
    from newskit.loaders.pdf import in_reading_order

    pieces = [Piece(float(n % 3) * 100, float(n % 3) * 100 + 80, 700.0 - n // 3 * 12, 10, f"w{n}") for n in range(30)]
    words = " ".join(piece.text for piece in in_reading_order(pieces)).split()
    assert sorted(words) == sorted(piece.text for piece in pieces)
    assert words[:3] == ["w0", "w3", "w6"]


# --- databases -----------------------------------------------------------------------------------------------------


def nexis_docx():
    lines = (DATA / "nexis.txt").read_text(encoding="utf-8").splitlines()
    return make.docx([("Normal", line) for line in lines])


@pytest.mark.parametrize("form", ["txt", "html", "rtf", "docx", "doc", "zip"])
def test_nexis(tmp_path, form):
    content = {
        "docx": nexis_docx,
        "doc": (DATA / "nexis.rtf").read_bytes,
        "zip": lambda: make.zipped({"x/Nexis.DOCX": nexis_docx()}),
    }
    content = content.get(form, lambda: (DATA / f"nexis.{form}").read_bytes())()
    frame = load(tmp_path, f"nexis.{form}", content)
    first, second = frame.iloc[0], frame.iloc[1]
    assert len(frame) == 2 and not reasons(frame)
    assert (first.title, first.outlet, first.section) == (
        "Werrabrücke bleibt bis Mai gesperrt",
        "Werratal-Bote",
        "LOKALES",
    )
    assert first.authors == ["Käthe Möller", "Bo Yıldız"] and first.published == pd.Timestamp("2025-10-02T22:00Z")
    assert first.text.startswith("Die Brücke über") and first.text.endswith("140.000 Euro Mehrkosten.")
    assert second.title == "Leitartikel: Eine Brücke, die keiner wollte" and second.published == pd.Timestamp(
        "2025-10-02T12:30Z"
    )
    assert "Copyright" not in " ".join(frame.text) and "Load-Date" not in " ".join(frame.text)


def test_nexis_as_it_used_to_be():
    frame = load_articles(DATA / "nexis_old.txt")
    assert list(frame.title) == ["Schwimmbad öffnet wieder", "Kein Geld für die Orgel"] and set(frame.outlet) == {
        "Werratal-Bote"
    }
    assert frame.text[0] == "Das Bad ist fertig. Ab Samstag schwimmen die Kinder wieder, und die Rentner auch."
    assert frame.authors[0] == ["Käthe Möller"] and list(frame.published.dt.day) == [2, 3]


def test_nexis_table():
    row = load_articles(DATA / "nexis.csv").iloc[0]
    assert (row.outlet, row.published) == ("Werratal-Bote", pd.Timestamp("2025-10-02T22:00Z"))
    assert row.text == "Die Brücke bleibt gesperrt. Niemand weiß, wie lange noch."


@pytest.mark.parametrize("name", ["factiva.html", "factiva.rtf"])
def test_factiva(name):
    frame = load_articles(DATA / name)
    row = frame.iloc[0]
    assert (row.article_id, row.title, row.outlet) == (
        "WTB0000020251004ela300001",
        "Hochwasser: Werra steigt weiter",
        "Werratal-Bote",
    )
    assert row.authors == ["Käthe Möller"] and row.published.day in (2, 3) and row.language == "de"
    assert row.text.startswith("Die Werra steigt weiter. In der Nacht soll der Pegel sieben") and row.text.endswith(
        "Feuerwehr am Freitag."
    )
    if name.endswith("html"):
        assert row.section == "Lokales" and row.published == pd.Timestamp("2025-10-03T12:30Z")
        assert frame.title[1] == "Ein Damm aus Sand." and frame.authors[1] == []


def test_factiva_with_field_codes():
    row = load_articles(DATA / "factiva_coded.html").iloc[0]
    assert (row.title, row.outlet, row.section, row.authors) == (
        "Rat stimmt für die Brücke",
        "Werratal-Bote",
        "Politik",
        ["Bo Yıldız"],
    )
    assert row.published == pd.Timestamp("2025-10-03T07:15Z")
    assert row.text.startswith("Der Rat hat entschieden.\n\nMit zwölf") and "gpol" not in row.text


@pytest.mark.parametrize("name", ["genios.txt", "genios.html"])
def test_genios(name):
    frame = load_articles(DATA / name)
    assert len(frame) == 2 and list(frame.outlet) == ["Werratal-Bote", "Neue Werra-Zeitung"]
    row = frame.iloc[0]
    assert (row.title, row.section) == ("Sturm deckt Schulen ab", "Lokales") and row.url.startswith(
        "https://www.wiso-net.de/document/WTB"
    )
    assert list(frame.published.dt.tz_convert("Europe/Berlin").dt.day) == [3, 4]
    assert (
        row.text.startswith("Der Sturm hat")
        and "Rechte" not in " ".join(frame.text)
        and "GBI" not in " ".join(frame.text)
    )


def test_an_article_of_an_export_that_is_not_understood_is_said(tmp_path):
    nexis = (DATA / "nexis.txt").read_text(encoding="utf-8").replace("Body\nWer eine", "Wer eine")
    frame = load(tmp_path, "nexis.txt", nexis)
    assert len(frame) == 1 and reasons(frame) == ["Article 2: There is no text."]
    factiva = (DATA / "factiva.html").read_text(encoding="utf-8").replace("<div>1.012 Wörter</div>", "")
    frame = load(tmp_path, "factiva.html", factiva)
    assert (
        len(frame) == 1
        and reasons(frame) == ["Article 2: There is no text."]
        and frame.attrs["problems"][0]["article_id"].startswith("NWZ")
    )


@pytest.mark.parametrize(("name", "cut"), [("nexis.txt", "irgendwohin"), ("factiva.html", "<p>Dokument NWZ"), ("genios.html", "<p>© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH</p></div></body>")])  # fmt: skip
def test_half_an_export_gives_the_article_that_is_cut_off(tmp_path, name, cut):
    content = (DATA / name).read_text(encoding="utf-8")
    frame = load(tmp_path, name, content[: content.rindex(cut)])
    assert len(frame) == 2 and frame.text.str.len().min() > 20


def test_what_only_mentions_a_database_is_no_export(tmp_path):
    text = "Die Datenbank Nexis\n\nAm Ende jedes Artikels steht „End of Document“.\nDokumentnummer: keine.\nEnd of Document\n"
    assert load(tmp_path, "a.txt", text).text[0] == text


@pytest.mark.parametrize(
    ("line", "date"),
    [("3. Oktober 2025 Freitag", "3 Oktober 2025"), ("October 3, 2025 Friday 2:30 PM GMT+1", "3 October 2025, 14:30 +01:00"),
     ("Freitag 3. Oktober 2025 12:05 AM", "3 Oktober 2025, 0:05"), ("03.10.2025", "03.10.2025"), ("gestern", None), ("2025-10-03 14:30", "2025-10-03T14:30")],
)  # fmt: skip
def test_dates_of_databases(line, date):
    assert find_date(line) == date and is_date(line) == (date is not None)


def test_a_sentence_with_a_date_is_no_date():
    assert not is_date("Am 3. Oktober 2025 war Feiertag")


def test_lines_that_an_old_export_cut():
    text = (
        "Die Gemeinde muss in diesem Jahr noch einmal kräftig sparen, sagte der\nKämmerer. Mehr nicht.\n\nNeuer Absatz"
    )
    assert unwrapped(text) == [
        "Die Gemeinde muss in diesem Jahr noch einmal kräftig sparen, sagte der Kämmerer. Mehr nicht.",
        "",
        "Neuer Absatz",
    ]


# --- agencies and newspapers ---------------------------------------------------------------------------------------


def test_newsml():
    frame = load_articles(DATA / "dpa.xml")
    row = frame.iloc[0]
    assert len(frame) == 1 and (row.title, row.outlet, row.section) == ("Werra führt Hochwasser", "dpa", "Vermischtes")
    assert (
        row.article_id.endswith("251003-99-000001:2")
        and row.published == pd.Timestamp("2025-10-03T12:30Z")
        and row.agencies == ["dpa"]
    )
    assert (
        row.text.endswith("Der Pegel stieg um zwei Meter.")
        and "Foto" not in row.text
        and "'canceled'" in reasons(frame)[0]
    )


def test_nitf():
    frame = load_articles(DATA / "nitf.xml")
    row = frame.iloc[0]
    assert not reasons(frame) and (row.title, row.outlet, row.authors) == (
        "Brücke über die Werra gesperrt",
        "Werratal-Bote",
        ["Käthe Möller"],
    )
    assert (
        row.text == "Die Brücke bleibt zu.\n\nWer zahlt?\n\nDas Land zahlt & schweigt."
        and row.published == pd.Timestamp("2025-10-03T12:30Z")
    )


def test_a_newspapers_own_xml(tmp_path):
    frame = load_articles(DATA / "newspaper.xml")
    assert (
        list(frame.article_id) == ["a1", "a2"] and frame.text[0] == "Das Bad öffnet wieder.\n\nDie Kinder freuen sich."
    )
    assert frame.outlet[0] == "Werratal-Bote" and "Article 3" in reasons(frame)[0]
    (tmp_path / "a.xml").write_text("<x><artikel><kopf>K</kopf><rumpf>Der Rumpf.</rumpf></artikel></x>")
    assert load_articles(tmp_path / "a.xml", columns={"text": "rumpf"}).text[0] == "Der Rumpf."


# --- crawlers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("crawler", ["trafilatura", "fundus", "news_please", "newspaper4k"])
def test_crawlers(crawler):
    row = load_articles(DATA / f"{crawler}.json").iloc[0]
    assert row.title == "Brücke gesperrt" and "Brücke über die Werra bleibt gesperrt" in row.text
    assert row.url == "https://example.org/bruecke" and row.authors[0] == "Käthe Möller" and row.language == "de"
    assert row.outlet == ("example.org" if crawler == "news_please" else "Werratal-Bote")
    assert row.published.date() == pd.Timestamp("2025-10-02" if crawler == "trafilatura" else "2025-10-03").date()


def test_fundus_text_in_parts():
    text = load_articles(DATA / "fundus.json").text[0]
    assert text.split("\n\n")[0] == "Die Brücke bleibt zu." and text.endswith("Wer zahlt?\n\nDas Land zahlt.")


def test_media_cloud_without_texts():
    frame = load_articles(DATA / "mediacloud.jsonl")
    assert frame.outlet[0] == "werratal-bote.example" and "addresses, not texts" in reasons(frame)[0]


def test_trafilatura_page_without_a_name(tmp_path):
    record = json.loads((DATA / "trafilatura.json").read_text(encoding="utf-8")) | {"source-hostname": None}
    assert load(tmp_path, "a.json", json.dumps(record)).outlet[0] == "example.org"


def test_own_mapping_beats_a_known_crawler(tmp_path):
    record = json.loads((DATA / "news_please.json").read_text(encoding="utf-8")) | {"kurz": "Der kurze Text."}
    (tmp_path / "a.json").write_text(json.dumps(record))
    row = load_articles(tmp_path / "a.json", columns={"text": "kurz", "outlet": "filename"}).iloc[0]
    assert (row.text, row.outlet) == ("Der kurze Text.", "x.json")


# --- feeds and crawls ----------------------------------------------------------------------------------------------


def test_rss():
    frame = load_articles(DATA / "feed.rss")
    row = frame.iloc[0]
    assert (row.title, row.outlet, row.article_id, row.authors) == (
        "Sturm & Regen",
        "Werratal-Bote",
        "wtb-1",
        ["Käthe Möller"],
    )
    assert row.text == "Der Sturm kam in der Nacht.\n\nAm Morgen war alles still." and row.published == pd.Timestamp(
        "2025-10-03T12:30Z"
    )
    assert (
        frame.text[1] == "Der Rat tagt am Montag über das Bad."
        and "Entry 3" in reasons(frame)[0]
        and "teasers" in reasons(frame)[1]
    )


def test_atom():
    row = load_articles(DATA / "feed.atom").iloc[0]
    assert (row.title, row.url, row.section) == ("Der Damm hält", "https://example.org/damm", "Lokales")
    assert row.text == "Der Damm hält seit drei Tagen.\n\nAlle atmen auf." and row.published == pd.Timestamp(
        "2025-10-05T08:00Z"
    )


CRAWL = [
    ("https://example.org/eins", "200 OK", "text/html; charset=utf-8", PAGE), ("https://example.org/weg", "404 Not Found", "text/html", PAGE),
    ("https://example.org/bild.png", "200 OK", "image/png", b"\x89PNG"), ("https://example.org/start", "200 OK", "text/html", b"<html><body></body></html>"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.warc.gz", True), ("a.warc", True)])
def test_warc(tmp_path, name, packed):
    frame = load(tmp_path, name, make.warc(CRAWL, packed))
    assert list(frame.url) == ["https://example.org/eins"] and frame.title[0] == "Sturm über Köln"
    assert frame.source[0].endswith("!https://example.org/eins")
    assert any("No article text" in reason for reason in reasons(frame))


def test_wacz(tmp_path):
    members = {
        "datapackage.json": "{}",
        "pages/pages.jsonl": '{"text": "Index"}\n',
        "archive/data.warc.gz": make.warc(CRAWL),
    }
    for name in ("a.wacz", "a.zip"):
        frame = load(tmp_path, name, make.zipped(members))
        assert list(frame.url) == ["https://example.org/eins"]


# --- tables --------------------------------------------------------------------------------------------------------

ROWS = [
    ["id", "Titel", "Volltext", "Datum"],
    ["01", "Bäder", "Die Bäder öffnen.", pd.Timestamp("2025-10-03 14:30").to_pydatetime()],
    [None] * 4,
    ["02", None, "Zwei.", "4.10.2025"],
]


def test_excel(tmp_path):
    frame = load(tmp_path, "a.xlsx", make.xlsx([], ROWS, [["a"], ["b"]]))
    assert list(frame.text) == ["Die Bäder öffnen.", "Zwei."] and list(frame.article_id) == ["01", "02"]
    assert frame.published[0] == pd.Timestamp("2025-10-03T12:30Z") and "Sheet 'Blatt 3'" in reasons(frame)[0]


def test_libreoffice_table(tmp_path):
    def cells(row):
        return "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)

    rows = [["id", "Titel", "Volltext"], ["01", "Bäder", "Die Bäder öffnen."]]
    body = "".join(f"<table:table-row>{cells(row)}</table:table-row>" for row in rows)
    empty = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    frame = load(
        tmp_path, "a.ods", make.odt(f'<table:table table:name="Blatt">{body}{empty}</table:table>', "spreadsheet")
    )
    assert (frame.article_id[0], frame.title[0], frame.text[0]) == ("01", "Bäder", "Die Bäder öffnen.")


def test_feather(tmp_path):
    import pyarrow as pa
    from pyarrow import feather

    table = pa.table({"titel": ["Bäder", None], "volltext": ["Die Bäder öffnen.", "Zwei."], "zahl": [1, 2]})
    feather.write_feather(table, tmp_path / "a.feather")
    frame = load_articles(tmp_path / "a.feather")
    assert list(frame.text) == ["Die Bäder öffnen.", "Zwei."] and frame.title[0] == "Bäder"


def test_semicolons_and_windows_letters():
    row = load_articles(DATA / "semicolon_cp1252.csv").iloc[0]
    assert (row.title, row.text) == ("Bäder", "Die Bäder öffnen – endlich.")


# --- the list ------------------------------------------------------------------------------------------------------


def test_formats_are_listed_with_what_they_need():
    out = CliRunner().invoke(app, ["formats"]).output
    assert all(re.search(rf"^{re.escape(suffix)} ", out, re.MULTILINE) for suffix in SUFFIXES)
    assert 'pip install "newskit[office]"' in out and 'pip install "newskit[web]"' in out


@pytest.mark.parametrize(("module", "name", "extra"), [("docx", "a.docx", "office"), ("striprtf.striprtf", "a.rtf", "office"), ("pypdf", "a.pdf", "office"), ("warcio.archiveiterator", "a.warc", "web")])  # fmt: skip
def test_a_missing_library_names_the_extra(tmp_path, monkeypatch, module, name, extra):
    monkeypatch.setitem(sys.modules, module, None)  # what Python does where a module is not installed
    (tmp_path / name).write_bytes(
        {"a.pdf": b"%PDF-1.4", "a.rtf": b"{\\rtf1 }", "a.warc": b"WARC/1.0"}.get(name)
        or make.zipped({"word/document.xml": "x"})
    )
    assert f'pip install "newskit[{extra}]"' in reasons(load_articles(tmp_path / name))[0]


def factiva_page(*articles):
    """A page of Factiva's as browsers save it: heads in plain divs, the time behind the codes, the firm under the text."""
    parts = []
    for number, (head, after, body, firm) in enumerate(articles, 38):
        rows = "".join(f"<div>{line}</div>" for line in after)
        text = "".join(f'<p class="articleParagraph dearticleParagraph">{line}</p>' for line in body)
        parts.append(
            f'<div id="article-BOTE0002025100{number}" class="article"><div class="article deArticle"><p>\n</p>{head}{rows}<p></p>{text}'
            f"<p>{firm}</p><p>Dokument BOTE00020251003ed42000{number}</p></div></div><br><span></span>"
        )
    return f"<html><head><title>Factiva</title></head><body>{''.join(parts)}</body></html>".encode()


def test_factiva_as_browsers_save_it(tmp_path):
    head = '<div id="hd"><span class="deHeadline counted">{}</span>\n</div>'
    codes = [
        "2 April 2017",
        "bote.de",
        "BOTE",
        "BTDE",
        "11:26:23",
        "0",
        "Deutsch",
        "Copyright 2017. BOTE GMBH &amp; CO. KG ",
    ]
    page = factiva_page(
        ("<div>Fussball</div>\n" + head.format("38) Der Trainer bleibt; Vertrag bis 2030") + '<div class="author">Aus Köln berichtet ANNA MUSTER </div>',
         ["360 Wörter", *codes], ["Der Trainer\nbleibt noch fünf <b>Jahre</b>.", "Das sagte der Klub."], "Muster Syndication GmbH (BOTE)"),
        (head.format("39) Ein Damm aus Sand hält") + '<div class="author">Bo Yildiz </div>',
         ["2318 Wörter", "2 April 2017", "Werra Online", "WERON", "0 2017", "Deutsch", "© 2017 Werra net GmbH. All rights reserved. "],
         ["Der Damm hält.", "Die Firma heißt Sand und Sohn GmbH."], "Verlag der Werra-Zeitung GmbH"),
        ("<div>Hannover</div>" + head.format("Regen überall; Straßen gesperrt"), ["9 Wörter", *codes], ["Es regnet."], "Werra AG"),
        (head.format("Sieben Städte sparen an den Brücken") + '<div class="author">Käthe von der Möller und Bo Yildiz</div>', ["9 Wörter", *codes], ["Sie sparen."], "Werra AG"),
    )  # fmt: skip
    frame = load(tmp_path, "factiva.html", page)
    assert frame.attrs["problems"] == []
    assert frame.title.tolist() == [
        "Der Trainer bleibt; Vertrag bis 2030", "Ein Damm aus Sand hält", "Regen überall; Straßen gesperrt", "Sieben Städte sparen an den Brücken",
    ]  # fmt: skip
    assert frame.text.tolist() == [
        "Der Trainer bleibt noch fünf Jahre.\n\nDas sagte der Klub.", "Der Damm hält.\n\nDie Firma heißt Sand und Sohn GmbH.", "Es regnet.", "Sie sparen.",
    ]  # fmt: skip
    assert frame.section.fillna("").tolist() == ["Fussball", "", "Hannover", ""]
    assert frame.authors.map(list).tolist() == [["Aus Köln berichtet ANNA MUSTER"], ["Bo Yildiz"], [], ["Käthe von der Möller", "Bo Yildiz"]]  # fmt: skip
    assert frame.outlet.tolist() == ["bote.de", "Werra Online", "bote.de", "bote.de"]
    assert frame.published.map(str).tolist() == [
        "2017-04-02 09:26:00+00:00", "2017-04-01 22:00:00+00:00", "2017-04-02 09:26:00+00:00", "2017-04-02 09:26:00+00:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("last", "firm"),
    [("Betroffen sind auch Kunden der Werra AG.", False), ("Das schreiben die Medien.", False), ("Bote Verlag GmbH & Co. KG", True), ("Bote Inc.", True)],
)  # fmt: skip
def test_factivas_firm_is_no_last_sentence(tmp_path, last, firm):
    head = '<div id="hd"><span class="deHeadline">Die Brücke bleibt lange gesperrt</span></div>'
    page = factiva_page(
        (
            head,
            ["9 Wörter", "2 April 2017", "bote.de", "Deutsch", "© 2017 Bote"],
            ["Es regnet."],
            last.replace("&", "&amp;"),
        )
    )
    assert load(tmp_path, "factiva.html", page).text.tolist() == ["Es regnet." + ("" if firm else f"\n\n{last}")]


@pytest.mark.parametrize(
    ("line", "title"),
    [("Ausgabe Süd", "Streit im Rat"), ("Late Edition - Final", "Streit im Rat"), ("Letzte Ausgabe der Zeitung erscheint", "Letzte Ausgabe der Zeitung erscheint Streit im Rat")],
)  # fmt: skip
def test_an_edition_of_old_nexis_is_no_headline(tmp_path, line, title):
    text = f"1 of 1 DOCUMENTS\n\nBote\n\nOctober 3, 2025 Friday\n{line}\n\nStreit im Rat\n\nSECTION: A\n\nLENGTH: 3 words\n\nEs regnet.\n\nLOAD-DATE: October 4, 2025\n"
    assert load(tmp_path, "nexis.txt", text).title.tolist() == [title]


OLD_NEXIS = """
Download Request: Selected Items: 1-3
Time Of Request: Friday, October 03, 2025  16:51:31

Terms: (Brücke und Geld)


                               1 of 3 DOCUMENTS



                               Werra-Kurier (Süd)

                            October 3, 2025 Friday
                                   Edition 1;
                                    Oberland

Die Brücke bleibt gesperrt, und niemand
weiß wie lange

BYLINE: Anna Muster

SECTION: FEATURES; Pg. 6

LENGTH: 12 words


Die Brücke bleibt gesperrt.

LOAD-DATE: October 4, 2025

LANGUAGE: GERMAN

JOURNAL-CODE: WKS


                    Copyright 2025 Werra-Kurier
                              All Rights Reserved

                               2 of 3 DOCUMENTS



                                 Werra Online

                27. Februar 2012 Montag 9:50 PM GMT+1

Warnung; Streit im Rat

AUTOR: Muster, Anna

RUBRIK: WISSENSCHAFT; S. 114 Ausg. 9

LÄNGE: 9 Wörter

Der Rat streitet weiter.

UPDATE: 28. Februar 2012

SPRACHE: GERMAN; DEUTSCH

ZEITUNGS-CODE: weo

                          3 of 3 DOCUMENTS



                                 Werra Online

                            28. Februar 2012
                          Ausgabe Nord

Die Ausgabe der Karten beginnt

LÄNGE: 9 Wörter

Es gibt Karten.

UPDATE: 28. Februar 2012
"""


def test_nexis_as_it_used_to_be_with_editions(tmp_path):
    frame = load(tmp_path, "old.txt", OLD_NEXIS.encode())
    assert frame.title.tolist() == [
        "Die Brücke bleibt gesperrt, und niemand weiß wie lange", "Warnung; Streit im Rat", "Die Ausgabe der Karten beginnt",
    ]  # fmt: skip
    assert frame.text.tolist() == ["Die Brücke bleibt gesperrt.", "Der Rat streitet weiter.", "Es gibt Karten."]
    assert frame.outlet.tolist() == ["Werra-Kurier (Süd)", "Werra Online", "Werra Online"]
    assert frame.published.map(str).tolist() == ["2025-10-02 22:00:00+00:00", "2012-02-27 20:50:00+00:00", "2012-02-27 23:00:00+00:00"]  # fmt: skip


def test_genios_with_contents_and_breaks_of_pages(tmp_path):
    text = """Dokumente

Inhaltsverzeichnis

1. Sturm deckt Schulen ab ........................ 1
2. Kein Geld für Dächer . . . . . . . . . . . . . . . . 2

Seite 1 von 2

Sturm deckt Schulen ab

Quelle:

Seite 2 von 2

Dokumente

LVZ/Werra-Zeitung, 01.12.2000, S. 5
Ressort: Lokales
Dokumentnummer: WEZ-1

Der Sturm hat Schulen abgedeckt.

Dauerhafte Adresse des Dokuments: https://www.wiso-net.de/document/WEZ__1
Alle Rechte vorbehalten: (c) Werra-Zeitung
© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH

Kein Geld für Dächer

Quelle: DIE WERRA
Dokumentnummer: DW-2

Es fehlt Geld.

© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH
"""
    frame = load(tmp_path, "wiso.txt", text.encode())
    assert frame.title.tolist() == ["Sturm deckt Schulen ab", "Kein Geld für Dächer"]
    assert frame.text.tolist() == ["Der Sturm hat Schulen abgedeckt.", "Es fehlt Geld."]
    assert frame.outlet.tolist() == ["LVZ/Werra-Zeitung", "DIE WERRA"]
    assert frame.published.map(str).tolist() == ["2000-11-30 23:00:00+00:00", "NaT"]
