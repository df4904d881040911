"""loaders: every format on files with the quirks of real ones, and that no file can break a load."""

import json
import os
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newskit as nk
from newskit import tables
from newskit.corpus import article_id
from newskit.errors import InputError, InputNotFoundError
from newskit.loaders import SUFFIXES, articles_from_texts, is_problem, iter_articles, load_articles
from newskit.loaders.encoding import decode

DATA = Path(__file__).parent / "data/loaders"
GERMAN = "„Das wäre schön“, sagte Käthe Groß – und hörte auf, über Öl und Übles zu reden."


def reasons(frame):
    return [problem["reason"] for problem in frame.attrs["problems"]]


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


# --- the table -----------------------------------------------------------------------------------------------------


def test_a_folder_loads_into_the_articles_table():
    frame = load_articles(DATA)
    tables.check("articles", frame)
    assert list(frame.columns) == [*tables.TABLES["articles"].names, "clicks"]
    assert frame.article_id.is_unique and frame.text.str.strip().ne("").all()
    # The fixtures tell the same three stories in many formats, some with another title: copies, none of them dropped.
    assert frame.duplicate_of.notna().any() and set(frame.duplicate_of.dropna()) < set(frame.article_id)
    assert all(set(problem) == {"source", "article_id", "stage", "reason"} for problem in frame.attrs["problems"])
    assert {problem["stage"] for problem in frame.attrs["problems"]} == {"load"}


def test_every_file_gives_an_article_or_a_problem():
    frame = load_articles(DATA)
    heard_of = set(frame.source) | {problem["source"] for problem in frame.attrs["problems"]}
    assert heard_of == {str(path) for path in DATA.glob("[!.]*")}


def test_counts_language_and_agencies_are_filled():
    row = load_articles(DATA / "front_matter.md").iloc[0]
    assert (row.n_words, row.language, row.agencies) == (21, "de", ["dpa", "epd"])


def test_the_same_load_gives_the_same_rows():
    assert load_articles(DATA).equals(load_articles(str(DATA)))


# --- text, Markdown, pages -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("title.txt", "Sturm über Köln"),
        ("no_title.txt", None),
        ("heading.markdown", "Eine Überschrift"),
        ("rule_only.md", None),
    ],
)
def test_titles_of_plain_text(name, title):
    found = load_articles(DATA / name).title[0]
    assert found == title if title else pd.isna(found)


@pytest.mark.parametrize("name", ["title.txt", "nfd.txt", "no_title.txt"])
def test_text_is_never_rewritten(name):
    assert load_articles(DATA / name).text[0] == (DATA / name).read_bytes().decode("utf-8")


def test_front_matter():
    row = load_articles(DATA / "front_matter.md").iloc[0]
    assert (row.title, row.outlet, row.section) == ("Sturm: Köln räumt auf", "Werratal-Bote", "Panorama")
    assert (row.article_id, row.url, row.authors) == ("01067", "https://example.org/x", ["Käthe Möller", "Bo Yıldız"])
    assert row.published == pd.Timestamp("2025-10-03T12:30Z")
    assert row.text.startswith("Der Sturm") and row.text.endswith("epd")


def test_broken_front_matter_costs_the_metadata_only():
    frame = load_articles(DATA / "broken_front_matter.md")
    assert frame.text[0] == "Der Text ist trotzdem da und lesbar."
    assert "not valid YAML" in reasons(frame)[0]


def test_page_with_json_ld():
    row = load_articles(DATA / "page.html").iloc[0]
    assert (row.title, row.outlet, row.section) == ("Sturm über Köln", "Werratal-Bote", "Panorama")
    assert row.published == pd.Timestamp("2025-10-04T16:05Z")
    assert row.authors == ["Käthe Möller", "Bo Yıldız"]
    assert row.url == "https://example.org/werratal-bote/sturm-koeln"
    assert "Bahn rechnet" in row.text and "Impressum" not in row.text


def test_page_in_its_declared_encoding():
    row = load_articles(DATA / "latin1.htm").iloc[0]
    assert "Brücke über die Werra" in row.text and row.authors == ["Käthe Möller"]


