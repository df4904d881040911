"""Columns of the user's own: they stay, in name, value and type, through every reader and writer, and articles are grouped by them."""

import json

import openpyxl
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal, assert_series_equal

import newskit as nk
from newskit import tables
from newskit.errors import InputError
from newskit.export import write_tables

TEXTS = [
    "Der Minister Hans Meier sagte am Dienstag, es regne vermutlich in Kassel.",
    "Die Ministerin Eva Kurz sagte am Mittwoch, es schneie wohl in Fulda.",
    "Die Polizei teilte mit, der Mann sei verletzt.",
]
OURS = tables.TABLES["articles"].names


def typed():
    return pd.DataFrame({
        "text": TEXTS, "lager": ["links", "rechts", None], "welle": [1, 2, 3], "anteil": [0.1 + 0.2, None, 1e-17],
        "geprüft": [True, False, True], "kodiert": pd.to_datetime(["2025-01-01 08:00", None, "2025-01-03 00:00"]),
        "zone": pd.to_datetime(["2025-01-01", "2025-01-02", "2025-01-03"]).tz_localize("Europe/Berlin"),
        "stufe": pd.Categorical(["hoch", "tief", "hoch"], ["tief", "hoch"], ordered=True), "n": pd.Series([1, None, 3], dtype="Int64"),
        "liste": [["a", "b"], [], ["c"]], "=formel": ["=1+1", "'=1", "-"], "reason": ["x", "y", "z"],
    })  # fmt: skip


OWN = [name for name in typed().columns if name != "text"]


@pytest.fixture(scope="module")
def result(nlp):
    return nk.analyze(typed(), pipeline=nlp, progress=False)


def test_columns_of_a_dataframe_stay_with_their_types(result):
    assert list(result.articles.columns) == [*OURS, *OWN]
    assert_frame_equal(pd.DataFrame(result.articles[OWN]), typed()[OWN])
    again = nk.load_articles(result.articles)
    assert_frame_equal(again.drop(columns="source"), result.articles.drop(columns="source"))


def test_columns_of_parquet_and_feather_stay_with_their_types(tmp_path):
    typed().to_parquet(tmp_path / "a.parquet")
    typed().to_feather(tmp_path / "a.feather")
    for file in ("a.parquet", "a.feather"):
        loaded = nk.load_articles(tmp_path / file)
        for name in set(OWN) - {"stufe"}:  # which categories there are is not in the file's schema
            assert_series_equal(loaded[name], typed()[name])
        assert loaded["stufe"].tolist() == ["hoch", "tief", "hoch"] and loaded["stufe"].dtype == "category"


def test_columns_of_text_tables_are_text(tmp_path):
    (tmp_path / "a.csv").write_text(f"text;lager;plz\n{TEXTS[0]};links;01067\n{TEXTS[1]};;\n", encoding="utf8")
    loaded = nk.load_articles(tmp_path / "a.csv")
    assert list(loaded.columns) == [*OURS, "lager", "plz"] and loaded["plz"].dtype == "string"
    assert loaded["plz"].iloc[0] == "01067" and loaded[["lager", "plz"]].iloc[1].isna().all()


