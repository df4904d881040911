"""Archives, and everything that attacks are made of: a problem each, never a crash, never a file written."""

import bz2
import gzip
import io
import json
import lzma
import os
import struct
import sys
import tarfile
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import hand_files as make
import pytest
from hand_files import load, reasons

from newskit.loaders import is_problem, iter_articles, load_articles
from newskit.loaders.source import LIMITS

DATA = Path(__file__).parent / "data"
TEXT = "Die Bäder öffnen wieder, sagte Käthe Groß.".encode()
NEXIS = (DATA / "formats/nexis.txt").read_bytes()


@pytest.fixture(autouse=True)
def nothing_is_written(tmp_path, monkeypatch):
    """The working folder and the one with the file hold nothing that the test has not put there itself."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    yield
    assert not any(work.iterdir())
    assert not any("boese" in path.name for path in [*tmp_path.rglob("*"), *tmp_path.parent.iterdir()])


# --- archives ------------------------------------------------------------------------------------------------------

MEMBERS = {
    "b/a.txt": TEXT,
    "nexis.txt": NEXIS,
    "rows.csv": "text;titel\nEins.;A\n".encode("utf-16"),
    "bild.png": b"\x89PNG",
    ".versteckt.txt": b"x",
}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.tar.xz"])
def test_archives(tmp_path, name):
    mode = {".zip": None, ".tar": "w", ".tgz": "w:gz"}.get(Path(name).suffix, "w:" + Path(name).suffix[1:])
    frame = load(tmp_path, name, make.tarred(MEMBERS, mode) if mode else make.zipped(MEMBERS))
    assert len(frame) == 4 and set(frame.text) >= {TEXT.decode(), "Eins."}
    sources = set(frame.source)
    assert {source.partition("!")[2] for source in sources} == {"b/a.txt", "nexis.txt", "rows.csv"}
    assert reasons(frame) == ["1 file(s) ending in .png in it were not read."]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz"])
def test_packed_files_whatever_their_ending(tmp_path, pack, suffix):
    frame = load(tmp_path, "a.jsonl" + suffix, pack(b'{"text": "Eins."}\n{"text": "Zwei."}\n'))
    assert list(frame.text) == ["Eins.", "Zwei."]


def test_archives_inside_of_archives(tmp_path):
    inner = make.tarred({"x/a.txt": TEXT}, "w:gz")
    frame = load(tmp_path, "a.zip", make.zipped({"tief.tar.gz": inner, "b.txt": b"Zwei."}))
    assert sorted(frame.text) == [TEXT.decode(), "Zwei."] and any(
        source.endswith("a.zip!tief.tar.gz!x/a.txt") for source in frame.source
    )


def test_parquet_and_word_inside_of_an_archive(tmp_path):
    members = {
        "good.parquet": (DATA / "loaders/good.parquet").read_bytes(),
        "a.docx": make.docx([("Title", "Titel"), ("Normal", "Text.")]),
    }
    for name, content in (("a.zip", make.zipped(members)), ("a.tar.gz", make.tarred(members, "w:gz"))):
        assert len(load(tmp_path, name, content)) == 4


def test_one_bad_member_does_not_end_the_archive(tmp_path):
    frame = load(tmp_path, "a.zip", make.zipped({"a.txt": b"\0\0", "b.docx": "PK", "c.txt": TEXT, "d.json": "{"}))
    assert list(frame.text) == [TEXT.decode()] and len(reasons(frame)) == 3


def test_a_member_without_a_name(tmp_path):
    """Found by fuzzing: zipfile's own is_dir() raises IndexError."""
    data = make.zipped({"a.txt": TEXT, "b.txt": b"Zwei."}).replace(b"a.txt", b"\0.txt")
    frame = load(tmp_path, "a.zip", data)
    assert list(frame.text) == ["Zwei."] and "Its name is none" in reasons(frame)[0]