# --- JSON ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "count"),
    [("list.json", 3), ("single.json", 1), ("wrapped.json", 3), ("lines_as.json", 3), ("list_as.jsonl", 3)],
)
def test_json_in_all_shapes(name, count):
    frame = load_articles(DATA / name)
    assert len(frame) == count and not reasons(frame)
    row = frame.iloc[0]
    assert (row.article_id, row.title, row.outlet, row.authors) == (
        "01067",
        "Streit um das Schwimmbad",
        "Werratal-Bote",
        ["Käthe Möller"],
    )
    assert row.published == pd.Timestamp("2025-10-03T06:00Z")


def test_broken_lines_are_problems_and_the_rest_loads():
    frame = load_articles(DATA / "one_broken_line.jsonl")
    assert list(frame.article_id) == ["01067", "01070"]
    assert [reason.split(":")[0] for reason in reasons(frame)] == ["Line 2", "Line 4", "Line 6"]


def test_half_a_json_list_gives_its_good_half():
    frame = load_articles(DATA / "half.json")
    assert len(frame) == 2 and "Not valid JSON" in reasons(frame)[0] and "2 records" in reasons(frame)[0]


@pytest.mark.parametrize(
    "content", ["[" * 100_000, '{"a":' * 100_000, '{"text": ' + "9" * 5000 + "}", "5", '"x"', "[1, 2]", "{}", "nul"]
)
@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_absurd_json_is_a_problem(tmp_path, content, suffix):
    frame = load_articles(write(tmp_path, "a" + suffix, content))
    assert frame.empty and reasons(frame)


def test_numbers_as_ids_and_odd_values(tmp_path):
    rows = [
        {"id": 7, "text": "Eins."},
        {"id": 8.0, "text": "Zwei.", "author": "Von A. Meier und B. Yildiz", "title": None},
    ]
    rows += [
        {"text": ["Drei"]},
        {"text": "Vier.", "author": "Meier, Anna", "title": "NaN"},
        {"text": "\ud83d halb"},
        {"text": "NUL\0"},
    ]
    frame = load_articles(write(tmp_path, "a.json", json.dumps(rows)))
    assert list(frame.text) == ["Eins.", "Zwei.", "Vier.", "\ufffd halb"]
    assert list(frame.article_id[:2]) == ["7", "8"]
    assert list(frame.authors[:3]) == [[], ["A. Meier", "B. Yildiz"], ["Meier, Anna"]]
    assert frame.title.isna().all() and len(reasons(frame)) == 3


# --- tables --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cp1252_semicolon.csv", "utf8_bom.csv", "utf16.csv", "mac.csv"])
def test_csv_in_the_encodings_of_real_exports(name):
    frame = load_articles(DATA / name)
    assert list(frame.article_id) == ["01067", "01069", "01070"]
    assert frame.title[0] == "Streit um das Schwimmbad" and "„Wir können uns das nicht leisten“" in frame.text[0]
    assert frame.published[0] == pd.Timestamp("2025-10-03T12:30Z") and frame.outlet[0] == "Werratal-Bote"
    assert pd.isna(frame.published[2]) and len(reasons(frame)) == 1 and "'gestern'" in reasons(frame)[0]


def test_line_breaks_in_cells_are_kept():
    assert "niemand.\n\nBäume" in load_articles(DATA / "utf8_bom.csv").text[1]


@pytest.mark.parametrize(("name", "count"), [("tabs.tsv", 3), ("pipe.csv", 1), ("good.parquet", 3)])
def test_other_tables(name, count):
    frame = load_articles(DATA / name)
    assert len(frame) == count and not reasons(frame)


def test_parquet_values():
    frame = load_articles(DATA / "good.parquet")
    assert frame.published[0] == pd.Timestamp("2025-10-03T10:30Z") and pd.isna(frame.published[1])
    assert list(frame.authors) == [["Käthe Möller", "Bo Yıldız"], [], []]


def test_missing_column_says_what_to_do():
    frame = load_articles(DATA / "no_text_column.csv")
    assert reasons(frame) == [
        "Column 'text' is missing in no_text_column.csv. Found: id, leib, datum. "
        'Rename it or pass columns={"text": "leib"}.'
    ]  # fmt: skip
    assert load_articles(DATA / "no_text_column.csv", columns={"text": "leib"}).text[0] == "Hallo Welt"