def test_columns_of_sheets_records_and_front_matter_stay(tmp_path):
    book = openpyxl.Workbook()
    for row in (["text", "lager", "welle"], [TEXTS[0], "links", 1], [TEXTS[1], None, 2]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    sheet = nk.load_articles(tmp_path / "a.xlsx")
    assert sheet["welle"].tolist() == [1, 2] and sheet["lager"].tolist()[0] == "links"
    rows = [{"text": TEXTS[0], "lager": "links", "tags": ["a"], "meta": {"k": 1}}, {"text": TEXTS[1], "welle": 2}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf8")
    records = nk.load_articles(tmp_path / "a.jsonl")
    assert list(records.columns) == [*OURS, "lager", "tags", "meta", "welle"]
    assert records["welle"].isna().tolist() == [True, False] and records["welle"].iloc[1] == 2
    assert records["tags"].iloc[0] == ["a"] and records["meta"].iloc[0] == '{"k": 1}'
    (tmp_path / "a.md").write_text(f"---\ntitle: Regen\nlager: links\n---\n{TEXTS[0]}", encoding="utf8")
    assert nk.load_articles(tmp_path / "a.md")["lager"].tolist() == ["links"]


def test_a_file_that_lacks_a_column_has_missing_values(tmp_path):
    pd.DataFrame({"text": TEXTS[:1], "welle": [1]}).to_parquet(tmp_path / "a.parquet")
    pd.DataFrame({"text": TEXTS[1:2], "lager": ["links"]}).to_csv(tmp_path / "b.csv", index=False)
    loaded = nk.load_articles(tmp_path)
    assert loaded["welle"].dtype == "Int64" and loaded["welle"].isna().tolist() == [False, True]
    stored = nk.store_articles(tmp_path, tmp_path / "all.parquet")
    assert pd.read_parquet(stored.articles).dtypes.to_dict() == loaded.dtypes.to_dict()


@pytest.mark.parametrize("suffix", ["parquet", "csv", "jsonl", "xlsx"])
def test_they_survive_a_load_into_a_file_and_out_of_it(tmp_path, suffix):
    stored = nk.store_articles(typed(), tmp_path / f"a.{suffix}")
    again = nk.load_articles(stored.articles)
    assert list(again.columns) == [*OURS, *OWN]
    assert again["lager"].fillna("").tolist() == ["links", "rechts", ""] and again["=formel"].tolist() == [
        "=1+1",
        "'=1",
        "-",
    ]
    if suffix == "parquet":
        assert_frame_equal(pd.read_parquet(stored.articles)[OWN[:8]], typed()[OWN[:8]])


def test_ours_and_theirs_are_not_taken_for_each_other():
    frame = pd.DataFrame(
        {"text": TEXTS[:1], "published": ["2025-05-01"], "date": ["gestern"], "n_words": [7], "agencies": ["x"]}
    )
    loaded = nk.load_articles(frame)
    assert loaded["n_words"].iloc[0] == 12 and loaded["own_n_words"].tolist() == [7]
    assert loaded["own_date"].tolist() == ["gestern"] and loaded["own_agencies"].tolist() == ["x"]
    said = " ".join(p["reason"] for p in loaded.attrs["problems"])
    assert "kept as 'own_n_words'" in said
    assert list(nk.load_articles(loaded).columns) == list(loaded.columns)


def test_another_id_of_the_data_is_kept():
    frame = pd.DataFrame({"text": TEXTS, "article_id": ["a", "a", "c"], "guid": ["u1", None, "u3"]})
    loaded = nk.load_articles(frame)
    assert loaded["external_id"].fillna("").tolist() == ["u1", "a", "u3"] and loaded["article_id"].iloc[1] != "a"


def test_they_group_in_every_measure(result):
    quick = {"n_resamples": 20}
    for measure in (nk.source_measures, nk.hedge_measures, nk.readability_measures):
        assert set(measure(result, by="lager", **quick)["group"].dropna()) == {"links", "rechts"}
    assert set(nk.source_measures(result, by="welle", **quick)["group"]) == {"1", "2", "3"}
    compared = nk.compare_groups(result, "lager", "links", "rechts", n_permutations=10)
    assert compared["n_first"].unique().tolist() == [1]
    assert "lager" in nk.plots.readability(result, by="lager").get_title("left")


def test_records_with_a_key_each_do_not_make_a_table_without_end(tmp_path):
    rows = [{"text": f"{TEXTS[0]} {n}", f"k{n}": n} for n in range(600)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf8")
    loaded = nk.load_articles(tmp_path / "a.jsonl", duplicates=False)
    assert loaded.shape == (600, len(OURS) + 500)
    assert "more than 500 columns" in loaded.attrs["problems"][0]["reason"]


def test_the_day_is_the_outlets(nlp):
    frame = pd.DataFrame({"text": TEXTS, "published": ["2025-05-01", "2025-04-30T22:30:00Z", None]})
    result = nk.analyze(frame, pipeline=nlp, progress=False)
    articles = result.articles
    assert str(articles["published"].dtype) == "datetime64[us, UTC]" and articles["published"].iloc[0].day == 30
    assert articles["date"].dt.month.tolist()[:2] == [5, 5] and articles["date"].isna().iloc[2]
    assert articles["published_local"].iloc[1] == pd.Timestamp("2025-05-01 00:30")
    months = nk.source_measures(result, by="month", n_resamples=5)["group"].dropna().unique()
    assert months.tolist() == ["2025-05"] == articles["date"].dt.strftime("%Y-%m").dropna().unique().tolist()


@pytest.mark.parametrize("suffix", ["parquet", "csv", "xlsx", "jsonl"])
def test_days_survive_every_format(tmp_path, suffix, result):
    frame = tables.frame("articles", [{"article_id": "a", "published": "2025-04-30T22:00:00Z", "n_words": 1}])
    (path,) = write_tables({"articles": frame}, tmp_path, suffix)
    read = {
        "parquet": pd.read_parquet,
        "csv": pd.read_csv,
        "xlsx": pd.read_excel,
        "jsonl": lambda p: pd.read_json(p, lines=True),
    }
    back = read[suffix](path)
    assert pd.to_datetime(back["date"]).tolist() == [pd.Timestamp("2025-05-01")]
    assert pd.to_datetime(back["published"], utc=True).tolist() == [pd.Timestamp("2025-04-30 22:00", tz="UTC")]


def test_pandas_writes_every_table_for_excel(result, tmp_path):
    for name, table in result.tables.items():
        table.to_excel(tmp_path / f"{name}.xlsx", index=False)
        assert len(pd.read_excel(tmp_path / f"{name}.xlsx")) == len(table)
    result.articles.query("welle > 1").set_index("published").to_excel(tmp_path / "some.xlsx")
    cells = [c for row in openpyxl.load_workbook(tmp_path / "articles.xlsx").active.iter_rows() for c in row]
    assert cells and not [c.value for c in cells if c.data_type == "f"]


def test_no_text_of_a_user_becomes_a_formula(tmp_path, result):
    frame = tables.frame(
        "articles",
        [
            {
                "article_id": "a",
                "n_words": 1,
                "title": "=1+1",
                "text": "@x",
                "authors": ["=2"],
                "=kopf": "+3",
                "oft": {"=": 1},
            }
        ],
    )
    for suffix in ("xlsx", "csv"):
        (path,) = write_tables({"articles": frame}, tmp_path, suffix)
    cells = [c for row in openpyxl.load_workbook(tmp_path / "articles.xlsx").active.iter_rows() for c in row]
    assert not [c.value for c in cells if c.data_type == "f" or str(c.value).startswith(("=", "+", "@"))]
    assert not [n for n in pd.read_csv(path).columns if n.startswith("=")]


def test_two_columns_of_one_name_are_refused():
    frame = pd.DataFrame([[TEXTS[0], "a", "b"]], columns=["text", "lager", "lager"])
    with pytest.raises(InputError, match="two columns 'lager'"):
        nk.load_articles(frame)