def test_an_encrypted_member(tmp_path):
    data = bytearray(make.zipped({"a.txt": TEXT, "b.txt": b"Zwei."}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    frame = load(tmp_path, "a.zip", bytes(data))
    assert list(frame.text) == ["Zwei."] and "encrypted" in reasons(frame)[0]


# --- attacks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../boese.txt", "/tmp/boese.txt", "a/../../boese.txt", "..\\boese.txt", "C:\\boese.txt"]
)
def test_names_that_lead_out(tmp_path, name):
    frame = load(tmp_path, "a.zip", make.zipped({name: b"Boese", "gut.txt": TEXT}))
    assert list(frame.text) == [TEXT.decode()] and "leads out" in reasons(frame)[0]
    if "\\" not in name:
        frame = load(tmp_path, "a.tar", make.tarred({name: b"Boese", "gut.txt": TEXT}))
        assert list(frame.text) == [TEXT.decode()] and "leads out" in reasons(frame)[0]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_archives(tmp_path, kind):
    info = tarfile.TarInfo("link.txt")
    info.type, info.linkname = kind, "/etc/passwd"
    frame = load(tmp_path, "a.tar", make.tarred({"link.txt": info, "gut.txt": TEXT}))
    assert list(frame.text) == [TEXT.decode()] and "link or a device" in reasons(frame)[0]


def test_a_link_in_a_zip(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("gut.txt", TEXT)
    frame = load(tmp_path, "a.zip", buffer.getvalue())
    assert list(frame.text) == [TEXT.decode()] and "link or a device" in reasons(frame)[0]


BOMB = b"a " * (1 << 24)


@pytest.mark.parametrize(
    "name", ["a.zip", "a.txt.gz", "a.txt.bz2", "a.txt.xz", "a.tar.gz", "a.jsonl.gz", "a.csv.gz", "a.warc.gz"]
)
def test_zip_bombs(tmp_path, name):
    inner = Path(Path(name).stem)
    content = b"WARC/1.0\r\n" + BOMB if ".warc" in name else BOMB
    content = make.tarred({"a.txt": content}) if inner.suffix == ".tar" else content
    pack = {
        ".zip": lambda data: make.zipped({"a.txt": data}),
        ".gz": gzip.compress,
        ".bz2": bz2.compress,
        ".xz": lzma.compress,
    }
    frame = load(tmp_path, name, pack[Path(name).suffix](content))
    assert frame.empty and len(reasons(frame)) == 1 and "200 times its size" in reasons(frame)[0]


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.odt", "a.ods"])
def test_bombs_in_office_files(tmp_path, name):
    part = {"a.docx": "word/document.xml", "a.xlsx": "xl/workbook.xml"}.get(name, "content.xml")
    kind = {"a.odt": "text", "a.ods": "spreadsheet"}.get(name)
    members = {"mimetype": f"application/vnd.oasis.opendocument.{kind}"} if kind else {}
    frame = load(tmp_path, name, make.zipped(members | {part: BOMB}))
    assert frame.empty and len(reasons(frame)) == 1 and "zip bomb" in reasons(frame)[0]


def test_bombs_in_pdfs(tmp_path):
    packed = zlib.compress(b"BT (a) Tj ET " * 30_000_000, 9)
    head, _, tail = make.pdf([(50, 700, 10, "Text")]).partition(b"<</Length ")
    rest = tail.partition(b"endstream")[2]
    data = head + b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream" + rest
    frame = load(tmp_path, "a.pdf", data)
    assert frame.empty and reasons(frame)


def test_archives_too_deep(tmp_path):
    data = make.zipped({"a.txt": TEXT})
    for _ in range(LIMITS.depth + 1):
        data = make.zipped({"a.zip": data, "oben.txt": b"Oben " + str(len(data)).encode()})
    frame = load(tmp_path, "a.zip", data)
    assert TEXT.decode() not in set(frame.text) and len(frame) == LIMITS.depth and "deep" in reasons(frame)[0]


@pytest.mark.parametrize(
    ("limit", "value", "words"), [("members", 3, "more than 3 files"), ("total", 50, "unpacks to more than")]
)
@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_limits_of_an_archive(tmp_path, monkeypatch, name, limit, value, words):
    monkeypatch.setattr(LIMITS, limit, value)
    members = {f"{n}.txt": f"Text {n} ist etwas länger.".encode() for n in range(5)}
    frame = load(tmp_path, name, make.zipped(members) if name == "a.zip" else make.tarred(members, "w:gz"))
    assert len(frame) < 5 and words in reasons(frame)[-1] and len(reasons(frame)) == 1


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x><artikel><text>&b;</text></artikel></x>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x><artikel><text>&a;</text></artikel></x>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]><x><artikel><text>t</text></artikel></x>'


@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE, PARAMETER])
@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.atom", "a.odt", "a.ods", "a.zip"])
def test_entities(tmp_path, content, name):
    packed = {"a.odt": lambda: make.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}),
              "a.ods": lambda: make.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}),
              "a.zip": lambda: make.zipped({"a.xml": content})}  # fmt: skip
    frame = load(tmp_path, name, packed.get(name, lambda: content)())
    assert frame.empty and len(reasons(frame)) == 1 and "entities" in reasons(frame)[0]


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_entities_in_office_files(tmp_path, name):
    good = make.docx([("Normal", "Text.")]) if name == "a.docx" else make.xlsx([["text"], ["Text."]])
    part = "word/document.xml" if name == "a.docx" else "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        members = {item: archive.read(item) for item in archive.namelist()}
    xml = members[part].decode().replace("Text.", "&a;")
    declaration, _, rest = xml.partition("?>") if xml.startswith("<?xml") else ("<?xml version='1.0'", "", xml)
    members[part] = f'{declaration}?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>{rest}'
    frame = load(tmp_path, name, make.zipped(members))
    assert Path("/etc/hostname").read_text().strip() not in " ".join(frame.text)