def test_wrongly_mapped_columns():
    frame = load_articles(DATA / "no_text_column.csv", columns={"text": "lieb"})
    assert "Column 'lieb' (for 'text') is missing" in reasons(frame)[0] and '{"text": "leib"}' in reasons(frame)[0]
    with pytest.raises(InputError, match="no entry 'txt'"):
        load_articles(DATA, columns={"txt": "leib"})


def test_rows_with_wrong_cells_and_quotation_marks(tmp_path):
    uneven = load_articles(DATA / "uneven.csv")
    assert list(uneven.article_id) == ["1", "4"] and ["Line 3", "Line 4"] == [r.split(":")[0] for r in reasons(uneven)]
    sloppy = load_articles(DATA / "open_quote.csv")
    assert list(sloppy.article_id) == ["1", "2", "4"] and "not doubled" in reasons(sloppy)[0]
    rest = load_articles(write(tmp_path, "a.csv", 'id,text\n1,"Auf\n2,Zwei.\n3,Drei.\n'))
    assert list(rest.article_id) == ["1", "2", "3"] and "Line 2: A quotation mark is opened" in reasons(rest)[0]


@pytest.mark.parametrize("content", ["", "\n\n", '""\n', ";;;\n", "text", "sep=;\nid;text\n", '"'])
def test_tables_without_rows(tmp_path, content):
    assert load_articles(write(tmp_path, "a.csv", content)).empty


def test_excel_separator_line_and_huge_cells(tmp_path):
    frame = load_articles(write(tmp_path, "a.csv", "sep=;\nid;text\n1;" + "Wort, " * 100_000 + "\n"))
    assert len(frame.text[0]) == 600_000 and frame.article_id[0] == "1"


# --- encodings and damage ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".csv", ".jsonl", ".json"])
def test_encodings_are_detected(tmp_path, encoding, suffix):
    content = {".csv": f'id;text\n1;"{GERMAN}"\n', ".jsonl": json.dumps({"text": GERMAN}, ensure_ascii=False) + "\n"}
    content[".json"] = content[".jsonl"]
    frame = load_articles(write(tmp_path, "a" + suffix, content.get(suffix, GERMAN).encode(encoding)))
    assert list(frame.text) == [GERMAN] and not reasons(frame)


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp1252"])
@pytest.mark.parametrize("text", ["Käthe Groß", "Die Bürger möchten größere Straßen.", "Ärger über Öl"])
def test_old_german_encodings_in_few_words(encoding, text):
    assert decode(text.encode(encoding)) == (text, None)


def test_encoding_option():
    data = "Łódź über Käthe".encode("cp1250")
    assert decode(data, "cp1250") == ("Łódź über Käthe", None)
    text, note = decode("Groß".encode("cp1252"), "utf-8")
    assert text == "Gro\ufffd" and "1 " in note
    with pytest.raises(InputError, match="unknown"):
        load_articles(DATA, encoding="utf8mb4")
    with pytest.raises(InputError, match="unknown"):
        load_articles(DATA, encoding="rot13")


def test_a_stray_byte_does_not_spoil_the_umlauts():
    frame = load_articles(DATA / "stray_byte.jsonl")
    assert "Lüneburg" in frame.text[0] and frame.text[1] == "Ein Satz über Müller mit Umlaut."
    assert "not UTF-8" in reasons(frame)[0]


def test_legacy_encoding_far_into_a_file(tmp_path):
    rows = "".join(f"{n};Text {n}\n" for n in range(20_000))
    frame = load_articles(write(tmp_path, "a.csv", f"id;text\n{rows}x;{GERMAN}\n".encode("cp1252")))
    assert frame.text.iloc[-1] == GERMAN and not reasons(frame)


@pytest.mark.parametrize(
    ("name", "words"),
    [("picture.txt", "PNG"), ("nul.txt", "NUL"), ("empty.txt", "empty"), ("blank.txt", "empty"), ("empty.csv", "empty"),
     ("empty.json", "empty"), ("empty_page.html", "No article text"), ("truncated.parquet", "Parquet")],
)  # fmt: skip
def test_damaged_files_are_problems(name, words):
    frame = load_articles(DATA / name)
    assert frame.empty and len(reasons(frame)) == 1 and words in reasons(frame)[0]
    assert frame.attrs["problems"][0]["source"] == str(DATA / name)


# --- ids -----------------------------------------------------------------------------------------------------------