def test_an_external_dtd_is_not_fetched(tmp_path):
    frame = load(
        tmp_path,
        "a.xml",
        '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd"><nitf><body><body.content><p>Text.</p></body.content></body></nitf>',
    )
    assert list(frame.text) == ["Text."]


def test_absurd_nesting(tmp_path):
    for name, content in {
        "a.xml": "<x>" * 50_000, "a.html": "<div>" * 50_000 + "Text", "b.xml": "<artikel><text>" * 20_000, "a.rtf": "{\\rtf1 " + "{" * 100_000,
        "a.rss": "<rss>" + "<item>" * 20_000, "a.eml": "Subject: x\nContent-Type: multipart/mixed; boundary=a\n\n" + "--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 5000,
        "a.json": "[" * 100_000, "a.odt": make.odt("<text:p>" * 20_000), "a.md": "---\na: " + "[" * 50_000 + "\n---\nText",
    }.items():  # fmt: skip
        frame = load(tmp_path, name, content)
        assert reasons(frame) or list(frame.text) == ["Text"], name


SAMPLES = {
    "a.docx": lambda: make.docx([("Normal", "Text.")]), "a.odt": lambda: make.odt("<text:p>Text.</text:p>"), "a.xlsx": lambda: make.xlsx([["text"], ["Text."]]),
    "a.pdf": lambda: make.pdf([(50, 700, 10, "Text.")]), "a.zip": lambda: make.zipped({"a.txt": TEXT * 50}), "a.tar.gz": lambda: make.tarred({"a.txt": TEXT * 50}, "w:gz"),
    "a.warc.gz": lambda: make.warc([("https://example.org/", "200 OK", "text/html", TEXT * 50)]), "a.xml": (DATA / "formats/dpa.xml").read_bytes,
    "a.rss": (DATA / "formats/feed.rss").read_bytes, "a.txt.xz": lambda: lzma.compress(os.urandom(2000)), "a.parquet": (DATA / "loaders/good.parquet").read_bytes,
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_half_a_file(tmp_path, name):
    data = SAMPLES[name]()
    frame = load(tmp_path, name, data[: len(data) // 2])
    assert reasons(frame) and not any("Traceback" in reason for reason in reasons(frame))


@pytest.mark.parametrize(("name", "content"), [
    ("a.txt", lambda: make.docx([("Normal", "Die Bäder öffnen.")])), ("a.csv", lambda: make.xlsx([["text"], ["Die Bäder öffnen."]])),
    ("a.docx", lambda: b"{\\rtf1\\ansi Die B\\'e4der \\'f6ffnen.\\par}"), ("a.pdf", lambda: "<!DOCTYPE html><html><body><article><p>Die Bäder öffnen.</p></article></body></html>".encode()),
    ("a.html", lambda: make.pdf([(50, 700, 10, "Die Bäder öffnen.")])), ("a.json", lambda: gzip.compress("Die Bäder öffnen.".encode())),
])  # fmt: skip
def test_wrong_endings(tmp_path, name, content):
    frame = load(tmp_path, name, content())
    if name == "a.json":  # a packed JSON without the ending .gz: what is in it is read by the name
        assert frame.empty and reasons(frame)
    else:
        assert frame.text[0].strip() == "Die Bäder öffnen." and "it was read as such" in reasons(frame)[0]


def test_an_old_word_file(tmp_path):
    assert "old Word file" in reasons(load(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)))[0]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that exists and cannot be read, even by root")
def test_a_file_that_cannot_be_read(tmp_path):
    (tmp_path / "a.txt").symlink_to("/proc/self/mem")  # the user names it, so the link is followed
    assert reasons(load_articles(tmp_path / "a.txt")) == ["The file cannot be read: Input/output error."]


def test_a_member_whose_data_is_not_what_was_stored(tmp_path):
    data = bytearray(make.zipped({"a.txt": TEXT, "b.txt": b"Zwei."}, zipfile.ZIP_STORED))
    data[data.index(TEXT) + 3] ^= 1
    frame = load(tmp_path, "a.zip", bytes(data))
    assert list(frame.text) == ["Zwei."] and "damaged" in reasons(frame)[0]


def test_members_that_overlap(tmp_path):
    """A bomb without nesting: many entries for the same bytes. The limit on the whole stops it."""
    data = make.zipped({"a.txt": TEXT})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[start:end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 50, 50, 50 * len(entry), start, 0)
    frame = load(tmp_path, "a.zip", data[:start] + 50 * entry + tail)
    assert len(frame) <= 1 and reasons(frame)


# --- memory --------------------------------------------------------------------------------------------------------


def peak(path):
    tracemalloc.start()
    count = sum(not is_problem(row) for row in iter_articles(path, progress=False))
    top = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return count, top


def rows(path, count):
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": f"Text {n} " + "Wort, " * 100}) + "\n" for n in range(count))
    return path


@pytest.mark.parametrize("pack", [False, True])
def test_memory_does_not_grow_with_the_rows(tmp_path, pack):
    peaks = {}
    next(iter(iter_articles(rows(tmp_path / "warm.jsonl", 1))))  # what is imported at the first call does not count
    for count in (1_000, 8_000):
        path = rows(tmp_path / f"{count}.jsonl", count)
        if pack:
            path.with_suffix(".jsonl.gz").write_bytes(gzip.compress(path.read_bytes(), 1))
            path = path.with_suffix(".jsonl.gz")
        found, peaks[count] = peak(path)
        assert found == count
    # 4 MB more to read; what grows is the list of ids, by 32 to 96 bytes an article (while it is moved to a larger place).
    assert peaks[8_000] - peaks[1_000] < 96 * 7_000 + 100_000


def test_memory_does_not_grow_with_the_files(tmp_path):
    peaks = {}
    next(iter(iter_articles(rows(tmp_path / "warm.jsonl", 1))))  # what is imported at the first call does not count
    for count in (100, 800):
        archive = tmp_path / f"{count}.tar"
        archive.write_bytes(make.tarred({f"{n}.txt": b"Text %d " % n + b"Wort, " * 500 for n in range(count)}))
        found, peaks[count] = peak(archive)
        assert found == count
    assert peaks[800] - peaks[100] < 1_000_000


def test_memory_does_not_grow_with_a_folder(tmp_path):
    peaks = {}
    next(iter(iter_articles(rows(tmp_path / "warm.jsonl", 1))))
    for count in (100, 1000):
        folder = tmp_path / str(count)
        folder.mkdir()
        for n in range(count):
            (folder / f"{n}.txt").write_text(f"Text {n} " + "Wort, " * 500)
        found, peaks[count] = peak(folder)
        assert found == count
    # The names are in a list, so that they are read in order: that is what a file costs.
    assert peaks[1000] - peaks[100] < 500 * 900 + 100_000


def test_ids_are_remembered(tmp_path):
    lines = [json.dumps({"id": f"k{n % 800}", "text": f"Text {n}."}) for n in range(801)]
    (tmp_path / "a.jsonl").write_text("\n".join([*lines, *lines]))
    frame = load_articles(tmp_path / "a.jsonl", duplicates=False)
    assert list(frame.article_id[:800]) == [f"k{n}" for n in range(800)]
    assert "'k0' belongs to another text already" in reasons(frame)[0] and len(frame) == 801
    assert sum("kept once" in reason for reason in reasons(frame)) == 801