def test_the_same_article_twice_is_one_row(tmp_path):
    write(tmp_path, "a.txt", "Ein Text\nüber Öl."), write(tmp_path, "b.txt", "Ein  Text u\u0308ber O\u0308l.\n")
    frame = load_articles(tmp_path)
    assert list(frame.article_id) == [article_id("Ein Text über Öl.")]
    assert frame.attrs["problems"][0]["article_id"] == frame.article_id[0] and "before" in reasons(frame)[0]


def test_another_text_under_a_taken_id_gets_its_own():
    frame = load_articles(pd.DataFrame({"id": ["1", "1", "1", "2"], "text": ["Eins", "Zwei", "Eins", "Eins"]}))
    assert list(frame.article_id) == ["1", article_id("Zwei"), "2"]
    assert len(reasons(frame)) == 2


# --- sources -------------------------------------------------------------------------------------------------------


def test_sources_in_all_forms(tmp_path):
    (tmp_path / "sub").mkdir(), (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.TXT", ".hidden/d.txt", ".e.txt", "f.mp3"):
        write(tmp_path, name, f"Text in {name}")
    folder = load_articles(tmp_path)
    assert [Path(source).name for source in folder.source] == ["a.txt", "b.txt", "c.TXT"]
    assert "1 file(s) ending in .mp3 were not read" in reasons(folder)[0]
    assert len(load_articles(str(tmp_path / "**/*.txt"))) == 2
    assert len(load_articles([tmp_path / "a.txt", str(tmp_path / "sub")])) == 2


def test_what_does_not_exist_raises(tmp_path):
    for source in (
        tmp_path / "x.txt",
        str(tmp_path / "*.txt"),
        "Ein Text statt eines Pfades. " * 30,
        "a\0b",
        [tmp_path / "x"],
    ):
        with pytest.raises(InputNotFoundError, match="No file or folder"):
            iter_articles(source)
    with pytest.raises(InputError, match=r"nothing to read.*\.txt"):
        load_articles(tmp_path)
    with pytest.raises(InputError, match=r"\.mp3"):
        load_articles(write(tmp_path, "a.mp3", "ID3"))
    with pytest.raises(InputError, match="not as a list with the number 5"):
        load_articles([5])


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_do_not_lead_out_of_the_folder(tmp_path):
    inside = tmp_path / "inside"
    (inside / "sub").mkdir(parents=True)
    secret = write(tmp_path, "secret.txt", "Geheim")
    write(inside, "a.txt", "Offen")
    (
        (inside / "out.txt").symlink_to(secret),
        (inside / "up").symlink_to(tmp_path),
        (inside / "nowhere.txt").symlink_to("x"),
    )
    (inside / "sub/loop").symlink_to(inside), os.mkfifo(inside / "pipe.txt")
    for source in (inside, str(inside / "**/*")):
        frame = load_articles(source)
        assert set(frame.text) == {"Offen"} and "Geheim" not in str(reasons(frame))
        assert sum("leads" in reason for reason in reasons(frame)) >= 3


def test_unreadable_file(tmp_path, monkeypatch):
    path = write(tmp_path, "a.txt", "Text")

    def refuse(self, *_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(load_articles(path)) == ["The file cannot be read: Permission denied."]


def test_data_frames_and_texts():
    given_frame = pd.DataFrame(
        {"Überschrift": ["T", None], "Volltext": ["Eins.", "Zwei."], "Datum": ["3.10.2025", None], "x": [1, 2]}
    )
    before = given_frame.copy(deep=True)
    frame = load_articles(given_frame)
    assert list(frame.text) == ["Eins.", "Zwei."] and frame.title[0] == "T" and pd.isna(frame.title[1])
    pd.testing.assert_frame_equal(given_frame, before)
    with pytest.raises(InputError, match="Column 'text' is missing in the DataFrame"):
        load_articles(pd.DataFrame({"a": ["x"]}))
    with pytest.raises(InputError, match="Column 'b'"):
        load_articles(pd.DataFrame({"text": ["x"]}), columns={"outlet": "b"})
    assert list(nk.articles_from_texts(["Eins.", "", "Zwei."]).text) == ["Eins.", "Zwei."]
    with pytest.raises(InputNotFoundError, match=r"nk\.articles_from_texts\(\[text\]\)"):
        load_articles(["Ein Text, keine Datei."])
    assert articles_from_texts([]).empty


def test_an_articles_table_loads_again_as_it_was(tmp_path):
    first = load_articles(DATA)
    first.to_parquet(tmp_path / "articles.parquet")
    again = load_articles(first)
    pd.testing.assert_frame_equal(again, first)
    assert load_articles(tmp_path / "articles.parquet").drop(columns="source").equals(first.drop(columns="source"))


def test_stream_reads_no_further_than_asked(tmp_path):
    path = write(tmp_path, "a.jsonl", "".join(json.dumps({"text": f"Text {n}"}) + "\n" for n in range(5)) + "kaputt\n")
    rows = iter_articles(path)
    assert next(rows)["text"] == "Text 0"
    assert sum(map(is_problem, rows)) == 1


def test_a_flood_of_problems_is_counted(tmp_path):
    frame = load_articles(write(tmp_path, "a.jsonl", '{"text": "gut"}\n' + "kaputt\n" * 1500))
    assert len(reasons(frame)) == 1001 and reasons(frame)[-1] == "500 more problems of this file are not listed."


def test_progress_bar_only_over_many_files(tmp_path, capsys):
    for n in range(201):
        write(tmp_path, f"{n}.txt", f"Text {n}")
    assert len(load_articles(tmp_path)) == 201
    assert capsys.readouterr().err == ""  # no terminal
    load_articles(tmp_path, progress=True)
    assert "201/201" in capsys.readouterr().err
    load_articles(tmp_path, progress=False), load_articles(DATA, progress=True)
    assert capsys.readouterr().err == ""


def test_progress_bar_over_a_large_file(tmp_path, capsys):
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        for n in range(70):
            file.write(json.dumps({"text": f"{n} " + "x" * 1_000_000}) + "\n")
    assert sum(1 for _ in iter_articles(path, progress=True)) == 70
    assert "70.0M/70.0M" in capsys.readouterr().err
    assert sum(1 for _ in iter_articles(path)) == 70
    assert capsys.readouterr().err == ""


# --- nothing raises ------------------------------------------------------------------------------------------------

SEEDS = [path.read_bytes() for path in sorted(DATA.glob("[!.]*"))]
JUNK = st.binary(max_size=300) | st.text(alphabet='{}[]",:;\n\r\t <>/!-=#text', max_size=200).map(
    lambda text: text.encode("utf-8")
)


@st.composite
def damaged(draw):
    """A real file with a piece cut out and junk in its place."""
    seed = draw(st.sampled_from(SEEDS))
    start, length = draw(st.integers(0, len(seed))), draw(st.integers(0, 400))
    return seed[:start] + draw(JUNK) + seed[start + length :]


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=JUNK | damaged())
def test_no_content_breaks_a_load(tmp_path, suffix, content):
    for row in iter_articles(write(tmp_path, "file" + suffix, content)):
        assert is_problem(row) or (isinstance(row["text"], str) and row["text"].strip() and row["article_id"])


@given(st.lists(st.dictionaries(st.sampled_from(["text", "title", "date", "author", "id", "source", "x"]), st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5
))))  # fmt: skip
def test_no_record_breaks_a_load(records):
    from newskit.loaders.articles import Articles
    from newskit.loaders.records import find_columns, to_article

    articles = Articles()
    rows = [row for record in records for row in articles.take(to_article(record, find_columns(tuple(record))), "test")]
    frame = tables.frame("articles", [row for row in rows if not is_problem(row)])
    assert frame.article_id.is_unique


def test_a_lone_carriage_return_in_a_row(tmp_path):
    frame = load_articles(write(tmp_path, "a.csv", "id,text\n1,Eins\rZwei\n2,Drei\n"))
    assert list(frame.article_id) == ["2"] and "Line 2: The row cannot be read" in reasons(frame)[0]


def test_a_folder_marked_to_be_ignored_is_left_alone(tmp_path):
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / ".newskitignore").write_text("")
    (tmp_path / "gold" / "labels.json").write_text('{"labels": []}')
    (tmp_path / "a.txt").write_text("Ein kurzer Text.")
    articles = load_articles(tmp_path)
    assert len(articles) == 1 and not articles.attrs["problems"]
